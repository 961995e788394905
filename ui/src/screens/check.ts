/** 检查并导出: what is open, the sections, the layout, its faces, and the export. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App, Screen } from '../app';
import { stateText } from '../compose/sections';
import type { Editor } from '../editor';
import type { Finding, Section } from '../generated';
import { contextOf, placeName, spotOf } from '../locate';
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
    return html`<div class="check" data-testid="check">
      <header class="bar">
        <button type="button" class="quiet" data-testid="to-compose" @click=${() => void this.app.edit(editor)}>${icon('back')}继续编写</button>
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
        ${this.#what(error)}</li>`)}</ul>
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
    const points: readonly (readonly [Finding, string])[] = [
      ...(first && section.placeholders > 0 ? [[first, `待填 ${section.placeholders} 处`] as const] : []),
      ...others.map((finding) => [finding, inWords(finding)] as const),
    ];
    return html`<div role="row" class=${section.depth > 0 ? 'sub' : ''}>
      <span role="rowheader"><button type="button" class="row-link" data-testid=${`overview-${section.id}`} @click=${() => void this.#section(section.id)}>${section.number}${section.name}</button></span>
      <span role="cell" class="figure">${section.characters > 0 ? grouped(section.characters) : ''}</span>
      <span role="cell" class="state">${section.state === 'done' && !section.left_out ? html`<span class="pill done">已完成</span>` : stateText(section)}</span>
      <div role="cell">${points.length > 0 && !section.left_out
        ? html`<ul class="points">${points.map(([finding, words]) => html`<li><button type="button" class="row-link" data-testid="overview-finding" @click=${() => void this.#go(finding)}>${words}</button></li>`)}</ul>`
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

  async #go(finding: Finding): Promise<void> {
    await this.app.edit(this.editor);
    this.editor.reveal(spotOf(this.editor.draft, finding));
  }

  async #section(section: string): Promise<void> {
    await this.app.edit(this.editor);
    this.editor.go(section);
  }
}

/** A finding in one row; how to put an error right stands with its field. */
const inWords = ({ level, message, suggestion }: Finding): string =>
  level === 'error' || suggestion === '' ? message : `${message}，${suggestion}`;
