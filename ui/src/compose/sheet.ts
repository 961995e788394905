/**
 * How composed paragraphs lie on the sheet: what stands side by side, in a table, between rules, behind a page's end. Knows no faces
 * and no texts; each paragraph is drawn by the caller.
 */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Block, Role } from '../generated';

/** Draws one paragraph, the `index`-th of the document. */
type Draw = (block: Block, index: number) => TemplateResult;

/** A paragraph with its place in the document. */
interface Entry {
  readonly block: Block;
  readonly index: number;
}

const LETTERHEAD: readonly Role[] = ['copy_number', 'secrecy', 'urgency', 'issuing_body', 'issuing_suffix', 'document_number', 'signer'];
const IMPRINT: readonly Role[] = ['imprint_copies', 'imprint_issuer', 'imprint_date'];

/** What a paragraph is laid out together with; each of the others stands by itself. */
function groupOf({ cell, role }: Block): string {
  if (cell) return `table ${cell.table}`;
  return LETTERHEAD.includes(role) ? 'letterhead' : IMPRINT.includes(role) ? 'imprint' : '';
}

export function sheet(blocks: readonly Block[], draw: Draw): TemplateResult[] {
  const result: TemplateResult[] = [];
  let wide = false;
  for (let index = 0; index < blocks.length;) {
    const first = blocks[index];
    if (!first) break;
    const group = groupOf(first);
    let end = index + 1;
    while (group !== '' && blocks[end] && groupOf(blocks[end] ?? first) === group) end += 1;
    const entries = blocks.slice(index, end).map((block, i) => ({ block, index: index + i }));
    const turned = first.wide ?? false;
    if (turned !== wide) result.push(pageEnd(turned ? '另起一页，横排' : '另起一页，竖排'));
    else if (first.role === 'attachment_label') result.push(pageEnd('另起一页'));
    wide = turned;
    result.push(
      group === '' ? draw(first, index)
      : group === 'letterhead' ? letterhead(entries, draw)
      : group === 'imprint' ? imprint(entries, draw)
      : table(entries, draw));
    index = end;
  }
  return result;
}

function pageEnd(text: string): TemplateResult {
  return html`<div class="page-end"><span>${text}</span></div>`;
}

const drawn = (entries: readonly Entry[], draw: Draw, ...roles: Role[]): TemplateResult[] =>
  entries.filter(({ block }) => roles.includes(block.role)).map(({ block, index }) => draw(block, index));

/** The bodies one below the other with 文件 beside or behind them, then number and signers on lines they share, above the red rule (clause 7.2). */
function letterhead(entries: readonly Entry[], draw: Draw): TemplateResult {
  const bodies = drawn(entries, draw, 'issuing_body');
  const signed = entries.some(({ block }) => block.role === 'signer');
  return html`<div class="letterhead">
    <div class="letterhead-marks">${drawn(entries, draw, 'copy_number', 'secrecy', 'urgency')}</div>
    <div class=${bodies.length > 1 ? 'letterhead-bodies joint' : 'letterhead-bodies'}><div>${bodies}</div>${drawn(entries, draw, 'issuing_suffix')}</div>
    <div class=${signed ? 'letterhead-number signed' : 'letterhead-number'}>${drawn(entries, draw, 'document_number', 'signer')}</div>
  </div>`;
}

/** Copies above, issuer and date on one line, with rules around and between (clause 7.4). */
function imprint(entries: readonly Entry[], draw: Draw): TemplateResult {
  const copies = drawn(entries, draw, 'imprint_copies');
  const issued = drawn(entries, draw, 'imprint_issuer', 'imprint_date');
  return html`<div class="imprint">
    ${copies.length > 0 ? html`<div>${copies}</div>` : nothing}
    ${issued.length > 0 ? html`<div class="imprint-issued">${issued}</div>` : nothing}
  </div>`;
}

/** Above as many columns, a table is wider than the sheet can show. */
const FITTING = 8;

function table(entries: readonly Entry[], draw: Draw): TemplateResult {
  const rows: Entry[][][] = [];
  for (const entry of entries) {
    const { row = 0, column = 0 } = entry.block.cell ?? {};
    const cells = (rows[row] ??= []);
    (cells[column] ??= []).push(entry);
  }
  const columns = Math.max(...rows.map((row) => row.length));
  const body = rows.map((row) => html`<div role="row">${row.map((cell) => html`<div role="cell">${cell.map(({ block, index }) => draw(block, index))}</div>`)}</div>`);
  return html`<div class="paper-table" tabindex=${columns > FITTING ? '0' : nothing}><div role="table" aria-label="表格">${body}</div></div>`;
}
