/** 查找和替换 in the whole report: a panel beside the form, which goes on being written in. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Editor } from '../editor';
import { find, fits, nextHit, NOTHING, replace, type Found, type Hit, type Query } from '../find';
import type { Draft } from '../generated';
import { controlId } from '../locate';
import { icon } from '../parts/icons';
import { tick } from './controls';
import { chooseAll, findList, PAGE } from './find-list';
import { offerUndo } from './undo';

/** How long to wait after an input before the report is searched. */
export const FIND_MS = 150;
/** A selection longer than this is no text to look for. */
const LONGEST = 100;

type Place = readonly [order: number, start: number];

export class FindPanel {
  mode: 'closed' | 'find' | 'replace' = 'closed';
  query: Query = { text: '', matchCase: false, anyWidth: true };
  to = '';
  found: Found = NOTHING;
  /** How many places are listed. */
  limit = PAGE;
  /** The places that are not to be replaced. */
  readonly spared = new Set<string>();
  /** The row of the list that Tab leads to. */
  row = 0;
  /** Grows with everything the list shows. */
  version = 0;
  #at: Place | null = null;
  #draft: Draft | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;

  constructor(
    readonly app: App,
    readonly editor: Editor,
  ) {}

  /** The place that is shown now; -1 where none is. */
  get current(): number {
    const at = this.#at;
    return at === null ? -1 : this.found.hits.findIndex(({ order, start }) => order === at[0] && start === at[1]);
  }

  open(mode: 'find' | 'replace'): void {
    const selected = selection();
    const closed = this.mode === 'closed';
    const drawn = this.mode === mode;
    this.mode = mode;
    this.app.redraw();
    queueMicrotask(() => {
      const [box, to] = [this.#box('find-text'), this.#box('find-to')];
      if (!box) return;
      if (selected) box.value = selected.text;
      else if (closed) box.value = this.query.text;
      if (to && !drawn) to.value = this.to;
      const first = to && !closed && !selected && box.value !== '' ? to : box;
      first.focus();
      first.select();
      this.#take(box.value, 0);
      if (selected) this.#begin(selected);
    });
  }

  /** What was selected is the first place. */
  #begin({ id, start }: Selected): void {
    this.search();
    const hit = this.found.hits.find(({ at, start: from }) => from === start && controlId(at.part, at.item, at.field) === id);
    if (hit) this.#at = [hit.order, hit.start];
    this.app.redraw();
  }

  /** Closes the panel; the caret goes to the place that was found last. */
  close(): void {
    const hit = this.found.hits[this.current];
    this.mode = 'closed';
    clearTimeout(this.#timer);
    this.app.redraw();
    if (hit) this.show(hit, false);
    else (document.getElementById(this.editor.focused ?? '') ?? document.querySelector<HTMLElement>('.form'))?.focus();
  }

  /** Handles a key; answers whether nobody else is to. Never called while an input method is composing. */
  key(event: KeyboardEvent): boolean {
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const act = control && !event.altKey && !event.shiftKey && (key === 'f' || key === 'h') ? () => this.open(key === 'f' ? 'find' : 'replace')
      : key === 'f3' ? () => this.#f3(event.shiftKey ? -1 : 1)
      : key === 'escape' && this.mode !== 'closed' ? () => this.close()
      : null;
    const inside = event.target instanceof Element ? event.target.closest('.find') : null;
    const more = act ?? (inside && event.target instanceof HTMLInputElement && event.target.matches('.find-field') ? this.#typing(event, control) : null);
    if (more) {
      event.preventDefault();
      more();
    }
    // What undoes, adds or moves belongs to the form; the boxes have their own way to undo.
    return more !== null || (inside !== null && !(key === 'f8' || (control && ['s', 'arrowup', 'arrowdown'].includes(key))));
  }

  #typing(event: KeyboardEvent, control: boolean): (() => void) | null {
    if (event.key === 'Enter' && !control && !event.altKey) return () => this.step(event.shiftKey ? -1 : 1, true);
    if (event.key === 'ArrowDown' && this.found.hits.length > 0) {
      return () => document.querySelector<HTMLElement>('.find-list [data-testid="find-hit"][tabindex="0"]')?.focus();
    }
    return null;
  }

  #f3(step: 1 | -1): void {
    if (this.query.text === '') return this.open('find');
    this.step(step, false);
  }

  /** Goes to the next or the last place; `quietly` leaves the focus in the box, where Enter goes on. */
  step(step: 1 | -1, quietly: boolean): void {
    if (this.editor.saver.composing) return;
    const box = this.#box('find-text');
    if (box) this.#take(box.value, 0);
    this.search();
    const { hits } = this.found;
    const hit = hits[this.#at ? nextHit(hits, this.#at, step) : this.#first(hits)];
    if (hit) this.show(hit, quietly);
    else this.app.redraw();
  }

  /** From where the user is in the form. */
  #first(hits: readonly Hit[]): number {
    const { editor } = this;
    const here = hits.findIndex(({ at }) => controlId(at.part, at.item, at.field) === editor.focused);
    if (here >= 0) return here;
    const sections = editor.sections.map(({ id }) => id);
    const from = sections.indexOf(editor.section);
    return hits.length === 0 ? -1 : Math.max(0, hits.findIndex(({ at }) => sections.indexOf(at.section) >= from));
  }

  show(hit: Hit, quietly: boolean): void {
    const { section, part, item, field } = hit.at;
    this.#at = [hit.order, hit.start];
    const row = this.found.hits.indexOf(hit);
    if (row >= 0) this.row = row;
    if (row >= this.limit) this.limit = Math.ceil((row + 1) / PAGE) * PAGE;
    this.version += 1;
    this.editor.reveal({ section, part, item, field, start: hit.start, end: hit.end }, quietly);
  }

  /** The place that a row stood for when it was drawn, as it is now. */
  pick(hit: Hit): void {
    this.search();
    const now = this.found.hits.find(({ key }) => key === hit.key);
    if (now) this.show(now, false);
  }

  spare(hits: readonly Hit[], on: boolean): void {
    for (const { key } of hits) {
      if (on) this.spared.add(key);
      else this.spared.delete(key);
    }
    this.version += 1;
    this.app.redraw();
  }

  more(): void {
    this.limit += PAGE;
    this.version += 1;
    this.app.redraw();
  }

  /** Searches what is there now, if that was not done yet. */
  search(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { draft } = this.editor;
    if (this.#draft === draft) return;
    this.#draft = draft;
    this.found = find(draft, this.query);
    this.version += 1;
  }

  #take(text: string, wait: number): void {
    if (text === this.query.text) return;
    this.#ask({ ...this.query, text }, wait);
  }

  #ask(query: Query, wait: number): void {
    this.query = query;
    this.#draft = null;
    this.#at = null;
    this.row = 0;
    this.limit = PAGE;
    this.spared.clear();
    this.#soon(wait);
  }

  #soon(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.search();
      this.app.redraw();
    }, wait);
  }

  /** The places that the list shows and that are ticked. */
  get chosen(): readonly Hit[] {
    return this.found.hits.slice(0, this.limit).filter((hit) => !this.spared.has(hit.key) && fits(hit, this.to));
  }

  #replaceOne(): void {
    if (this.editor.saver.composing) return;
    this.search();
    const hit = this.found.hits[this.current];
    if (!hit) return this.step(1, true);
    if (!fits(hit, this.to)) return this.app.toast({ text: '这里只能填年份，没有替换' });
    const { draft } = replace(this.editor.draft, this.query, this.to, (key) => key === hit.key);
    this.#put(draft);
    // On from behind what was put there, which may hold the text again.
    const { hits } = this.found;
    const next = hits[nextHit(hits, [hit.order, hit.start + this.to.length - 1], 1)];
    this.#at = null;
    if (next) this.show(next, true);
  }

  async #replaceMany(all: boolean): Promise<void> {
    const { app, editor } = this;
    if (this.#busy || editor.saver.composing) return;
    this.search();
    const keys = new Set((all ? this.found.hits : this.chosen).map(({ key }) => key));
    if (keys.size === 0) return;
    this.#busy = true;
    await app.attempt(async () => {
      if (keys.size > 1) {
        // Kept first, so that it can be brought back though the window was closed since.
        if (!(await editor.saver.flush())) return app.toast({ text: '没有替换：替换前要先保存，但没有保存成功。请先看上方的提示' });
        await app.api.keepVersion({ id: editor.draft.id, cause: 'replace', name: null });
        // Meanwhile an input method may have begun to compose in a field, which must not be written.
        if (editor.saver.composing) return app.toast({ text: '没有替换：正在输入。输完再替换' });
      }
      const { draft, count } = replace(editor.draft, this.query, this.to, (key) => keys.has(key));
      this.#at = null;
      this.#put(draft);
      // What was put there may hold the text again: one more press is not to put it there twice.
      if (count > 0) this.spare(this.found.hits, true);
      if (count > 0) offerUndo(app, editor, `替换了 ${count} 处`);
      else app.toast({ text: '没有可以替换的地方' });
    });
    this.#busy = false;
  }

  #put(draft: Draft): void {
    this.editor.fix(draft, 'replace');
    this.search();
  }

  #box(testid: string): HTMLInputElement | null {
    return this.app.root.querySelector<HTMLInputElement>(`[data-testid="${testid}"]`);
  }

  view(): TemplateResult | typeof nothing {
    if (this.mode === 'closed') return nothing;
    // What is typed in the form changes the places.
    if (this.#draft !== this.editor.draft && this.#timer === undefined) this.#soon(FIND_MS);
    const replacing = this.mode === 'replace';
    return html`<aside class="find" role="search" aria-label="查找和替换" data-testid="find">
      <div class="find-row">
        <label class="filter">${icon('search')}<span class="sr-only">查找</span>
          <input type="search" class="find-field" data-testid="find-text" placeholder="在整份报告里查找" autocomplete="off" spellcheck="false"
            @input=${(event: InputEvent) => this.#typed(event)} @compositionend=${(event: Event) => this.#typed(event)} /></label>
        <button type="button" class="quiet square" data-testid="find-previous" aria-label="上一处" title="上一处（Shift+F3）" @click=${() => this.step(-1, true)}>${icon('up')}</button>
        <button type="button" class="quiet square" data-testid="find-next" aria-label="下一处" title="下一处（F3）" @click=${() => this.step(1, true)}>${icon('down')}</button>
        <button type="button" class="quiet square" data-testid="find-close" aria-label="关闭查找" title="关闭（Esc）" @click=${() => this.close()}>${icon('close')}</button>
      </div>
      ${replacing
        ? html`<div class="find-row">
            <label class="find-to"><span class="sr-only">替换为</span>
              <input type="text" class="find-field" data-testid="find-to" placeholder="替换为（不填就是删去）" autocomplete="off" spellcheck="false"
                @input=${(event: InputEvent) => this.#typedTo(event)} @compositionend=${(event: Event) => this.#typedTo(event)} /></label>
          </div>`
        : nothing}
      <div class="find-row options">
        ${this.#option('matchCase', '区分大小写')}${this.#option('anyWidth', '全角半角视为相同')}
        <span class="spring"></span>
        ${replacing
          ? nothing
          : html`<button type="button" class="quiet" data-testid="find-replace" title="替换（Ctrl+H）" @click=${() => this.open('replace')}>替换…</button>`}
      </div>
      ${replacing ? this.#acts() : nothing}
      <div class="find-row">
        <p class="find-count" role="status" data-testid="find-count">${this.#count()}</p>
        ${replacing ? chooseAll(this) : nothing}
      </div>
      ${findList(this)}
    </aside>`;
  }

  #option(key: 'matchCase' | 'anyWidth', label: string): TemplateResult {
    return tick({
      id: `find-${key}`, testid: `find-${key}`, label, on: this.query[key],
      set: (on) => this.#ask({ ...this.query, [key]: on }, 0),
    });
  }

  #acts(): TemplateResult {
    const { hits } = this.found;
    const chosen = this.chosen.length;
    return html`<div class="find-row">
      <button type="button" data-testid="replace-one" ?disabled=${hits.length === 0} @click=${() => this.#replaceOne()}>替换这一处</button>
      <button type="button" data-testid="replace-chosen" ?disabled=${chosen === 0} @click=${() => void this.#replaceMany(false)}>替换所选 ${chosen} 处</button>
      <button type="button" data-testid="replace-all" ?disabled=${hits.length === 0} @click=${() => void this.#replaceMany(true)}>全部替换</button>
    </div>`;
  }

  #count(): string {
    const { text } = this.query;
    const { hits, hidden } = this.found;
    if (text === '') return '输入要找的文字，如“××”。';
    const aside = hidden > 0 ? `另有 ${hidden} 处在没有启用或不写的内容里，没有列出。` : '';
    if (hits.length === 0) return `没有找到“${text}”。${aside}`;
    const at = this.current;
    return `${at < 0 ? '' : `第 ${at + 1} 处，`}共 ${hits.length} 处${aside ? `。${aside}` : ''}`;
  }

  #typed(event: Event): void {
    if ((event as InputEvent).isComposing) return;
    this.#take((event.currentTarget as HTMLInputElement).value, FIND_MS);
  }

  #typedTo(event: Event): void {
    if ((event as InputEvent).isComposing) return;
    this.to = (event.currentTarget as HTMLInputElement).value;
    this.version += 1;
    this.app.redraw();
  }
}

interface Selected {
  readonly id: string;
  readonly start: number;
  readonly text: string;
}

/** What is selected in a field of the form, if it can be looked for. */
function selection(): Selected | null {
  const control = document.activeElement;
  if (!(control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === 'text')) || !control.closest('.form')) return null;
  const start = control.selectionStart ?? 0;
  const text = control.value.slice(start, control.selectionEnd ?? start);
  return text === '' || text.length > LONGEST || text.includes('\n') ? null : { id: control.id, start, text };
}
