/** The form of one problem in the report it belongs to: how far it is, what was done, dated notes that are only added to. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { toFailure } from '../api';
import type { App } from '../app';
import type { Failure, Progress, State } from '../generated';
import { inWords } from '../parts/common';
import { field } from '../parts/directives';
import { icon } from '../parts/icons';
import { isoDay } from '../text';
import type { EntryEdit, Texts } from './edit';
import { STATES } from './words';

export class EntryForm {
  /** Another one after a note was added, so that its fields are empty again. */
  #epoch = 0;
  #date = isoDay(new Date());
  #note = '';
  #refused: Failure | null = null;
  #adding = false;

  constructor(
    private readonly app: App,
    private readonly edit: EntryEdit,
  ) {}

  /** A note is typed and not added. */
  get open(): boolean {
    return this.#note.trim() !== '';
  }

  /** `notes`: those there are, the earliest first. */
  view(notes: readonly Progress[]): TemplateResult {
    const { edit } = this;
    const state = edit.value('state');
    if (edit.entry.role === 'named') {
      return html`<div class="entry-fields">${this.#line('owner', '责任单位/责任人')}${this.#line('leader', '责任领导')}${this.#line('due', '完成时限', DUE)}</div>`;
    }
    return html`
      <div class="entry-fields">
        <div class="field"><label for="entry-state">状态</label>
          <select id="entry-state" data-testid="entry-state" @change=${(event: Event) => edit.set('state', (event.currentTarget as HTMLSelectElement).value as State)}>
            ${STATES.map(([, name]) => html`<option value=${name} .selected=${state === name}>${name}</option>`)}
          </select></div>
        ${this.#line('due', '完成时限', DUE)}
        ${state === '已销号' ? this.#line('closed', '销号日期', '如 2025-06-30') : nothing}
        ${state === '持续整改' || state === '移交' ? this.#line('reason', state === '移交' ? '移交给谁、为什么' : '持续整改的理由') : nothing}
      </div>
      ${this.#lacking(state)}
      ${this.#area('measure', '措施')}${this.#area('result', '成效')}${this.#area('evidence', '佐证', '如文件、会议记录、台账')}
      <div class="entry-fields">${this.#line('owner', '责任单位/责任人')}${this.#line('leader', '责任领导')}</div>
      <h3>进展</h3>
      ${progressList(notes)}
      ${this.#notes()}`;
  }

  #lacking(state: State): TemplateResult | typeof nothing {
    const lacking = ([['closed', '销号日期'], ['measure', '措施'], ['result', '成效'], ['evidence', '佐证']] as const).filter(([key]) => this.edit.value(key).trim() === '');
    if (state !== '已销号' || lacking.length === 0) return nothing;
    return html`<p class="attention entry-lacking" data-testid="entry-lacking">${icon('alert')}<span>销号还缺：${lacking.map(([, name]) => name).join('、')}</span></p>`;
  }

  #notes(): TemplateResult {
    const add = (): void => void this.#add();
    const enter = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      add();
    };
    return html`<div class=${`entry-note field${this.#refused ? ' wrong' : ''}`} @keydown=${enter}>
      ${wrong('note', this.#refused)}
      <input type="text" class="note-date" data-testid="note-date" aria-label="进展的日期" autocomplete="off" aria-describedby=${this.#refused ? 'note-error' : nothing}
        ${field(this.#date, this.#epoch, (text) => { this.#date = text; })} />
      <input type="text" data-testid="note-text" aria-label="进展" placeholder="做了什么，到了哪一步" autocomplete="off" spellcheck="false" aria-describedby=${this.#refused ? 'note-error' : nothing}
        ${field('', this.#epoch, (text) => { this.#note = text; })} />
      <button type="button" data-testid="note-add" ?disabled=${this.#adding} @click=${add}>记一笔</button>
    </div>`;
  }

  async #add(): Promise<void> {
    const text = this.#note.trim();
    if (this.#adding) return;
    if (text === '') return this.#focus();
    this.#adding = true;
    this.app.redraw();
    try {
      await this.edit.note(this.#date.trim(), text);
      this.#note = '';
      this.#refused = null;
      this.#epoch += 1;
    } catch (reason) {
      this.#refused = toFailure(reason);
    }
    this.#adding = false;
    this.app.redraw();
    this.#focus();
  }

  #focus(): void {
    queueMicrotask(() => this.app.root.querySelector<HTMLElement>('[data-testid="note-text"]')?.focus());
  }

  #line(key: keyof Omit<Texts, 'state'>, label: string, placeholder = ''): TemplateResult {
    return this.#field(key, label, (described, invalid) => html`<input type="text" id=${`entry-${key}`} data-testid=${`entry-${key}`} autocomplete="off" spellcheck="false"
      placeholder=${placeholder} aria-describedby=${described} aria-invalid=${invalid} ${field(this.edit.value(key), 0, (text) => this.edit.set(key, text))} />`);
  }

  #area(key: keyof Omit<Texts, 'state'>, label: string, placeholder = ''): TemplateResult {
    return this.#field(key, label, (described, invalid) => html`<textarea id=${`entry-${key}`} rows="1" class="prose" data-testid=${`entry-${key}`} spellcheck="false"
      placeholder=${placeholder} aria-describedby=${described} aria-invalid=${invalid} ${field(this.edit.value(key), 0, (text) => this.edit.set(key, text))}></textarea>`);
  }

  #field(key: keyof Texts, label: string, control: (described: unknown, invalid: unknown) => TemplateResult): TemplateResult {
    const failure = this.edit.refused.get(key) ?? null;
    return html`<div class=${`field${failure ? ' wrong' : ''}`}><label for=${`entry-${key}`}>${label}</label>
      ${wrong(`entry-${key}`, failure)}${control(failure ? `entry-${key}-error` : nothing, failure ? 'true' : nothing)}</div>`;
  }
}

const DUE = '如 2025-06-30，或“长期”';

const wrong = (id: string, failure: Failure | null): TemplateResult | typeof nothing => failure
  ? html`<p class="wrong-line" id=${`${id}-error`} role="alert">${icon('alert')}<span>${inWords(failure)}</span></p>`
  : nothing;

/** Dated notes, the earliest first. */
export function progressList(notes: readonly Progress[]): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  return html`<ol class="notes">${repeat(notes, ({ date, text }) => html`<li data-testid="note"><time>${date}</time><span>${text}</span></li>`)}</ol>`;
}
