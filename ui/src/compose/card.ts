/** One item of a part as a card, by the part's kind; the items below it as rows inside the card. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { findTemplatePart, isBlank, moveItemTo, partsOfKind } from '../draft';
import type { Item, Numbering, Part, TemplatePart } from '../generated';
import { controlId } from '../locate';
import { icon } from '../parts/icons';
import { menuButton } from '../parts/menu';
import { grouped } from '../text';
import { errorList, shownErrors } from './controls';
import { startDrag } from './drag';
import { insertMenu, textOfCard } from './insert';
import { linkChooser, linkOf } from './links';
import { itemText, problemMore } from './more';
import type { PartForm } from './part';
import { problemHead, rectificationAdds, rectificationBody, waivedBody } from './rectify';

/** The cards of a part. */
export function cards(form: PartForm, part: Part): TemplateResult {
  const template = findTemplatePart(form.editor.draft.template.content.parts, part.id);
  return html`<div class="cards" data-cards>
    ${repeat(part.items, (item) => item.id, (item, i) => card(form, part, template, item, i))}
  </div>`;
}

function card(form: PartForm, part: Part, template: TemplatePart | undefined, item: Item, index: number): TemplateResult {
  const { editor } = form;
  const folded = editor.folded.has(item.id);
  const { drag } = form;
  const from = drag ? part.items.findIndex((entry) => entry.id === drag.item) : -1;
  const lands = drag !== null && drag.to !== from && drag.to === index ? (drag.to > from ? ' drop-after' : ' drop-before') : '';
  const waived = isWaived(template, item);
  const classes = `card${waived ? ' left-out' : ''}${editor.current === item.id ? ' current' : ''}${folded ? ' folded' : ''}${drag?.item === item.id ? ' dragged' : ''}${lands}`;
  return html`<section class=${classes} data-testid="card" data-item=${item.id} aria-label=${`第 ${index + 1} 条`}>
    ${head(form, part, template, item, index, folded && !waived)}
    ${waived ? waivedBody(form, part, item) : folded ? nothing : html`<div class="card-body">${body(form, part, template, item)}</div>${foot(form, part, item)}`}
    ${tools(form, part, item, index, folded || waived)}
  </section>`;
}

const isWaived = (template: TemplatePart | undefined, item: Item): boolean => template?.kind === 'rectification' && !isBlank(item.waived);

const HEADINGS: Partial<Record<TemplatePart['kind'], string>> = {
  problem: '问题，一句话说清',
  cause: '原因的要点',
  plan: '措施的小标题',
};

function head(form: PartForm, part: Part, template: TemplatePart | undefined, item: Item, index: number, folded: boolean): TemplateResult {
  const { editor } = form;
  const label = editor.view.labels[item.id] ?? '';
  const rectification = template?.kind === 'rectification';
  return html`<header class="card-head">
    <span class="grip" aria-hidden="true" title="拖动排序" data-testid="grip" @pointerdown=${(event: PointerEvent) =>
      startDrag(event, item.id, index, (drag) => form.showDrag(drag), (to) =>
        editor.change(moveItemTo(editor.draft, part.id, item.id, to), `move ${item.id}`))}>${icon('grip')}</span>
    ${label ? html`<span class="number" data-testid="number">${label}</span>` : nothing}
    ${folded
      ? html`<button type="button" class="card-summary" data-testid="card-unfold" aria-expanded="false" @click=${() => form.fold(item.id, false)}>
          <strong>${summaryTitle(item) || '（没有小标题）'}</strong><span class="snippet">${item.body || item.measure || ''}</span>
          ${count(form, item)}<span class="unfold">展开</span>
        </button>`
      : rectification
        ? problemHead(form, part, item)
        : html`<div class="card-title">${itemText(editor, part, item, 'heading', template?.kind === 'problem' ? '问题' : '小标题', {
            bare: true, prose: true, placeholder: HEADINGS[template?.kind ?? 'prose'] ?? '小标题',
          })}</div>`}
  </header>`;
}

/** After the texts, so that Tab leads through these first; they stand in the head all the same. */
function tools(form: PartForm, part: Part, item: Item, index: number, folded: boolean): TemplateResult {
  const waived = !isBlank(item.waived);
  return html`<div class="card-tools">
    <button type="button" class="quiet square" aria-label="上移" title="上移（Alt+↑）" data-testid="card-up" ?disabled=${index === 0} @click=${() => form.move(part.id, item.id, -1)}>${icon('up')}</button>
    <button type="button" class="quiet square" aria-label="下移" title="下移（Alt+↓）" data-testid="card-down" ?disabled=${index === part.items.length - 1} @click=${() => form.move(part.id, item.id, 1)}>${icon('down')}</button>
    ${folded ? nothing : html`<button type="button" class="quiet square" aria-label="折叠" title="折叠" aria-expanded="true" data-testid="card-fold" @click=${() => form.fold(item.id, true)}>${icon('fold')}</button>`}
    ${menuButton(form.app, {
      id: `item-${item.id}`, label: '这一条的更多操作', testid: 'card-menu', icon: 'more',
      entries: [
        { label: '移到最前', testid: 'card-first', disabled: index === 0, run: () => form.move(part.id, item.id, -index) },
        { label: '移到最后', testid: 'card-last', disabled: index === part.items.length - 1, run: () => form.move(part.id, item.id, part.items.length) },
        ...(waived ? [] : [{ label: '插入表格', testid: 'card-table', run: () => form.tables.insert(part.id, item.id) }]),
        ...(item.report === undefined || waived ? [] : [{ label: '改问题的写法', testid: 'card-reword', run: () => form.reword(part.id, item.id) }]),
        { label: '删除这一条', testid: 'card-remove', danger: true, run: () => form.remove(part.id, item.id) },
      ],
    })}
  </div>`;
}

const summaryTitle = (item: Item): string => item.text || item.heading;

function body(form: PartForm, part: Part, template: TemplatePart | undefined, item: Item): TemplateResult {
  const { editor } = form;
  const own = shownErrors(editor, { part: part.id, item: item.id, field: '' });
  const errors = errorList(controlId(part.id, item.id, ''), own);
  if (template?.kind === 'rectification') {
    return html`${errors}${rectificationBody(form, part, template, item, html`${rows(form, part, item)}${form.tables.list(part.id, item.tables)}`)}`;
  }
  const problem = template?.kind === 'problem';
  return html`${errors}
    ${itemText(editor, part, item, 'body', problem ? '具体表现' : '正文', { lines: true, prose: true, bare: !problem, placeholder: problem ? '有哪些具体表现' : '正文，回车另起一段' })}
    ${rows(form, part, item)}
    ${form.tables.list(part.id, item.tables)}
    ${problem ? problemMore(editor, part, item) : nothing}`;
}

function rows(form: PartForm, part: Part, item: Item): TemplateResult | typeof nothing {
  if (item.items.length === 0) return nothing;
  return html`<ol class="rows">${repeat(item.items, (sub) => sub.id, (sub, i) => row(form, part, item, sub, i))}</ol>`;
}

const numberingBelow = (part: Part, item: Item): Numbering => (item.style ?? part.nested)?.numbering ?? '一是';

/** A row's number. Rows that are all empty are printed nowhere and have none yet: each would be the first, whose number names the style. */
function rowNumber(form: PartForm, part: Part, parent: Item, item: Item): string {
  const { labels } = form.editor.view;
  const numbering = numberingBelow(part, parent);
  if (labels[item.id]) return labels[item.id] ?? '';
  return numbering === 'none' || parent.items.some((entry) => labels[entry.id]) ? '' : numbering;
}

function row(form: PartForm, part: Part, parent: Item, item: Item, index: number): TemplateResult {
  const { editor } = form;
  return html`<li class="row-item" data-testid="row" data-item=${item.id}>
    <span class="number" data-testid="row-number">${rowNumber(form, part, parent, item)}</span>
    <div class="row-texts">
      ${itemText(editor, part, item, 'heading', '要点', { bare: true, prose: true, placeholder: '要点' })}
      ${itemText(editor, part, item, 'body', '内容', { bare: true, prose: true, lines: true, placeholder: '具体内容' })}
      ${rows(form, part, item)}
      ${form.tables.list(part.id, item.tables)}
    </div>
    <div class="row-tools">
      <button type="button" class="quiet square" aria-label="上移" title="上移（Alt+↑）" data-testid="row-up" ?disabled=${index === 0} @click=${() => form.move(part.id, item.id, -1)}>${icon('up')}</button>
      <button type="button" class="quiet square" aria-label="下移" title="下移（Alt+↓）" data-testid="row-down" ?disabled=${index === parent.items.length - 1} @click=${() => form.move(part.id, item.id, 1)}>${icon('down')}</button>
      <button type="button" class="quiet square" aria-label="删除" title="删除" data-testid="row-remove" @click=${() => form.remove(part.id, item.id)}>${icon('close')}</button>
    </div>
  </li>`;
}

function foot(form: PartForm, part: Part, item: Item): TemplateResult {
  const { editor } = form;
  const link = linkOf(editor, part);
  const kind = findTemplatePart(editor.draft.template.content.parts, part.id)?.kind;
  const quoted = kind === 'work' && partsOfKind(editor.draft, 'rectification').some(
    (entry) => findTemplatePart(editor.draft.template.content.parts, entry.id)?.shown === 'quoted');
  const open = editor.view.findings.filter((finding) => finding.item === item.id && finding.rule === 'placeholder').length;
  return html`<footer class="card-foot">
    <div class="card-adds">
      ${kind === 'rectification'
        ? rectificationAdds(form, part, item)
        : html`<button type="button" class="quiet" data-testid="add-row" @click=${() => form.addBelow(part.id, item.id)}>${icon('plus')}${numberingBelow(part, item) === 'none' ? '添加一段' : '添加分点'}</button>`}
      ${quoted ? html`<button type="button" class="quiet" data-testid="insert-quoted" @click=${() => form.insert(part.id, item.id, '{{上年问题}}')}>插入上年问题</button>` : nothing}
      ${insertMenu(form.app, editor, item.id, () => textOfCard(editor, item.id, controlId(part.id, item.id, kind === 'rectification' ? 'measure' : 'body')))}
    </div>
    ${link ? linkChooser(editor, part, item, link) : nothing}
    <span class="card-counts">${open > 0 ? html`<span class="pill attention">待填 ${open} 处</span>` : nothing}${count(form, item)}</span>
  </footer>`;
}

function count(form: PartForm, item: Item): TemplateResult {
  return html`<span class="count" data-testid="card-count">${grouped(form.editor.view.item_characters[item.id] ?? 0)} 字</span>`;
}
