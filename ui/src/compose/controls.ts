/** The form's controls: a label, an uncontrolled field, its hint, and what is wrong with it. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Editor } from '../editor';
import { valuesIn } from '../figures';
import type { Finding, Fix } from '../generated';
import { controlId } from '../locate';
import { field } from '../parts/directives';
import { icon } from '../parts/icons';

/** Which text of the draft a control edits. */
export interface Slot {
  readonly part: string | null;
  readonly item: string | null;
  readonly field: string;
}

export interface ControlOptions {
  readonly label: string;
  readonly value: string;
  readonly commit: (value: string) => void;
  readonly testid: string;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** The label is for screen readers only. */
  readonly bare?: boolean;
  readonly lines?: boolean;
  /** Written in the report's type rather than in the frame's. */
  readonly prose?: boolean;
  readonly narrow?: boolean;
  /** Over the whole width where fields stand side by side. */
  readonly wide?: boolean;
  readonly numeric?: boolean;
  readonly list?: readonly string[];
}

/** What to show beside a field: what is wrong with its text at once, that there is none only once the user asked or called the section done. */
export function shownErrors(editor: Editor, slot: Slot): Finding[] {
  const section = editor.sections.find((entry) => entry.id === editor.section);
  const asked = editor.checked || section?.state === 'done';
  return editor
    .findingsAt(slot.part, slot.item, slot.field)
    .filter((finding) => finding.rule !== 'placeholder' && (asked || finding.text !== ''));
}

export function control(editor: Editor, slot: Slot, options: ControlOptions): TemplateResult {
  const id = controlId(slot.part, slot.item, slot.field);
  const errors = shownErrors(editor, slot);
  const described = [options.hint ? `${id}-hint` : '', errors.length > 0 ? `${id}-errors` : ''].filter(Boolean).join(' ');
  return html`<div class=${`field${options.narrow ? ' narrow' : ''}${options.wide ? ' wide' : ''}${errors.length > 0 ? ' wrong' : ''}`}>
    <label for=${id} class=${options.bare ? 'sr-only' : ''}>${options.label}${options.required ? html`<span class="must">必填</span>` : nothing}</label>
    ${options.hint ? html`<p class="hint" id=${`${id}-hint`}>${options.hint}</p>` : nothing}
    ${errorList(id, errors, options.hint)}
    ${options.lines ? area(editor, id, described, errors, options) : line(editor, id, described, errors, options)}
    ${options.value.includes('{{') ? values(editor, options.value) : nothing}
  </div>`;
}

/** What is printed for the names in a text. */
function values({ draft, view }: Editor, text: string): TemplateResult | typeof nothing {
  const known = valuesIn(text, draft.figures, view.counted);
  return known.length === 0 ? nothing : html`<p class="values" data-testid="values">${known.map(([name, value]) => html`<span>${name}：${
    value === '' ? html`<span class="attention">待填</span>` : html`<strong>${value}</strong>`}</span>`)}</p>`;
}

/** What a mend does. */
export const FIXES: Record<Fix['kind'], string> = { take_in: '补进来', mark_recurs: '标为复发', use_figure: '换成关键数据' };

/** The button that makes a finding's mend; the screen hears of it by the event `mend`. */
export function fixButton({ fix }: Finding): TemplateResult | typeof nothing {
  if (!fix) return nothing;
  return html`<button type="button" class="fix" data-testid="fix" @click=${(event: Event) =>
    event.currentTarget?.dispatchEvent(new CustomEvent('mend', { bubbles: true, detail: fix }))}>${FIXES[fix.kind]}</button>`;
}

/** What is wrong, and what would be right unless the hint beside it says so already. */
export function errorList(id: string, errors: readonly Finding[], hint = ''): TemplateResult | typeof nothing {
  if (errors.length === 0) return nothing;
  return html`<ul class="errors" id=${`${id}-errors`}>
    ${errors.map((error) => html`<li class=${error.level}>${icon('alert')}<span>${error.message}${error.suggestion && error.suggestion !== hint ? `。${error.suggestion}` : ''}${fixButton(error)}</span></li>`)}
  </ul>`;
}

function line(editor: Editor, id: string, described: string, errors: readonly Finding[], options: ControlOptions): TemplateResult {
  return html`<input
    type="text" id=${id} class=${options.prose ? 'prose' : ''} data-testid=${options.testid} autocomplete="off" spellcheck="false"
    inputmode=${options.numeric ? 'numeric' : nothing} list=${options.list ? `${id}-list` : nothing} placeholder=${options.placeholder ?? ''}
    aria-describedby=${described || nothing} aria-invalid=${errors.some((error) => error.level === 'error') ? 'true' : nothing}
    ${field(options.value, editor.epoch, options.commit)}
  />${options.list ? html`<datalist id=${`${id}-list`}>${options.list.map((text) => html`<option value=${text}></option>`)}</datalist>` : nothing}`;
}

function area(editor: Editor, id: string, described: string, errors: readonly Finding[], options: ControlOptions): TemplateResult {
  return html`<textarea
    id=${id} rows="1" class=${options.prose ? 'prose' : ''} data-testid=${options.testid} spellcheck="false" placeholder=${options.placeholder ?? ''}
    aria-describedby=${described || nothing} aria-invalid=${errors.some((error) => error.level === 'error') ? 'true' : nothing}
    ${field(options.value, editor.epoch, options.commit)}
  ></textarea>`;
}

export interface TickOptions {
  readonly id: string;
  readonly testid: string;
  readonly label: string;
  readonly title?: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly set: (on: boolean) => void;
}

/** A box to tick, with its label behind it. */
export function tick({ id, testid, label, title, on, disabled, set }: TickOptions): TemplateResult {
  return html`<label class="tick" title=${title ?? nothing}>
    <input type="checkbox" id=${id} data-testid=${testid} .checked=${on} ?disabled=${disabled ?? false} @change=${(event: Event) => set((event.currentTarget as HTMLInputElement).checked)} />
    <span>${label}</span>
  </label>`;
}
