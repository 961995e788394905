/** 导入旧稿: files or a pasted text come in, and wait in a list, one a year, until a report is made of each. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { toFailure } from '../api';
import type { App, Screen } from '../app';
import { tick } from '../compose/controls';
import type { ImportChoose, ImportEntry, ImportFile, ImportFinished } from '../generated';
import { inWords, wayHome } from '../parts/common';
import { field, look } from '../parts/directives';
import { icon } from '../parts/icons';
import { yearOf } from '../text';

const STATES: Readonly<Record<ImportFile['state']['state'], string>> = { waiting: '等待', reading: '读取中', ready: '已识别', failed: '读不出', cancelled: '已取消' };

/** What came of making all reports. */
interface Made {
  readonly name: string;
  readonly made: ImportFinished | null;
  readonly failure: string;
}

export class ImportsScreen implements Screen {
  readonly title = '导入旧稿 - 述职';
  #entries: readonly ImportEntry[];
  /** The files that are being read, and those that could not be. */
  #files: readonly ImportFile[] = [];
  #reading = false;
  #pasting = false;
  #pasted = '';
  #made: readonly Made[] = [];
  /** How many reports are to be made, while they are. */
  #making: { readonly all: number; stopped: boolean } | null = null;
  /** The unit that was typed last, while it is on its way. */
  #unit: string | null = null;
  #epoch = 0;
  #focus = '';

  constructor(
    private readonly app: App,
    entries: readonly ImportEntry[],
  ) {
    this.#entries = entries;
  }

  async leave(): Promise<boolean> {
    if (this.#reading) await this.app.attempt(() => this.app.api.cancelImport());
    if (this.#making) this.#making.stopped = true;
    return true;
  }

  rendered(): void {
    if (this.#focus === '') return;
    this.app.root.querySelector<HTMLElement>(`[data-testid="${this.#focus}"]`)?.focus();
    this.#focus = '';
  }

  view(): TemplateResult {
    return html`<div class="import" data-testid="imports">
      <header class="bar">${wayHome(this.app)}<h1 class="bar-title">导入旧稿</h1>
        ${this.#entries.length > 0 ? html`<span class="spring"></span>${this.#more('import-files', '再选文件…', () => void this.#read())}${this.#more('import-paste', '粘贴文字', () => this.#setPasting(!this.#pasting))}` : nothing}</header>
      <main class="page" data-scroller tabindex="-1"><div class="page-inner import-inner">
        ${this.#done()}${this.#entries.length > 0 ? nothing : this.#ways()}${this.#paste()}${this.#progress()}${this.#list()}
      </div></main>
      ${this.#foot()}
    </div>`;
  }

  get #occupied(): boolean {
    return this.#reading || this.#making !== null;
  }

  #more(testid: string, name: string, run: () => void): TemplateResult {
    return html`<button type="button" data-testid=${testid} ?disabled=${this.#occupied} @click=${run}>${name}</button>`;
  }

  #ways(): TemplateResult {
    const way = (testid: string, name: string, text: string, main: boolean, run: () => void): TemplateResult =>
      html`<button type="button" class=${main ? 'way main' : 'way'} data-testid=${testid} ?disabled=${this.#occupied} @click=${run}><strong>${name}</strong><span>${text}</span></button>`;
    return html`<div class="ways">
      ${way('import-files', '选择文件…', 'Word（.docx、.doc）、WPS、文本都可以，几年的一次选上', true, () => void this.#read())}
      ${way('import-paste', '粘贴文字', '从网页或别处复制来的，贴进来就行', false, () => this.#setPasting(!this.#pasting))}
    </div>
    ${this.#occupied || this.#pasting || this.#made.length > 0 ? nothing : html`<ol class="import-steps">
      <li>1. 程序认出标题、各部分、今年的问题和上年的问题，左边是原文，右边是认出的样子。</li>
      <li>2. 您核对一遍，认错的当场改；网页广告之类搁置在一边，一个字也不会丢。</li>
      <li>3. 建立成那一年的报告，接着就可以沿用到下一年。原来的文件不动。</li></ol>`}`;
  }

  #setPasting(on: boolean): void {
    this.#pasting = on;
    this.#pasted = '';
    this.#epoch += 1;
    this.#focus = on ? 'import-pasted' : '';
    this.app.redraw();
  }

  #paste(): TemplateResult | typeof nothing {
    if (!this.#pasting) return nothing;
    return html`<section class="box import-paste">
      <div class="field"><label for="import-pasted">把报告全文贴在这里</label>
        <textarea id="import-pasted" class="prose" data-testid="import-pasted" rows="8" spellcheck="false" ${field(this.#pasted, this.#epoch, (text) => { this.#pasted = text; this.app.redraw(); })}></textarea></div>
      <div class="row"><button type="button" class="primary" data-testid="import-take" ?disabled=${this.#pasted.trim() === ''} @click=${() => void this.#take()}>识别</button>
        <button type="button" data-testid="import-paste-close" @click=${() => this.#setPasting(false)}>不贴了</button></div>
    </section>`;
  }

  #progress(): TemplateResult | typeof nothing {
    const done = this.#making ? this.#made.length : this.#files.filter(({ state: { state } }) => state !== 'waiting' && state !== 'reading').length;
    const all = this.#making?.all ?? this.#files.length;
    const busy = this.#reading && all > 0;
    const told = this.#files.filter(({ state: { state } }) => busy || state === 'failed' || state === 'cancelled');
    if (!busy && !this.#making && told.length === 0) return nothing;
    return html`<section class="box import-progress" data-testid="import-progress" aria-label="进度">
      ${busy || this.#making ? html`<div class="import-meter">
        <p role="status" data-testid="import-step">${this.#making ? `正在建立，已完成 ${done} 份，共 ${all} 份` : `正在读取，已完成 ${done} 个，共 ${all} 个`}</p>
        <div class="gauge" role="progressbar" aria-label="进度" aria-valuemin="0" aria-valuemax=${all} aria-valuenow=${done}><span ${look({ width: `${Math.round((100 * done) / Math.max(1, all))}%` })}></span></div>
        <button type="button" data-testid="import-cancel" @click=${() => void this.#cancel()}>取消</button></div>` : nothing}
      ${told.length === 0 ? nothing : html`<ul class="import-told">${told.map(({ name, state }) => html`<li data-testid="import-file" data-state=${state.state}>
        <span class=${state.state === 'failed' ? 'pill attention' : state.state === 'ready' ? 'pill done' : 'pill'}>${STATES[state.state]}</span>
        <span>${state.state === 'failed' ? state.reason : name}</span></li>`)}</ul>`}
    </section>`;
  }

  #list(): TemplateResult | typeof nothing {
    const entries = this.#entries;
    if (entries.length === 0) return nothing;
    const units = new Set(entries.map(({ unit }) => unit));
    return html`<section class="import-waiting" aria-labelledby="import-waiting"><header><h2 id="import-waiting">等着建立报告的 ${entries.length} 份</h2>
      ${entries.length > 1 && this.#oneUnit().length > 0 ? html`<div class="field import-units"><label for="import-units">${units.size === 1 ? '单位（都一样的，在这里填一次）' : '单位（没有认出的，在这里填一次）'}</label>
        <input type="text" id="import-units" data-testid="import-units" autocomplete="off" ${field(units.size === 1 ? entries[0]?.unit ?? '' : '', this.#epoch, (unit) => void this.#setUnit(unit))} /></div>` : nothing}</header>
      <ul class="import-entries" data-testid="import-entries">${repeat(entries, ({ id }) => id, (entry) => this.#row(entry))}</ul>
    </section>`;
  }

  #row(entry: ImportEntry): TemplateResult {
    const { id, name, title, year, unit, summary, unsure, again, chained, earlier } = entry;
    const lacks = year === null;
    return html`<li data-testid="import-entry" data-import=${id}>
      <div class=${lacks ? 'field wrong' : 'field'}><label for=${`import-year-${id}`}>年度<span class="sr-only">：${name}</span></label>
        <input type="text" inputmode="numeric" id=${`import-year-${id}`} data-testid="import-entry-year" autocomplete="off" aria-invalid=${lacks} ${field(String(year ?? ''), this.#epoch, (text) => void this.#setYear(id, text))} /></div>
      <div class="import-about">
        <strong>${name}</strong><span class="quiet-text">${[title, unit].filter(Boolean).join(' · ') || '没有认出标题'}</span>
        <span data-testid="import-entry-summary">${summary}</span>
        ${earlier ? tick({ id: `import-chained-${id}`, testid: 'import-entry-chained', on: chained, set: (on) => void this.#set({ id, chained: on }), label: `接在 ${earlier.year} 年度之后（“${earlier.title}”）` }) : nothing}
      </div>
      <span class="import-state">${lacks ? html`<span class="pill attention">请填年度</span>` : nothing}${again ? html`<span class="pill attention">以前导入过</span>` : nothing}
        ${unsure > 0 ? html`<span class="pill attention">请确认 ${unsure} 处</span>` : html`<span class="pill done">已识别</span>`}</span>
      <div class="row"><button type="button" data-testid="import-confirm" ?disabled=${this.#making !== null} @click=${() => void this.app.attempt(() => this.app.openImport(this.app.api.importView(id)))}>核对…<span class="sr-only">${name}</span></button>
        <button type="button" class="quiet" data-testid="import-remove" aria-label=${`不导入“${name}”`} ?disabled=${this.#making !== null} @click=${() => void this.#remove(entry)}>不导入</button></div>
    </li>`;
  }

  #done(): TemplateResult | typeof nothing {
    if (this.#made.length === 0 || this.#making) return nothing;
    const made = this.#made.filter((one) => one.made !== null);
    return html`<section class=${made.length === this.#made.length ? 'box import-made fine' : 'box import-made'} role="status" data-testid="import-made">
      <h2>${icon(made.length === this.#made.length ? 'done' : 'alert')}已建立 ${made.length} 份报告</h2>
      <ul>${this.#made.map(({ name, made: one, failure }) => html`<li>${one
        ? html`<button type="button" class="link" data-testid="import-made-open" @click=${() => void this.app.attempt(() => this.app.openReport(one.report.draft.id))}>${one.report.draft.year}年度：${one.report.view.document.title || name}</button> <span class="quiet-text">${name}</span>${one.notices.map((text) => html`<p class="quiet-text">${text}</p>`)}`
        : html`<span class="attention">${name}：${failure}</span>`}</li>`)}</ul>
      <div class="row"><button type="button" class="primary" data-testid="import-home" @click=${() => void this.app.attempt(() => this.app.home())}>看全部报告</button></div>
    </section>`;
  }

  #foot(): TemplateResult | typeof nothing {
    const entries = this.#entries;
    if (entries.length < 2 || this.#making) return nothing;
    const lacking = entries.filter(({ year }) => year === null).length;
    const again = entries.filter((entry) => entry.again).length;
    const unsure = entries.reduce((sum, entry) => sum + entry.unsure, 0);
    return html`<footer class="archive-foot">
      <p data-testid="import-count">${lacking > 0 ? `还有 ${lacking} 份没有填年度` : again === entries.length ? `这 ${again} 份以前都导入过，再建立会重复；不要的点“不导入”`
        : again > 0 ? `有 ${again} 份以前导入过，建立时会再问`
        : unsure > 0 ? `还有 ${unsure} 处没有核对；建立以后也可以在报告里改` : '都认清楚了'}</p>
      <button type="button" class=${again === entries.length ? '' : 'primary'} data-testid="import-all" ?disabled=${lacking > 0 || this.#reading} @click=${() => this.#askAll()}>全部建立（${entries.length} 份）</button>
    </footer>`;
  }

  async #read(): Promise<void> {
    this.#files = [];
    this.#made = [];
    this.#reading = true;
    this.#setPasting(false);
    await this.app.attempt(async () => {
      try {
        const { files } = await this.app.api.importFiles(({ files: told }) => { this.#files = told; this.#focus = ''; this.app.redraw(); });
        this.#files = files;
      } finally {
        this.#reading = false;
        this.app.redraw();
      }
      if (!this.app.shows(this)) return;
      const ready = this.#files.flatMap(({ state }) => (state.state === 'ready' ? [state.id] : []));
      const [only] = ready;
      if (only !== undefined && this.#files.length === 1 && this.#entries.length === 0) await this.app.openImport(this.app.api.importView(only));
      else await this.#refresh();
    });
  }

  #take(): Promise<void> {
    return this.app.attempt(async () => {
      const view = await this.app.api.importText(this.#pasted);
      this.#pasting = false;
      await this.app.openImport(view);
    });
  }

  async #cancel(): Promise<void> {
    if (this.#making) this.#making.stopped = true;
    else await this.app.attempt(() => this.app.api.cancelImport());
  }

  async #refresh(): Promise<void> {
    const before = new Map(this.#entries.map((entry) => [entry.id, entry]));
    this.#entries = (await this.app.api.imports()).entries;
    if (this.#entries.some(({ id }) => !before.has(id))) this.#epoch += 1;
    this.app.redraw();
  }

  #set(choice: Partial<ImportChoose> & { id: number }): Promise<void> {
    return this.app.attempt(async () => {
      await this.app.api.importChoose(choice);
      await this.#refresh();
    });
  }

  async #setYear(id: number, text: string): Promise<void> {
    const year = yearOf(text);
    if (year !== null && year >= 1921 && year <= 2199) await this.#set({ id, year });
  }

  /** Whose unit is typed at the head: that of all where they have the same one or none, else that of those without. */
  #oneUnit(): readonly ImportEntry[] {
    const alike = new Set(this.#entries.map(({ unit }) => unit)).size === 1;
    return alike ? this.#entries : this.#entries.filter(({ unit }) => unit === '');
  }

  /** What is typed while an earlier word is on its way counts for the same reports: they are told apart by their units, which change. */
  async #setUnit(unit: string): Promise<void> {
    const running = this.#unit !== null;
    this.#unit = unit;
    if (running) return;
    const entries = this.#oneUnit();
    await this.app.attempt(async () => {
      try {
        for (let told: string | null = null; told !== this.#unit; await this.#refresh()) {
          told = this.#unit;
          for (const { id } of entries) await this.app.api.importChoose({ id, unit: told ?? '' });
        }
      } finally {
        this.#unit = null;
      }
    });
  }

  #remove({ id, name, edited }: ImportEntry): Promise<void> {
    const drop = (): Promise<void> => this.app.attempt(async () => {
      await this.app.api.importDiscard(id);
      await this.#refresh();
    });
    if (!edited) return drop();
    this.app.ask({
      title: `不导入“${name}”了？`,
      body: html`<p>核对时改过的都不留；文件本身不动，以后可以重新导入。</p>`,
      actions: [
        { label: '返回', testid: 'import-stay', primary: true, run: () => undefined },
        { label: '不导入了', testid: 'import-drop', danger: true, run: () => void drop() },
      ],
    });
    return Promise.resolve();
  }

  /** Files that were imported before are asked about: making them again leaves two reports of one year. */
  #askAll(): void {
    const again = this.#entries.filter((entry) => entry.again);
    if (again.length === 0) return void this.#makeAll(this.#entries);
    const fresh = this.#entries.filter((entry) => !entry.again);
    const all = { label: fresh.length > 0 ? '一起建立' : '仍然建立', testid: 'import-all-again', run: () => void this.#makeAll(this.#entries) };
    const stay = { label: '返回', testid: 'import-stay', run: () => undefined };
    this.app.ask({
      title: fresh.length > 0 ? `有 ${again.length} 份以前导入过` : `这 ${again.length} 份以前都导入过`,
      body: html`<p>${again.map(({ name }) => `“${name}”`).join('、')}：${fresh.length > 0 ? '一起建立' : '再建立'}会多出重复的报告。</p>`,
      actions: fresh.length > 0
        ? [stay, all, { label: `只建立别的 ${fresh.length} 份`, testid: 'import-all-new', primary: true, run: () => void this.#makeAll(fresh) }]
        : [{ ...stay, primary: true }, all],
    });
  }

  /** The earliest year first, as the list has them: each finds the one before it in the store. */
  async #makeAll(entries: readonly ImportEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const making = { all: entries.length, stopped: false };
    this.#making = making;
    this.#made = [];
    this.#files = [];
    this.app.redraw();
    for (const { id, name } of entries) {
      if (making.stopped) break;
      let one: Made;
      try {
        one = { name, made: await this.app.api.importFinish(id), failure: '' };
      } catch (reason) {
        one = { name, made: null, failure: inWords(toFailure(reason)) };
      }
      this.#made = [...this.#made, one];
      this.app.redraw();
    }
    this.#making = null;
    if (this.app.shows(this)) this.#focus = 'import-home';
    await this.app.attempt(() => this.#refresh());
  }
}
