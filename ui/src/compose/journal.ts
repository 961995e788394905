/** 进展 of a rectification item: dated notes, which are only added to; and the reason for which an item is not answered this year. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import { findItem, isBlank, setItem } from '../draft';
import type { Editor } from '../editor';
import type { Item, Part } from '../generated';
import { controlId } from '../locate';
import { field } from '../parts/directives';
import { icon } from '../parts/icons';
import { dayOf, isoDay } from '../text';

/** What is being typed and is not in the draft yet. */
interface Pending {
  readonly kind: 'note' | 'waived';
  readonly part: string;
  readonly opened: number;
  date: string;
  text: string;
  wrong: string;
}

export class Journal {
  #pending = new Map<string, Pending>();
  #opened = 0;

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {}

  /** Begins a note, or the reason. */
  open(kind: Pending['kind'], part: string, item: string): void {
    if (this.#pending.get(item)?.kind !== kind) {
      this.#opened += 1;
      this.#pending.set(item, { kind, part, opened: this.#opened, date: isoDay(new Date()), text: '', wrong: '' });
    }
    this.#focus(part, item, `${kind}-text`);
  }

  view(part: Part, item: Item): TemplateResult | typeof nothing {
    const notes = item.progress ?? [];
    const pending = this.#pending.get(item.id);
    if (notes.length === 0 && !pending) return nothing;
    return html`<div class="journal">
      ${notes.length === 0 ? nothing : html`<p class="quiet-text">进展</p><ol>${notes.map(({ date, text }) => html`<li data-testid="note"><time>${date}</time><span>${text}</span></li>`)}</ol>`}
      ${pending ? this.#form(part, item, pending) : nothing}
    </div>`;
  }

  /** A note that was typed and not added yet is added, as the form goes away. */
  keep(): void {
    for (const [item, pending] of this.#pending) {
      if (pending.kind !== 'note' || isBlank(pending.text)) continue;
      if (dayOf(pending.date) === null) pending.date = isoDay(new Date());
      this.#add(item, pending);
    }
  }

  #form(part: Part, item: Item, pending: Pending): TemplateResult {
    const { kind, wrong, opened } = pending;
    const id = (name: string): string => controlId(part.id, item.id, `${kind}-${name}`);
    const input = (name: 'date' | 'text'): unknown => field(pending[name], opened, (text) => { pending[name] = text; });
    const described = wrong === '' ? nothing : id('wrong');
    return html`<div class="pending" role="group" aria-label=${kind === 'note' ? '记一笔进展' : '本年不写'} @keydown=${(event: KeyboardEvent) => this.#key(event, item.id, pending)}>
      ${kind === 'note'
        ? html`<div class="field narrow"><label for=${id('date')}>日期</label>
            <input type="text" id=${id('date')} data-testid="note-date" autocomplete="off" aria-describedby=${described} ${input('date')} /></div>`
        : nothing}
      <div class="field"><label for=${id('text')}>${kind === 'note' ? '进展' : '本年不写的理由'}</label>
        <textarea id=${id('text')} rows="1" data-testid=${`${kind}-text`} spellcheck="false" aria-describedby=${described}
          placeholder=${kind === 'note' ? '做到哪一步了；记下后不再改，写错了可以撤销' : '如：上级已调整分工，由县委组织部统一研究'} ${input('text')}></textarea></div>
      ${wrong === '' ? nothing : html`<p class="wrong-line" id=${id('wrong')} role="alert">${icon('alert')}${wrong}</p>`}
      <div class="row">
        <button type="button" data-testid=${`${kind}-add`} @click=${() => this.#done(item.id, pending)}>${kind === 'note' ? '记一笔' : '本年不写'}</button>
        <button type="button" class="quiet" data-testid=${`${kind}-cancel`} @click=${() => this.#close(item.id)}>取消</button>
      </div>
    </div>`;
  }

  #key(event: KeyboardEvent, item: string, pending: Pending): void {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      event.stopPropagation();
      this.#done(item, pending);
    }
  }

  #done(item: string, pending: Pending): void {
    const { kind, part, date, text } = pending;
    const badDate = kind === 'note' && dayOf(date) === null;
    pending.wrong = badDate ? '日期要是日历上有的一天，如 2025-06-30' : isBlank(text) ? (kind === 'note' ? '写上进展再记下' : '写上理由，查台账时看得到') : '';
    if (pending.wrong !== '') {
      this.app.redraw();
      return this.#focus(part, item, badDate ? 'note-date' : `${kind}-text`);
    }
    if (kind === 'note') this.#add(item, pending);
    else this.editor.change(setItem(this.editor.draft, part, item, { waived: text.trim() }), `waive ${item}`);
    this.#close(item);
  }

  /** The earliest first; of one day in the order they were written. */
  #add(item: string, { part, date, text, opened }: Pending): void {
    this.#pending.delete(item);
    const { editor } = this;
    const day = dayOf(date) ?? date;
    const notes = findItem(editor.draft, part, item)?.progress ?? [];
    const after = notes.findIndex((note) => note.date > day);
    const at = after < 0 ? notes.length : after;
    const progress = [...notes.slice(0, at), { date: day, text: text.trim() }, ...notes.slice(at)];
    editor.change(setItem(editor.draft, part, item, { progress }), `note ${item} ${opened}`);
  }

  #close(item: string): void {
    this.#pending.delete(item);
    this.app.redraw();
    queueMicrotask(() => this.app.root.querySelector<HTMLElement>(`.card[data-item="${CSS.escape(item)}"] :is([data-testid="note-open"], [data-testid="unwaive"])`)?.focus());
  }

  #focus(part: string, item: string, name: string): void {
    this.editor.reveal({ section: part, part, item, field: name, start: 0, end: -1 });
  }
}
