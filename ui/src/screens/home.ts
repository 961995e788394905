/** 首页: ways in, the reports, what is found in them, the bin, and what is wrong with the data. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App, Screen } from '../app';
import type { Backups, Home, ReportSummary, SearchFound } from '../generated';
import { icon } from '../parts/icons';
import { menuButton } from '../parts/menu';
import { dayTime, moment } from '../text';
import { Bin } from './bin';
import { Found } from './found';
import { NewReport } from './new-report';
import { reminderList } from './reminders';

/** What 首页 showed when a report was opened from it. */
export interface HomePlace {
  readonly filter: string;
  readonly found: SearchFound | null;
  readonly scroll: number;
  /** The selector of the button that opened it. */
  readonly button: string;
}

export class HomeScreen implements Screen {
  readonly title = '述职';
  #home: Home;
  #filter = '';
  /** Where the user comes back to with the next drawing. */
  #back: HomePlace | null;
  /** What the search box holds at first. */
  readonly #begun: string;
  /** `null` before it is known, and where it cannot be told. */
  #backups: Backups | null = null;
  readonly #new: NewReport;
  readonly #found: Found;
  readonly #bin: Bin;

  constructor(
    private readonly app: App,
    home: Home,
  ) {
    this.#home = home;
    this.#new = new NewReport(app, () => this.#home);
    const restore = (id: string): Promise<unknown> => this.#restore(id);
    this.#found = new Found(app, restore, (button) => this.#leave(button));
    this.#bin = new Bin(app, restore, () => this.#refresh());
    this.#back = app.homePlace;
    app.homePlace = null;
    this.#filter = this.#begun = this.#back?.filter ?? '';
    if (this.#back) this.#found.resume(this.#filter, this.#back.found);
    void this.#askBackups();
  }

  rendered(): void {
    if (!this.#back) return;
    const { scroll, button } = this.#back;
    this.#back = null;
    const scroller = this.#scroller;
    if (scroller) scroller.scrollTop = scroll;
    this.app.root.querySelector<HTMLElement>(button)?.focus({ preventScroll: true });
  }

  get #scroller(): HTMLElement | null {
    return this.app.root.querySelector<HTMLElement>('.home [data-scroller]');
  }

  /** A report is about to be opened: who comes back finds the search as it was. */
  #leave(button: string): void {
    this.app.homePlace = { filter: this.#filter, found: this.#found.shown, scroll: this.#scroller?.scrollTop ?? 0, button };
  }

  view(): TemplateResult {
    const live = this.#home.reports.filter((report) => report.deleted === null);
    const deleted = this.#home.reports.filter((report) => report.deleted !== null);
    const open = live.reduce((sum, report) => sum + report.placeholders, 0);
    return html`<div class="home" data-testid="home">
      <header class="bar">
        <h1 class="brand">述职</h1>
        ${this.#home.reports.length > 0 ? this.#filterBox() : nothing}
        <span class="spring"></span>
        <button type="button" class="quiet" data-testid="to-ledger" @click=${() => void this.app.attempt(() => this.app.openLedger())}>整改台账</button>
        <button type="button" class="quiet" data-testid="to-settings" @click=${() => void this.app.attempt(() => this.app.openSettings())}>设置</button>
      </header>
      <main class="page" data-scroller tabindex="-1">
        <div class="page-inner">
          ${this.#damage()}
          ${this.#home.notices.length > 0
            ? html`<section class="notices" data-testid="notices" aria-label="自己的模板">
                <h2>${icon('alert')}有模板文件没有用上</h2><ul>${this.#home.notices.map((notice) => html`<li>${notice}</li>`)}</ul>
              </section>`
            : nothing}
          ${live.length === 0 ? this.#first() : html`${this.#ways()}${reminderList(this.app, this.#home.reminders)}${this.#list(live)}`}
          ${this.#found.view()}
          ${this.#bin.view(deleted)}
        </div>
      </main>
      <footer class="status"><span>数据存放在本机，不联网</span><span>${live.length} 份报告</span>${open > 0 ? html`<span class="attention">待填 ${open} 处</span>` : nothing}
        <span class="spring"></span>${this.#backupState()}
        <button type="button" class="plain" data-testid="to-backups" @click=${() => void this.app.attempt(() => this.app.openBackups())}>备份与换机</button></footer>
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
    const take = (event: Event): void => {
      if ((event as InputEvent).isComposing) return;
      this.#filter = (event.currentTarget as HTMLInputElement).value;
      this.#found.look(this.#filter);
      this.app.redraw();
    };
    return html`<label class="filter">${icon('search')}<span class="sr-only">查找报告，按标题、单位、姓名、年度和正文</span>
      <input type="search" data-testid="filter" placeholder="查找：单位、姓名、年度，或正文里的话" autocomplete="off" spellcheck="false" value=${this.#begun} @input=${take} @compositionend=${take} />
    </label>`;
  }

  /** Damaged reports first of all; what else the check found is told more calmly. */
  #damage(): TemplateResult | typeof nothing {
    const { health, notices, broken } = this.app.watch;
    if (broken) {
      return html`<section class="damage-banner" role="alert" data-testid="damage-banner">${icon('alert')}
        <p><strong>数据文件有损坏的地方</strong>，列表里的文字可能不对，也做不了备份。坏文件会原样留存，完好的报告都取得出来。</p>
        <button type="button" class="primary" data-testid="damage-rescue" @click=${() => this.app.fail(broken)}>抢救…</button>
      </section>`;
    }
    const damaged = health?.damaged ?? [];
    if (damaged.length === 0 && notices.length === 0) return nothing;
    if (damaged.length === 0) {
      return html`<section class="notices" data-testid="damage-notices" aria-label="数据检查"><ul>${notices.map((text) => html`<li>${text}</li>`)}</ul></section>`;
    }
    const curable = damaged.filter(({ remedies }) => remedies.length > 0).length;
    const hope = curable === damaged.length ? '都能找回' : curable === 0 ? '本机没有找到完好的旧稿' : `其中 ${curable} 份能找回`;
    return html`<section class="damage-banner" role="alert" data-testid="damage-banner">${icon('alert')}
      <p><strong>有 ${damaged.length} 份报告已损坏</strong>，${hope}。别的报告不受影响。</p>
      <button type="button" class="primary" data-testid="damage-show" @click=${() => void this.app.attempt(() => this.app.openDamage())}>查看</button>
    </section>`;
  }

  #backupState(): TemplateResult | typeof nothing {
    if (!this.#backups) return nothing;
    const { backups: [last], failure, second } = this.#backups;
    if (failure !== null || (second !== null && second.failure !== null)) return html`<span class="attention" data-testid="backup-state">上次备份没有成功</span>`;
    return html`<span data-testid="backup-state">${last ? `上次备份 ${moment(last.made, new Date())}` : '还没有备份'}</span>`;
  }

  #first(): TemplateResult {
    return html`<section class="first" data-testid="first">
      <h2>从这里开始</h2>
      <p>选一个合适的模板，按部分填写，程序编好序号、排好版式，最后导出成 Word 文件。</p>
      ${this.#ways()}
    </section>`;
  }

  #ways(): TemplateResult {
    return html`<div class="ways">
      ${this.#way('新建报告', '选一个模板，从头写起', 'new-report', true, () => this.#new.open())}
      ${this.#way('沿用上年报告', '没改完的问题带到新一年，接着写整改', 'carry-report', false, () => this.#carry())}
      ${this.#way('导入 Word 旧稿', '往年的 Word、WPS 文件，或粘贴来的文字', 'import-report', false, () => void this.app.attempt(() => this.app.openImports()))}
      ${this.#way('打开示例报告', '新建一份填好的示例，可以随意改、随意删', 'open-sample', false, () => void this.#sample())}
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
      return html`<p class="no-match" data-testid="no-match">没有哪份报告的标题、单位、姓名、年度里有“${this.#filter.trim()}”；正文里的在下面。</p>`;
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
          : this.#isOld(report)
            ? html`<span class="pill">往年报告</span>`
            : html`<span class="pill attention">编写中${report.parts_total > 0 ? ` ${report.parts_done}/${report.parts_total} 部分完成` : ''}</span>`}</span>
        <span class="when"><span>${dayTime(report.modified, new Date())} 保存</span>${report.placeholders > 0
          ? html`<span class="attention">待填 ${report.placeholders} 处</span>`
          : nothing}</span>
      </button>
      ${menuButton(this.app, {
        id: `report-${report.id}`, label: `“${report.title}”的更多操作`, testid: 'report-menu', icon: 'more',
        entries: [
          { label: '打开', testid: 'report-menu-open', run: () => void this.#open(report.id) },
          { label: '历史版本', testid: 'report-history', run: () => { this.#leave(rowOf(report.id)); void this.app.attempt(() => this.app.history(report.id)); } },
          { label: '读入改后稿…', testid: 'report-revise', run: () => { this.#leave(rowOf(report.id)); void this.app.attempt(() => this.app.reviseStored(report.id)); } },
          { label: '沿用到下一年', testid: 'report-carry', run: () => this.#carry(report.id) },
          { label: '复制报告', testid: 'report-copy', run: () => void this.#copy(report.id) },
          { label: '删除', testid: 'report-remove', danger: true, run: () => void this.#remove(report) },
        ],
      })}
    </li>`;
  }

  /** An imported report of a year that is over, which nobody went on with. */
  #isOld({ parts_total, year }: ReportSummary): boolean {
    return parts_total === 0 && year !== null && year < this.#home.report_year;
  }

  #carry(report?: string): void {
    void this.app.attempt(() => this.app.openCarry(report));
  }

  #sample(): Promise<void> {
    return this.app.attempt(async () => {
      const template = this.#home.templates[0];
      if (!template) return;
      await this.app.compose(await this.app.api.create({ template: template.id, year: this.#home.report_year, sample: true }));
    });
  }

  #open(id: string): Promise<void> {
    this.#leave(rowOf(id));
    return this.app.attempt(() => this.app.openReport(id));
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
      this.app.toast({ text: `已删除“${report.title}”`, action: { label: '撤销', run: () => void this.app.attempt(() => this.#restore(report.id)) } });
    });
  }

  async #restore(id: string): Promise<void> {
    await this.app.api.restore(id);
    await this.#refresh();
    this.app.toast({ text: '已恢复，在列表里' });
  }

  async #refresh(): Promise<void> {
    this.#home = await this.app.api.home();
    this.#found.again();
    this.app.redraw();
  }

  async #askBackups(): Promise<void> {
    // The list of backups tells why it cannot be read; here there is no room for it.
    this.#backups = await this.app.api.backups().catch(() => null);
    this.app.redraw();
  }
}

const rowOf = (id: string): string => `[data-report="${CSS.escape(id)}"] [data-testid="report-open"]`;
