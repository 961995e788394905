/** 关键数据 over the years: a figure a row, a year a column, and how it changed. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { toFailure } from '../api';
import type { App, Screen } from '../app';
import type { Failure, FigureRow, FigureTable } from '../generated';
import { changeText } from '../ledger/change';
import { ledgerFrame, pick, unread } from '../ledger/frame';
import { look } from '../parts/directives';
import { tellWritten } from '../parts/written';

export class FiguresScreen implements Screen {
  readonly title = '关键数据 - 述职';
  #unit = '';
  #table: FigureTable | null = null;
  #failure: Failure | null = null;
  #asked = 0;
  #exporting = false;

  constructor(private readonly app: App) {
    void this.#load();
  }

  view(): TemplateResult {
    const none = this.#exporting || (this.#table?.rows.length ?? 0) === 0;
    const tools = html`<button type="button" data-testid="export-figures" ?disabled=${none} @click=${() => void this.#export()}>导出 Excel</button>`;
    return ledgerFrame(this.app, 'to-figures', tools, this.#body(), html`<span>数据在报告的“关键数据”里填写</span>`);
  }

  #body(): TemplateResult {
    const table = this.#table;
    if (!table || this.#failure) return unread(this.#failure, () => void this.#load());
    if (table.rows.length === 0 && this.#unit === '') {
      return html`<div class="empty" data-testid="figures-empty"><h2>还没有关键数据</h2>
        <p>在报告的“关键数据”里填上名称和数，如“党委会议 12 次”，历年的数就会并排列在这里。</p></div>`;
    }
    const who = new Set(table.rows.map(whose)).size > 1;
    const widths = `minmax(150px, 2fr)${who ? ' minmax(140px, 2fr)' : ''}${' minmax(104px, 1fr)'.repeat(table.years.length)}`;
    return html`
      ${table.units.length > 1 || this.#unit !== ''
        ? html`<div class="ledger-filters">${pick('figures-unit', '单位', this.#unit, table.units.map((unit) => [unit, unit]), (unit) => { this.#unit = unit; void this.#load(); })}</div>`
        : nothing}
      <div class="ledger-scroll" tabindex="0" role="region" aria-label="历年的关键数据"><div class="ledger-table figures-table" role="table" aria-label="关键数据" data-testid="figures-table" ${look({ '--columns': widths })}>
        <div role="row" class="ledger-head"><span role="columnheader">数据</span>${who ? html`<span role="columnheader">单位</span>` : nothing}${
          table.years.map((year) => html`<span role="columnheader" class="figure">${year}年</span>`)}</div>
        ${table.rows.map((row) => html`<div role="row" class="ledger-row" data-testid="figure-row">
          <span role="rowheader">${row.name}${row.unit ? html`<span class="quiet-text">（${row.unit}）</span>` : nothing}</span>
          ${who ? html`<span role="cell" class="quiet-text">${whose(row)}</span>` : nothing}
          ${row.values.map((value, i) => html`<span role="cell" class="figure">${value}${changed(row, table.years, i)}</span>`)}
        </div>`)}
      </div></div>`;
  }

  async #load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const table = await this.app.api.figureTable({ unit: this.#unit });
      if (asked !== this.#asked) return;
      this.#table = table;
      this.#failure = null;
    } catch (reason) {
      if (asked !== this.#asked) return;
      this.#failure = toFailure(reason);
    }
    this.app.redraw();
  }

  async #export(): Promise<void> {
    if (this.#exporting) return;
    this.#exporting = true;
    this.app.redraw();
    await this.app.attempt(async () => tellWritten(this.app, await this.app.api.exportFigures({ unit: this.#unit }), { begin: '已导出', file: true }));
    this.#exporting = false;
    this.app.redraw();
  }
}

const whose = ({ organisation, reporter }: FigureRow): string => [organisation, reporter].filter(Boolean).join(' · ');

/** The change to the year before; a year that was skipped is not compared across. */
function changed({ values }: FigureRow, years: readonly number[], at: number): TemplateResult | typeof nothing {
  if (years[at - 1] !== (years[at] ?? 0) - 1) return nothing;
  const text = changeText(values[at - 1] ?? '', values[at] ?? '');
  return text === '' ? nothing : html`<span class="aside" title="比上年">${text}</span>`;
}
