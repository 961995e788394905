/** The table of 整改台账: the user's columns as the engine fills them, the years, the state; each row opens its problem. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { LedgerColumn, LedgerRow, LedgerView } from '../generated';
import { look } from '../parts/directives';
import { overduePill, statePill, yearChips } from './words';

/** How many rows are drawn at a time: thousands at once would hold the page up. */
export const PAGE = 200;

type Column = LedgerColumn | '历年';

const NARROW = '96px';
const WIDTHS: Partial<Record<Column, string>> = {
  序号: '32px', 问题: 'minmax(180px, 3fr)', 来源: 'minmax(116px, 1fr)', 整改类型: '64px', 责任领导: 'minmax(72px, 1fr)', '责任单位/责任人': 'minmax(108px, 1fr)',
  完成时限: NARROW, 销号日期: NARROW, 状态: NARROW, 历年: 'minmax(116px, 1fr)',
};
const PROSE = 'minmax(140px, 2.2fr)';

export interface TableOptions {
  readonly view: LedgerView;
  /** How many rows to draw. */
  readonly shown: number;
  readonly open: (row: LedgerRow) => void;
  readonly more: () => void;
}

export function ledgerTable({ view, shown, open, more }: TableOptions): TemplateResult {
  const columns: Column[] = [...view.columns];
  const state = columns.indexOf('状态');
  columns.splice(state < 0 ? columns.length : state, 0, '历年');
  const rest = view.rows.length - shown;
  return html`<div class="ledger-scroll"><div class="ledger-table" role="table" aria-label="整改台账" aria-rowcount=${view.rows.length + 1} data-testid="ledger-table"
      @keydown=${walk} ${look({ '--columns': columns.map((column) => WIDTHS[column] ?? PROSE).join(' ') })}>
      <div role="row" class="ledger-head">${columns.map((column) => html`<span role="columnheader">${column}</span>`)}</div>
      ${repeat(view.rows.slice(0, shown), (row) => row.id, (row, i) => html`<div role="row" class="ledger-row" data-testid="ledger-row" data-problem=${row.id}>
        ${columns.map((column) => cell(view, column, row, i, open))}</div>`)}
    </div></div>
    ${rest > 0 ? html`<p class="ledger-more"><button type="button" data-testid="ledger-more" @click=${more}>显示更多（还有 ${rest} 项）</button></p>` : nothing}`;
}

function cell(view: LedgerView, column: Column, row: LedgerRow, at: number, open: (row: LedgerRow) => void): TemplateResult {
  const stands = column === '历年' ? -1 : view.columns.indexOf(column);
  const text = view.cells[at]?.[stands] ?? '';
  const named = view.columns.includes('问题') ? '问题' : view.columns[0];
  if (column === named) {
    return html`<span role="cell"><button type="button" class="link row-open" data-testid="row-open" @click=${() => open(row)}>${text || '（没有写明的问题）'}</button></span>`;
  }
  switch (column) {
    case '历年': return html`<span role="cell">${yearChips(row.years)}${view.columns.includes('状态') ? nothing : overduePill(row)}</span>`;
    case '状态': return html`<span role="cell" class="row-state">${statePill(row.state)}${overduePill(row)}</span>`;
    case '整改措施': return html`<span role="cell"><span class="clamp">${text}</span>${aside(view, row)}</span>`;
    default: return html`<span role="cell" class=${WIDTHS[column] ? 'short' : ''}><span class="clamp">${text}</span></span>`;
  }
}

/** Below the measure the last note, or the basis for closing, where no column shows it. */
function aside(view: LedgerView, row: LedgerRow): TemplateResult | typeof nothing {
  const note = row.progress.at(-1);
  const text = row.state === '已销号' && row.evidence !== '' && !view.columns.includes('佐证')
    ? `依据：${row.evidence}`
    : note && !view.columns.includes('进展情况') ? `${note.date}：${note.text}` : '';
  return text === '' ? nothing : html`<span class="clamp aside">${text}</span>`;
}

/** The arrow keys go from row to row. */
function walk(event: KeyboardEvent): void {
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.row-open')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  rows[to]?.focus();
}
