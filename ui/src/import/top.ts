/** The head of an import: year, template and unit, what was recognised, and what is to be known before a report is made. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { tick } from '../compose/controls';
import type { ImportChoose, ImportView } from '../generated';
import { field } from '../parts/directives';
import { icon } from '../parts/icons';

/** What the head needs of its screen. */
export interface Head {
  /** What was typed as the year, and whether it is one. */
  readonly year: string;
  readonly valid: boolean;
  /** The user knows that the file was imported before. */
  readonly known: boolean;
  readonly epoch: number;
  type(year: string): void;
  set(choice: Partial<ImportChoose>): void;
  next(): void;
  /** Leads to the year. */
  toYear(): void;
  open(report: string): void;
  /** Imports the file all the same. */
  go(): void;
}

export function topView(view: ImportView, head: Head): TemplateResult {
  const { entry, proposals, notices, unsure } = view;
  const chosen = proposals.find(({ template }) => template === entry.template);
  const wrong = !head.valid;
  return html`<section class="import-top" aria-label="这份旧稿">
    <div class="import-fields">
      <div class=${wrong ? 'field wrong' : 'field'}><label for="import-year">述职年度</label>
        <input type="text" inputmode="numeric" id="import-year" data-testid="import-year" autocomplete="off" aria-invalid=${wrong} aria-describedby=${wrong ? 'import-year-wrong' : nothing}
          ${field(head.year, head.epoch, (text) => head.type(text))} /></div>
      <div class="field"><label for="import-template">模板</label>
        <select id="import-template" data-testid="import-template" aria-describedby="import-reasons" @change=${(event: Event) => head.set({ template: (event.currentTarget as HTMLSelectElement).value })}>
          ${proposals.map(({ template, name }, i) => html`<option value=${template}>${name}${i === 0 ? '（最合适）' : ''}</option>`)}</select></div>
      <div class="field"><label for="import-unit">单位</label>
        <input type="text" id="import-unit" data-testid="import-unit" autocomplete="off" ${field(entry.unit, head.epoch, (unit) => head.set({ unit }))} /></div>
    </div>
    <p class="import-sum"><strong data-testid="import-summary">${entry.summary}</strong>
      ${unsure.length > 0 ? html`<button type="button" class="link" data-testid="import-next" title="F8" @click=${() => head.next()}>请确认 ${unsure.length} 处</button>` : wrong ? nothing : html`<span class="quiet-text">没有拿不准的${entry.again ? '' : '，可以建立报告了'}</span>`}
      ${wrong ? html`<button type="button" class="link attention" id="import-year-wrong" data-testid="import-year-wrong" @click=${() => head.toYear()}>${icon('alert')}请填四位数的年度</button>` : nothing}
      <span class="quiet-text" id="import-reasons" data-testid="import-reasons">${chosen && chosen.reasons.length > 0 ? `模板按${chosen.reasons.join('、')}判断` : ''}</span>
    </p>
    ${head.known ? nothing : again(view, head)}
    ${entry.earlier ? html`<div class="import-chain">${tick({
      id: 'import-chained', testid: 'import-chained', on: entry.chained, set: (chained) => head.set({ chained }),
      label: `接在 ${entry.earlier.year} 年度的报告之后（${entry.earlier.waiting ? '同时导入的' : ''}“${entry.earlier.title}”），措辞一样的上年问题连起来`,
    })}</div>` : nothing}
    ${notices.length > 0 ? html`<details class="import-notices" data-testid="import-notices"><summary>读文件时的说明 ${notices.length} 条</summary>
      <ul>${notices.map(({ text, left_out }) => html`<li>${text}${left_out ? html`<span class="quiet-text">${left_out}</span>` : nothing}</li>`)}</ul></details>` : nothing}
  </section>`;
}

/** The same file was imported before, or waits twice. */
function again({ entry, duplicates }: ImportView, head: Head): TemplateResult | typeof nothing {
  if (!entry.again) return nothing;
  const [there] = duplicates.filter(({ deleted }) => deleted === null);
  const text = duplicates.length === 0 ? '同一个文件在导入的清单里有两份。'
    : there ? `这个文件以前导入过，已经有报告“${there.title}”（${there.year ?? '未定'}年度）。` : '这个文件以前导入过，那份报告在回收站里。';
  return html`<div class="import-again" role="status" data-testid="import-again">${icon('alert')}<span>${text}</span>
    ${there ? html`<button type="button" data-testid="import-open" @click=${() => head.open(there.id)}>打开已有的</button>` : nothing}
    <button type="button" data-testid="import-anyway" @click=${() => head.go()}>仍然导入</button></div>`;
}
