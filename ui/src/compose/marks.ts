/** Which stretches of a composed span are to be marked: findings, taken through the span's origin. */

import type { Finding, Origin, Span } from '../generated';

/** A stretch of a span's text. */
export interface Stretch {
  readonly text: string;
  /** Where it begins in the field it was typed in; `null` for what the program wrote. */
  readonly from: number | null;
  readonly marked: boolean;
}

const sameField = (finding: Finding, origin: Origin): boolean =>
  finding.part === origin.part && finding.item === origin.item && finding.field === origin.field;

const overlaps = (finding: Finding, origin: Origin): boolean => finding.start < origin.end && finding.end > origin.start;

/** Cuts a span where marks begin and end. */
export function stretches(span: Span, findings: readonly Finding[]): Stretch[] {
  const { origin, text } = span;
  if (!origin) return [{ text, from: null, marked: false }];
  const here = findings.filter((finding) => sameField(finding, origin));
  if (!span.literal) return standIn(text, origin, here);
  const hits = here.filter((finding) => overlaps(finding, origin)).sort((a, b) => a.start - b.start);
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

/** A text that stands in for what was typed (a composed title): places in it are none in the field, so marks go by the words. */
function standIn(text: string, origin: Origin, findings: readonly Finding[]): Stretch[] {
  const result: Stretch[] = [];
  let at = 0;
  for (const { text: words } of findings) {
    const found = words === '' ? -1 : text.indexOf(words, at);
    if (found < 0) continue;
    if (found > at) result.push({ text: text.slice(at, found), from: origin.start, marked: false });
    result.push({ text: words, from: origin.start, marked: true });
    at = found + words.length;
  }
  if (at < text.length) result.push({ text: text.slice(at), from: origin.start, marked: false });
  return result;
}
