/** 检查并导出: what is open, the sections, the layout, and the Word file. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { toFailure } from '../api';
import type { App, Screen } from '../app';
import { stateText } from '../compose/sections';
import type { Editor } from '../editor';
import type { Exported, Finding, Section } from '../generated';
import { contextOf, placeName, spotOf } from '../locate';
import { icon } from '../parts/icons';
import { saveBar, saveState } from '../parts/saving';
import { grouped } from '../text';
import { layoutForm } from './layout';

export class CheckScreen implements Screen {
  #written: Extract<Exported, { outcome: 'written' }> | null = null;
  #working = false;

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {
    editor.checked = true;
    void editor.refresh();
  }

  get title(): string {
    return `检查并导出：${this.editor.view.document.title || '报告'} - 述职`;
  }

  leave(): Promise<boolean> {
    return this.editor.saver.flush();
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
            ${layoutForm(editor)}
            ${this.#exports(errors.length > 0)}
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
    const points = [
      ...(section.placeholders > 0 ? [`待填 ${section.placeholders} 处`] : []),
      ...others.slice(0, 3).map(inWords),
      ...(others.length > 3 ? [`另有 ${others.length - 3} 处`] : []),
    ];
    const first = findings[0];
    return html`<div role="row" class=${section.depth > 0 ? 'sub' : ''}>
      <span role="rowheader"><button type="button" class="row-link" data-testid=${`overview-${section.id}`} @click=${() => void this.#section(section.id)}>${section.number}${section.name}</button></span>
      <span role="cell" class="figure">${section.characters > 0 ? grouped(section.characters) : ''}</span>
      <span role="cell" class="state">${section.state === 'done' && !section.left_out ? html`<span class="pill done">已完成</span>` : stateText(section)}</span>
      <span role="cell">${first && !section.left_out
        ? html`<button type="button" class="row-link" @click=${() => void this.#go(first)}>${points.join('；')}</button>`
        : html`<span class="quiet-text">无</span>`}</span>
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

  #exports(open: boolean): TemplateResult {
    return html`<section class="exports" aria-label="导出">
      <button type="button" class="primary large" data-testid="export" ?disabled=${open || this.#working} @click=${() => void this.#export(false)}>${this.#working ? '正在导出…' : '导出 Word'}</button>
      ${open
        ? html`<p class="quiet-text">先处理左边列出的地方；要先出一份草样，可以：</p>
            <button type="button" class="large" data-testid="export-force" ?disabled=${this.#working} @click=${() => this.#confirm()}>仍要导出…</button>`
        : nothing}
      ${this.#written
        ? html`<div class="written" role="status" data-testid="exported">
            <p class="written-head">${icon('done')}已导出</p>
            <p>${icon('file')}<span><strong data-testid="exported-name">${this.#written.name}</strong><br /><span class="quiet-text">${this.#written.folder}</span></span></p>
            <div class="row">
              <button type="button" data-testid="open-file" @click=${() => void this.#show(false)}>打开文件</button>
              <button type="button" data-testid="open-folder" @click=${() => void this.#show(true)}>打开所在文件夹</button>
            </div>
          </div>`
        : nothing}
    </section>`;
  }

  #confirm(): void {
    const errors = this.editor.view.findings.filter((finding) => finding.level === 'error').length;
    this.app.ask({
      title: '还没有处理完，仍要导出？',
      body: html`<p>有 ${errors} 处没有处理，导出的文件里会照样留着。适合先打印出来看，不适合报送。</p>`,
      actions: [
        { label: '返回', testid: 'force-no', run: () => undefined },
        { label: '仍要导出', testid: 'force-yes', primary: true, run: () => void this.#export(true) },
      ],
    });
  }

  async #export(force: boolean): Promise<void> {
    if (!(await this.editor.saver.flush())) return;
    this.#working = true;
    this.app.redraw();
    try {
      const exported = await this.app.api.exportDocx({ id: this.editor.draft.id, force });
      if (exported.outcome === 'written') this.#written = exported;
    } catch (reason) {
      const failure = toFailure(reason);
      if (failure.code === 'blocked') await this.editor.refresh();
      this.app.tell(failure);
    } finally {
      this.#working = false;
      this.app.redraw();
    }
  }

  #show(folder: boolean): Promise<void> {
    return this.app.attempt(async () => {
      if (this.#written) await this.app.api.openExported({ handle: this.#written.handle, folder });
    });
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
