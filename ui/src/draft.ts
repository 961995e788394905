/**
 * Edits of a draft. In: a draft and what the user did. Out: a new draft that shares everything unchanged with the old one, so
 * that a snapshot for undo costs nothing. No rule of the genre is decided here.
 */

import type { Draft, Item, LayoutChoice, Part, State, Template, TemplatePart } from './generated';

/** The part with this id, at any depth. */
export function findPart(parts: readonly Part[], id: string): Part | undefined {
  for (const part of parts) {
    const found = part.id === id ? part : findPart(part.parts, id);
    if (found) return found;
  }
  return undefined;
}

/** The template's part with this id, at any depth. */
export function findTemplatePart(parts: readonly TemplatePart[], id: string): TemplatePart | undefined {
  for (const part of parts) {
    const found = part.id === id ? part : findTemplatePart(part.parts, id);
    if (found) return found;
  }
  return undefined;
}

/** All parts, each before the parts within it. */
export function allParts(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [part, ...allParts(part.parts)]);
}

/** All items, each before the items below it. */
export function allItems(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...allItems(item.items)]);
}

/** The parts whose template part is of one of these kinds. */
export function partsOfKind(draft: Draft, ...kinds: TemplatePart['kind'][]): Part[] {
  const template: Template = draft.template.content;
  return allParts(draft.parts).filter((part) => {
    const kind = findTemplatePart(template.parts, part.id)?.kind;
    return kind !== undefined && kinds.includes(kind);
  });
}

/** The items of a part from the outermost that holds `id` to the item or the table's item of that id; empty when there is none. */
export function pathTo(items: readonly Item[], id: string): Item[] {
  for (const item of items) {
    if (item.id === id || item.tables?.some((table) => table.id === id)) return [item];
    const below = pathTo(item.items, id);
    if (below.length > 0) return [item, ...below];
  }
  return [];
}

/** The item with this id in a part, at any depth. */
export const findItem = (draft: Draft, part: string, id: string): Item | undefined => pathTo(findPart(draft.parts, part)?.items ?? [], id).at(-1);

function mapParts(parts: Part[], id: string, edit: (part: Part) => Part): Part[] {
  return parts.map((part) => {
    if (part.id === id) return edit(part);
    const inner = mapParts(part.parts, id, edit);
    return inner.some((sub, i) => sub !== part.parts[i]) ? { ...part, parts: inner } : part;
  });
}

function mapItems(items: Item[], id: string, edit: (item: Item) => Item): Item[] {
  return items.map((item) => {
    if (item.id === id) return edit(item);
    const inner = mapItems(item.items, id, edit);
    return inner.some((sub, i) => sub !== item.items[i]) ? { ...item, items: inner } : item;
  });
}

/** `items` with the list that holds `id` replaced. */
function mapListWith(items: Item[], id: string, edit: (list: Item[], index: number) => Item[]): Item[] {
  const index = items.findIndex((item) => item.id === id);
  if (index >= 0) return edit(items, index);
  return items.map((item) => {
    const inner = mapListWith(item.items, id, edit);
    return inner === item.items || inner.every((sub, i) => sub === item.items[i]) && inner.length === item.items.length
      ? item
      : { ...item, items: inner };
  });
}

/** `list` with one entry at another place. */
export function move<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list];
  const [taken] = copy.splice(from, 1);
  if (taken !== undefined) copy.splice(to, 0, taken);
  return copy;
}

export const clamp = (n: number, low: number, high: number): number => Math.min(Math.max(n, low), high);

/** Sets a field of the template. */
export function setField(draft: Draft, id: string, value: string): Draft {
  return { ...draft, fields: { ...draft.fields, [id]: value } };
}

/** Changes a part's own texts. */
export function setPart(draft: Draft, part: string, change: Partial<Part>): Draft {
  return { ...draft, parts: mapParts(draft.parts, part, (old) => ({ ...old, ...change })) };
}

/** Changes an item. */
export function setItem(draft: Draft, part: string, item: string, change: Partial<Item>): Draft {
  return withItems(draft, part, (items) => mapItems(items, item, (old) => ({ ...old, ...change })));
}

/** Takes entries out of an item, so that its JSON no longer names them. */
export function unsetItem(draft: Draft, part: string, item: string, key: 'kind' | 'state' | 'year' | 'waived' | 'recurs'): Draft {
  return withItems(draft, part, (items) =>
    mapItems(items, item, (old) => {
      const { [key]: _, ...rest } = old;
      return rest;
    }),
  );
}

/** Adds `item` at the end of the part, or below `parent`. */
export function addItem(draft: Draft, part: string, parent: string | null, item: Item): Draft {
  return withItems(draft, part, (items) =>
    parent === null
      ? [...items, item]
      : mapItems(items, parent, (old) => ({ ...old, items: [...old.items, item] })),
  );
}

/** Takes an item out, and every link to it or to what lies below it. */
export function removeItem(draft: Draft, part: string, item: string): Draft {
  const found = findPart(draft.parts, part);
  const gone = allItems(pathTo(found?.items ?? [], item).slice(-1));
  const ids = new Set(gone.flatMap((entry) => (entry.problem === undefined ? [entry.id] : [entry.id, entry.problem])));
  const removed = withItems(draft, part, (items) => mapListWith(items, item, (list, i) => list.filter((_, at) => at !== i)));
  return { ...removed, parts: removed.parts.map((entry) => unlinkPart(entry, ids)) };
}

function unlinkPart(part: Part, ids: ReadonlySet<string>): Part {
  return {
    ...part,
    items: part.items.map((item) => unlinkItem(item, ids)),
    parts: part.parts.map((sub) => unlinkPart(sub, ids)),
  };
}

function unlinkItem(item: Item, ids: ReadonlySet<string>): Item {
  const next: Item = { ...item, items: item.items.map((sub) => unlinkItem(sub, ids)) };
  if (item.answers) next.answers = item.answers.filter((id) => !ids.has(id));
  if (item.explains) next.explains = item.explains.filter((id) => !ids.has(id));
  return next;
}

/** Moves an item by `step` places within its list; the draft itself when it stands at the end already. */
export function moveItem(draft: Draft, part: string, item: string, step: number): Draft {
  return reorder(draft, part, item, (from, length) => clamp(from + step, 0, length - 1));
}

/** Moves an item to a place within its list. */
export function moveItemTo(draft: Draft, part: string, item: string, to: number): Draft {
  return reorder(draft, part, item, (_, length) => clamp(to, 0, length - 1));
}

function reorder(draft: Draft, part: string, item: string, place: (from: number, length: number) => number): Draft {
  let moved = false;
  const next = withItems(draft, part, (items) =>
    mapListWith(items, item, (list, from) => {
      const to = place(from, list.length);
      moved = to !== from;
      return moved ? move(list, from, to) : list;
    }),
  );
  return moved ? next : draft;
}

function withItems(draft: Draft, part: string, edit: (items: Item[]) => Item[]): Draft {
  return { ...draft, parts: mapParts(draft.parts, part, (old) => ({ ...old, items: edit(old.items) })) };
}

/** Moves a part by `step` places among the parts beside it; the draft itself when it stands at the end already. */
export function movePart(draft: Draft, part: string, step: number): Draft {
  const within = (parts: Part[]): Part[] => {
    const from = parts.findIndex((entry) => entry.id === part);
    if (from >= 0) {
      const to = clamp(from + step, 0, parts.length - 1);
      return to === from ? parts : move(parts, from, to);
    }
    const inner = parts.map((entry) => {
      const below = within(entry.parts);
      return below === entry.parts ? entry : { ...entry, parts: below };
    });
    return inner.some((entry, i) => entry !== parts[i]) ? inner : parts;
  };
  const parts = within(draft.parts);
  return parts === draft.parts ? draft : { ...draft, parts };
}

/** Marks a section of the form as done, or takes the mark away. */
export function toggleDone(draft: Draft, section: string): Draft {
  const done = draft.done.includes(section) ? draft.done.filter((id) => id !== section) : [...draft.done, section];
  return { ...draft, done };
}

/** What to change in a layout choice; `undefined` takes an entry out. */
export type LayoutChange = { [K in keyof LayoutChoice]?: LayoutChoice[K] | undefined };

/** Changes what the report changes in its layout. */
export function setLayout(draft: Draft, change: LayoutChange): Draft {
  const layout = Object.fromEntries(Object.entries({ ...draft.layout, ...change }).filter(([, value]) => value !== undefined));
  return { ...draft, layout: layout as LayoutChoice };
}

export const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** Whether a state asks why: the problem goes on, or someone else has it now. */
export const reasoned = (state: State | undefined): boolean => state === '持续整改' || state === '移交';

/** An empty item with this id. */
export function emptyItem(id: string): Item {
  return { id, heading: '', body: '', items: [] };
}
