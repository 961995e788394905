/** Where in the form something stands: an origin or a finding → section and field. */

import { findPart, pathTo } from './draft';
import type { Draft, Finding, Origin, Role, Section } from './generated';

/** A place in the form. `field` is empty when the section as a whole is meant. */
export interface Spot {
  readonly section: string;
  readonly part: string | null;
  readonly item: string | null;
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

/** The id of the section that is not a part. */
export const BASIC = 'basic';

/** The DOM id of a field's control. */
export function controlId(part: string | null, item: string | null, field: string): string {
  return `at-${part ?? ''}-${item ?? ''}-${field}`;
}

/** The section in which a field of the template is asked. */
export function sectionOfField(draft: Draft, field: string): string {
  const asked = draft.template.content.fields.find((entry) => entry.id === field)?.ask_in ?? '';
  return asked !== '' && findPart(draft.parts, asked) ? asked : BASIC;
}

/** Where a finding or an origin leads to. */
export function spotOf(draft: Draft, of: Origin | Finding): Spot {
  const field = of.field ?? '';
  const section = of.part ?? sectionOfField(draft, field);
  return { section, part: of.part, item: of.item, field, start: of.start, end: of.end };
}

/** The texts of a part and of an item in the order of the form; `items` stands for what lies below. */
const PART_FIELDS = ['', 'heading', 'fields', 'lead', 'items', 'tail'];
const ITEM_FIELDS = ['', 'text', 'heading', 'measure', 'result', 'body', 'items', 'cause', 'evidence', 'owner', 'due', 'kind', 'state', 'year'];

/** Where a spot stands in the form as a whole, to be compared by {@link precedes}. */
export type Place = readonly number[];

export function placeOf(draft: Draft, sections: readonly Section[], spot: Spot): Place {
  const section = sections.findIndex((entry) => entry.id === spot.section);
  if (spot.part === null) {
    const field = draft.template.content.fields.findIndex((entry) => entry.id === spot.field);
    return [section, PART_FIELDS.indexOf('fields'), field, spot.start];
  }
  if (spot.item === null) return [section, PART_FIELDS.indexOf(spot.field), spot.start];
  const place = [section];
  let list = findPart(draft.parts, spot.part)?.items ?? [];
  for (const [depth, id] of itemsTo(draft, spot).entries()) {
    const at = list.findIndex((item) => item.id === id);
    place.push((depth === 0 ? PART_FIELDS : ITEM_FIELDS).indexOf('items'), at);
    list = list[at]?.items ?? [];
  }
  return [...place, ITEM_FIELDS.indexOf(spot.field), spot.start];
}

/** Whether `a` stands before `b`. */
export function precedes(a: Place, b: Place): boolean {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at < 0 ? a.length < b.length : (a[at] ?? 0) < (b[at] ?? -Infinity);
}

/** The field that a composed paragraph without any typed text in it comes from. */
export function fieldOfRole(role: Role): string {
  switch (role) {
    case 'title': return 'title';
    case 'byline': return 'byline';
    case 'date_line':
    case 'signature_date': return 'date';
    case 'salutation': return 'salutation';
    case 'signature': return 'unit';
    default: return '';
  }
}

/** The items from the part's own down to the spot's, to unfold them. */
export function itemsTo(draft: Draft, spot: Spot): string[] {
  if (spot.part === null || spot.item === null) return [];
  return pathTo(findPart(draft.parts, spot.part)?.items ?? [], spot.item).map((item) => item.id);
}

/** How much of the text around a finding is shown. */
const AROUND = 8;

/** The text around a finding, cut out of its field; `null` where nothing is typed there. */
export function contextOf(draft: Draft, of: Finding): { before: string; text: string; after: string } | null {
  const text = fieldText(draft, of);
  if (of.text === '' || text.slice(of.start, of.end) !== of.text) return null;
  const before = text.slice(Math.max(0, of.start - AROUND), of.start).replace(/^.*\n/s, '').replace(/^[\udc00-\udfff]/, '');
  const after = text.slice(of.end, of.end + AROUND).replace(/\n.*$/s, '').replace(/[\ud800-\udbff]$/, '');
  return { before, text: of.text, after };
}

function fieldText(draft: Draft, of: Finding): string {
  if (of.field === null) return '';
  if (of.part === null) return draft.fields[of.field] ?? '';
  const part = findPart(draft.parts, of.part);
  const holder: object | undefined = of.item === null ? part : pathTo(part?.items ?? [], of.item).at(-1);
  const text: unknown = holder && of.field in holder ? holder[of.field as keyof typeof holder] : '';
  return typeof text === 'string' ? text : '';
}

/** Where a finding stands, in words: `主要履职情况（二）`. */
export function placeName(draft: Draft, sections: readonly Section[], labels: Record<string, string | undefined>, of: Finding): string {
  const spot = spotOf(draft, of);
  const name = sections.find((section) => section.id === spot.section)?.name ?? '基本信息';
  const label = itemsTo(draft, spot).map((id) => labels[id] ?? '').join('');
  if (label !== '') return name + label.replace(/[、.]$/, '');
  const asked = of.part === null ? draft.template.content.fields.find((field) => field.id === of.field)?.name : undefined;
  return asked === undefined ? name : `${name}·${asked}`;
}
