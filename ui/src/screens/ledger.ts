/** 整改台账: the problems of all reports over the years, to filter, to print, and each to open. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { toFailure } from '../api';
import type { App, Screen } from '../app';
import type { Failure, LedgerColumn, LedgerFormat, LedgerQuery, LedgerRow, LedgerState, LedgerView } from '../generated';
import { ledgerFrame, pick, unread } from '../ledger/frame';
import { ledgerTable, PAGE } from '../ledger/table';
import { STATES } from '../ledger/words';
import { columnChoice } from '../parts/columns';
import { icon } from '../parts/icons';
import { menuButton } from '../parts/menu';
import { tellWritten } from '../parts/written';

/** How long to wait after an input before the engine is asked. */
export const LOOK_MS = 250;

const ALL: LedgerQuery = { unit: '', year: null, state: 'all', owner: '', text: '' };

export class LedgerScreen implements Screen {
  readonly title = '整改台账 - 述职';
  #query: LedgerQuery = { ...ALL, state: 'open' };
  #view: LedgerView | null = null;
  #failure: Failure | null = null;
  #shown = PAGE;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #exporting = false;
  /** The problem whose row the next drawing puts the focus on. */
  #target: string | null = null;

  constructor(private readonly app: App) {
    void this.#load();
  }

  view(): TemplateResult {
    const { app } = this;
    const none = this.#exporting || (this.#view?.rows.length ?? 0) === 0;
    const save = (format: LedgerFormat) => (): void => void this.#export(format);
    const tools = html`
      <button type="button" data-testid="export-xlsx" title="导出下面列出的问题" ?disabled=${none} @click=${save('xlsx')}>导出 Excel</button>
      <button type="button" data-testid="export-ledger-docx" title="导出下面列出的问题" ?disabled=${none} @click=${save('docx')}>导出 Word</button>
      ${menuButton(app, {
        id: 'ledger', label: '更多格式', testid: 'ledger-menu', icon: 'more',
        entries: [
          { label: '导出 Word 简表', testid: 'export-short', disabled: none, run: save('short_docx') },
          { label: '导出 CSV', testid: 'export-csv', disabled: none, run: save('csv') },
        ],
      })}`;
    return ledgerFrame(app, 'to-ledger', tools, this.#body(), html`<span>改动写回它所属的报告</span><span>逾期按今天算</span>`);
  }

  rendered(): void {
    if (this.#target === null) return;
    const row = this.app.root.querySelector<HTMLElement>(`[data-problem="${CSS.escape(this.#target)}"] .row-open`);
    this.#target = null;
    row?.focus();
  }

  key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
    event.preventDefault();
    this.app.root.querySelector<HTMLInputElement>('[data-testid="ledger-text"]')?.select();
  }

  /** Is shown again, after a problem of it was. */
  back(problem: string): void {
    this.#target = problem;
    void this.#load();
  }

  #body(): TemplateResult {
    const view = this.#view;
    if (!view || this.#failure) return unread(this.#failure, () => void this.#load());
    const { unit, year, owner, text } = this.#query;
    const bare = unit === '' && year === null && owner === '' && text === '';
    if (view.all === 0 && bare) return html`${this.#notes(view)}${empty()}`;
    return html`${this.#notes(view)}${this.#filters(view)}
      ${view.rows.length > 0
        ? guard([view, this.#shown], () => ledgerTable({
            view, shown: this.#shown, open: (row) => this.#open(row), more: () => { this.#shown += PAGE; this.app.redraw(); },
          }))
        : html`<div class="empty" data-testid="ledger-none"><p>没有符合条件的问题。</p>
            <button type="button" data-testid="ledger-clear" @click=${() => this.#set(ALL)}>显示全部问题</button></div>`}`;
  }

  #notes({ notices, offers }: LedgerView): TemplateResult {
    const unit = new Set(offers.map((offer) => offer.unit)).size > 1;
    return html`${notices.length > 0
      ? html`<section class="notices" data-testid="ledger-notices" aria-label="请留意"><ul>${notices.map((notice) => html`<li>${notice}</li>`)}</ul></section>`
      : nothing}
      ${offers.length > 0
        ? html`<ul class="offers" data-testid="ledger-offers">${offers.map((offer) => html`<li>
            <span>${unit ? `${offer.unit} ` : ''}${offer.year === null ? `“${offer.title}”` : `${offer.year}年度`}的 ${offer.open} 个问题还没有带到下一年</span>
            <button type="button" class="link" data-testid="ledger-carry" aria-label=${`沿用上年报告：${offer.title}`} @click=${() => void this.app.attempt(() => this.app.openCarry(offer.id))}>沿用上年报告</button></li>`)}</ul>`
        : nothing}`;
  }

  #filters(view: LedgerView): TemplateResult {
    const { unit, year, state, owner } = this.#query;
    const way = (to: LedgerState, name: string, n: number): TemplateResult => html`<button type="button" class="way-to" data-testid=${`ledger-${to}`} aria-pressed=${state === to}
      @click=${() => this.#set({ state: to })}>${name} ${n}</button>`;
    const same = (values: readonly string[]): [string, string][] => values.map((value) => [value, value]);
    const one = STATES.some(([name]) => name === state) ? state : '';
    return html`<div class="ledger-filters" role="search">
      ${way('open', '未销号', view.open)}${way('all', '全部', view.all)}${way('overdue', '逾期', view.overdue)}
      ${pick('ledger-state', '状态', one, STATES, (value) => this.#set({ state: value === '' ? 'all' : (value as LedgerState) }))}
      ${pick('ledger-year', '年度', year === null ? '' : String(year), view.years.map((entry) => [String(entry), `${entry}年`]), (value) => this.#set({ year: value === '' ? null : Number(value) }))}
      ${view.units.length > 1 || unit !== '' ? pick('ledger-unit', '单位', unit, same(view.units), (value) => this.#set({ unit: value })) : nothing}
      ${view.owners.length > 0 || owner !== '' ? pick('ledger-owner', '责任人', owner, same(view.owners), (value) => this.#set({ owner: value })) : nothing}
      ${this.#box()}
      <button type="button" class="quiet" data-testid="ledger-columns" @click=${() => this.#chooseColumns()}>栏目…</button>
      <p class="ledger-sentence" role="status" data-testid="ledger-sentence">${view.sentence}</p>
    </div>`;
  }

  #box(): TemplateResult {
    const take = (event: Event): void => {
      if ((event as InputEvent).isComposing) return;
      const { value } = event.currentTarget as HTMLInputElement;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => { if (value.trim() !== this.#query.text) this.#set({ text: value.trim() }); }, LOOK_MS);
    };
    return html`<label class="filter">${icon('search')}<span class="sr-only">查找问题、措施、责任人</span>
      <input type="search" data-testid="ledger-text" placeholder="查找问题" autocomplete="off" spellcheck="false" .defaultValue=${this.#query.text}
        @compositionstart=${() => clearTimeout(this.#timer)} @input=${take} @compositionend=${take} /></label>`;
  }

  #set(change: Partial<LedgerQuery>): void {
    clearTimeout(this.#timer);
    this.#query = { ...this.#query, ...change };
    this.#shown = PAGE;
    if (change.text === '') {
      const box = this.app.root.querySelector<HTMLInputElement>('[data-testid="ledger-text"]');
      if (box && box.value.trim() !== '') box.value = '';
    }
    void this.#load();
  }

  /** Asks the engine; an answer that comes too late is dropped. */
  async #load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const view = await this.app.api.ledger(this.#query);
      if (asked !== this.#asked) return;
      this.#view = view;
      this.#failure = null;
    } catch (reason) {
      if (asked !== this.#asked) return;
      this.#failure = toFailure(reason);
    }
    this.app.redraw();
  }

  #open(row: LedgerRow): void {
    clearTimeout(this.#timer);
    void this.app.attempt(() => this.app.openProblem(row, this));
  }

  #chooseColumns(): void {
    this.app.ask({
      title: '台账的栏目', wide: true,
      body: () => html`<p>打勾的栏目显示在台账里，也导出到文件里；顺序就是从左到右的顺序。</p>
        ${columnChoice({
          id: 'column-', columns: this.#view?.columns ?? [], usual: this.app.settings.ledger_columns.length === 0,
          set: (columns) => void this.#setColumns(columns),
        })}`,
      actions: [{ label: '完成', testid: 'columns-done', primary: true, run: () => undefined }],
    });
  }

  #setColumns(columns: LedgerColumn[]): Promise<void> {
    return this.app.attempt(async () => {
      const stored = await this.app.api.setLedgerColumns({ columns });
      // 设置 stores all settings at once and must not put the old columns back.
      this.app.settings = { ...this.app.settings, ledger_columns: stored.columns };
      await this.#load();
    });
  }

  async #export(format: LedgerFormat): Promise<void> {
    if (this.#exporting) return;
    this.#exporting = true;
    this.app.redraw();
    await this.app.attempt(async () => tellWritten(this.app, await this.app.api.exportLedger({ query: this.#query, format }), { begin: '已导出', file: true }));
    this.#exporting = false;
    this.app.redraw();
  }
}

const empty = (): TemplateResult => html`<div class="empty" data-testid="ledger-empty">
  <h2>还没有问题</h2>
  <p>报告里“存在的问题”和“上年问题整改”写下的每一条都会列到这里，年年接着记。先在“全部报告”里新建一份报告，写上问题。</p>
</div>`;
