/** One of the user's own layout profiles, edited: checked by the engine while it is typed, and saved when nothing in it is impossible. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { toFailure } from '../api';
import type { App, Screen } from '../app';
import type { Editor } from '../editor';
import type { Failure, Fault, Layout, LayoutReport } from '../generated';
import { inWords, wayBack } from '../parts/common';
import { icon } from '../parts/icons';
import { layoutForm } from './form';
import { fieldsOf, numberFault, readNumber, type NumberField } from './numbers';
import { TIMES } from './words';

/** How long to wait after an input before the engine is asked. */
export const CHECK_MS = 150;
/** Stands for the id that a new profile gets when it is saved; the engine takes none without. */
const NEW = 'new';

let epochs = 0;

export class LayoutEditor implements Screen {
  /** The fields take their texts anew for each screen. */
  readonly epoch = ++epochs;
  /** The face of digits is typed, whatever it says now. */
  otherDigits: boolean;
  #layout: Layout;
  /** What stands in the fields of numbers, by path; kept also where it is no number. */
  readonly #texts = new Map<string, string>();
  #report: LayoutReport | null = null;
  #failure: Failure | null = null;
  #changed = false;
  #saving = false;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly app: App,
    /** The profile as it was. */
    readonly initial: Layout,
    private readonly from: Editor | undefined,
  ) {
    this.#layout = initial;
    this.otherDigits = initial.digits !== null && initial.digits !== TIMES;
    void this.#check();
  }

  get title(): string {
    return `版式：${this.#layout.name} - 述职`;
  }

  get unsaved(): string {
    return '版式的改动还没有保存';
  }

  get layout(): Layout {
    return this.#layout;
  }

  /** Lines a page as the engine counts them; 0 while something is impossible. */
  get lines(): number {
    return this.#report?.lines ?? 0;
  }

  /** What is impossible, in the order of the form: texts that are no numbers, and what the engine says of the rest. */
  get faults(): readonly Fault[] {
    const unread = fieldsOf(this.#layout)
      .filter((field) => readNumber(this.text(field), field) === null)
      .map((field) => ({ path: field.path, message: numberFault(field) }));
    const known = new Set(unread.map((fault) => fault.path));
    const faults = [...unread, ...(this.#report?.faults ?? []).filter((fault) => !known.has(fault.path))];
    return faults.sort((a, b) => placeInForm(a, this.#layout) - placeInForm(b, this.#layout));
  }

  faultAt(path: string): string | undefined {
    return this.faults.find((fault) => fault.path === path)?.message;
  }

  /** What stands in the field of a number. */
  text(field: NumberField): string {
    return this.#texts.get(field.path) ?? String(field.of(this.#layout) ?? '');
  }

  type(field: NumberField, text: string): void {
    this.#texts.set(field.path, text);
    const value = readNumber(text, field);
    this.change(value === null ? this.#layout : field.put(this.#layout, value), CHECK_MS);
  }

  change(layout: Layout, wait = 0): void {
    this.#layout = layout;
    this.#changed = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), wait);
    this.app.redraw();
  }

  leave(): Promise<boolean> {
    return Promise.resolve(!this.#changed);
  }

  key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    void this.#save();
  }

  view(): TemplateResult {
    const { faults } = this;
    return html`<div class="layout-editor" data-testid="layout-editor">
      <header class="bar">
        ${wayBack(this.app, 'to-settings', '设置', () => this.#back())}
        <h1 class="bar-title">${this.#layout.id === '' ? '新的版式' : '编辑版式'}</h1>
        <span class="spring"></span>
        ${faults.length > 0 ? html`<span class="layout-wrong">${icon('alert')}有 ${faults.length} 处要改</span>` : nothing}
        <button type="button" class="primary" data-testid="layout-save" ?disabled=${faults.length > 0 || this.#saving} @click=${() => void this.#save()}>保存</button>
      </header>
      <main class="page" data-scroller tabindex="-1">
        <div class="page-inner columns">
          <div class="column-main">${layoutForm(this)}</div>
          <div class="column-side">${this.#state(faults)}${this.#departures()}</div>
        </div>
      </main>
    </div>`;
  }

  #state(faults: readonly Fault[]): TemplateResult | typeof nothing {
    if (this.#failure) {
      return html`<section class="summary" role="alert" data-testid="layout-unchecked"><h2>${icon('alert')}没能检查这个版式</h2><p>${inWords(this.#failure)}</p></section>`;
    }
    if (faults.length === 0) return nothing;
    return html`<section class="summary" aria-labelledby="faults-title" data-testid="layout-faults">
      <h2 id="faults-title">${icon('alert')}改好后才能保存</h2>
      <ul>${faults.map((fault) => html`<li><button type="button" class="link" data-testid="layout-fault" @click=${() => this.#focus(fault.path)}>${fault.message}</button></li>`)}</ul>
    </section>`;
  }

  #departures(): TemplateResult {
    const departures = this.#report?.departures ?? [];
    return html`<section class="box" aria-labelledby="departures-title">
      <h2 id="departures-title">与国家标准不同之处</h2>
      <div aria-live="polite" data-testid="layout-departures">${departures.length === 0
        ? html`<p class="quiet-text">${this.#report ? '与国家标准一致' : ''}</p>`
        : html`<ul class="departures">${departures.map((text) => html`<li>${text}</li>`)}</ul>`}</div>
    </section>`;
  }

  #focus(path: string): void {
    document.getElementById(`layout-${path}`)?.focus();
  }

  /** Asks the engine what is impossible; an answer that comes too late is dropped. */
  async #check(): Promise<void> {
    const asked = ++this.#asked;
    clearTimeout(this.#timer);
    try {
      const report = await this.app.api.checkLayout({ ...this.#withLines(0), id: this.#layout.id || NEW });
      if (asked !== this.#asked) return;
      this.#report = report;
      this.#failure = null;
    } catch (reason) {
      if (asked !== this.#asked) return;
      this.#failure = toFailure(reason);
    }
    this.app.redraw();
  }

  async #save(): Promise<void> {
    if (this.#saving || this.app.asking) return;
    this.#saving = true;
    await this.#check();
    const first = this.faults[0];
    if (first) this.#focus(first.path);
    else await this.app.attempt(() => this.#store());
    this.#saving = false;
    this.app.redraw();
  }

  async #store(): Promise<void> {
    const sent = this.#withLines(this.lines);
    const { own } = await this.app.api.saveLayout(sent);
    const saved = sent.id === '' ? own.at(-1)?.layout : own.find(({ layout }) => layout.id === sent.id)?.layout;
    this.#layout = saved ?? sent;
    this.#changed = false;
    await this.app.openSettings({ from: this.from, layout: saved?.id });
    this.app.toast({ text: `已保存版式“${saved?.name ?? sent.name}”` });
  }

  /** The profile; lines a page that follow from a fixed pitch are `lines`, or what they were, and never what was typed before. */
  #withLines(lines: number): Layout {
    const { page } = this.#layout;
    return page.pitch === null ? this.#layout : { ...this.#layout, page: { ...page, lines: lines || this.initial.page.lines } };
  }

  #back(): Promise<void> {
    return this.app.attempt(() => this.app.openSettings({ from: this.from, layout: this.#layout.id || undefined }));
  }
}

/** Where the field of a fault stands; what has no field comes first. */
function placeInForm({ path }: Fault, layout: Layout): number {
  const numbers = fieldsOf(layout).map((field) => field.path);
  const page = numbers.filter((entry) => entry.startsWith('page.'));
  const rest = numbers.filter((entry) => !entry.startsWith('page.'));
  return ['name', ...page, 'faces.', 'digits', ...rest].findIndex((entry) => path.startsWith(entry));
}
