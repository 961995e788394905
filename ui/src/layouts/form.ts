/** The form of a layout profile: page, title, faces, digits, page number. Text fields are uncontrolled, as everywhere. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Layout, LayoutFace, LayoutFaces } from '../generated';
import { field } from '../parts/directives';
import { icon } from '../parts/icons';
import type { LayoutEditor } from './editor';
import { CHARACTERS, LINES, MARGINS, PITCH, readNumber, TITLE_BELOW, TITLE_PITCH, type NumberField } from './numbers';
import { FACES, PAGE_NUMBER_FORMS, PAGE_NUMBERS, PLACES, sizeName, SIZES, TIMES, USUAL_FACES, type Choices } from './words';

/** What a fixed pitch begins with. */
const USUAL_PITCH = 28;

export function layoutForm(editor: LayoutEditor): TemplateResult {
  const { layout } = editor;
  return html`
    <datalist id="usual-faces">${USUAL_FACES.map((face) => html`<option value=${face}></option>`)}</datalist>
    <section class="box" aria-labelledby="layout-form-page">
      <h2 id="layout-form-page">名称和页面</h2>
      ${text(editor, 'name', '名称', layout.name, (name) => ({ ...editor.layout, name }))}
      <div class="layout-grid">${MARGINS.map((margin) => number(editor, margin))}</div>
      ${rows(editor)}
    </section>
    <section class="box" aria-labelledby="layout-form-faces"><h2 id="layout-form-faces">字体和字号</h2>${faceTable(editor)}${digits(editor)}</section>
    <section class="box" aria-labelledby="layout-form-title">
      <h2 id="layout-form-title">标题、署名和页码</h2>
      <div class="layout-grid">
        ${number(editor, TITLE_PITCH)}${number(editor, TITLE_BELOW)}
        ${choice(editor, 'page_number.place', '页码位置', PAGE_NUMBERS, layout.page_number.place, (place) => ({ ...editor.layout, page_number: { ...editor.layout.page_number, place } }))}
        ${choice(editor, 'page_number.form', '页码形式', PAGE_NUMBER_FORMS, layout.page_number.form, (form) => ({ ...editor.layout, page_number: { ...editor.layout.page_number, form } }))}
        ${choice(editor, 'byline', '署名与日期', [['', '按模板'], ...PLACES], layout.byline ?? '', (byline) => ({ ...editor.layout, byline: byline === '' ? null : byline }))}
      </div>
      <label class="radio"><input type="checkbox" data-testid="edit-bold_series" .checked=${layout.bold_series}
        @change=${(event: Event) => editor.change({ ...editor.layout, bold_series: ticked(event) })} /><span>“一是”一句加粗</span></label>
      <label class="radio"><input type="checkbox" data-testid="edit-keep_headings" .checked=${layout.keep_headings}
        @change=${(event: Event) => editor.change({ ...editor.layout, keep_headings: ticked(event) })} /><span>标题不单独留在页末（有的页会少一行）</span></label>
    </section>`;
}

/** Lines a page, or a fixed pitch from which they follow. */
function rows(editor: LayoutEditor): TemplateResult {
  const fixed = editor.layout.page.pitch !== null;
  const set = (pitch: number | null): void => editor.change({ ...editor.layout, page: { ...editor.layout.page, pitch } });
  const typed = (): number => readNumber(editor.text(PITCH), PITCH) ?? USUAL_PITCH;
  return html`<fieldset class="field"><legend>行和字</legend>
    <div class="layout-rows">
      <label class="radio"><input type="radio" name="rows" data-testid="edit-by-lines" .checked=${!fixed} @change=${() => set(null)} /><span>按每页行数排满</span></label>
      <label class="radio"><input type="radio" name="rows" data-testid="edit-by-pitch" .checked=${fixed} @change=${() => set(typed())} /><span>固定行距</span></label>
    </div>
    <div class="layout-grid">${fixed
      ? html`${number(editor, PITCH)}<p class="quiet-text layout-lines" role="status" data-testid="edit-lines">${editor.lines > 0 ? `每页 ${editor.lines} 行` : ''}</p>`
      : number(editor, LINES)}${number(editor, CHARACTERS)}</div>
  </fieldset>`;
}

function number(editor: LayoutEditor, entry: NumberField): TemplateResult {
  return control(editor, entry.path, `${entry.label}（${entry.unit}）`, editor.text(entry), (value) => editor.type(entry, value), true);
}

function text(editor: LayoutEditor, path: string, label: string, value: string, put: (value: string) => Layout): TemplateResult {
  return control(editor, path, label, value, (typed) => editor.change(put(typed)), false);
}

function control(editor: LayoutEditor, path: string, label: string, value: string, commit: (value: string) => void, numeric: boolean): TemplateResult {
  const fault = editor.faultAt(path);
  return html`<div class=${`field${fault ? ' wrong' : ''}`}>
    <label for=${`layout-${path}`}>${label}</label>
    ${faultText(path, fault)}
    ${input(editor, path, value, commit, { numeric, faces: false })}
  </div>`;
}

function faultText(path: string, fault: string | undefined): TemplateResult | typeof nothing {
  return fault ? html`<p class="errors" id=${`layout-${path}-fault`}>${icon('alert')}<span>${fault}</span></p>` : nothing;
}

function input(
  editor: LayoutEditor, path: string, value: string, commit: (value: string) => void,
  { numeric, faces, label }: { readonly numeric: boolean; readonly faces: boolean; readonly label?: string },
): TemplateResult {
  const wrong = editor.faultAt(path) !== undefined;
  return html`<input type="text" id=${`layout-${path}`} data-testid=${`edit-${path}`} autocomplete="off" spellcheck="false"
    inputmode=${numeric ? 'decimal' : nothing} list=${faces ? 'usual-faces' : nothing} aria-label=${label ?? nothing}
    aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong ? `layout-${path}-fault` : nothing}
    ${field(value, editor.epoch, commit)} />`;
}

function choice<T extends string>(
  editor: LayoutEditor, path: string, label: string, values: Choices<T>, now: T, put: (value: T) => Layout,
): TemplateResult {
  const take = (event: Event): void => {
    const value = values.find(([name]) => name === chosen(event))?.[0];
    if (value !== undefined) editor.change(put(value));
  };
  return html`<div class="field"><label for=${`layout-${path}`}>${label}</label>
    <select id=${`layout-${path}`} data-testid=${`edit-${path}`} @change=${take}>${values.map(([name, words]) => html`<option value=${name} .selected=${name === now}>${words}</option>`)}</select></div>`;
}

function faceTable(editor: LayoutEditor): TemplateResult {
  return html`<div class="faces" role="table" aria-labelledby="layout-form-faces">
    <div role="row"><span role="columnheader">用于</span><span role="columnheader">字体名</span><span role="columnheader">字号</span><span role="columnheader">加粗</span></div>
    ${FACES.map(([key, name]) => faceRow(editor, key, name))}
  </div>`;
}

function faceRow(editor: LayoutEditor, key: keyof LayoutFaces, name: string): TemplateResult {
  const { face, size, bold } = editor.layout.faces[key];
  const path = `faces.${key}`;
  const set = (change: Partial<LayoutFace>): void => {
    const { layout } = editor;
    editor.change({ ...layout, faces: { ...layout.faces, [key]: { ...layout.faces[key], ...change } } });
  };
  const faults = [`${path}.face`, `${path}.size`].map((at) => faultText(at, editor.faultAt(at)));
  // The same list as long as the form is open: a size without a name is kept in it.
  const sizes = [...new Set([...SIZES.map(([, points]) => points), editor.initial.faces[key].size])].sort((a, b) => b - a);
  const sizeWrong = editor.faultAt(`${path}.size`) !== undefined;
  return html`<div role="row">
    <span role="rowheader">${name}</span>
    <span role="cell">${input(editor, `${path}.face`, face, (value) => set({ face: value }), { numeric: false, faces: true, label: `${name}字体` })}${faults}</span>
    <span role="cell"><select id=${`layout-${path}.size`} data-testid=${`edit-${path}.size`} aria-label=${`${name}字号`} aria-invalid=${sizeWrong ? 'true' : nothing}
      aria-describedby=${sizeWrong ? `layout-${path}.size-fault` : nothing} @change=${(event: Event) => set({ size: Number(chosen(event)) })}>
      ${sizes.map((points) => html`<option value=${points} .selected=${points === size}>${sizeName(points)}</option>`)}
    </select></span>
    <span role="cell"><input type="checkbox" data-testid=${`edit-${path}.bold`} aria-label=${`${name}加粗`} .checked=${bold} @change=${(event: Event) => set({ bold: ticked(event) })} /></span>
  </div>`;
}

function digits(editor: LayoutEditor): TemplateResult {
  const { digits: now } = editor.layout;
  const set = (face: string | null): void => editor.change({ ...editor.layout, digits: face });
  const kind = now === null ? 'text' : editor.otherDigits ? 'other' : 'times';
  const take = (event: Event): void => {
    const value = chosen(event);
    editor.otherDigits = value === 'other';
    set(value === 'text' ? null : value === 'times' ? TIMES : now ?? TIMES);
  };
  return html`<div class="layout-grid digits">
    <div class="field"><label for="layout-digits-kind">数字和字母</label>
      <select id="layout-digits-kind" data-testid="edit-digits-kind" @change=${take}>
        ${([['times', TIMES], ['text', '与文字相同'], ['other', '其他字体']] as const).map(([name, words]) => html`<option value=${name} .selected=${name === kind}>${words}</option>`)}
      </select></div>
    ${kind === 'other'
      ? html`<div class=${`field${editor.faultAt('digits') ? ' wrong' : ''}`}><label for="layout-digits">字体名</label>${faultText('digits', editor.faultAt('digits'))}
          ${input(editor, 'digits', now ?? '', set, { numeric: false, faces: true })}</div>`
      : nothing}
  </div>`;
}

const chosen = (event: Event): string => (event.currentTarget as HTMLSelectElement).value;
const ticked = (event: Event): boolean => (event.currentTarget as HTMLInputElement).checked;
