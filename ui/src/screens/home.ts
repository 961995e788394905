/** 首页: ways in, and the reports. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App, Screen } from '../app';
import type { Home, ReportSummary } from '../generated';
import { icon } from '../parts/icons';
import { menuButton } from '../parts/menu';
import { dayTime } from '../text';
import { NewReport } from './new-report';

export class HomeScreen implements Screen {
  readonly title = '述职';
  #home: Home;
  #filter = '';
  #deletedOpen = false;
  readonly #new: NewReport;

  constructor(
    private readonly app: App,
    home: Home,
  ) {
    this.#home = home;
    this.#new = new NewReport(app, () => this.#home);
  }

  view(): TemplateResult {
    const live = this.#home.reports.filter((report) => report.deleted === null);
    const deleted = this.#home.reports.filter((report) => report.deleted !== null);
    const open = live.reduce((sum, report) => sum + report.placeholders, 0);
    return html`<div class="home" data-testid="home">
      <header class="bar">
        <h1 class="brand">述职</h1>
        ${live.length > 0 ? this.#filterBox() : nothing}
        <span class="spring"></span>
        <button type="button" class="quiet" data-testid="to-settings" @click=${() => void this.app.attempt(() => this.app.openSettings())}>设置</button>
      </header>
      <main class="page" data-scroller tabindex="-1">
        <div class="page-inner">
          ${this.#home.notices.length > 0
            ? html`<section class="notices" data-testid="notices" aria-label="自己的模板">
                <h2>${icon('alert')}有模板文件没有用上</h2><ul>${this.#home.notices.map((notice) => html`<li>${notice}</li>`)}</ul>
              </section>`
            : nothing}
          ${live.length === 0 ? this.#first() : html`${this.#ways()}${this.#list(live)}`}
          ${deleted.length > 0 ? this.#deleted(deleted) : nothing}
        </div>
      </main>
      <footer class="status"><span>数据存放在本机，不联网</span><span>${live.length} 份报告</span>${open > 0 ? html`<span class="attention">待填 ${open} 处</span>` : nothing}</footer>
    </div>`;
  }

  key(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
      const box = this.app.root.querySelector<HTMLInputElement>('[data-testid="filter"]');
      if (!box) return;
      event.preventDefault();
      box.select();
    }
  }

  #filterBox(): TemplateResult {
    return html`<label class="filter">${icon('search')}<span class="sr-only">筛选报告</span>
      <input type="search" data-testid="filter" placeholder="按单位、姓名、年度、标题筛选" autocomplete="off" spellcheck="false"
        @input=${(event: Event) => { this.#filter = (event.currentTarget as HTMLInputElement).value; this.app.redraw(); }} />
    </label>`;
  }

  #first(): TemplateResult {
    return html`<section class="first" data-testid="first">
      <h2>从这里开始</h2>
      <p>选一个合适的模板，按部分填写，程序编好序号、排好版式，最后导出成 Word 文件。</p>
      <div class="ways">
        ${this.#way('新建报告', '选一个模板，从头写起', 'new-report', true, () => this.#new.open())}
        ${this.#way('打开示例报告', '一份写好的示例，可以随意改、随意删', 'open-sample', false, () => void this.#sample())}
      </div>
    </section>`;
  }

  #ways(): TemplateResult {
    return html`<div class="ways">
      ${this.#way('新建报告', '选一个模板，从头写起', 'new-report', true, () => this.#new.open())}
      ${this.#way('打开示例报告', '新建一份填好的示例，看看写成什么样', 'open-sample', false, () => void this.#sample())}
    </div>`;
  }

  #way(name: string, text: string, testid: string, main: boolean, run: () => void): TemplateResult {
    return html`<button type="button" class=${main ? 'way main' : 'way'} data-testid=${testid} @click=${run}><strong>${name}</strong><span>${text}</span></button>`;
  }

  #list(live: readonly ReportSummary[]): TemplateResult {
    const words = this.#filter.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const text = (report: ReportSummary): string => `${report.title} ${report.unit} ${report.reporter} ${report.year ?? ''}`.toLowerCase();
    const shown = live.filter((report) => words.every((word) => text(report).includes(word)));
    if (shown.length === 0) {
      return html`<p class="empty" data-testid="no-match">没有符合“${this.#filter.trim()}”的报告。换一个词，或者清空上面的筛选框。</p>`;
    }
    return html`<ul class="reports" data-testid="reports">${repeat(shown, (report) => report.id, (report) => this.#row(report))}</ul>`;
  }

  #row(report: ReportSummary): TemplateResult {
    const done = report.exported !== null;
    const changed = report.exported !== null && Date.parse(report.modified) > Date.parse(report.exported);
    return html`<li class="report" data-testid="report" data-report=${report.id}>
      <button type="button" class="report-open" data-testid="report-open" @click=${() => void this.#open(report.id)}>
        <span class="year">${report.year ?? '—'}</span>
        <span class="what"><span class="title">${report.title}</span><span class="who">${[report.unit, report.reporter].filter(Boolean).join(' · ') || '还没有填单位和姓名'}</span></span>
        <span class="state">${done
          ? html`<span class=${changed ? 'pill attention' : 'pill done'}>${changed ? '导出后又改过' : '已导出'}</span>`
          : html`<span class="pill attention">编写中 ${report.parts_done}/${report.parts_total} 部分完成</span>`}</span>
        <span class="when"><span>${dayTime(report.modified, new Date())} 保存</span>${report.placeholders > 0
          ? html`<span class="attention">待填 ${report.placeholders} 处</span>`
          : nothing}</span>
      </button>
      ${menuButton(this.app, {
        id: `report-${report.id}`, label: `“${report.title}”的更多操作`, testid: 'report-menu', icon: 'more',
        entries: [
          { label: '打开', testid: 'report-menu-open', run: () => void this.#open(report.id) },
          { label: '历史版本', testid: 'report-history', run: () => void this.app.attempt(() => this.app.history(report.id)) },
          { label: '复制报告', testid: 'report-copy', run: () => void this.#copy(report.id) },
          { label: '删除', testid: 'report-remove', danger: true, run: () => void this.#remove(report) },
        ],
      })}
    </li>`;
  }

  #deleted(deleted: readonly ReportSummary[]): TemplateResult {
    return html`<section class="deleted" data-testid="deleted">
      <button type="button" class="quiet" aria-expanded=${this.#deletedOpen} data-testid="deleted-toggle"
        @click=${() => { this.#deletedOpen = !this.#deletedOpen; this.app.redraw(); }}>已删除 ${deleted.length} 份 · ${this.#deletedOpen ? '收起' : '查看'}</button>
      ${this.#deletedOpen
        ? html`<ul>${repeat(deleted, (report) => report.id, (report) => html`<li>
            <span class="year">${report.year ?? '—'}</span><span class="title">${report.title}</span><span class="who">${[report.unit, report.reporter].filter(Boolean).join(' · ')}</span>
            <button type="button" data-testid="report-restore" @click=${() => void this.#restore(report.id)}>恢复</button></li>`)}</ul>`
        : nothing}
    </section>`;
  }

  #sample(): Promise<void> {
    return this.app.attempt(async () => {
      const template = this.#home.templates[0];
      if (!template) return;
      await this.app.compose(await this.app.api.create({ template: template.id, year: this.#home.report_year, sample: true }));
    });
  }

  #open(id: string): Promise<void> {
    return this.app.attempt(async () => this.app.compose(await this.app.api.open(id)));
  }

  #copy(id: string): Promise<void> {
    return this.app.attempt(async () => {
      await this.app.api.copy(id);
      await this.#refresh();
      this.app.toast({ text: '已复制一份，在列表里' });
    });
  }

  #remove(report: ReportSummary): Promise<void> {
    return this.app.attempt(async () => {
      await this.app.api.remove(report.id);
      await this.#refresh();
      this.app.toast({ text: `已删除“${report.title}”`, action: { label: '撤销', run: () => void this.#restore(report.id) } });
    });
  }

  #restore(id: string): Promise<void> {
    return this.app.attempt(async () => {
      await this.app.api.restore(id);
      await this.#refresh();
    });
  }

  async #refresh(): Promise<void> {
    this.#home = await this.app.api.home();
    this.app.redraw();
  }
}
