/** The left side of an import: the file's paragraphs as they stand in it, each marked by what it was taken for. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ImportMoved, ImportParagraph, ImportView, Piece } from '../generated';
import { tableRow, tablesOf, type Table } from './table';
import { choiceOf, toneOf } from './words';

/** A row: a piece, or a paragraph that was joined to one. */
interface Row {
  readonly key: string;
  readonly piece: Piece;
  readonly joined: string | null;
  readonly cell: boolean;
  /** The user moved it: where it stands now; empty for what came along. */
  readonly moved: string | null;
}

/** What the left side needs of its screen. */
export interface Choosing {
  readonly selected: number | null;
  choose(piece: number): void;
  key(event: KeyboardEvent): void;
}

export const rowId = (piece: number): string => `piece-${piece}`;

export function sourceView(view: ImportView, choosing: Choosing): TemplateResult {
  const pieces = new Map(view.pieces.map((piece) => [piece.id, piece]));
  const unsure = new Set(view.unsure);
  const tables = tablesOf(view);
  const moved = movedTo(view.moved);
  const rows = view.paragraphs.flatMap((paragraph, n): (Row | Table)[] => {
    const table = paragraph.cell && tables.get(paragraph.cell.table);
    if (table) return table.paragraph === n ? [table] : [];
    return rowsOf(paragraph, n, pieces, moved);
  });
  const chosen = [...tables.values()].find(({ pieces: within }) => choosing.selected !== null && within.has(choosing.selected));
  const active = chosen ? chosen.key : choosing.selected === null ? nothing : rowId(choosing.selected);
  return html`<div class="import-source" data-scroller>
    <div class="import-paper" role="listbox" tabindex="0" aria-label="原文，逐段" aria-activedescendant=${active} data-testid="import-source" @keydown=${(event: KeyboardEvent) => choosing.key(event)}>
      ${repeat(rows, ({ key }) => key, (row) => ('rows' in row ? tableRow(row, choosing) : rowView(row, unsure, choosing)))}
    </div>
  </div>`;
}

function rowsOf({ text, pieces, joined, cell }: ImportParagraph, n: number, known: ReadonlyMap<number, Piece>, places: ReadonlyMap<number, string>): Row[] {
  const found = pieces.map((id) => known.get(id)).filter((piece) => piece !== undefined);
  const base = { cell: cell !== null, moved: null };
  if (joined) return found.slice(0, 1).map((piece) => ({ ...base, key: `p${n}`, piece, joined: text }));
  return found.filter((piece) => piece.text.trim() !== '' || piece.number !== '').map((piece) => ({ ...base, key: String(piece.id), piece, joined: null, moved: places.get(piece.id) ?? null }));
}

/** Where each piece that was moved stands now; nothing is said of those that came along. */
function movedTo(moves: readonly ImportMoved[]): ReadonlyMap<number, string> {
  const places = new Map<number, string>(moves.flatMap(({ pieces }) => pieces.map((id) => [id, ''] as const)));
  for (const { pieces: [root], place } of moves) if (root !== undefined) places.set(root, place);
  return places;
}

function rowView({ key, piece, joined, cell, moved }: Row, unsure: ReadonlySet<number>, { selected, choose }: Choosing): TemplateResult {
  const here = piece.id === selected;
  const doubtful = joined === null && unsure.has(piece.id);
  const classes = ['import-row', toneOf(piece), piece.goes_on ? 'goes-on' : '', cell ? 'cell' : '', doubtful ? 'unsure' : '', joined === null ? '' : 'joined', piece.role === 'title' ? 'title' : '', moved === null ? '' : 'moved'];
  const { name, hint } = choiceOf(piece);
  const label = joined === null ? name : '并入上文';
  return html`<div
    role="option" id=${joined === null ? rowId(piece.id) : `joined-${key}`} class=${classes.filter(Boolean).join(' ')} aria-selected=${here}
    data-testid="import-row" data-piece=${piece.id} data-role=${piece.role} @click=${() => choose(piece.id)}
  ><span class="import-label" title=${joined === null && hint !== '' ? hint : nothing}>${piece.role === 'noise' ? '已搁置' : label}${doubtful ? html`<span class="import-doubt">请确认</span>` : nothing}${moved === null ? nothing : html`<span class="import-doubt">${moved === '' ? '跟着移了' : '已移动'}</span>`}</span><span
    class="import-text">${joined ?? marked(piece)}${moved ? html`<span class="import-where" data-testid="import-where">现在${moved}${piece.role === 'heading' ? '，编号在报告里重排' : ''}</span>` : nothing}</span></div>`;
}

/** The piece as it stands in the file, with last year's problems marked. */
export function marked({ number, text, end, last_year, problem }: Piece): TemplateResult {
  const parts: unknown[] = [];
  let at = 0;
  for (const place of last_year) {
    parts.push(text.slice(at, place.start), html`<mark class="import-last" title="上年问题">${text.slice(place.start, place.end)}</mark>`);
    at = place.end;
  }
  parts.push(text.slice(at));
  return html`${number}${problem ? html`<span class="import-problem" title="今年的问题">${parts}</span>` : parts}${end}`;
}
