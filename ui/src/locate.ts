/** Where in the form something stands: an origin or a finding → section and field. */

import { findPart, pathTo } from './draft';
import { attachmentOf, elementsOf, FIELDS, textNamed, TEXTS } from './elements';
import type { Draft, Figure, Finding, Origin, Role, Section, Table } from './generated';
import { findTable } from './tables';

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

/** The id of the section 版头、附件和版记. */
export const ELEMENTS = 'elements';

/** The id of the section 关键数据. */
export const FIGURES = 'figures';

/** The DOM id of a field's control. */
export function controlId(part: string | null, item: string | null, field: string): string {
  return `at-${part ?? ''}-${item ?? ''}-${field}`;
}

/** The name of a table's cell among the fields. */
export const cellField = (row: number, column: number): string => `cell:${row}:${column}`;

/** The row and the column that a field names; `null` where it is no cell. */
export function cellOf(field: string): readonly [row: number, column: number] | null {
  const found = /^cell:(\d+):(\d+)$/.exec(field);
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** The section in which a field of the template or a text of an element is asked. */
export function sectionOfField(draft: Draft, field: string): string {
  if (field.startsWith('elements.')) return ELEMENTS;
  const asked = draft.template.content.fields.find((entry) => entry.id === field)?.ask_in ?? '';
  return asked !== '' && findPart(draft.parts, asked) ? asked : BASIC;
}

/** Where a finding or an origin leads to. */
export function spotOf(draft: Draft, of: Origin | Finding): Spot {
  const field = of.field ?? '';
  // Only figures, attachments and their tables stand in no part.
  const { part, item } = of;
  const section = part ?? (item === null ? null : figureOf(draft, item) ? FIGURES : attachmentOf(draft, item) ? ELEMENTS : null) ?? sectionOfField(draft, field);
  return { section, part, item, field, start: of.start, end: of.end };
}

/** The figure with this id. */
const figureOf = (draft: Draft, id: string): Figure | undefined => draft.figures.find((figure) => figure.id === id);

/** The texts of a part and of an item in the order of the form; `items` stands for what lies below. */
const PART_FIELDS = ['', 'heading', 'fields', 'lead', 'tables', 'items', 'tail'];
const ITEM_FIELDS = [
  '', 'text', 'waived', 'heading', 'measure', 'result', 'body', 'items', 'tables', 'cause', 'state', 'owner', 'due', 'closed', 'reason', 'evidence',
  'year', 'leader', 'kind', 'source', 'recurs', 'goal',
];
/** Those of a figure. */
const FIGURE_FIELDS = ['', 'name', 'value', 'unit'];
/** Those of an attachment. */
const ATTACHED_FIELDS = ['', 'name', 'body', 'tables'];

/** Where a spot stands in the form as a whole, to be compared by {@link precedes}. */
export type Place = readonly number[];

export function placeOf(draft: Draft, sections: readonly Section[], spot: Spot): Place {
  const section = sections.findIndex((entry) => entry.id === spot.section);
  if (spot.section === ELEMENTS) return [section, ...placeInElements(draft, spot)];
  if (spot.section === FIGURES) return [section, draft.figures.findIndex(({ id }) => id === spot.item), FIGURE_FIELDS.indexOf(spot.field), spot.start];
  if (spot.part === null) {
    const field = draft.template.content.fields.findIndex((entry) => entry.id === spot.field);
    return [section, PART_FIELDS.indexOf('fields'), field, spot.start];
  }
  if (spot.item === null) return [section, PART_FIELDS.indexOf(spot.field), spot.start];
  const part = findPart(draft.parts, spot.part);
  const place = [section];
  let fields = PART_FIELDS;
  let list = part?.items ?? [];
  let tables = part?.tables ?? [];
  for (const id of itemsTo(draft, spot)) {
    const at = list.findIndex((item) => item.id === id);
    place.push(fields.indexOf('items'), at);
    fields = ITEM_FIELDS;
    tables = list[at]?.tables ?? [];
    list = list[at]?.items ?? [];
  }
  const table = tables.findIndex((entry) => entry.id === spot.item);
  return table < 0 ? [...place, fields.indexOf(spot.field), spot.start] : [...place, fields.indexOf('tables'), table, ...placeInTable(spot)];
}

function placeInElements(draft: Draft, spot: Spot): Place {
  const holder = spot.item === null ? undefined : attachmentOf(draft, spot.item);
  if (!holder) return [FIELDS.indexOf(spot.field), spot.start];
  const place = [FIELDS.indexOf('attachments'), elementsOf(draft).attachments.items.indexOf(holder)];
  return holder.id === spot.item
    ? [...place, ATTACHED_FIELDS.indexOf(spot.field), spot.start]
    : [...place, ATTACHED_FIELDS.indexOf('tables'), ...placeInTable(spot)];
}

/** The title stands above the cells. */
function placeInTable({ field, start }: Spot): Place {
  const [row, column] = cellOf(field) ?? [-1, 0];
  return [row, column, start];
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
    case 'issuing_suffix': return TEXTS.bodies.field;
    default: return '';
  }
}

/** The items from the part's own down to the spot's, to unfold them; the attachment of a spot in one. */
export function itemsTo(draft: Draft, spot: Spot): string[] {
  if (spot.item === null) return [];
  if (spot.part === null) {
    const attachment = attachmentOf(draft, spot.item);
    return attachment ? [attachment.id] : [];
  }
  return pathTo(findPart(draft.parts, spot.part)?.items ?? [], spot.item).map((item) => item.id);
}

/** How much of the text around a finding is shown. */
const AROUND = 8;

/** The text around a finding, cut out of its field; `null` where nothing is typed there. */
export function contextOf(draft: Draft, of: Finding): { before: string; text: string; after: string } | null {
  const text = fieldText(draft, of);
  if (of.text === '' || text.slice(of.start, of.end) !== of.text) return null;
  return { ...around(text, of.start, of.end, AROUND), text: of.text };
}

/** At most `most` characters of the line before and behind a range, with no pair cut through. */
export function around(text: string, start: number, end: number, most: number): { before: string; after: string } {
  const before = text.slice(Math.max(0, start - most), start).replace(/^.*\n/s, '').replace(/^[\udc00-\udfff]/, '');
  const after = text.slice(end, end + most).replace(/\n.*$/s, '').replace(/[\ud800-\udbff]$/, '');
  return { before, after };
}

function fieldText(draft: Draft, of: Finding): string {
  if (of.field === null) return '';
  const table = of.item === null ? undefined : findTable(draft, of.item);
  if (table) return tableText(table, of.field);
  if (of.part === null && of.item === null) return textNamed(of.field)?.read(elementsOf(draft)) ?? draft.fields[of.field] ?? '';
  const part = findPart(draft.parts, of.part ?? '');
  const holder: object | undefined =
    of.item === null ? part : of.part === null ? figureOf(draft, of.item) ?? attachmentOf(draft, of.item) : pathTo(part?.items ?? [], of.item).at(-1);
  const text: unknown = holder && of.field in holder ? holder[of.field as keyof typeof holder] : '';
  return typeof text === 'string' ? text : '';
}

function tableText(table: Table, field: string): string {
  const cell = cellOf(field);
  return cell ? table.rows[cell[0]]?.[cell[1]] ?? '' : field === 'title' ? table.title : '';
}

/** Where a finding stands, in words: `主要履职情况（二）`. */
export function placeName(draft: Draft, sections: readonly Section[], labels: Record<string, string | undefined>, of: Origin | Finding): string {
  const spot = spotOf(draft, of);
  const name = sections.find((section) => section.id === spot.section)?.name ?? '基本信息';
  const label = itemsTo(draft, spot).map((id) => labels[id] ?? '').join('');
  if (label !== '') return name + label.replace(/[、.]$/, '');
  const asked = of.part === null ? askedName(draft, of) : of.item !== null && findTable(draft, of.item) ? '表格' : undefined;
  return asked === undefined ? name : `${name}·${asked}`;
}

/** The name of what is asked outside the parts. */
function askedName(draft: Draft, of: Origin | Finding): string | undefined {
  const field = of.field ?? '';
  if (of.item === null) return textNamed(field)?.name ?? draft.template.content.fields.find((entry) => entry.id === field)?.name;
  const figure = figureOf(draft, of.item);
  if (figure) return figure.name.trim() || '没有名称的一项';
  const { items } = elementsOf(draft).attachments;
  const at = items.findIndex((entry) => entry.id === of.item || entry.table.id === of.item);
  return at < 0 ? undefined : `附件${items.length > 1 ? at + 1 : ''}`;
}
