/**
 * Tables of a draft. In: a table, or a draft and the id of a table in it, and what the user did. Out: new ones that share what is
 * unchanged. A table stands in a part, in an item, or in an attachment.
 */

import { findPart, pathTo, setItem, setPart } from './draft';
import type { Draft, Item, Part, Table } from './generated';

/** The most columns that a table of a Word file may have. */
export const MOST_COLUMNS = 63;
/** More rows than a report prints, and as many as a form can show at once. */
export const MOST_ROWS = 300;

/** What a new table has: a head and two rows of three cells. */
const NEW_ROWS = 3;
const NEW_COLUMNS = 3;

type Rows = string[][];

const blanks = (length: number): string[] => Array.from({ length }, () => '');

/** An empty table with this id. */
export function emptyTable(id: string): Table {
  return { id, title: '', rows: Array.from({ length: NEW_ROWS }, () => blanks(NEW_COLUMNS)), wide: false };
}

/** The rows with as many cells each as the longest has; those of a new table where there are none. */
export function gridOf(rows: Rows): Rows {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (columns === 0) return emptyTable('').rows;
  return rows.map((row) => (row.length === columns ? row : [...row, ...blanks(columns - row.length)]));
}

const inserted = <T>(list: readonly T[], at: number, entry: T): T[] => [...list.slice(0, at), entry, ...list.slice(at)];
const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);

export function setCell(table: Table, row: number, column: number, text: string): Table {
  const rows = gridOf(table.rows).map((cells, r) => (r === row ? cells.map((cell, c) => (c === column ? text : cell)) : cells));
  return { ...table, rows };
}

/** An empty row before the one at `at`. */
export function addRow(table: Table, at: number): Table {
  const rows = gridOf(table.rows);
  return { ...table, rows: inserted(rows, at, blanks(rows[0]?.length ?? 1)) };
}

/** An empty column before the one at `at`. */
export function addColumn(table: Table, at: number): Table {
  return { ...table, rows: gridOf(table.rows).map((row) => inserted(row, at, '')) };
}

/** The last row stays. */
export function removeRow(table: Table, at: number): Table {
  const rows = gridOf(table.rows);
  return rows.length > 1 ? { ...table, rows: without(rows, at) } : table;
}

/** The last column stays. */
export function removeColumn(table: Table, at: number): Table {
  const rows = gridOf(table.rows);
  return (rows[0]?.length ?? 0) > 1 ? { ...table, rows: rows.map((row) => without(row, at)) } : table;
}

/** Writes `cells` from a place on down and to the right. The table grows as far as it may; `cut` tells whether something did not fit. */
export function pasteCells(table: Table, row: number, column: number, cells: readonly (readonly string[])[]): { table: Table; cut: boolean } {
  const grid = gridOf(table.rows);
  const wanted = { rows: row + cells.length, columns: column + Math.max(0, ...cells.map((line) => line.length)) };
  const rows = Math.min(Math.max(grid.length, wanted.rows), Math.max(grid.length, MOST_ROWS));
  const columns = Math.min(Math.max(grid[0]?.length ?? 0, wanted.columns), Math.max(grid[0]?.length ?? 0, MOST_COLUMNS));
  const filled = Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => cells[r - row]?.[c - column] ?? grid[r]?.[c] ?? ''));
  return { table: { ...table, rows: filled }, cut: wanted.rows > rows || wanted.columns > columns };
}

/** `list` with every entry edited; the list itself where that changes none. */
export function mapShared<T>(list: T[], edit: (entry: T, index: number) => T): T[] {
  const next = list.map((entry, i) => edit(entry, i));
  return next.length === list.length && next.every((entry, i) => entry === list[i]) ? list : next;
}

type Edit = (tables: Table[]) => Table[];

function inItem(item: Item, edit: Edit): Item {
  const items = mapShared(item.items, (sub) => inItem(sub, edit));
  const tables = item.tables && edit(item.tables);
  return items === item.items && tables === item.tables ? item : { ...item, items, ...(tables && { tables }) };
}

function inPart(part: Part, edit: Edit): Part {
  const items = mapShared(part.items, (item) => inItem(item, edit));
  const parts = mapShared(part.parts, (sub) => inPart(sub, edit));
  const tables = part.tables && edit(part.tables);
  return items === part.items && parts === part.parts && tables === part.tables
    ? part
    : { ...part, items, parts, ...(tables && { tables }) };
}

/** Changes the table with this id, wherever it stands. */
export function setTable(draft: Draft, id: string, change: (table: Table) => Table): Draft {
  const one = (table: Table): Table => (table.id === id ? change(table) : table);
  const next = { ...draft, parts: mapShared(draft.parts, (part) => inPart(part, (tables) => mapShared(tables, one))) };
  const { attachments } = draft.elements ?? {};
  if (!draft.elements || !attachments) return next;
  const items = mapShared(attachments.items, (entry) => {
    const table = one(entry.table);
    return table === entry.table ? entry : { ...entry, table };
  });
  return items === attachments.items ? next : { ...next, elements: { ...draft.elements, attachments: { ...attachments, items } } };
}

/** Adds a table to a part, or to one of its items. */
export function addTable(draft: Draft, part: string, item: string | null, table: Table): Draft {
  const found = findPart(draft.parts, part);
  if (item === null) return setPart(draft, part, { tables: [...(found?.tables ?? []), table] });
  const holder = pathTo(found?.items ?? [], item).at(-1);
  return setItem(draft, part, item, { tables: [...(holder?.tables ?? []), table] });
}

/** Takes a table out of the part or item it stands in. */
export function removeTable(draft: Draft, id: string): Draft {
  const edit: Edit = (tables) => (tables.some((table) => table.id === id) ? tables.filter((table) => table.id !== id) : tables);
  return { ...draft, parts: mapShared(draft.parts, (part) => inPart(part, edit)) };
}

/** The table with this id, wherever it stands. */
export function findTable(draft: Draft, id: string): Table | undefined {
  const ofItems = (items: readonly Item[]): Table[] => items.flatMap((item) => [...(item.tables ?? []), ...ofItems(item.items)]);
  const ofParts = (parts: readonly Part[]): Table[] =>
    parts.flatMap((part) => [...(part.tables ?? []), ...ofItems(part.items), ...ofParts(part.parts)]);
  const attached = draft.elements?.attachments.items.map((entry) => entry.table) ?? [];
  return [...attached, ...ofParts(draft.parts)].find((table) => table.id === id);
}
