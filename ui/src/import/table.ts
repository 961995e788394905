/** A table of the file: shown as one on the left, told in a sentence on the right, and what can be done with it. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Cell, ImportTable, ImportView, Piece } from '../generated';
import { marked, rowId, type Choosing } from './source';

/** Wider tables are drawn without the cells that a row lacks. */
const WIDEST = 64;

/** A table with its cells' pieces, row by row. */
export interface Table {
  readonly key: string;
  readonly told: ImportTable;
  /** The first of its paragraphs. */
  readonly paragraph: number;
  readonly pieces: ReadonlySet<number>;
  readonly rows: readonly (readonly (readonly Piece[])[])[];
  /** Its title, where the first row is one cell over all columns. */
  readonly title: readonly Piece[] | null;
  /** Where it was moved to. */
  readonly moved: string | null;
}

/** The file's tables by their numbers, those that are tables still. */
export function tablesOf(view: ImportView): ReadonlyMap<number, Table> {
  if (view.tables.length === 0) return new Map();
  const known = new Map(view.pieces.map((piece) => [piece.id, piece]));
  const cells = new Map<number, { paragraph: number; rows: Map<number, Map<number, Piece[]>> }>();
  view.paragraphs.forEach(({ cell, pieces, joined }, paragraph) => {
    if (!cell) return;
    const table = cells.get(cell.table) ?? { paragraph, rows: new Map<number, Map<number, Piece[]>>() };
    const row = table.rows.get(cell.row) ?? new Map<number, Piece[]>();
    const here = joined ? [] : pieces.flatMap((id) => known.get(id) ?? []);
    row.set(cell.column, [...(row.get(cell.column) ?? []), ...here]);
    table.rows.set(cell.row, row);
    cells.set(cell.table, table);
  });
  return new Map(view.tables.flatMap((told): [number, Table][] => {
    const found = cells.get(told.table);
    if (!found) return [];
    const columns = [...new Set([...found.rows.values()].flatMap((row) => [...row.keys()]))].sort((a, b) => a - b);
    const all = [...found.rows.values()].map((row) => (columns.length > WIDEST ? [...row.values()] : columns.map((column) => row.get(column) ?? [])));
    const filled = all[0]?.filter((cell) => cell.length > 0) ?? [];
    const title = filled.length === 1 && columns.length > 1 && all.length > 1 ? filled[0]! : null;
    const rows = title ? all.slice(1) : all;
    const pieces = new Set(told.pieces);
    const moved = view.moved.find((move) => move.pieces.some((id) => pieces.has(id)))?.place ?? null;
    return [[told.table, { key: `table-${told.table}`, told, paragraph: found.paragraph, pieces, rows, title, moved }]];
  }));
}

/** Each view's tables by piece, as every line asks. */
const byPiece = new WeakMap<ImportView, ReadonlyMap<number, ImportTable>>();

/** The table of a piece, if it stands in one. */
export function tableOf(view: ImportView, piece: number): ImportTable | undefined {
  let known = byPiece.get(view);
  if (!known) byPiece.set(view, (known = new Map(view.tables.flatMap((table) => table.pieces.map((id) => [id, table] as const)))));
  return known.get(piece);
}

/** The row of the left side that a table is. Its cells are read, not asked about one by one. */
export function tableRow({ key, told, pieces, rows, title, moved }: Table, { selected, choose }: Choosing): TemplateResult {
  const here = selected !== null && pieces.has(selected);
  const first = told.pieces[0];
  return html`<div role="option" id=${key} class=${told.aside ? 'import-row table aside' : 'import-row table'} aria-selected=${here} data-testid="import-table"
    @click=${() => { if (first !== undefined && !here) choose(first); }}
  ><span class="import-label">${told.aside ? '已搁置' : '表格'}${moved === null ? nothing : html`<span class="import-doubt">已移动</span>`}</span>
    <div class="import-text">${title ? html`<div class="import-caption">${title.map((piece) => cellView(piece, selected, choose))}</div>` : nothing}<div class="import-cells"><div class="import-grid">${rows.map((row) => html`<div class="import-line" data-testid="import-line">${row.map((cell) => html`<div>${cell.map((piece) => cellView(piece, selected, choose))}</div>`)}</div>`)}</div></div>
      <span class="import-where" data-testid="import-table-says">${told.says}${moved ? `；现在${moved}` : ''}</span></div></div>`;
}

function cellView(piece: Piece, selected: number | null, choose: (piece: number) => void): TemplateResult {
  const click = (event: Event): void => { event.stopPropagation(); choose(piece.id); };
  return html`<span class=${piece.id === selected ? 'import-cell here' : 'import-cell'} id=${rowId(piece.id)} data-testid="import-cell" data-piece=${piece.id} @click=${click}>${marked(piece)}</span>`;
}

/** `表格第 2 行第 3 列`. */
export function cellName(view: ImportView, { paragraph }: Piece): string {
  const cell: Cell | null | undefined = view.paragraphs[paragraph]?.cell;
  return cell ? `表格第 ${cell.row + 1} 行第 ${cell.column + 1} 列` : '表格';
}
