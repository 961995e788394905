/**
 * Finding and replacing in all texts of a draft. In: a draft, what to look for, what to put there. Out: the places in the order of the
 * form, a new draft. Literal text: nothing in it has a meaning of its own.
 */

import type { Draft } from './generated';
import { around } from './locate';
import { mapTexts, takes, type TextPlace } from './texts';

/** What to look for, and what counts as the same. */
export interface Query {
  readonly text: string;
  /** `A` is not `a`. */
  readonly matchCase: boolean;
  /** `（` is `(`, `Ａ` is `A`, an ideographic space is a space. */
  readonly anyWidth: boolean;
}

/** One place where the text stands. */
export interface Hit {
  readonly at: TextPlace;
  /** The whole text of the field. */
  readonly text: string;
  /** Which text of the form it is, and where in it, in UTF-16 units. */
  readonly order: number;
  readonly start: number;
  readonly end: number;
  /** The same as long as no other place in this field comes or goes before it. */
  readonly key: string;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** How many more there are in what the form does not show now. */
  readonly hidden: number;
}

export const NOTHING: Found = { hits: [], hidden: 0 };

/** How much of the text around a place is shown. */
const AROUND = 18;

/** Full-width and half-width forms as the usual ones, each one unit as before, so that places stay where they are. */
const WIDE = /[\u3000\uff01-\uff5e\uff61-\uffee]/g;
const UPPER = /\p{Lu}/gu;

function sameLength(from: string, to: string): string {
  return from.length === to.length ? to : from;
}

/** `text` in a form in which all that counts as the same is the same. Every unit stays at its place. */
export function folded(text: string, { matchCase, anyWidth }: Query): string {
  const narrow = anyWidth ? text.replace(WIDE, (unit) => sameLength(unit, unit.normalize('NFKC'))) : text;
  return matchCase ? narrow : narrow.replace(UPPER, (letter) => sameLength(letter, letter.toLowerCase()));
}

/** Where `wanted` begins in `text`, from left to right; places do not overlap. */
function startsOf(text: string, wanted: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) starts.push(at);
  return starts;
}

/** All places of a text in the order of the form. */
export function find(draft: Draft, query: Query): Found {
  const wanted = folded(query.text, query);
  if (wanted === '') return NOTHING;
  const hits: Hit[] = [];
  let hidden = 0;
  let order = 0;
  mapTexts(draft, (text, at) => {
    order += 1;
    const starts = startsOf(folded(text, query), wanted);
    if (!at.shown) hidden += starts.length;
    else starts.forEach((start, i) => hits.push({ at, text, order, start, end: start + wanted.length, key: keyOf(at, i) }));
    return text;
  });
  return { hits, hidden };
}

const keyOf = ({ part, item, field }: TextPlace, nth: number): string => `${part ?? ''} ${item ?? ''} ${field} ${nth}`;

/** Puts `to` in the place of the text wherever it stands and `chosen` says so. Answers how many places that were. */
export function replace(draft: Draft, query: Query, to: string, chosen: (key: string) => boolean): { draft: Draft; count: number } {
  const wanted = folded(query.text, query);
  let count = 0;
  if (wanted === '') return { draft, count };
  const next = mapTexts(draft, (text, at) => {
    if (!at.shown) return text;
    const starts = startsOf(folded(text, query), wanted).filter((_, i) => chosen(keyOf(at, i)));
    const ends = starts.map((start) => start + wanted.length);
    const pieces = [...starts, text.length].map((start, i) => text.slice(i === 0 ? 0 : ends[i - 1], start));
    const result = pieces.join(to);
    if (!takes(at, result)) return text;
    count += starts.length;
    return result;
  });
  return { draft: next, count };
}

/** Whether the field takes what would stand there after this place alone was replaced. */
export function fits(hit: Hit, to: string): boolean {
  return takes(hit.at, hit.text.slice(0, hit.start) + to + hit.text.slice(hit.end));
}

/** The line around a place. */
export function lineOf(hit: Hit): { before: string; text: string; after: string } {
  return { ...around(hit.text, hit.start, hit.end, AROUND), text: hit.text.slice(hit.start, hit.end) };
}

/** Which place comes next after (`1`) or before (`-1`) a place in the form; from the end to the beginning. `-1` where there is none. */
export function nextHit(hits: readonly Hit[], from: readonly [order: number, start: number], step: 1 | -1): number {
  const beyond = (hit: Hit): boolean => (hit.order - from[0] || hit.start - from[1]) * step > 0;
  if (step > 0) return hits.length === 0 ? -1 : Math.max(0, hits.findIndex(beyond));
  let last = hits.length - 1;
  while (last >= 0 && !beyond(hits[last]!)) last -= 1;
  return last < 0 ? hits.length - 1 : last;
}
