/** The form of a part: heading, hint, example, prompts, text before, items, text after. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import { addItem, emptyItem, findPart, findTemplatePart, moveItem, movePart, removeItem, setPart } from '../draft';
import type { Editor } from '../editor';
import type { Ask, Item, Part, Section, TemplatePart } from '../generated';
import { controlId } from '../locate';
import { icon } from '../parts/icons';
import { menuButton, type MenuEntry } from '../parts/menu';
import { uuid } from '../text';
import { cards } from './card';
import { control, errorList, shownErrors } from './controls';
import type { Drag } from './drag';
import { ExamplePanel } from './example';
import { insertAt, insertMenu } from './insert';
import { Journal } from './journal';
import { fieldList, fieldsOf } from './fields';
import type { TableEditor } from './table';
import { offerUndo } from './undo';

export class PartForm {
  drag: Drag | null = null;
  readonly example: ExamplePanel;
  readonly journal: Journal;
  readonly #shown = new Set<string>();

  constructor(
    readonly app: App,
    readonly editor: Editor,
    readonly tables: TableEditor,
  ) {
    this.example = new ExamplePanel(app, editor);
    this.journal = new Journal(app, editor);
  }

  view(part: Part, section: Section): TemplateResult {
    const template = findTemplatePart(this.editor.draft.template.content.parts, part.id);
    return html`
      ${this.#head(part, template, section)}
      ${section.left_out ? this.#leftOut(part) : this.#form(part, template)}`;
  }

  showDrag(drag: Drag | null): void {
    this.drag = drag;
    this.app.redraw();
  }

  fold(item: string, folded: boolean): void {
    if (folded) this.editor.folded.add(item);
    else this.editor.folded.delete(item);
    this.app.redraw();
  }

  move(part: string, item: string, step: number): void {
    this.editor.change(moveItem(this.editor.draft, part, item, step), `move ${item}`);
  }

  remove(part: string, item: string): void {
    this.editor.change(removeItem(this.editor.draft, part, item), `remove ${item}`);
    if (this.editor.current === item) this.editor.current = null;
    offerUndo(this.app, this.editor, '已删除一条');
  }

  add(part: string): void {
    const kind = findTemplatePart(this.editor.draft.template.content.parts, part)?.kind;
    const item: Item = emptyItem(uuid());
    const { year } = this.editor.draft;
    if (kind === 'rectification') Object.assign(item, { problem: uuid(), text: '', measure: '', result: '' }, year === null ? {} : { year: year - 1 });
    this.editor.change(addItem(this.editor.draft, part, null, item), `add ${item.id}`);
    const field = kind === 'rectification' ? 'text' : 'heading';
    this.editor.reveal({ section: part, part, item: item.id, field, start: 0, end: 0 });
  }

  addBelow(part: string, parent: string): void {
    const item = emptyItem(uuid());
    this.editor.change(addItem(this.editor.draft, part, parent, item), `add ${item.id}`);
    this.editor.reveal({ section: part, part, item: item.id, field: 'heading', start: 0, end: 0 });
  }

  /** Writes `text` where the caret of the item's body stands. */
  insert(part: string, item: string, text: string): void {
    insertAt(document.getElementById(controlId(part, item, 'body')), text);
  }

  /** Makes the wording of a problem that was carried a field. */
  reword(part: string, item: string): void {
    this.shows(`text ${item}`, true);
    this.editor.reveal({ section: part, part, item, field: 'text', start: 0, end: -1 });
  }

  /** Whether a field that is not asked is shown: once it has held text it stays, so that emptying it does not take it away. */
  shows(key: string, filled: boolean): boolean {
    if (filled) this.#shown.add(key);
    return this.#shown.has(key);
  }

  #asked(part: Part, template: TemplatePart | undefined): Set<Ask> {
    const asks = new Set<Ask>(template?.asks ?? []);
    if (this.shows(`lead ${part.id}`, part.lead !== '')) asks.add('lead');
    if (this.shows(`items ${part.id}`, part.items.length > 0)) asks.add('items');
    if (this.shows(`tail ${part.id}`, part.tail !== '')) asks.add('tail');
    return asks;
  }

  #head(part: Part, template: TemplatePart | undefined, section: Section): TemplateResult {
    const { editor } = this;
    const headed = part.heading !== '' || (template?.heading ?? '') !== '';
    const others = [template?.heading ?? '', ...(template?.alternatives ?? [])].filter((text) => text !== '' && text !== part.heading);
    const set = (heading: string): void => editor.fix(setPart(editor.draft, part.id, { heading }), `heading ${part.id}`);
    return html`<header class="part-head">
      <h1 class=${headed ? 'sr-only' : ''}>${section.name}</h1>
      ${headed
        ? html`<div class="part-title">
            ${section.number ? html`<span class="number" data-testid="part-number">${section.number}</span>` : nothing}
            ${control(editor, { part: part.id, item: null, field: 'heading' }, {
              label: `${section.name}的标题`, bare: true, value: part.heading, testid: 'part-heading', placeholder: '这一部分的标题',
              commit: (heading) => editor.type(setPart(editor.draft, part.id, { heading }), `heading ${part.id}`),
            })}
            ${others.length > 0
              ? menuButton(this.app, {
                  id: `headings-${part.id}`, label: '换一个标题', testid: 'part-headings', icon: 'unfold',
                  entries: others.map((text) => ({ label: text, testid: 'part-heading-choice', run: () => set(text) })),
                })
              : nothing}
          </div>`
        : nothing}
      <div class="part-tools">
        ${range(template)}
        ${this.#menu(part, section)}
      </div>
    </header>`;
  }

  #menu(part: Part, section: Section): TemplateResult {
    const { editor } = this;
    const siblings = siblingsOf(editor.draft.parts, part.id);
    const index = siblings.findIndex((entry) => entry.id === part.id);
    const shift = (step: number): void => editor.change(movePart(editor.draft, part.id, step), `move part ${part.id}`);
    const cut = (left_out: boolean): void => {
      editor.change(setPart(editor.draft, part.id, { left_out }), `leave out ${part.id}`);
      if (left_out) offerUndo(this.app, editor, `“${section.name}”不写进报告`);
    };
    return menuButton(this.app, {
      id: `part-${part.id}`, label: '这一部分的更多操作', testid: 'part-menu', icon: 'more',
      entries: [
        { label: '上移这一部分', testid: 'part-up', disabled: index <= 0, run: () => shift(-1) },
        { label: '下移这一部分', testid: 'part-down', disabled: index >= siblings.length - 1, run: () => shift(1) },
        { label: '插入表格', testid: 'part-table', disabled: part.left_out, run: () => this.tables.insert(part.id, null) },
        part.left_out
          ? { label: '恢复这一部分', testid: 'part-restore-menu', run: () => cut(false) }
          : { label: '不写这一部分', testid: 'part-leave-out', run: () => cut(true) },
        ...this.#shapes(part),
      ],
    });
  }

  /** Where the headings below the part stand; only numbers of headings can stand on a line of their own. */
  #shapes(part: Part): MenuEntry[] {
    if (part.numbering === '一是' || part.numbering === 'none') return [];
    const set = (run_in: boolean) => (): void => this.editor.change(setPart(this.editor.draft, part.id, { run_in }), `shape ${part.id}`);
    return [
      { label: '小标题与正文同段', testid: 'part-run-in', chosen: part.run_in, run: set(true) },
      { label: '小标题单独成行', testid: 'part-own-line', chosen: !part.run_in, run: set(false) },
    ];
  }

  #leftOut(part: Part): TemplateResult {
    const { editor } = this;
    return html`<div class="notice" data-testid="left-out">
      <p>这一部分不写进报告。已经写的内容都还在，可以随时恢复。</p>
      <button type="button" data-testid="part-restore" @click=${() =>
        editor.change(setPart(editor.draft, part.id, { left_out: false }), `leave out ${part.id}`)}>恢复这一部分</button>
    </div>`;
  }

  #form(part: Part, template: TemplatePart | undefined): TemplateResult {
    const { editor } = this;
    const asks = this.#asked(part, template);
    const own = shownErrors(editor, { part: part.id, item: null, field: '' }).concat(
      editor.checked ? editor.view.findings.filter((f) => f.part === part.id && f.item === null && f.field === null) : [],
    );
    const insert = (key: 'lead' | 'tail'): TemplateResult =>
      html`<div class="card-adds">${insertMenu(this.app, editor, `${key}-${part.id}`, () => document.getElementById(controlId(part.id, null, key)))}</div>`;
    const text = (key: 'lead' | 'tail', label: string, bare: boolean, placeholder: string): TemplateResult => html`${control(editor, { part: part.id, item: null, field: key }, {
      label, bare, lines: true, prose: true, value: part[key], testid: `part-${key}`, placeholder,
      commit: (value) => editor.type(setPart(editor.draft, part.id, { [key]: value }), `${key} ${part.id}`),
    })}${insert(key)}`;
    const alone = asks.size === 1;
    const bare = alone && fieldsOf(editor, part.id).length === 0;
    return html`
      ${this.#guidance(part, template)}
      ${errorList(controlId(part.id, null, ''), own, template?.hint)}
      ${this.#fields(part)}
      ${asks.has('lead') ? html`<div class=${alone ? 'lead alone' : 'lead'}>${alone ? text('lead', '正文', bare, '在这里写，回车另起一段') : text('lead', '各条之前的话', false, '可以不写')}</div>` : nothing}
      ${this.tables.list(part.id, part.tables)}
      ${asks.has('items')
        ? html`${part.items.length === 0 ? html`<p class="empty" data-testid="no-items">还没有条目。单击“添加一条”开始写，或者先看看范例。</p>` : cards(this, part)}
            <button type="button" class="add" data-testid="add-item" @click=${() => this.add(part.id)}>${icon('plus')}添加一条</button>`
        : nothing}
      ${asks.has('tail') ? html`<div class="lead">${text('tail', '各条之后的话', bare, '可以不写')}</div>` : nothing}
      ${part.parts.length > 0 ? this.#subParts(part) : nothing}`;
  }

  #fields(part: Part): TemplateResult | typeof nothing {
    const fields = fieldsOf(this.editor, part.id);
    return fields.length > 0 ? html`<div class="sheet-form fields">${fieldList(this.editor, fields)}</div>` : nothing;
  }

  #guidance(part: Part, template: TemplatePart | undefined): TemplateResult {
    const open = this.example.isOpen(part.id);
    const prompts = template?.prompts ?? [];
    const { example } = template ?? {};
    const hasExample = Boolean(example && (example.lead || example.tail || (example.items?.length ?? 0) > 0));
    return html`<div class="guidance">
      <p class="part-hint">${template?.hint ?? ''}${hasExample
        ? html`<button type="button" class="link" data-testid="example-open" aria-expanded=${open} @click=${() => this.example.toggle(part.id)}>${open ? '收起范例' : '看范例'}</button>`
        : nothing}</p>
      ${prompts.length > 0 ? html`<ul class="prompts" aria-label="审阅时看什么">${prompts.map((prompt) => html`<li>${prompt}</li>`)}</ul>` : nothing}
      ${this.example.view(part.id)}
    </div>`;
  }

  #subParts(part: Part): TemplateResult {
    const ids = new Set(part.parts.map((sub) => sub.id));
    return html`<ul class="sub-parts" aria-label="这一部分里的各节">
      ${this.editor.sections.filter((section) => ids.has(section.id)).map((section) => html`<li>
        <button type="button" data-testid="sub-part" @click=${() => this.editor.go(section.id)}>
          <span class="number">${section.number}</span><span class="name">${section.name}</span>${icon('next')}
        </button></li>`)}
    </ul>`;
  }
}

function range(template: TemplatePart | undefined): TemplateResult | typeof nothing {
  const { min, max } = template ?? {};
  if (min !== undefined && max !== undefined) return html`<span class="quiet-text">${min === max ? `建议 ${min} 条` : `建议 ${min} 至 ${max} 条`}</span>`;
  if (min !== undefined) return html`<span class="quiet-text">建议不少于 ${min} 条</span>`;
  if (max !== undefined) return html`<span class="quiet-text">建议不多于 ${max} 条</span>`;
  return nothing;
}

function siblingsOf(parts: readonly Part[], id: string): readonly Part[] {
  if (parts.some((part) => part.id === id)) return parts;
  for (const part of parts) {
    if (findPart(part.parts, id)) return siblingsOf(part.parts, id);
  }
  return [];
}
