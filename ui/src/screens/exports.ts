/** The export of 检查并导出: the Word file, the PDF file with its progress, and the file that was written. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { toFailure } from '../api';
import type { App } from '../app';
import type { Editor } from '../editor';
import type { Exported, PdfProgram } from '../generated';
import { icon } from '../parts/icons';

type Written = Extract<Exported, { outcome: 'written' }>;
type Format = 'docx' | 'pdf';

/** The exports of each open report: a PDF file that is being made goes on when its screen is left. */
const running = new WeakMap<Editor, Exports>();

export class Exports {
  #written: Written | null = null;
  #working: Format | null = null;
  #program: PdfProgram | null = null;
  /** What the PDF program is doing. */
  #step = '';
  #cancelled = false;
  /** The last PDF file was cancelled; told until another export begins. */
  #dropped = false;
  /** The button that the next drawing puts the focus on, as the one before is gone. */
  #target: string | null = null;
  #shown: () => boolean = () => true;

  private constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {}

  /** Those of `editor` that are still at work, or new ones, on a screen that is there as long as `shown` says so. */
  static of(app: App, editor: Editor, shown: () => boolean): Exports {
    const exports = running.get(editor) ?? new Exports(app, editor);
    exports.#shown = shown;
    void exports.#ask();
    return exports;
  }

  /** `open`: whether something holds the export back; `missing`: how many faces this computer lacks; `toFaces` leads to them. */
  view(open: boolean, missing: number, toFaces: () => void): TemplateResult {
    const busy = this.#working !== null;
    const force = open
      ? html`<button type="button" class="large" data-testid="export-force" ?disabled=${busy} @click=${() => this.#confirm()}>仍要导出…</button>`
      : nothing;
    return html`<section class="exports" aria-label="导出">
      ${missing > 0
        ? html`<p class="attention faces-short">${icon('alert')}<button type="button" class="link" data-testid="export-faces" @click=${toFaces}>缺 ${missing} 种字体</button></p>`
        : nothing}
      <button type="button" class="primary large" data-testid="export" ?disabled=${open || busy} @click=${() => void this.#export('docx', false)}>${this.#working === 'docx' ? '正在导出…' : '导出 Word'}</button>
      ${this.#hasPdf
        ? html`<button type="button" class="large" data-testid="export-pdf" ?disabled=${open || busy || !this.#program} @click=${() => void this.#export('pdf', false)}>导出 PDF</button>
          ${missing > 0 ? html`<p class="quiet-text" data-testid="pdf-faces">这台电脑缺 ${missing} 种字体，PDF 里会换成别的字体；要规范的 PDF，请在装有这些字体的电脑上转</p>` : nothing}`
        : html`<p class="quiet-text no-pdf" data-testid="no-pdf">${this.#program?.hint ?? ''}</p>`}
      ${this.#working === 'pdf' ? this.#progress() : nothing}
      <p class="quiet-text pdf-dropped" role="status" data-testid="pdf-dropped">${this.#dropped ? '已取消，没有生成 PDF' : ''}</p>
      ${open ? html`<p class="quiet-text">先处理左边列出的地方；要先出一份草样，可以：</p>${force}` : nothing}
      ${this.#written ? this.#file(this.#written) : nothing}
    </section>`;
  }

  rendered(): void {
    if (this.#target === null) return;
    const active = document.activeElement;
    const lost = active === null || active === document.body || (active instanceof HTMLButtonElement && active.disabled);
    const target = this.app.root.querySelector<HTMLElement>(`[data-testid="${this.#target}"]`);
    this.#target = null;
    if (lost && !this.app.asking) target?.focus();
  }

  /** Whether there is a program for PDF files, as far as is known. */
  get #hasPdf(): boolean {
    return this.#program === null || this.#program.name !== null;
  }

  #progress(): TemplateResult {
    return html`<div class="pdf-progress" data-testid="pdf-progress">
      <p role="status" data-testid="pdf-step">${this.#cancelled ? '正在取消…' : this.#step || '正在准备…'}</p>
      <div class="progress" role="progressbar" aria-label="导出 PDF"><span></span></div>
      <button type="button" data-testid="pdf-cancel" ?disabled=${this.#cancelled} @click=${() => this.#cancel()}>取消</button>
    </div>`;
  }

  #file(written: Written): TemplateResult {
    return html`<div class="written" role="status" data-testid="exported">
      <p class="written-head">${icon('done')}已导出</p>
      <p>${icon('file')}<span><strong data-testid="exported-name">${written.name}</strong><br /><span class="quiet-text">${written.folder}</span></span></p>
      <div class="row">
        <button type="button" data-testid="open-file" @click=${() => void this.#show(written, false)}>打开文件</button>
        <button type="button" data-testid="open-folder" @click=${() => void this.#show(written, true)}>打开所在文件夹</button>
      </div>
    </div>`;
  }

  #confirm(): void {
    const errors = this.editor.view.findings.filter((finding) => finding.level === 'error').length;
    const pdf = this.#program?.name ? [{ label: '仍要导出 PDF', testid: 'force-pdf', run: () => void this.#export('pdf', true) }] : [];
    this.app.ask({
      title: '还没有处理完，仍要导出？',
      body: html`<p>有 ${errors} 处没有处理，导出的文件里会照样留着。适合先打印出来看，不适合报送。</p>`,
      actions: [
        { label: '返回', testid: 'force-no', run: () => undefined },
        ...pdf,
        { label: '仍要导出 Word', testid: 'force-yes', primary: true, run: () => void this.#export('docx', true) },
      ],
    });
  }

  async #export(format: Format, force: boolean): Promise<void> {
    if (this.#working) return;
    this.#begin(format);
    try {
      if (!(await this.editor.saver.flush())) return;
      if (this.#cancelled) return this.#gone();
      const args = { id: this.editor.draft.id, force };
      const exported = format === 'docx'
        ? await this.app.api.exportDocx(args)
        : await this.app.api.exportPdf(args, ({ text }) => { this.#step = text; this.app.redraw(); });
      if (exported.outcome === 'written') this.#done(exported);
      else if (format === 'pdf') this.#gone();
    } catch (reason) {
      const failure = toFailure(reason);
      if (failure.code === 'blocked') await this.editor.refresh();
      this.app.tell(failure);
    } finally {
      this.#working = null;
      running.delete(this.editor);
      this.#target ??= format === 'pdf' ? 'export-pdf' : 'export';
      this.app.redraw();
    }
  }

  #begin(format: Format): void {
    this.#working = format;
    this.#written = null;
    this.#step = '';
    this.#cancelled = false;
    this.#dropped = false;
    this.#target = format === 'pdf' ? 'pdf-cancel' : null;
    running.set(this.editor, this);
    this.app.redraw();
  }

  #done(written: Written): void {
    this.#written = written;
    this.#target = 'open-file';
    if (this.#shown()) return;
    this.app.toast({ text: `已导出“${written.name}”`, action: { label: '打开文件', run: () => void this.#show(written, false) } });
  }

  #gone(): void {
    this.#dropped = true;
    if (!this.#shown()) this.app.toast({ text: '已取消，没有生成 PDF' });
  }

  #cancel(): void {
    this.#cancelled = true;
    this.app.redraw();
    void this.app.attempt(async () => {
      try {
        await this.app.api.cancelPdf();
      } catch (reason) {
        this.#cancelled = false;
        throw reason;
      }
    });
  }

  async #ask(): Promise<void> {
    try {
      this.#program = await this.app.api.pdfProgram();
    } catch (reason) {
      const { message, hint } = toFailure(reason);
      this.#program = { name: null, hint: `不能导出 PDF：${message}。${hint}` };
    }
    this.app.redraw();
  }

  #show({ handle }: Written, folder: boolean): Promise<void> {
    return this.app.attempt(() => this.app.api.openExported({ handle, folder }));
  }
}
