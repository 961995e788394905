/** 编写: the sections on the left, the form in the middle, the composed text on the right. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { App, Screen } from '../app';
import { ElementsForm } from '../compose/elements';
import { basicForm } from '../compose/fields';
import { FiguresForm } from '../compose/figures';
import { FindPanel } from '../compose/find';
import { HitFrame } from '../compose/hit';
import { formKey } from '../compose/keys';
import { Naming } from '../compose/naming';
import { fitLines } from '../compose/paper';
import { PartForm } from '../compose/part';
import { Pane } from '../compose/pane';
import { followForm } from '../compose/preview';
import { sectionList } from '../compose/sections';
import { statusBar } from '../compose/status';
import { TableEditor } from '../compose/table';
import { mend } from '../compose/undo';
import { findPart, toggleDone } from '../draft';
import type { Editor, Kind } from '../editor';
import type { Fix, View } from '../generated';
import { controlId, ELEMENTS, FIGURES, type Spot } from '../locate';
import { endTyping, wayHome } from '../parts/common';
import { growAll, type TextControl } from '../parts/directives';
import { helpDialog } from '../parts/help';
import { icon } from '../parts/icons';
import { menuButton } from '../parts/menu';
import { saveBar, saveState } from '../parts/saving';

/** Below this width the preview is folded unless the user opens it. */
const NARROW = 1200;

export class ComposeScreen implements Screen {
  readonly #form: PartForm;
  readonly #elements: ElementsForm;
  readonly #figures: FiguresForm;
  readonly #find: FindPanel;
  readonly #frame = new HitFrame();
  readonly #naming: Naming;
  readonly #right: Pane;
  #pane: 'auto' | 'open' | 'closed' = 'auto';
  #shown = '';
  #followed = '';
  /** How near the preview came to what is being worked on. */
  #near = 0;
  /** What the preview was last drawn from, and its width. */
  #drawn: readonly [View | null, number] = [null, 0];
  #width = 0;

  constructor(
    private readonly app: App,
    readonly editor: Editor,
  ) {
    const tables = new TableEditor(app, editor);
    this.#form = new PartForm(app, editor, tables);
    this.#elements = new ElementsForm(app, editor, tables);
    this.#figures = new FiguresForm(app, editor);
    this.#find = new FindPanel(app, editor);
    this.#naming = new Naming(app, editor);
    this.#right = new Pane(app, editor);
    window.addEventListener('resize', this.#resized);
  }

  get title(): string {
    return `${this.editor.view.document.title || '报告'} - 述职`;
  }

  get #paneOpen(): boolean {
    return this.#pane === 'auto' ? window.innerWidth >= NARROW : this.#pane === 'open';
  }

  leave(): Promise<boolean> {
    endTyping();
    this.#form.journal.keep();
    return this.editor.saver.flush();
  }

  view(): TemplateResult {
    const { editor } = this;
    const unit = editor.draft.fields.unit ?? '';
    return html`<div
      class=${`compose${this.#paneOpen ? ' with-pane' : ''}${this.#find.mode === 'closed' ? '' : ' with-find'}${this.#find.mode === 'replace' ? ' replacing' : ''}`} data-testid="compose"
      @compositionstart=${() => editor.saver.compose(true)} @compositionend=${() => editor.saver.compose(false)}
      @mend=${({ detail }: CustomEvent<Fix>) => void mend(this.app, editor, detail)} @focusout=${() => this.#blurred()} @focusin=${(event: FocusEvent) => this.#focused(event)}
    >
      <header class="bar">
        ${wayHome(this.app)}
        <span class="bar-title" data-testid="report-title">${editor.view.document.title}</span>
        ${unit ? html`<span class="pill bar-unit">${unit}</span>` : nothing}
        <span class="spring"></span>
        ${saveState(editor)}
        <button type="button" class="quiet labelled" data-testid="undo" title="撤销（Ctrl+Z）" ?disabled=${!editor.canUndo} @click=${() => editor.undo()}>${icon('undo')}<span>撤销</span></button>
        <button type="button" class="quiet labelled" data-testid="redo" title="重做（Ctrl+Y）" ?disabled=${!editor.canRedo} @click=${() => editor.redo()}>${icon('redo')}<span>重做</span></button>
        <button type="button" class="quiet labelled" data-testid="pane-toggle" title="显示或收起预览" aria-pressed=${this.#paneOpen} @click=${() => this.#togglePane()}>${icon('pane')}<span>预览</span></button>
        <button type="button" class="quiet labelled" data-testid="to-versions" title="历史版本" @click=${() => void this.app.versions(editor)}>${icon('history')}<span>历史版本</span></button>
        <button type="button" class="quiet square" data-testid="to-find" aria-label="查找和替换" title="查找（Ctrl+F）、替换（Ctrl+H）" @click=${() => this.#find.open('find')}>${icon('search')}</button>
        ${menuButton(this.app, {
          id: 'report', label: '更多操作', testid: 'report-more', icon: 'more',
          entries: [{ label: '读入改后稿…', testid: 'to-revise', run: () => { endTyping(); void this.app.attempt(() => this.app.revise(editor)); } }],
        })}
        <button type="button" class="quiet square" data-testid="help" aria-label="帮助" title="帮助（F1）" @click=${() => helpDialog(this.app)}>${icon('help')}</button>
        <button type="button" class="primary" data-testid="to-check" @click=${() => void this.#check()}>检查并导出</button>
      </header>
      ${saveBar(this.app, editor)}${this.#naming.view()}
      <div class="compose-body">
        ${sectionList(editor)}
        <main class="form" data-scroller data-testid="form" aria-label="填写" tabindex="-1">
          <div class="form-inner">${keyed(editor.section, this.#section())}</div>
        </main>
        ${this.#find.view()}
        ${this.#paneOpen ? this.#right.view() : nothing}
      </div>
      ${statusBar(editor, (kind) => void this.#nextFinding(kind))}
    </div>`;
  }

  rendered(): void {
    const { editor } = this;
    if (this.#shown !== editor.section) {
      this.#shown = editor.section;
      this.app.root.querySelector('.form')?.scrollTo({ top: 0 });
      this.app.root.querySelector('.sections [aria-current]')?.scrollIntoView({ block: 'nearest' });
    }
    const target = editor.target;
    if (target) {
      editor.target = null;
      this.#frame.clear();
      this.#focus(target);
    }
    if (this.#find.mode === 'closed' || this.#find.current < 0) this.#frame.clear();
    this.#followUp();
    const width = this.app.root.querySelector('.form')?.clientWidth ?? 0;
    if (width !== this.#width) {
      this.#width = width;
      growAll(this.app.root);
    }
  }

  key(event: KeyboardEvent): void {
    if (this.#naming.key(event) || this.#find.key(event)) return;
    formKey(event, {
      app: this.app, editor: this.editor, form: this.#form, elements: this.#elements, figures: this.#figures,
      step: (step) => this.#step(step), nextFinding: () => void this.#nextFinding(), save: () => void this.#naming.save(),
    });
  }

  readonly #resized = (): void => {
    if (!this.app.root.querySelector('[data-testid="compose"]')) return window.removeEventListener('resize', this.#resized);
    this.app.redraw();
  };

  #section(): TemplateResult {
    const { editor } = this;
    const section = editor.sections.find((entry) => entry.id === editor.section);
    const part = findPart(editor.draft.parts, editor.section);
    const inner = section && part
      ? this.#form.view(part, section)
      : section?.id === FIGURES ? this.#figures.view(section)
      : section?.id === ELEMENTS ? this.#elements.view(section)
      : html`<header class="part-head"><h1 tabindex="-1">基本信息</h1></header>
          <p class="part-hint">这里填的用在标题、署名和日期上；留空的标题和署名由程序拟定，灰字就是拟定的样子。</p>${basicForm(editor)}`;
    return html`${inner}${this.#footer()}`;
  }

  #footer(): TemplateResult {
    const { editor } = this;
    const before = editor.neighbour(-1);
    const after = editor.neighbour(1);
    const done = editor.draft.done.includes(editor.section);
    const unused = editor.sections.find((entry) => entry.id === editor.section)?.state === 'unused';
    return html`<footer class="form-foot">
      ${before ? html`<button type="button" data-testid="previous" @click=${() => this.#step(-1)}>${icon('back')}${before.name}</button>` : nothing}
      <span class="spring"></span>
      ${unused
        ? nothing
        : html`<button type="button" class=${done ? 'is-done' : ''} aria-pressed=${done} data-testid="mark-done" @click=${() =>
            editor.change(toggleDone(editor.draft, editor.section), `done ${editor.section}`)}>${done ? html`${icon('check')}已完成` : '标为完成'}</button>`}
      ${after
        ? html`<button type="button" data-testid="next" @click=${() => this.#step(1)}>${after.name}${icon('next')}</button>`
        : html`<button type="button" data-testid="next" @click=${() => void this.#check()}>检查并导出${icon('next')}</button>`}
    </footer>`;
  }

  /** Fits and moves the preview after the form or what it shows has changed. */
  #followUp(): void {
    const { editor, app: { root } } = this;
    const paper = root.querySelector('#paper-scroll');
    const [view, width] = this.#drawn;
    if (this.#right.shows === 'last') {
      // Fitted anew when it comes back, and then moved if something else is being worked on.
      this.#drawn = [view, 0];
      return;
    }
    const fresh = view !== editor.view;
    this.#drawn = [editor.view, paper?.clientWidth ?? 0];
    if (paper && (fresh || width !== paper.clientWidth)) fitLines(paper);
    if (paper) this.#right.resume(paper);
    const follow = `${editor.section} ${editor.current ?? ''} ${editor.focused ?? ''} ${this.#paneOpen}`;
    if (this.#followed === follow && !fresh) return;
    this.#near = followForm(editor, root, this.#followed === follow ? this.#near : 0);
    this.#followed = follow;
  }

  #togglePane(): void {
    this.#pane = this.#paneOpen ? 'closed' : 'open';
    this.#followed = '';
    this.app.redraw();
  }

  async #check(): Promise<void> {
    await this.editor.saver.flush();
    await this.app.check(this.editor);
  }

  #step(step: 1 | -1): void {
    const next = this.editor.neighbour(step);
    if (!next) return;
    this.editor.go(next.id);
    queueMicrotask(() => this.app.root.querySelector<HTMLElement>('.form')?.focus());
  }

  async #nextFinding(kind?: Kind): Promise<void> {
    if (!(await this.editor.nextFinding(kind))) this.app.toast({ text: '没有待填或要改的地方' });
  }

  #blurred(): void {
    this.editor.saver.compose(false);
    if (this.editor.saver.state.kind === 'dirty') void this.editor.saver.flush();
  }

  #focused(event: FocusEvent): void {
    const { editor } = this;
    const target = event.target as Element;
    if (!target.closest('.form') || target.matches('.form')) return;
    this.#frame.clear();
    const item = target.closest<HTMLElement>('.card')?.dataset.item ?? null;
    // A button beside a field leaves the work at that field.
    const field = target.id.startsWith('at-') ? target.id : item === editor.current ? editor.focused : null;
    if (item === editor.current && field === editor.focused) return;
    editor.current = item;
    editor.focused = field;
    this.app.redraw();
  }

  #focus({ part, item, field, start, end }: Spot): void {
    const { quietly } = this.editor;
    const control = document.getElementById(controlId(part, item, field)) ?? this.#nearest(item);
    if (!control) return;
    for (let fold = control.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) fold.open = true;
    growAll(control.closest('.card') ?? this.app.root);
    if (!quietly) control.focus({ preventScroll: true });
    if (isText(control) && quietly) this.#frame.show(control, start, end);
    else if (isText(control) && end >= start) control.setSelectionRange(start, end);
    control.scrollIntoView({ block: 'center' });
  }

  /** Where nothing has that name: the item's first field; for a section what begins a text in it, and no field that holds one. */
  #nearest(item: string | null): HTMLElement | null {
    const find = (selector: string): HTMLElement | null => this.app.root.querySelector<HTMLElement>(selector);
    if (item !== null) return find(`:is([data-item="${CSS.escape(item)}"], [data-table="${CSS.escape(item)}"]) :is(input[type="text"], textarea)`);
    const ways = ['add-item', 'part-lead', 'part-restore', 'sub-part'].map((id) => find(`.form-inner [data-testid="${id}"]`));
    const fields = this.app.root.querySelectorAll<TextControl>('.form-inner .field :is(input[type="text"], textarea)');
    return ways.find((way) => way !== null) ?? [...fields].find((field) => field.value === '') ?? find('.form');
  }
}

const isText = (element: HTMLElement): element is TextControl =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text');

