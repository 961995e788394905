/**
 * Every text of a draft that can be typed in the form, in its order. In: a draft and what to make of a text. Out: a draft with what
 * came of it, which shares what is unchanged. The one list of these texts: finding and replacing both go by it.
 */

import { holds } from './condition';
import { findTemplatePart, isBlank, reasoned } from './draft';
import { elementsOf, TEXTS } from './elements';
import type { Attachment, Draft, Elements, Figure, Item, Part, PartKind, Table } from './generated';
import { BASIC, cellField, ELEMENTS, FIGURES, sectionOfField } from './locate';
import { mapShared } from './tables';
import { yearOf } from './text';

/** Where a text stands in the form. */
export interface TextPlace {
  readonly section: string;
  readonly part: string | null;
  readonly item: string | null;
  readonly field: string;
  /** Whether the form shows it now: parts that are left out, elements that are off and the like keep their texts out of sight. */
  readonly shown: boolean;
  /** It takes a year and nothing else. */
  readonly year: boolean;
}

/** Answers the text to put in place of `text`: the same one to leave it. */
export type Visit = (text: string, place: TextPlace) => string;

/** Whether the field at `place` takes `text`. */
export const takes = (place: TextPlace, text: string): boolean => !place.year || yearOf(text) !== null;

/** `draft` with every text as `visit` answers it. A year stays where the answer is none. */
export function mapTexts(draft: Draft, visit: Visit): Draft {
  return new Walk(draft, visit).run();
}

type Key = Exclude<keyof Item, 'id' | 'items' | 'tables' | 'style' | 'progress' | 'answers' | 'explains'>;

/** Those of a rectification item that the form shows now. A problem that was carried is no text of this year's, and one that is left out shows its reason alone. */
function seen(item: Item, key: Key): boolean {
  if (!isBlank(item.waived)) return false;
  if (key === 'text' || key === 'year') return item.report === undefined;
  if (key === 'closed') return item.state === '已销号';
  return key !== 'reason' || reasoned(item.state);
}

/** The texts of an item above the rows and tables in it, and those below, by the part's kind. */
const RECTIFICATION: readonly (readonly Key[])[] = [
  ['text', 'heading', 'measure', 'result', 'body'], ['owner', 'due', 'closed', 'reason', 'evidence', 'year', 'leader', 'goal'],
];
const PROBLEM: readonly (readonly Key[])[] = [['heading', 'body'], ['cause', 'owner', 'due', 'leader', 'source', 'goal']];
const PLAIN: readonly (readonly Key[])[] = [['heading', 'body'], []];

const keysOf = (kind: PartKind | undefined): readonly (readonly Key[])[] =>
  kind === 'rectification' ? RECTIFICATION : kind === 'problem' ? PROBLEM : PLAIN;

/** `old` with `change` in it; `old` itself where that changes nothing. */
function shared<T extends object>(old: T, change: Partial<T>): T {
  return (Object.keys(change) as (keyof T)[]).every((key) => change[key] === old[key]) ? old : { ...old, ...change };
}

class Walk {
  #fields: Draft['fields'];

  constructor(
    private readonly draft: Draft,
    private readonly visit: Visit,
  ) {
    this.#fields = draft.fields;
  }

  run(): Draft {
    const { draft } = this;
    const basic = place(BASIC, null, null, true);
    const year = draft.year === null ? null : this.#year(draft.year, basic);
    this.#asked(BASIC, true);
    const figures = mapShared(draft.figures, (figure) => this.#figure(figure));
    const parts = mapShared(draft.parts, (part) => this.#part(part));
    const elements = draft.elements && this.#elements(draft.elements);
    return shared(draft, { year, fields: this.#fields, figures, parts, ...(elements && { elements }) });
  }

  /** The template's fields that are asked in a section. */
  #asked(section: string, shown: boolean): void {
    const { template, fields } = this.draft;
    for (const entry of template.content.fields) {
      const text = fields[entry.id];
      if (text === undefined || entry.type === 'choice' || sectionOfField(this.draft, entry.id) !== section) continue;
      const seen = shown && (!entry.when || holds(entry.when, fields));
      const next = this.visit(text, { ...place(section, null, null, seen), field: entry.id });
      if (next !== text) this.#fields = { ...this.#fields, [entry.id]: next };
    }
  }

  #figure(figure: Figure): Figure {
    return shared(figure, this.#texts(figure, ['name', 'value', 'unit'], place(FIGURES, null, figure.id, true)));
  }

  #part(part: Part): Part {
    const shown = !part.left_out;
    const own = place(part.id, part.id, null, shown);
    const kind = findTemplatePart(this.draft.template.content.parts, part.id)?.kind;
    // The heading stands above the notice that the part is left out.
    const { heading } = this.#texts(part, ['heading'], place(part.id, part.id, null, true));
    this.#asked(part.id, shown);
    const change: Partial<Part> = { ...(heading !== undefined && { heading }), ...this.#texts(part, ['lead'], own) };
    if (part.tables) change.tables = mapShared(part.tables, (table) => this.#table(table, own, true));
    change.items = mapShared(part.items, (item) => this.#item(item, own, keysOf(kind), kind === 'rectification'));
    Object.assign(change, this.#texts(part, ['tail'], own));
    change.parts = mapShared(part.parts, (sub) => this.#part(sub));
    return shared(part, change);
  }

  #item(item: Item, at: TextPlace, [above, below]: readonly (readonly Key[])[], rectified = false): Item {
    const own = { ...at, item: item.id };
    const texts = (keys: readonly Key[] = []): Partial<Item> =>
      Object.assign({}, ...keys.map((key) => this.#texts(item, [key], rectified && !seen(item, key) ? { ...own, shown: false } : own)));
    const inner = rectified && !isBlank(item.waived) ? { ...at, shown: false } : at;
    const change = texts(above);
    change.items = mapShared(item.items, (sub) => this.#item(sub, inner, PLAIN));
    if (item.tables) change.tables = mapShared(item.tables, (table) => this.#table(table, inner, true));
    return shared(item, Object.assign(change, texts(below)));
  }

  #table(table: Table, at: TextPlace, titled: boolean): Table {
    const own = { ...at, item: table.id };
    const title = titled ? this.#texts(table, ['title'], own) : {};
    const rows = mapShared(table.rows, (row, r) => mapShared(row, (cell, c) => this.visit(cell, { ...own, field: cellField(r, c) })));
    return shared(table, { ...title, rows });
  }

  #elements(elements: Elements): Elements {
    let { draft } = this;
    const texts = (after: boolean): void => {
      for (const { element, field, read, write } of Object.values(TEXTS)) {
        if ((element === 'note' || element === 'imprint') !== after) continue;
        const text = read(elements);
        const next = this.visit(text, { ...place(ELEMENTS, null, null, elements[element].on), field });
        if (next !== text) draft = write(draft, next);
      }
    };
    texts(false);
    const items = mapShared(elements.attachments.items, (entry) => this.#attachment(entry, elements.attachments.on));
    texts(true);
    const changed = elementsOf(draft);
    return shared(changed, { attachments: shared(changed.attachments, { items }) });
  }

  #attachment(entry: Attachment, on: boolean): Attachment {
    const at = (shown: boolean): TextPlace => place(ELEMENTS, null, entry.id, on && shown);
    const name = this.#texts(entry, ['name'], at(true));
    const body = this.#texts(entry, ['body'], at(entry.kind === 'text'));
    const table = this.#table(entry.table, at(entry.kind === 'table'), false);
    return shared(entry, { ...name, ...body, table });
  }

  /** The texts that `holder` has under these keys. */
  #texts<T extends object>(holder: T, keys: readonly (keyof T & string)[], at: TextPlace): Partial<T> {
    const change: Partial<T> = {};
    for (const key of keys) {
      const value: unknown = holder[key];
      if (typeof value === 'string') Object.assign(change, { [key]: this.visit(value, { ...at, field: key }) });
      else if (typeof value === 'number') Object.assign(change, { [key]: this.#year(value, at) });
    }
    return change;
  }

  #year(value: number, at: TextPlace): number {
    return yearOf(this.visit(String(value), { ...at, field: 'year', year: true })) ?? value;
  }
}

const place = (section: string, part: string | null, item: string | null, shown: boolean): TextPlace =>
  ({ section, part, item, field: '', shown, year: false });
