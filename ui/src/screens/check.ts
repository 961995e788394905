/** 检查并导出: what is open, the sections, the layout, its faces, and the export. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App, Screen } from '../app';
import { fixButton } from '../compose/controls';
import { stateText } from '../compose/sections';
import { mend } from '../compose/undo';
import { partsOfKind } from '../draft';
import type { Editor } from '../editor';
import type { Finding, Fix, MatrixItem, MatrixRow, PartKind, Section } from '../generated';
import { contextOf, placeName, spotOf, type Spot } from '../locate';
import { wayBack } from '../parts/common';
import { icon } from '../parts/icons';
import { saveBar, saveState } from '../parts/saving';
import { grouped } from '../text';
import { Exports } from './exports';
import { FacesBox } from './faces';
import { LayoutBox } from './layout';

export class CheckScreen implements Screen {
  readonly #layout: LayoutBox;
  readonly #faces: FacesBox;
  readonly #exports: Exports;

  constructor(
    private readonly app: App,
    readonly editor: Editor,
  ) {
    editor.checked = true;
    this.#layout = new LayoutBox(app, editor);
    this.#faces = new FacesBox(app, editor);
    this.#exports = Exports.of(app, editor, () => app.shows(this));
    void editor.refresh();
  }

  get title(): string {
    return `检查并导出：${this.editor.view.document.title || '报告'} - 述职`;
  }

  leave(): Promise<boolean> {
    return this.editor.saver.flush();
  }

  rendered(): void {
    this.#layout.rendered();
    this.#faces.rendered();
    this.#exports.rendered();
  }

  view(): TemplateResult {
    const { editor } = this;
    const errors = editor.view.findings.filter((finding) => finding.level === 'error');
    return html`<div class="check" data-testid="check" @mend=${({ detail }: CustomEvent<Fix>) => void mend(this.app, editor, detail)}>
      <header class="bar">
        ${wayBack(this.app, 'to-compose', '继续编写', () => this.app.edit(editor))}
        <h1 class="bar-title">检查并导出</h1>
        <span class="pill bar-unit">${editor.view.document.title}</span>
        <span class="spring"></span>
        ${saveState(editor)}
      </header>
      ${saveBar(this.app, editor)}
      <main class="page" data-scroller tabindex="-1">
        <div class="page-inner columns">
          <div class="column-main">
            ${this.#summary(errors)}
            ${this.#table()}
            ${this.#matrix()}
          </div>
          <div class="column-side">
            ${this.#figures()}
            ${this.#faces.view()}
            ${this.#layout.view()}
            ${this.#exports.view(errors.length > 0, this.#faces.missing, () => this.#faces.show())}
          </div>
        </div>
      </main>
      <footer class="status"><span>检查和导出都在本机进行，不联网</span></footer>
    </div>`;
  }

  #summary(errors: readonly Finding[]): TemplateResult {
    const { editor } = this;
    if (errors.length === 0) {
      const others = editor.view.findings.length;
      return html`<section class="summary fine" data-testid="all-clear"><h2>${icon('done')}${others > 0 ? `可以导出；另有 ${others} 处建议看看` : '都填好了，可以导出'}</h2></section>`;
    }
    return html`<section class="summary" aria-labelledby="summary-title" data-testid="summary">
      <h2 id="summary-title">${icon('alert')}还有 ${errors.length} 处要先处理，才能导出</h2>
      <ul>${errors.map((error) => html`<li>
        <button type="button" class="link" data-testid="finding" @click=${() => void this.#go(error)}>${placeName(editor.draft, editor.sections, editor.view.labels, error)}</button>
        ${this.#what(error)}${fixButton(error)}</li>`)}</ul>
    </section>`;
  }

  #what(error: Finding): TemplateResult {
    const context = error.rule === 'placeholder' ? contextOf(this.editor.draft, error) : null;
    if (!context) return html`<span>${error.message}</span>`;
    return html`<span>待填 “${context.before}<mark>${context.text}</mark>${context.after}”</span>`;
  }

  #table(): TemplateResult {
    const { editor } = this;
    return html`<div class="overview" role="table" aria-label="各部分的情况" data-testid="overview">
      <div role="row" class="overview-head">
        <span role="columnheader">部分</span><span role="columnheader" class="figure">字数</span><span role="columnheader">状态</span><span role="columnheader">要看的</span>
      </div>
      ${repeat(editor.sections, (section) => section.id, (section) => this.#row(section))}
    </div>`;
  }

  #row(section: Section): TemplateResult {
    const { editor } = this;
    const findings = editor.view.findings.filter((finding) => spotOf(editor.draft, finding).section === section.id);
    const others = findings.filter((finding) => finding.rule !== 'placeholder');
    const first = findings.find((finding) => finding.rule === 'placeholder');
    const points: readonly (readonly [Finding, string, unknown])[] = [
      ...(first && section.placeholders > 0 ? [[first, `待填 ${section.placeholders} 处`, nothing] as const] : []),
      ...others.map((finding) => [finding, inWords(finding), fixButton(finding)] as const),
    ];
    return html`<div role="row" class=${section.depth > 0 ? 'sub' : ''}>
      <span role="rowheader"><button type="button" class="row-link" data-testid=${`overview-${section.id}`} @click=${() => void this.#section(section.id)}>${section.number}${section.name}</button></span>
      <span role="cell" class="figure">${section.characters > 0 ? grouped(section.characters) : ''}</span>
      <span role="cell" class="state">${section.state === 'done' && !section.left_out ? html`<span class="pill done">已完成</span>` : stateText(section)}</span>
      <div role="cell">${points.length > 0 && !section.left_out
        ? html`<ul class="points">${points.map(([finding, words, fix]) => html`<li><button type="button" class="row-link" data-testid="overview-finding" @click=${() => void this.#go(finding)}>${words}</button>${fix}</li>`)}</ul>`
        : html`<span class="quiet-text">无</span>`}</div>
    </div>`;
  }

  #figures(): TemplateResult {
    const { view, draft } = this.editor;
    const { length, problem_share } = draft.template.content.settings;
    return html`<section class="box" aria-labelledby="figures-title">
      <h2 id="figures-title">成稿</h2>
      <dl class="figures">
        <div><dt>字${length === null ? '' : `，一般 ${grouped(length)}`}</dt><dd data-testid="figure-length">${grouped(view.characters)}</dd></div>
        <div><dt>处待填</dt><dd data-testid="figure-open">${view.placeholders}</dd></div>
        ${view.problem_share === null ? nothing : html`<div><dt>问题部分${problem_share === null ? '' : `，要求 ${problem_share}%`}</dt><dd>${view.problem_share}%</dd></div>`}
      </dl>
    </section>`;
  }

  /** Which causes and measures go with which problem. */
  #matrix(): TemplateResult | typeof nothing {
    const { rows, loose, asks_causes, asks_measures } = this.editor.view.matrix;
    const causes = asks_causes || rows.some((row) => row.own_cause);
    if ((rows.length === 0 && loose.length === 0) || (!causes && !asks_measures)) return nothing;
    const holes = rows.filter((row) => (causes && isHole(row, 'cause')) || (asks_measures && isHole(row, 'plan'))).length;
    const heads = ['存在的问题', ...(causes ? ['原因'] : []), ...(asks_measures ? ['对应措施'] : [])];
    return html`<section class="matrix-box" aria-labelledby="matrix-title" data-testid="matrix">
      <h2 id="matrix-title">问题与原因、措施是否对应<span class="quiet-text">${rows.length} 个问题，${holes > 0 ? `${holes} 个没有对全` : '都对上了'}</span></h2>
      ${rows.length === 0 ? nothing : html`<div class="overview matrix" role="table" aria-labelledby="matrix-title">
        <div role="row" class="overview-head">${heads.map((name) => html`<span role="columnheader">${name}</span>`)}</div>
        ${repeat(rows, (row) => row.problem.item, (row) => html`<div role="row" data-testid="matrix-row" data-item=${row.problem.item}>
          <span role="rowheader">${this.#entry(row.problem)}</span>${causes ? this.#linked(row, 'cause') : nothing}${asks_measures ? this.#linked(row, 'plan') : nothing}
        </div>`)}
      </div>`}
      ${loose.length === 0 ? nothing : html`<p class="attention">这些原因和措施还没有选对应的问题：</p>
        <ul class="matrix-loose" data-testid="matrix-loose">${repeat(loose, (entry) => entry.item, (entry) => html`<li>${this.#entry(entry)}</li>`)}</ul>`}
    </section>`;
  }

  /** What goes with a problem, or that nothing does. */
  #linked(row: MatrixRow, kind: 'cause' | 'plan'): TemplateResult {
    const entries = kind === 'cause' ? row.causes : row.measures;
    const { part, item } = row.problem;
    const own = kind === 'cause' && row.own_cause
      ? html`<button type="button" class="row-link" data-testid="matrix-own" @click=${() => void this.#spot({ section: part, part, item, field: 'cause', start: 0, end: -1 })}>写在问题里</button>`
      : nothing;
    if (!isHole(row, kind)) return html`<div role="cell">${own}${entries.map((entry) => this.#entry(entry))}</div>`;
    const to = this.#partOf(kind);
    const words = kind === 'cause' ? '没有写原因' : '没有对应的措施';
    return html`<div role="cell">${to === undefined
      ? html`<span class="attention">${words}</span>`
      : html`<button type="button" class="row-link attention" data-testid="matrix-hole" @click=${() => void this.#section(to)}>${icon('alert')}${words}</button>`}</div>`;
  }

  #partOf(kind: PartKind): string | undefined {
    const { draft, sections } = this.editor;
    return partsOfKind(draft, kind).find((part) => !part.left_out && sections.some(({ id }) => id === part.id))?.id;
  }

  #entry({ part, item, label, text }: MatrixItem): TemplateResult {
    return html`<button type="button" class="row-link" data-testid="matrix-entry" @click=${() => void this.#spot({ section: part, part, item, field: 'heading', start: 0, end: -1 })}>${label}${text}</button>`;
  }

  #go(finding: Finding): Promise<void> {
    return this.#spot(spotOf(this.editor.draft, finding));
  }

  async #spot(spot: Spot): Promise<void> {
    await this.app.edit(this.editor);
    this.editor.reveal(spot);
  }

  async #section(section: string): Promise<void> {
    await this.app.edit(this.editor);
    this.editor.go(section);
  }
}

/** Whether a problem has no cause, or no measure. */
const isHole = ({ own_cause, causes, measures }: MatrixRow, kind: 'cause' | 'plan'): boolean =>
  kind === 'cause' ? !own_cause && causes.length === 0 : measures.length === 0;

/** A finding in one row; how to put an error right stands with its field. */
const inWords = ({ level, message, suggestion }: Finding): string =>
  level === 'error' || suggestion === '' ? message : `${message}，${suggestion}`;
