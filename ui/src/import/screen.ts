/** 导入旧稿, one file: the source on the left, what was recognised in it on the right, and what the user puts right. */

import { html, type TemplateResult } from 'lit-html';
import { toFailure } from '../api';
import type { App, Screen } from '../app';
import type { ImportChoose, ImportStep, ImportView, Piece } from '../generated';
import { wayBack } from '../parts/common';
import { icon } from '../parts/icons';
import { yearOf } from '../text';
import { asideStep, moveStep, pieceView, visible } from './piece';
import { rowId, sourceView } from './source';
import { topView } from './top';
import { treeView } from './tree';
import { stopAt, unsureAfter } from './walk';
import { FORMATS } from './words';

export class ImportScreen implements Screen {
  readonly title = '导入旧稿 - 述职';
  readonly unsaved = '这份旧稿还没有建立成报告';
  #view: ImportView;
  #selected: number | null = null;
  readonly #unfolded = new Set<number>([0]);
  /** What was typed as the year, where it is none. */
  #year: string;
  #epoch = 0;
  /** The user knows that the file was imported before. */
  #known = false;
  /** F8 led to the year last. */
  #atYear = false;
  #going = false;
  #busy = 0;
  #queue: Promise<unknown> = Promise.resolve();
  /** The next drawing brings the chosen piece into sight. */
  #showing = false;
  /** The user chose a piece; before, the head is to be seen. */
  #chose = false;
  #focus = '';

  constructor(
    private readonly app: App,
    view: ImportView,
  ) {
    this.#view = view;
    this.#year = String(view.entry.year ?? '');
    this.#selected = view.unsure[0] ?? visible(view).find(({ role }) => role !== 'noise')?.id ?? null;
    this.#showing = true;
  }

  async leave(): Promise<boolean> {
    return this.#going || !this.#view.can_undo;
  }

  rendered(): void {
    const { root } = this.app;
    // With all its options in the page, the list takes the one that is chosen.
    const list = root.querySelector<HTMLSelectElement>('#import-template');
    if (list && list.value !== this.#view.entry.template) list.value = this.#view.entry.template;
    if (this.#showing && this.#selected !== null) {
      this.#showing = false;
      document.getElementById(rowId(this.#selected))?.scrollIntoView({ block: 'nearest' });
      // In one column the tree stands below, and the piece beside its source.
      const [tree, all] = [root.querySelector('.import-tree'), root.querySelector('.import')];
      if (tree && tree.scrollHeight > tree.clientHeight) tree.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
      if (all && all.scrollHeight > all.clientHeight && this.#chose) root.querySelector('.import-desk')?.scrollIntoView({ block: 'nearest' });
    }
    if (this.#focus !== '') {
      root.querySelector<HTMLElement>(`[data-testid="${this.#focus}"]`)?.focus({ preventScroll: true });
      this.#focus = '';
    }
  }

  key(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    const name = event.key.toLowerCase();
    const typing = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if (event.key === 'F8') this.#next();
    else if (command && name === 'z' && !event.shiftKey && !typing) this.#undo();
    else if (command && (name === 'y' || (name === 'z' && event.shiftKey)) && !typing) this.#redo();
    else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) this.#move(event.key === 'ArrowUp' ? -1 : 1);
    else return;
    event.preventDefault();
  }

  view(): TemplateResult {
    const view = this.#view;
    const busy = this.#busy > 0;
    const step = (one: ImportStep): void => this.#step(one);
    const choose = (piece: number): void => this.#choose(piece);
    return html`<div class="import" data-testid="import" data-import=${view.entry.id}>
      <header class="bar">
        ${wayBack(this.app, 'to-imports', '导入旧稿', () => this.#away(() => this.app.openImports()))}
        <h1 class="bar-title">${view.entry.name}</h1>
        <span class="pill">${FORMATS[view.format]}</span>
        <span class="spring"></span>
        <button type="button" class="quiet labelled" data-testid="undo" title="撤销（Ctrl+Z）" ?disabled=${!view.can_undo} @click=${() => this.#undo()}>${icon('undo')}<span>撤销</span></button>
        <button type="button" class="quiet labelled" data-testid="redo" title="重做（Ctrl+Y）" ?disabled=${!view.can_redo} @click=${() => this.#redo()}>${icon('redo')}<span>重做</span></button>
        <button type="button" data-testid="import-discard" @click=${() => this.#discard()}>取消</button>
        <button type="button" class="primary" data-testid="import-finish" ?disabled=${busy || view.entry.again} title=${view.entry.again ? '以前导入过，请在下面选“打开已有的”或“仍然导入”' : ''} @click=${() => void this.#finish()}>建立报告</button>
      </header>
      ${topView(view, {
        year: this.#year, valid: this.#validYear() !== null, known: this.#known, epoch: this.#epoch,
        type: (year) => { this.#year = year; this.#chooseYear(); },
        set: (choice) => this.#set(choice),
        next: () => this.#next(),
        toYear: () => this.#toYear(),
        open: (id) => void this.app.attempt(() => this.#away(() => this.app.openReport(id))),
        go: () => { this.#known = true; this.app.redraw(); },
      })}
      <main class="import-body" tabindex="-1">
        ${sourceView(view, { selected: this.#selected, choose, key: (event) => this.#listKey(event) })}
        <div class="import-side">
          <div class="import-tree" data-scroller tabindex="-1">${treeView(view, { selected: this.#selected, unfolded: this.#unfolded, fold: (part) => this.#fold(part), choose, step })}</div>
          ${pieceView(view, this.#piece, { busy, step, next: () => this.#next() })}
        </div>
      </main>
    </div>`;
  }

  get #piece(): Piece | undefined {
    return this.#view.pieces.find(({ id }) => id === this.#selected);
  }

  #validYear(): number | null {
    const year = yearOf(this.#year);
    return year !== null && year >= 1921 && year <= 2199 ? year : null;
  }

  #chooseYear(): void {
    const year = this.#validYear();
    if (year === null) this.app.redraw();
    else this.#set({ year });
  }

  #set(choice: Partial<ImportChoose>): void {
    const { id } = this.#view.entry;
    this.#ask(() => this.app.api.importChoose({ ...choice, id }));
  }

  #choose(piece: number): void {
    this.#selected = piece;
    this.#chose = true;
    this.#atYear = false;
    this.#showing = true;
    this.#unfold(piece);
    this.app.redraw();
  }

  /** Shows the text that was chosen on the right, too. */
  #unfold(piece: number): void {
    const part = this.#view.parts.find(({ pieces }) => pieces.includes(piece));
    if (part) this.#unfolded.add(part.heading ?? 0);
  }

  #fold(part: number): void {
    if (!this.#unfolded.delete(part)) this.#unfolded.add(part);
    this.app.redraw();
  }

  #listKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const piece = this.#piece;
    const to = stopAt(this.#view, this.#selected, event.key);
    if (to !== undefined) {
      this.#choose(to);
    } else if (event.key === 'Enter') {
      this.app.root.querySelector<HTMLElement>('#import-role, #import-text')?.focus();
    } else if (event.key === 'Delete' && piece) {
      this.#step(asideStep(this.#view, piece));
    } else return;
    event.preventDefault();
  }

  /** The next piece to be looked at, after the one that is chosen; then the year, where it is missing; then from the beginning. */
  #next(): void {
    const { later, first } = unsureAfter(this.#view, this.#atYear ? null : this.#selected);
    if (later !== undefined) this.#choose(later);
    else if (this.#validYear() === null) this.#toYear();
    else if (first !== undefined) this.#choose(first);
    else this.app.toast({ text: '没有要确认的了，可以建立报告' });
  }

  #toYear(): void {
    this.#atYear = true;
    const year = this.app.root.querySelector<HTMLInputElement>('#import-year');
    year?.focus();
    year?.select();
    this.app.toast({ text: '请填述职年度' });
  }

  #move(by: -1 | 1): void {
    const piece = this.#piece;
    if (piece) this.#step(moveStep(piece, by));
  }

  #step(step: ImportStep): void {
    const { id } = this.#view.entry;
    this.#ask(() => this.app.api.importEdit({ id, step }), step);
  }

  #undo(): void {
    this.#ask(() => this.app.api.importUndo(this.#view.entry.id));
  }

  #redo(): void {
    this.#ask(() => this.app.api.importRedo(this.#view.entry.id));
  }

  /** One call after the other: each answers the whole import. */
  #ask(call: () => Promise<ImportView>, step?: ImportStep): void {
    this.#busy += 1;
    this.#queue = this.#queue.then(async () => {
      try {
        this.#take(await call(), step);
      } catch (reason) {
        this.app.tell(toFailure(reason));
      } finally {
        this.#busy -= 1;
        this.app.redraw();
      }
    });
    this.app.redraw();
  }

  #take(view: ImportView, step?: ImportStep): void {
    const before = visible(this.#view).map(({ id }) => id);
    const at = before.findIndex((id) => id === this.#selected);
    if (this.#typed('import-unit') !== view.entry.unit && !this.#has('import-unit')) this.#epoch += 1;
    this.#view = view;
    const now = visible(view).map(({ id }) => id);
    if (step?.step === 'edit' && step.edit.do === 'move' && now.join() === before.join()) {
      this.app.toast({ text: step.edit.up ? '已经到头了，不能再上移' : '已经到末尾了，不能再下移' });
    }
    // After a split the second half is the one to go on with.
    const split = step?.step === 'edit' && step.edit.do === 'split' ? now[now.findIndex((id) => id === this.#selected) + 1] : undefined;
    if (split !== undefined && !before.includes(split)) this.#selected = split;
    else if (this.#selected !== null && !now.includes(this.#selected)) {
      const left = before.slice(0, at).reverse().find((id) => now.includes(id));
      this.#selected = left ?? now[0] ?? null;
    }
    if (this.#selected !== null) this.#unfold(this.#selected);
    this.#showing = true;
    const here = document.activeElement?.id;
    if (step && (here === 'import-text' || here === 'import-number')) this.#focus = here;
  }

  #typed(id: string): string | undefined {
    return this.app.root.querySelector<HTMLInputElement>(`#${id}`)?.value;
  }

  #has(id: string): boolean {
    return document.activeElement?.id === id;
  }

  #discard(): void {
    if (!this.#view.can_undo) return void this.#drop();
    this.app.ask({
      title: '不导入这份旧稿了？',
      body: html`<p>在这里改过的都不留；文件本身不动，以后可以重新导入。</p>`,
      actions: [
        { label: '返回', testid: 'import-stay', primary: true, run: () => undefined },
        { label: '不导入了', testid: 'import-drop', danger: true, run: () => void this.#drop() },
      ],
    });
  }

  #drop(): Promise<void> {
    return this.app.attempt(async () => {
      await this.#queue;
      await this.app.api.importDiscard(this.#view.entry.id);
      const { entries } = await this.app.api.imports();
      await this.#away(() => (entries.length > 0 ? this.app.openImports() : this.app.home()));
    });
  }

  async #finish(): Promise<void> {
    if (this.#validYear() === null) return this.#toYear();
    await this.app.attempt(async () => {
      this.#busy += 1;
      this.app.redraw();
      try {
        await this.#queue;
        const { report, notices } = await this.app.api.importFinish(this.#view.entry.id);
        const { entries } = await this.app.api.imports();
        const text = [`已建立${report.draft.year ?? ''}年度的报告`, ...notices].join('；');
        await this.#away(() => (entries.length > 0 ? this.app.openImports() : this.app.compose(report)));
        this.app.toast({
          text, stays: notices.length > 0,
          ...(entries.length > 0 ? {} : { action: { label: '沿用到下一年', run: () => void this.app.attempt(() => this.app.openCarry(report.draft.id)) } }),
        });
      } finally {
        this.#busy -= 1;
        this.app.redraw();
      }
    });
  }

  /** To another screen; what is under way waits in the list. */
  async #away(go: () => Promise<unknown>): Promise<void> {
    this.#going = true;
    try {
      await go();
    } finally {
      this.#going = false;
    }
  }
}
