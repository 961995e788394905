/** The layout settings that people change; everything else follows the profile. */

import { html, type TemplateResult } from 'lit-html';
import { setLayout } from '../draft';
import type { Editor } from '../editor';
import type { DigitFace, LayoutChoice, PageNumber, Place } from '../generated';

const PLACES: readonly (readonly [Place, string])[] = [['title', '标题下'], ['end', '文末'], ['none', '不写']];
const DIGITS: readonly (readonly [DigitFace, string])[] = [['times', 'Times New Roman'], ['text', '与正文相同']];
const PAGES: readonly (readonly [PageNumber, string])[] = [['outside', '单页右、双页左'], ['centre', '居中']];

export function layoutForm(editor: Editor): TemplateResult {
  const { profile } = editor.view;
  const set = (change: Partial<LayoutChoice>): void => editor.change(setLayout(editor.draft, change), 'layout');
  return html`<section class="box layout" aria-labelledby="layout-title" data-testid="layout">
    <h2 id="layout-title">版式<span class="quiet-text">${profile.name}</span></h2>
    ${choice('layout-byline', '署名与日期', PLACES, profile.byline, (byline) => set({ byline }))}
    ${choice('layout-digits', '数字和字母', DIGITS, profile.digits === null ? 'text' : 'times', (digits) => set({ digits }))}
    ${choice('layout-page-number', '页码', PAGES, profile.page_number, (page_number) => set({ page_number }))}
    ${tick('layout-bold-level3', '三级标题（1.）加粗', profile.blocks.heading3?.bold ?? false, (bold_level3) => set({ bold_level3 }))}
    ${tick('layout-bold-series', '“一是”一句加粗', profile.spans.series_lead?.bold ?? false, (bold_series) => set({ bold_series }))}
  </section>`;
}

function choice<T extends string>(
  id: string, label: string, values: readonly (readonly [T, string])[], now: T, set: (value: T) => void,
): TemplateResult {
  const take = (event: Event): void => {
    const value = values.find(([name]) => name === (event.currentTarget as HTMLSelectElement).value)?.[0];
    if (value !== undefined) set(value);
  };
  return html`<div class="setting"><label for=${id}>${label}</label>
    <select id=${id} data-testid=${id} @change=${take}>${values.map(([name, text]) => html`<option value=${name} .selected=${name === now}>${text}</option>`)}</select></div>`;
}

function tick(id: string, label: string, now: boolean, set: (value: boolean) => void): TemplateResult {
  return html`<div class="setting"><label for=${id}>${label}</label>
    <input type="checkbox" id=${id} data-testid=${id} .checked=${now} @change=${(event: Event) => set((event.currentTarget as HTMLInputElement).checked)} /></div>`;
}
