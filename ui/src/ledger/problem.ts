/** The life of one problem: what each report says of it, the problems it came back in, and the form of the latest report. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { App, Screen } from '../app';
import type { LedgerEntry, LedgerRow, LedgerYear } from '../generated';
import { endTyping, wayBack } from '../parts/common';
import { growAll } from '../parts/directives';
import { icon } from '../parts/icons';
import { saveState } from '../parts/saving';
import type { Saver } from '../saver';
import type { LedgerScreen } from '../screens/ledger';
import { EntryEdit } from './edit';
import { EntryForm, progressList } from './form';
import { overduePill, placeIn, roleText, statePill } from './words';

export class ProblemScreen implements Screen {
  readonly title = '整改台账 - 述职';
  #edit: EntryEdit | null = null;
  #form: EntryForm | null = null;
  /** The problems that this one came back in, or that came back in it. */
  #kin: readonly LedgerRow[] = [];
  #asked = 0;
  #width = 0;

  constructor(
    private readonly app: App,
    private row: LedgerRow,
    private readonly from: LedgerScreen,
  ) {
    this.#take(latest(row));
    if (row.recurs !== null || row.recurred.length > 0) void this.#refresh();
  }

  get saver(): Saver | undefined {
    return this.#edit?.saver;
  }

  get unsaved(): string {
    return this.#form?.open ? '有一笔进展还没有记下' : '有改动没有保存成功';
  }

  async leave(): Promise<boolean> {
    endTyping();
    return ((await this.saver?.flush()) ?? true) && !this.#form?.open;
  }

  rendered(): void {
    const width = this.app.root.querySelector('.page')?.clientWidth ?? 0;
    if (width === this.#width) return;
    this.#width = width;
    growAll(this.app.root);
  }

  view(): TemplateResult {
    const { app, row } = this;
    const edit = this.#edit;
    const shown = edit && (edit.savedAt !== '' || edit.saver.state.kind !== 'saved') ? edit : null;
    return html`<div class="ledger-page" data-testid="problem"
      @compositionstart=${() => this.saver?.compose(true)} @compositionend=${() => this.saver?.compose(false)} @focusout=${() => this.#blurred()}>
      <header class="bar">
        ${wayBack(app, 'to-ledger', '整改台账', () => app.openLedger(this.from, row.id))}
        <span class="bar-title">一个问题的历年</span>
        <span class="spring"></span>${shown ? saveState(shown) : nothing}
      </header>
      ${this.#bar()}
      <main class="page" data-scroller tabindex="-1"><div class="page-inner">
        ${keyed(row.id, this.#head())}
        <div class="problem-columns">
          <section class="box" aria-labelledby="entry-title">${keyed(edit, this.#now())}</section>
          <section aria-labelledby="life-title"><h2 id="life-title">历年</h2>
            <ol class="life">${row.years.map((year) => this.#year(year))}</ol></section>
        </div>
      </div></main>
    </div>`;
  }

  #bar(): TemplateResult | typeof nothing {
    const state = this.saver?.state;
    // What was refused is told beside its field.
    if (state?.kind !== 'failed' || this.#edit?.refused.size) return nothing;
    return html`<div class="save-bar" role="alert" data-testid="save-bar">${icon('alert')}
      <p><strong>${state.failure.message}</strong> ${state.failure.hint}<br />写的内容还在这里，可以接着写；程序每 10 秒自动再试一次。</p>
      <div class="row"><button type="button" data-testid="save-retry" @click=${() => void this.saver?.flush()}>${state.trying ? '正在重试…' : '重试'}</button></div></div>`;
  }

  #head(): TemplateResult {
    const { row } = this;
    const facts = ([['具体表现', row.shows], ['原因', row.cause], ['整改目标', row.goal], ['整改类型', row.kind ?? '']] as const).filter(([, text]) => text !== '');
    const kin = (name: string, ids: readonly string[]): unknown => ids.map((id) => {
      const other = this.#kin.find((entry) => entry.id === id);
      return other && html`<p>${name}<button type="button" class="link" data-testid="problem-kin" @click=${() => void this.app.attempt(() => this.app.openProblem(other, this.from))}>${
        other.found_year === null ? '' : `${other.found_year}年 `}${other.text}</button></p>`;
    });
    return html`<header class="problem-head">
      <h1>${row.text || '（没有写明的问题）'}</h1>
      <p class="problem-facts">${statePill(row.state)}${overduePill(row)}
        <span>${[row.found_year === null ? '' : `${row.found_year}年提出`, row.source, row.unit].filter(Boolean).join(' · ')}</span></p>
      ${kin('以前的这个问题又出现了：', row.recurs === null ? [] : [row.recurs])}${kin('后来又出现：', row.recurred)}
      ${texts(facts)}
    </header>`;
  }

  #now(): TemplateResult {
    const edit = this.#edit;
    if (!edit || !this.#form) return html`<h2 id="entry-title">没有可以改的报告</h2><p>提到这个问题的报告都不在了。</p>`;
    const { entry } = edit;
    const year = this.row.years.find(({ entries }) => entries.some((other) => same(other, entry)));
    const now = year?.entries.find((other) => same(other, entry)) ?? entry;
    return html`<h2 id="entry-title">${year?.year ?? ''}年度报告里${entry.role === 'named' ? '提出' : '的整改'}${this.#open(entry)}</h2>
      ${entry.role === 'named'
        ? html`<p class="quiet-text entry-hint">这是当年刚提出的问题。要记进展、写措施和成效，请先带到下一年的报告里。
            <button type="button" class="link" data-testid="problem-carry" @click=${() => void this.app.attempt(() => this.app.openCarry(entry.report))}>沿用上年报告</button></p>`
        : nothing}
      ${this.#form.view(now.progress)}`;
  }

  #year({ year, state, entries }: LedgerYear): TemplateResult {
    return html`<li data-testid="life-year"><h3>${year}年${statePill(state)}</h3>${entries.map((entry) => this.#entry(entry, entries.length > 1))}</li>`;
  }

  #entry(entry: LedgerEntry, forked: boolean): TemplateResult {
    const { row } = this;
    const edited = this.#edit !== null && same(entry, this.#edit.entry);
    const last = row.years.at(-1)?.entries.includes(entry) ?? false;
    return html`<div class="life-entry" data-testid="life-entry">
      <p class="life-head"><strong>${roleText(entry)}</strong>${forked ? html`<span>${[entry.unit, entry.reporter].filter(Boolean).join(' · ')}</span>${statePill(entry.state)}` : nothing}
        <span class="spring"></span>
        ${!edited && last && entry.item !== '' ? html`<button type="button" class="link" data-testid="entry-pick" @click=${() => void this.#pick(entry)}>改这一份</button>` : nothing}
        ${edited ? nothing : this.#open(entry)}</p>
      ${texts([
        ['表述', entry.text === row.text ? '' : entry.text], ['不写的理由', entry.waived], ['措施', entry.measure], ['成效', entry.result], ['佐证', entry.evidence],
        ['责任', [entry.owner, entry.leader].filter(Boolean).join('；')], ['时限', entry.due], ['理由', entry.reason], ['销号日期', entry.closed],
      ])}
      ${entry.role === 'dropped' ? html`<p class="attention">打开报告后，“检查并导出”里可以一步补上。</p>` : nothing}
      ${progressList(entry.progress)}</div>`;
  }

  #open(entry: LedgerEntry): TemplateResult {
    return html`<button type="button" class="link" data-testid="entry-open" @click=${() => void this.app.attempt(() => this.app.openReport(entry.report, placeIn(entry)))}>打开报告</button>`;
  }

  async #pick(entry: LedgerEntry): Promise<void> {
    if (!(await this.leave())) return;
    this.#take(entry);
    this.app.redraw();
  }

  #take(entry: LedgerEntry | undefined): void {
    this.#edit = entry ? new EntryEdit(this.app.api, entry, () => this.app.redraw(), () => void this.#refresh()) : null;
    this.#form = this.#edit && new EntryForm(this.app, this.#edit);
  }

  #blurred(): void {
    this.saver?.compose(false);
    if (this.saver?.state.kind === 'dirty') void this.saver.flush();
  }

  /** Asks what the ledger says now; the fields keep what is typed in them. */
  async #refresh(): Promise<void> {
    const asked = ++this.#asked;
    const { row } = this;
    const kin = row.recurs !== null || row.recurred.length > 0;
    await this.app.attempt(async () => {
      const { rows } = await this.app.api.ledger({ unit: '', year: null, state: 'all', owner: '', text: kin ? '' : row.text });
      if (asked !== this.#asked) return;
      this.row = rows.find(({ id }) => id === row.id) ?? row;
      this.#kin = kin ? rows : [];
      this.app.redraw();
    });
  }
}

const same = (a: LedgerEntry, b: LedgerEntry): boolean => a.report === b.report && a.item === b.item;

/** The entry to edit: of the last year in which a report holds the problem. */
function latest({ years }: LedgerRow): LedgerEntry | undefined {
  return years.flatMap(({ entries }) => entries.find(({ item }) => item !== '') ?? []).at(-1);
}

function texts(list: readonly (readonly [string, string])[]): TemplateResult | typeof nothing {
  const said = list.filter(([, text]) => text !== '');
  return said.length === 0 ? nothing : html`<dl class="facts">${said.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>`;
}
