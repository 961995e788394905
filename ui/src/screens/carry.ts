/** 沿用上年报告: from which report to which year, what goes on and what does not, and what becomes of each problem. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App, Screen } from '../app';
import { toFailure } from '../api';
import { partsOfKind } from '../draft';
import type { CarriedProblem, CarryOffer, Failure, Home, OpenReport, ReportSummary } from '../generated';
import { wayHome } from '../parts/common';
import { field } from '../parts/directives';
import { icon } from '../parts/icons';
import { yearOf } from '../text';

/** How long to wait after a year was typed before the engine is asked. */
const ASK_MS = 250;

export class CarryScreen implements Screen {
  readonly title = '沿用上年报告 - 述职';
  #reports: readonly ReportSummary[];
  #from: string;
  /** Empty until the engine has proposed one. */
  #year = '';
  #offer: CarryOffer | null = null;
  #failure: Failure | null = null;
  /** Open problems that were unticked, and closed ones that were ticked. */
  readonly #turned = new Set<string>();
  readonly #reasons = new Map<string, string>();
  /** The report that takes the problems in; `null` for a new one. */
  #into: string | null = null;
  #busy = false;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #epoch = 0;

  constructor(
    private readonly app: App,
    private readonly home: Home,
    report: string | undefined,
  ) {
    this.#reports = stored(home);
    // The report that is being written this year is seldom the one to carry.
    const past = this.#reports.find(({ year }) => year !== null && year < home.report_year);
    const first = this.#reports.find(({ id }) => id === report) ?? past ?? this.#reports[0];
    this.#from = first?.id ?? '';
    void this.#ask(true);
  }

  async leave(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#asked += 1;
    return true;
  }

  view(): TemplateResult {
    return html`<div class="carry" data-testid="carry" data-report=${this.#from}>
      <header class="bar">
        ${wayHome(this.app)}
        <h1 class="bar-title">沿用上年报告</h1>
      </header>
      <main class="page" data-scroller tabindex="-1"><div class="page-inner">
        ${this.#choice()}${this.#failure ? this.#failed(this.#failure) : this.#offer ? this.#plan(this.#offer) : nothing}
      </div></main>
      ${this.#foot()}
    </div>`;
  }

  /** With all its options in the page, the list takes the one that is chosen. */
  rendered(): void {
    const list = this.app.root.querySelector<HTMLSelectElement>('#carry-from');
    if (list && list.value !== this.#from) list.value = this.#from;
  }

  #choice(): TemplateResult {
    const take = (event: Event): void => {
      this.#from = (event.currentTarget as HTMLSelectElement).value;
      this.#begin();
    };
    const name = ({ year, title, unit, reporter }: ReportSummary): string =>
      [year === null ? '未定年度' : `${year}年度`, title, unit, reporter].filter(Boolean).join(' · ');
    return html`<section class="box carry-choice">
      <div class="field"><label for="carry-from">沿用哪一份</label>
        ${this.#reports.length === 0
          ? html`<p class="hint">这里还没有报告。上年的报告在别处时，单击右边的按钮取来。</p>`
          : html`<select id="carry-from" data-testid="carry-from" @change=${take}>${repeat(this.#reports, ({ id }) => id, (report) =>
              html`<option value=${report.id}>${name(report)}</option>`)}</select>`}
      </div>
      <button type="button" data-testid="carry-file" @click=${() => void this.#open()}>从草稿文件…</button>
      <div class="field"><label for="carry-year">新报告的述职年度</label>
        <input type="text" inputmode="numeric" id="carry-year" data-testid="carry-year" autocomplete="off" ${field(this.#year, this.#epoch, (text) => {
          this.#year = text;
          clearTimeout(this.#timer);
          this.#timer = setTimeout(() => void this.#ask(), ASK_MS);
        })} /></div>
    </section>`;
  }

  #failed({ message, hint }: Failure): TemplateResult {
    return html`<section class="summary" role="alert" data-testid="carry-refused"><h2>${icon('alert')}${message}</h2><p>${hint}</p></section>`;
  }

  #plan(offer: CarryOffer): TemplateResult {
    if (offer.refused !== '') return this.#failed({ code: 'invalid', message: '还不能沿用', hint: offer.refused });
    const { problems, taken, left } = offer.plan;
    const open = problems.filter((one) => one.open);
    const closed = problems.filter((one) => !one.open);
    return html`
      ${offer.notices.length > 0 ? html`<section class="notices" data-testid="carry-notices" aria-label="先看一下"><ul>${offer.notices.map((text) => html`<li>${text}</li>`)}</ul></section>` : nothing}
      <div class="columns">
        <div class="column-main">
          <section class="box" aria-labelledby="carry-open">
            <h2 id="carry-open">还要接着整改的问题<span class="quiet-text">${open.length} 个</span></h2>
            ${open.length === 0 ? html`<p class="quiet-text" data-testid="carry-none">没有要接着整改的问题。</p>` : this.#list(open)}
          </section>
          ${closed.length === 0 ? nothing : html`<details class="box carry-closed" data-testid="carry-closed">
            <summary>已经办结的问题 ${closed.length} 个<span class="quiet-text">不用再写；要接着写的打上勾</span></summary>${this.#list(closed)}
          </details>`}
        </div>
        <div class="column-side">
          ${this.#ways(offer)}
          ${facts('带过来', 'carry-taken', taken)}
          ${facts('不带', 'carry-left', left)}
          <p class="quiet-text">原来那份报告一个字也不会动。</p>
        </div>
      </div>`;
  }

  #list(problems: readonly CarriedProblem[]): TemplateResult {
    return html`<ul class="carry-list">${repeat(problems, (one) => one.problem, (one) => this.#problem(one))}</ul>`;
  }

  #problem(one: CarriedProblem): TemplateResult {
    const { problem, text, year, state, promised, owner, due } = one;
    const ticked = this.#ticked(one);
    const toggle = (): void => {
      if (!this.#turned.delete(problem)) this.#turned.add(problem);
      this.app.redraw();
    };
    const about = [year === null ? '' : `${year}年提出`, owner && `责任：${owner}`, due && `时限：${due}`].filter(Boolean).join(' · ');
    return html`<li data-testid="carry-problem" data-problem=${problem}>
      <label class="carry-tick">
        <input type="checkbox" data-testid="carry-tick" .checked=${ticked} @change=${toggle} />
        <span><strong>${text}</strong><span class="quiet-text">${about}</span>${promised ? html`<span class="quiet-text">上年承诺：${promised}</span>` : nothing}</span>
      </label>
      <span class=${one.open ? 'pill attention' : 'pill done'}>${state}</span>
      ${one.open && !ticked ? this.#reason(problem) : nothing}
    </li>`;
  }

  /** Why an open problem is not to be answered. */
  #reason(problem: string): TemplateResult {
    const id = `carry-reason-${problem}`;
    const given = (this.#reasons.get(problem) ?? '').trim() !== '';
    return html`<div class="field carry-reason"><label for=${id}>本年不写的理由</label>
      <input type="text" id=${id} data-testid="carry-reason" autocomplete="off" aria-describedby=${`${id}-hint`} ${field(this.#reasons.get(problem) ?? '', this.#epoch, (text) => {
        this.#reasons.set(problem, text);
        this.app.redraw();
      })} />
      <p class=${given ? 'hint' : 'hint attention'} id=${`${id}-hint`} data-testid="carry-reason-hint">${given
        ? '带到新报告里，注明本年不写，台账里仍记着没有办结'
        : '不写理由就不带过去；检查时会点出这个问题没有交代，不能导出'}</p></div>`;
  }

  /** A report that was made before takes in what it lacks, or another one is begun. */
  #ways({ carried, year }: CarryOffer): TemplateResult | typeof nothing {
    if (carried.length === 0) return nothing;
    const way = (into: string | null, name: unknown, about: string): TemplateResult => html`<label class="carry-way">
      <input type="radio" name="carry-way" data-testid=${into === null ? 'carry-new' : 'carry-into'} .checked=${this.#into === into} @change=${() => {
        this.#into = into;
        this.app.redraw();
      }} /><span>${name}<span class="quiet-text">${about}</span></span></label>`;
    return html`<fieldset class="box" data-testid="carry-ways"><legend class="sr-only">已经沿用过</legend><h2>这份报告已经沿用过</h2>
      ${repeat(carried, ({ id }) => id, (report) =>
        way(report.id, html`补进已有的这份：${report.title}`, `${[report.unit, report.reporter].filter(Boolean).join(' · ')}；只补缺的问题和数据，写过的不动`))}
      ${way(null, `另起一份 ${year} 年度的报告`, '从此分成两支，各记各的整改；替另一个单位写时才用')}
    </fieldset>`;
  }

  #foot(): TemplateResult | typeof nothing {
    const offer = this.#offer;
    if (!offer || offer.refused !== '' || this.#failure) return nothing;
    const { ticked, waived, dropped } = this.#sorted(offer);
    const told = [`带 ${ticked.length} 个问题`, waived.length > 0 ? `注明不写 ${waived.length} 个` : '', dropped > 0 ? `没有交代 ${dropped} 个` : ''];
    return html`<footer class="archive-foot">
      <p data-testid="carry-count">${told.filter(Boolean).join('，')}</p>
      <button type="button" class="primary" data-testid="carry-go" ?disabled=${this.#busy} @click=${() => void this.#go()}>${
        this.#into === null ? `沿用到 ${offer.year} 年度` : '补进已有的报告'}</button>
    </footer>`;
  }

  #ticked = ({ problem, open }: CarriedProblem): boolean => open !== this.#turned.has(problem);

  #sorted({ plan: { problems } }: CarryOffer): { ticked: string[]; waived: (readonly [string, string])[]; dropped: number } {
    const ids = problems.filter(this.#ticked).map(({ problem }) => problem);
    const out = problems.filter((one) => one.open && !this.#ticked(one));
    const waived = out.map(({ problem }) => [problem, (this.#reasons.get(problem) ?? '').trim()] as const).filter(([, reason]) => reason !== '');
    return { ticked: ids, waived, dropped: out.length - waived.length };
  }

  /** Another report: all that was chosen for the one before goes. */
  #begin(): void {
    this.#year = '';
    this.#offer = null;
    this.#turned.clear();
    this.#reasons.clear();
    this.#epoch += 1;
    this.app.redraw();
    void this.#ask(true);
  }

  /** `propose`: the engine proposes the year. */
  async #ask(propose = false): Promise<void> {
    const asked = ++this.#asked;
    clearTimeout(this.#timer);
    const year = propose ? null : yearOf(this.#year);
    if (this.#from === '') return;
    this.#failure = year === null && !propose ? { code: 'invalid', message: '请填四位数的年度', hint: `如 ${this.home.report_year}。` } : null;
    if (!this.#failure) {
      try {
        const offer = await this.app.api.carryOffer({ id: this.#from, year });
        if (asked !== this.#asked) return;
        this.#offer = offer;
        if (propose && this.#year === '') {
          this.#year = String(offer.year);
          this.#epoch += 1;
        }
        this.#into = offer.carried.find((report) => report.year === offer.year)?.id ?? null;
      } catch (reason) {
        if (asked !== this.#asked) return;
        this.#failure = toFailure(reason);
      }
    }
    this.app.redraw();
  }

  /** A year that was typed a moment ago is asked about first; what is new about it then waits for another click. */
  async #go(): Promise<void> {
    const into = this.#into;
    if (this.#offer?.year !== yearOf(this.#year)) await this.#ask();
    const offer = this.#offer;
    if (offer && offer.refused === '' && !this.#failure && this.#into === into) await this.#carry(offer);
  }

  #carry(offer: CarryOffer): Promise<void> {
    const { ticked, waived } = this.#sorted(offer);
    const args = {
      id: offer.from.id, year: offer.carried.find(({ id }) => id === this.#into)?.year ?? offer.year, problems: [...ticked, ...waived.map(([id]) => id)], waived: Object.fromEntries(waived), into: this.#into,
    };
    this.#busy = true;
    this.app.redraw();
    return this.app.attempt(async () => {
      try {
        const { report, told } = await this.app.api.carry(args);
        await openCarried(this.app, report);
        if (told !== '') this.app.toast({ text: told });
      } finally {
        this.#busy = false;
        this.app.redraw();
      }
    });
  }

  #open(): Promise<void> {
    return this.app.attempt(async () => {
      const { id } = await this.app.api.openDraftFile();
      if (id === null) return;
      this.#reports = stored(await this.app.api.home());
      this.#from = id;
      this.#begin();
    });
  }
}

/** The engine's list has the newest year first. */
const stored = (home: Home): ReportSummary[] =>
  home.reports.filter(({ deleted }) => deleted === null);

function facts(name: string, testid: string, list: readonly string[]): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<section class="box" data-testid=${testid}><h2>${name}</h2><ul class="points">${list.map((text) => html`<li>${text}</li>`)}</ul></section>`;
}

/** Opens the new report where last year's problems are answered. */
function openCarried(app: App, report: OpenReport): Promise<void> {
  const part = partsOfKind(report.draft, 'rectification').find((entry) => !entry.left_out);
  const item = part?.items.find(({ waived }) => !waived);
  return app.compose(report, part && { part: part.id, item: item?.id ?? null, field: item ? 'measure' : '', start: 0, end: 0 });
}
