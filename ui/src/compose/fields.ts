/** The template's own fields: those of 基本信息, and those asked in a part. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { holds } from '../condition';
import { setField } from '../draft';
import type { Editor } from '../editor';
import type { Field } from '../generated';
import { BASIC, controlId, sectionOfField } from '../locate';
import { yearOf } from '../text';
import { control, errorList, shownErrors } from './controls';

/** The fields to ask in a section now. */
export function fieldsOf(editor: Editor, section: string): Field[] {
  const { draft } = editor;
  return draft.template.content.fields.filter(
    (entry) => sectionOfField(draft, entry.id) === section && (!entry.when || holds(entry.when, draft.fields)),
  );
}

export function fieldList(editor: Editor, fields: readonly Field[]): TemplateResult {
  return html`${repeat(fields, (entry) => entry.id, (entry) => oneField(editor, entry))}`;
}

export function basicForm(editor: Editor): TemplateResult {
  return html`<div class="sheet-form fields">
    ${control(editor, { part: null, item: null, field: 'year' }, {
      label: '述职年度',
      value: editor.draft.year === null ? '' : String(editor.draft.year),
      commit: (text) => editor.type({ ...editor.draft, year: yearOf(text) }, 'year'),
      testid: 'field-year', narrow: true, numeric: true, placeholder: `如 ${editor.draft.created.slice(0, 4)}`,
    })}
    ${fieldList(editor, fieldsOf(editor, BASIC))}
  </div>`;
}

function oneField(editor: Editor, entry: Field): TemplateResult {
  const commit = (value: string): void => editor.type(setField(editor.draft, entry.id, value), `field ${entry.id}`);
  if (entry.type === 'choice') return choice(editor, entry, commit);
  if (entry.id === 'title') return html`${textControl(editor, entry, commit)}${titleLines(editor)}`;
  return textControl(editor, entry, commit);
}

function textControl(editor: Editor, entry: Field, commit: (value: string) => void): TemplateResult {
  return control(editor, { part: null, item: null, field: entry.id }, {
    label: entry.name,
    value: editor.draft.fields[entry.id] ?? '',
    commit,
    testid: `field-${entry.id}`,
    placeholder: placeholderOf(editor, entry),
    hint: entry.hint,
    required: entry.required,
    lines: entry.type === 'lines',
    wide: entry.type === 'lines' || entry.id === 'byline',
  });
}

/** How a title that fills more than a line is broken, with a way to break it by hand. */
function titleLines(editor: Editor): TemplateResult | typeof nothing {
  const { blocks } = editor.view.document;
  const at = blocks.findIndex((block) => block.role === 'title');
  const text = blocks[at]?.spans.map((span) => span.text).join('') ?? '';
  const breaks = editor.view.placements[at]?.breaks ?? [];
  if (breaks.length === 0) return nothing;
  const ends = [0, ...breaks, text.length];
  const lines = ends.slice(1).map((end, i) => text.slice(ends[i], end).trim());
  const byHand = (): void => editor.fix(setField(editor.draft, 'title', lines.join('\n')), 'field title');
  return html`<div class="field wide title-lines" data-testid="title-lines">
    <p class="hint">印出来分成 ${lines.length} 行：</p>
    <p class="title-preview">${lines.map((line) => html`<span>${line}</span>`)}</p>
    <button type="button" class="link" data-testid="title-by-hand" @click=${byHand}>自己分行</button>
  </div>`;
}

function placeholderOf(editor: Editor, entry: Field): string {
  if (entry.id === 'title') return editor.view.composed_title;
  if (entry.id === 'byline') return editor.view.composed_byline;
  const year = editor.draft.year;
  if (entry.example === '') return entry.type === 'date' && year !== null ? `如 ${year}年12月5日` : '';
  if (year === null && /\{(last_|next_)?year\}/.test(entry.example)) return '';
  const years: Record<string, number> = { year: year ?? 0, last_year: (year ?? 0) - 1, next_year: (year ?? 0) + 1 };
  const example = entry.example.replace(/\{(year|last_year|next_year)\}/g, (_, name: string) => String(years[name]));
  return entry.type === 'date' ? `如 ${dateInWords(example)}` : `如：${example}`;
}

/** `2025-12-05` as `2025年12月5日`, `2025-12` as `2025年12月`; the engine takes both forms. */
function dateInWords(text: string): string {
  return text.replace(/^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/, (_, year: string, month: string, day?: string) =>
    `${year}年${Number(month)}月${day === undefined ? '' : `${Number(day)}日`}`);
}

function choice(editor: Editor, entry: Field, commit: (value: string) => void): TemplateResult {
  const id = controlId(null, null, entry.id);
  const value = editor.draft.fields[entry.id] ?? '';
  const errors = shownErrors(editor, { part: null, item: null, field: entry.id });
  const described = [entry.hint ? `${id}-hint` : '', errors.length > 0 ? `${id}-errors` : ''].filter(Boolean).join(' ');
  const options = entry.options ?? [];
  return html`<fieldset class=${`field wide choice${errors.length > 0 ? ' wrong' : ''}`} aria-describedby=${described || nothing}>
    <legend>${entry.name}${entry.required ? html`<span class="must">必填</span>` : nothing}</legend>
    ${entry.hint ? html`<p class="hint" id=${`${id}-hint`}>${entry.hint}</p>` : nothing}
    ${errorList(id, errors, entry.hint)}
    <div class="radios">
      ${options.map((option, i) => html`<label class="radio">
        <input
          type="radio" name=${id} id=${i === 0 ? id : nothing} .checked=${value === option} data-testid=${`field-${entry.id}`} value=${option}
          @change=${() => commit(option)}
        /><span>${option}</span>
      </label>`)}
    </div>
  </fieldset>`;
}
