/** The columns of 整改台账 to choose from, a tick each, and their order; of one attachment, or of the ledger over the years. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { COLUMNS, movedColumn, toggledColumn } from '../elements';
import type { LedgerColumn } from '../generated';
import { tick } from '../compose/controls';
import { icon } from './icons';

export interface ColumnChoice {
  /** Before the column's name in the id of its tick. */
  readonly id: string;
  readonly columns: readonly LedgerColumn[];
  /** Whether these are the usual ones, so that there is no way back to them. */
  readonly usual: boolean;
  /** Takes the columns in their new order; none for the usual ones. */
  readonly set: (columns: LedgerColumn[]) => void;
}

export function columnChoice(choice: ColumnChoice): TemplateResult {
  const { columns, usual, set } = choice;
  const rest = COLUMNS.filter((column) => !columns.includes(column));
  return html`<ul class="ledger-choice" aria-label="台账的栏目，按印出的顺序">${repeat([...columns, ...rest], (column) => column, (column) => row(choice, column))}</ul>
    <button type="button" class="link" data-testid="ledger-usual" ?disabled=${usual} @click=${() => set([])}>恢复常用栏目</button>`;
}

function row({ id, columns, set }: ColumnChoice, column: LedgerColumn): TemplateResult {
  const at = columns.indexOf(column);
  const shift = (step: number) => (): void => set(movedColumn(columns, column, step));
  return html`<li>
    ${tick({
      id: `${id}${column}`, testid: 'ledger-column', label: column, on: at >= 0, disabled: at >= 0 && columns.length === 1,
      set: () => set(toggledColumn(columns, column)),
    })}
    ${at < 0
      ? nothing
      : html`<button type="button" class="quiet square" aria-label=${`${column}上移`} title="上移" data-testid="column-up" ?disabled=${at === 0} @click=${shift(-1)}>${icon('up')}</button>
          <button type="button" class="quiet square" aria-label=${`${column}下移`} title="下移" data-testid="column-down" ?disabled=${at === columns.length - 1} @click=${shift(1)}>${icon('down')}</button>`}
  </li>`;
}
