/** Which stretches of a composed span are to be marked: findings, taken through the span's origin. */

import type { Finding, Origin, Span } from '../generated';

/** A stretch of a span's text. */
export interface Stretch {
  readonly text: string;
  /** Where it begins in the field it was typed in; `null` for what the program wrote. */
  readonly from: number | null;
  readonly marked: boolean;
}

const overlaps = (finding: Finding, origin: Origin): boolean =>
  finding.part === origin.part && finding.item === origin.item && finding.field === origin.field
  && finding.start < origin.end && finding.end > origin.start;

/** Cuts a span where marks begin and end. */
export function stretches(span: Span, findings: readonly Finding[]): Stretch[] {
  const { origin, text } = span;
  if (!origin) return [{ text, from: null, marked: false }];
  const hits = findings.filter((finding) => overlaps(finding, origin)).sort((a, b) => a.start - b.start);
  // Where something else is printed than was typed (a figure's value), the span is marked as a whole.
  if (!span.literal) return [{ text, from: origin.start, marked: hits.length > 0 }];
  const result: Stretch[] = [];
  let at = 0;
  const push = (to: number, marked: boolean): void => {
    if (to > at) result.push({ text: text.slice(at, to), from: origin.start + at, marked });
    at = Math.max(at, to);
  };
  for (const hit of hits) {
    push(Math.max(hit.start - origin.start, at), false);
    push(Math.min(hit.end - origin.start, text.length), true);
  }
  push(text.length, false);
  return result;
}
