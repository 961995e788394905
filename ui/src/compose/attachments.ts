/** The list of attachments: cards that hold text, a table, or 整改台账 made from the report's problems. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App } from '../app';
import type { Editor } from '../editor';
import {
  addAttachment, columnsOf, elementsOf, emptyAttachment, moveAttachmentTo, removeAttachment, setAttachment,
} from '../elements';
import type { Attachment, AttachmentKind } from '../generated';
import { controlId, ELEMENTS } from '../locate';
import { columnChoice } from '../parts/columns';
import { icon } from '../parts/icons';
import { uuid } from '../text';
import { control, errorList, shownErrors, tick } from './controls';
import { startDrag, type Drag } from './drag';
import type { TableEditor } from './table';
import { offerUndo } from './undo';

const KINDS: readonly (readonly [AttachmentKind, string])[] = [['text', '文字'], ['table', '表格'], ['ledger', '整改台账']];

/** Whether nothing was entered, so that it is not printed; a ledger always is. */
function isEmpty({ kind, name, body, table }: Attachment): boolean {
  const texts = kind === 'text' ? [name, body] : kind === 'table' ? [name, ...table.rows.flat()] : null;
  return texts?.every((text) => text.trim() === '') ?? false;
}

export class AttachmentList {
  #drag: Drag | null = null;

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
    private readonly tables: TableEditor,
  ) {}

  view(): TemplateResult {
    const { items } = elementsOf(this.editor.draft).attachments;
    return html`${items.length === 0 ? html`<p class="empty" data-testid="no-attachments">还没有附件。单击“添加附件”开始，或者一步附上整改台账。</p>` : nothing}
      <div class="cards" data-cards>${repeat(items, (entry) => entry.id, (entry, i) => this.#card(entry, i, items))}</div>
      <div class="attachment-adds">
        <button type="button" data-testid="add-attachment" @click=${() => this.add('text')}>${icon('plus')}添加附件</button>
        ${this.ledgerButton()}
      </div>`;
  }

  /** Attaches 整改台账 in one step; one is enough. */
  ledgerButton(): TemplateResult | typeof nothing {
    if (elementsOf(this.editor.draft).attachments.items.some((entry) => entry.kind === 'ledger')) return nothing;
    return html`<button type="button" data-testid="add-ledger" @click=${() => this.add('ledger')}>${icon('plus')}附上整改台账</button>`;
  }

  add(kind: AttachmentKind): void {
    const { editor } = this;
    const attachment = { ...emptyAttachment(uuid(), uuid()), kind, name: kind === 'ledger' ? '整改台账' : '' };
    editor.change(addAttachment(editor.draft, attachment), `add ${attachment.id}`);
    editor.reveal({ section: ELEMENTS, part: null, item: attachment.id, field: 'name', start: 0, end: attachment.name.length });
  }

  /** Moves an attachment by `step` places. */
  move(id: string, step: number): void {
    const { draft } = this.editor;
    const at = elementsOf(draft).attachments.items.findIndex((entry) => entry.id === id);
    this.#moveTo(id, at + step);
  }

  #moveTo(id: string, to: number): void {
    this.editor.change(moveAttachmentTo(this.editor.draft, id, to), `move ${id}`);
  }

  #set(entry: Attachment, change: Partial<Attachment>, at: string): void {
    this.editor.change(setAttachment(this.editor.draft, entry.id, change), `${at} ${entry.id}`);
  }

  #type(entry: Attachment, key: 'name' | 'body', value: string): void {
    this.editor.type(setAttachment(this.editor.draft, entry.id, { [key]: value }), `${key} ${entry.id}`);
  }

  #remove(entry: Attachment): void {
    this.editor.change(removeAttachment(this.editor.draft, entry.id), `remove ${entry.id}`);
    offerUndo(this.app, this.editor, '已删除一个附件');
  }

  #card(entry: Attachment, index: number, items: readonly Attachment[]): TemplateResult {
    const drag = this.#drag;
    const from = drag ? items.findIndex(({ id }) => id === drag.item) : -1;
    const lands = drag !== null && drag.to !== from && drag.to === index ? (drag.to > from ? ' drop-after' : ' drop-before') : '';
    const classes = `card${this.editor.current === entry.id ? ' current' : ''}${drag?.item === entry.id ? ' dragged' : ''}${lands}`;
    const label = `附件${items.length > 1 ? index + 1 : ''}`;
    const show = (next: Drag | null): void => {
      this.#drag = next;
      this.app.redraw();
    };
    return html`<section class=${classes} data-testid="attachment" data-item=${entry.id} aria-label=${label}>
      <header class="card-head">
        <span class="grip" aria-hidden="true" title="拖动排序" data-testid="attachment-grip" @pointerdown=${(event: PointerEvent) =>
          startDrag(event, entry.id, index, show, (to) => this.#moveTo(entry.id, to))}>${icon('grip')}</span>
        <span class="number">${label}</span>
        <div class="card-title">${control(this.editor, { part: null, item: entry.id, field: 'name' }, {
          label: '名称', bare: true, prose: true, value: entry.name, testid: 'attachment-name', placeholder: entry.kind === 'ledger' ? '整改台账' : '附件的名称',
          commit: (name) => this.#type(entry, 'name', name),
        })}</div>
      </header>
      <div class="card-body">
        ${errorList(controlId(null, entry.id, ''), shownErrors(this.editor, { part: null, item: entry.id, field: '' }))}
        ${this.#kinds(entry)}${this.#content(entry)}
        ${isEmpty(entry) ? html`<p class="hint" data-testid="attachment-empty">空的附件不印</p>` : nothing}
      </div>
      <div class="card-tools">
        <button type="button" class="quiet square" aria-label="上移" title="上移（Alt+↑）" data-testid="attachment-up" ?disabled=${index === 0} @click=${() => this.move(entry.id, -1)}>${icon('up')}</button>
        <button type="button" class="quiet square" aria-label="下移" title="下移（Alt+↓）" data-testid="attachment-down" ?disabled=${index === items.length - 1} @click=${() => this.move(entry.id, 1)}>${icon('down')}</button>
        <button type="button" class="quiet square" aria-label="删除附件" title="删除附件" data-testid="attachment-remove" @click=${() => this.#remove(entry)}>${icon('close')}</button>
      </div>
    </section>`;
  }

  #kinds(entry: Attachment): TemplateResult {
    const id = controlId(null, entry.id, 'kind');
    return html`<fieldset class="field kinds">
      <legend class="sr-only">附件的内容</legend>
      <div class="radios">${KINDS.map(([kind, name]) => html`<label class="radio">
        <input type="radio" name=${id} value=${kind} data-testid="attachment-kind" .checked=${entry.kind === kind} @change=${() => this.#set(entry, { kind }, 'kind')} /><span>${name}</span>
      </label>`)}</div>
    </fieldset>`;
  }

  #content(entry: Attachment): TemplateResult {
    if (entry.kind === 'table') return this.tables.attached(entry.table);
    if (entry.kind === 'ledger') return this.#ledger(entry);
    return control(this.editor, { part: null, item: entry.id, field: 'body' }, {
      label: '内容', bare: true, lines: true, prose: true, value: entry.body, testid: 'attachment-body', placeholder: '附件的文字，回车另起一段',
      commit: (body) => this.#type(entry, 'body', body),
    });
  }

  #ledger(entry: Attachment): TemplateResult {
    const columns = columnsOf(entry);
    return html`<p class="hint">台账由程序从“上年问题整改”和“存在问题”等部分汇总，改了那里，这里跟着变。</p>
      <details class="ledger" data-testid="ledger">
        <summary><span class="ledger-columns">栏目：${columns.join('、')}</span><span class="ledger-change">调整</span>${icon('unfold')}</summary>
        ${columnChoice({
          id: controlId(null, entry.id, 'column-'), columns, usual: entry.columns.length === 0, set: (next) => this.#set(entry, { columns: next }, 'columns'),
        })}
      </details>
      <div class="table-tools"><span class="spring"></span>${tick({
        id: controlId(null, entry.id, 'wide'), testid: 'ledger-wide', label: '横排', title: '用横放的纸印，适合栏目多的表', on: entry.wide,
        set: (wide) => this.#set(entry, { wide }, 'wide'),
      })}</div>`;
  }
}
