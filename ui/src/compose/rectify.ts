/** The card of a rectification item: last year's problem in its own words, what was done, its state, notes on the way. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { isBlank, reasoned, setItem, unsetItem } from '../draft';
import type { Editor } from '../editor';
import type { Item, Part, TemplatePart } from '../generated';
import { controlId } from '../locate';
import { icon } from '../parts/icons';
import { itemText, rectificationMore, STATES, select } from './more';
import type { PartForm } from './part';

/** Whether the wording of the problem stands as it was carried. */
const isGiven = (form: PartForm, item: Item): boolean => item.report !== undefined && !form.shows(`text ${item.id}`, false);

/** The problem, in the head of the card. */
export function problemHead(form: PartForm, part: Part, item: Item): TemplateResult {
  if (!isGiven(form, item) && isBlank(item.waived)) {
    return html`<div class="card-title">${itemText(form.editor, part, item, 'text', '上年问题', { bare: true, prose: true, placeholder: '上年的问题，照原话写' })}</div>`;
  }
  return html`<p class="card-wording prose" id=${controlId(part.id, item.id, 'text')} tabindex="-1" data-testid="item-wording">${item.text}
    ${item.year === undefined ? nothing : html`<span class="pill">${item.year}年提出</span>`}</p>`;
}

/** An item that is not answered this year. */
export function waivedBody(form: PartForm, part: Part, item: Item): TemplateResult {
  const { editor } = form;
  return html`<div class="card-body waived">
    <p id=${controlId(part.id, item.id, 'waived')} tabindex="-1" data-testid="item-waived"><span class="quiet-text">本年不写，不印进报告：</span>${item.waived}</p>
    <button type="button" class="quiet" data-testid="unwaive" @click=${() => editor.change(unsetItem(editor.draft, part.id, item.id, 'waived'), `waive ${item.id}`)}>恢复</button>
  </div>`;
}

export function rectificationBody(form: PartForm, part: Part, template: TemplatePart, item: Item, below: unknown): TemplateResult {
  const { editor } = form;
  const pattern = part.pattern ?? template.pattern ?? '';
  return html`${promised(editor, part, item)}
    ${form.shows(`heading ${item.id}`, pattern.includes('{heading}') || item.heading !== '') ? itemText(editor, part, item, 'heading', '整改措施的小标题', { prose: true }) : nothing}
    ${itemText(editor, part, item, 'measure', '整改措施', { lines: true, prose: true, placeholder: '做了什么' })}
    ${itemText(editor, part, item, 'result', '整改成效', { lines: true, prose: true, placeholder: '有什么变化，最好有数字' })}
    ${form.shows(`body ${item.id}`, item.body !== '') ? itemText(editor, part, item, 'body', '其他文字', { lines: true, prose: true }) : nothing}
    ${below}${standing(editor, part, item)}${form.journal.view(part, item)}${rectificationMore(editor, part, item)}`;
}

/** What last year's report promised. */
function promised(editor: Editor, part: Part, item: Item): TemplateResult | typeof nothing {
  const { promised: text = '' } = item;
  if (isBlank(text)) return nothing;
  const fill = (): void => editor.fix(setItem(editor.draft, part.id, item.id, { measure: text }), `promised ${item.id}`);
  return html`<div class="promised" data-testid="item-promised"><p><span class="quiet-text">上年承诺：</span>${text}</p>
    ${isBlank(item.measure) ? html`<button type="button" class="quiet" data-testid="fill-promised" @click=${fill}>填入措施</button>` : nothing}</div>`;
}

/** How far it is, by whom and until when, and on what basis. */
function standing(editor: Editor, part: Part, item: Item): TemplateResult {
  const { year } = editor.draft;
  const lacking = item.state === '已销号' ? editor.view.findings.filter((one) => one.item === item.id && one.rule === 'closed-without-basis') : [];
  return html`<div class="grid standing">
    ${select(editor, part, item, 'state', '状态', STATES)}
    ${itemText(editor, part, item, 'owner', '责任单位/责任人')}
    ${itemText(editor, part, item, 'due', '完成时限', { placeholder: year === null ? '年、月、日，或“长期”' : `如 ${year}年6月30日，或“长期”` })}
    ${item.state === '已销号' ? html`${itemText(editor, part, item, 'closed', '销号日期', { placeholder: year === null ? '年、月、日' : `如 ${year}年6月30日` })}
      <p class="closing" data-testid="closing">${lacking.length > 0 ? html`${icon('alert')}<span class="attention">${lacking.map(({ message }) => message).join('；')}</span>` : '销号要有措施、成效和佐证'}</p>` : nothing}
    ${reasoned(item.state) ? html`<div class="span">${itemText(editor, part, item, 'reason', item.state === '移交' ? '移交给谁、为什么移交' : '为什么要持续整改', { lines: true })}</div>` : nothing}
    <div class="span">${itemText(editor, part, item, 'evidence', '佐证', { lines: true, placeholder: '如文件、会议记录、照片的名称和存放处' })}</div>
  </div>`;
}

/** The buttons below the card. */
export function rectificationAdds(form: PartForm, part: Part, item: Item): TemplateResult {
  return html`<button type="button" class="quiet" data-testid="note-open" @click=${() => form.journal.open('note', part.id, item.id)}>${icon('plus')}记一笔</button>
    <button type="button" class="quiet" data-testid="waive-open" @click=${() => form.journal.open('waived', part.id, item.id)}>本年不写…</button>`;
}
