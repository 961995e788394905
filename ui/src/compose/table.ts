/**
 * A table as a grid of fields: typing, pasting, rows and columns. Used below parts and items, and in attachments. The fields are
 * uncontrolled; what moves texts from field to field goes through {@link Editor.fix}.
 */

import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App } from '../app';
import { copiedCells } from '../clipboard';
import type { Editor } from '../editor';
import type { Finding, Table } from '../generated';
import { cellField, cellOf, controlId } from '../locate';
import { field, look } from '../parts/directives';
import { icon } from '../parts/icons';
import {
  addColumn, addRow, addTable, emptyTable, findTable, gridOf, MOST_COLUMNS, MOST_ROWS, pasteCells, removeColumn, removeRow, removeTable,
  setCell, setTable,
} from '../tables';
import { uuid } from '../text';
import { control, errorList, shownErrors, tick } from './controls';
import { offerUndo } from './undo';

/** How narrow a column may become before the table scrolls, in px: six characters. */
const COLUMN = 100;
/** Above as many columns, an upright page has no room for more than a few characters a line. */
const UPRIGHT_COLUMNS = 8;

/** A cell's row and column, from 0. */
type At = readonly [row: number, column: number];

/** A table, and the part it stands in; attachments are in none. */
interface Place {
  readonly part: string | null;
  readonly id: string;
}

export class TableEditor {
  /** The cell of each table that was worked on last. */
  readonly #at = new Map<string, At>();

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {}

  /** The tables below a part or an item. */
  list(part: string, tables: readonly Table[] = []): TemplateResult | typeof nothing {
    if (tables.length === 0) return nothing;
    return html`${repeat(tables, (table) => table.id, (table) => this.#box(part, table, html`
      ${control(this.editor, { part, item: table.id, field: 'title' }, {
        label: '表题', bare: true, value: table.title, testid: 'table-title', placeholder: '表题，可以不写',
        commit: (title) => this.editor.type(setTable(this.editor.draft, table.id, (now) => ({ ...now, title })), `title ${table.id}`),
      })}`, html`<button type="button" class="quiet danger" data-testid="table-remove" @click=${() => this.#remove(table.id)}>删除表格</button>`))}`;
  }

  /** The table of an attachment, whose name is its title, and which goes with it. */
  attached(table: Table): TemplateResult {
    return this.#box(null, table, nothing, nothing);
  }

  /** Adds an empty table below a part or one of its items, and leads to its first cell. */
  insert(part: string, item: string | null): void {
    const { editor } = this;
    const table = emptyTable(uuid());
    editor.change(addTable(editor.draft, part, item, table), `add ${table.id}`);
    this.#go({ part, id: table.id }, [0, 0]);
  }

  #box(part: string | null, table: Table, above: unknown, more: unknown): TemplateResult {
    return html`<div class="table-box" role="group" aria-label="表格" data-testid="table" data-table=${table.id}>
      ${above}${this.#grid({ part, id: table.id }, table)}${this.#tools({ part, id: table.id }, table, more)}
    </div>`;
  }

  #grid(place: Place, table: Table): TemplateResult {
    const { editor } = this;
    const at = this.#at.get(table.id);
    const errors = this.#errors(place);
    const rows = gridOf(table.rows);
    const id = controlId(place.part, table.id, 'cells');
    const row = (cells: readonly string[], r: number): TemplateResult => html`<div role="row">${cells.map((text, c) => {
      const here = at?.[0] === r && at[1] === c ? 'here' : '';
      const wrong = errors.filter((error) => error.field === cellField(r, c));
      const cell = this.#cell(place, [r, c], text, wrong, `${id}-errors`);
      return html`<div role=${r === 0 ? 'columnheader' : 'cell'} class=${here}>${cell}</div>`;
    })}</div>`;
    // A table has many cells, and while one is typed in only its row changes.
    const drawn = (cells: readonly string[], r: number): unknown =>
      guard([cells, editor.epoch, at?.[0] === r ? at[1] : -1, errors.map((error) => error.field).join()], () => row(cells, r));
    return html`${errorList(id, errors)}<div class="table-scroll">
      <div
        role="table" aria-label="单元格" class="cells" ${look({ 'min-width': `${COLUMN * (rows[0]?.length ?? 1)}px` })} @paste=${(event: ClipboardEvent) => this.#paste(place, event)} @keydown=${(event: KeyboardEvent) => this.#key(place, event)}
        @focusin=${(event: FocusEvent) => this.#focused(table.id, event)} @click=${intoCell}
      >${rows.map(drawn)}</div>
    </div>`;
  }

  #cell({ part, id }: Place, [r, c]: At, text: string, wrong: readonly Finding[], described: string): TemplateResult {
    const commit = (value: string): void =>
      this.editor.type(setTable(this.editor.draft, id, (now) => setCell(now, r, c, value)), `${cellField(r, c)} ${id}`);
    return html`<textarea
      id=${controlId(part, id, cellField(r, c))} rows="1" data-testid="cell" data-row=${r} data-column=${c} spellcheck="false"
      aria-label=${r === 0 ? `表头，第 ${c + 1} 列` : `第 ${r + 1} 行，第 ${c + 1} 列`} placeholder=${r === 0 ? '表头' : ''}
      aria-describedby=${wrong.length > 0 ? described : nothing} aria-invalid=${wrong.some((error) => error.level === 'error') ? 'true' : nothing}
      ${field(text, this.editor.epoch, commit)}
    ></textarea>`;
  }

  /** What is wrong in the cells. */
  #errors({ part, id }: Place): Finding[] {
    const names = this.editor.view.findings
      .filter((finding) => finding.item === id && finding.part === part && cellOf(finding.field ?? '') !== null)
      .map((finding) => finding.field ?? '');
    return [...new Set(names)].flatMap((name) => shownErrors(this.editor, { part, item: id, field: name }));
  }

  #tools(place: Place, table: Table, more: unknown): TemplateResult {
    const rows = gridOf(table.rows);
    const at = this.#at.get(table.id);
    const wide = (on: boolean): void =>
      this.editor.change(setTable(this.editor.draft, table.id, (now) => ({ ...now, wide: on })), `wide ${table.id}`);
    return html`<div class="table-tools">
      <button type="button" class="quiet" data-testid="add-table-row" title="加在光标所在行的下面（Ctrl+Enter）" @click=${() => this.#addRow(place)}>${icon('plus')}加一行</button>
      <button type="button" class="quiet" data-testid="add-table-column" title="加在光标所在列的右面" @click=${() => this.#addColumn(place)}>${icon('plus')}加一列</button>
      <button type="button" class="quiet" data-testid="remove-table-row" ?disabled=${!at || rows.length < 2} @click=${() =>
        at && this.#reshape(place, (now) => removeRow(now, at[0]), at)}>删除所在行</button>
      <button type="button" class="quiet" data-testid="remove-table-column" ?disabled=${!at || (rows[0]?.length ?? 0) < 2} @click=${() =>
        at && this.#reshape(place, (now) => removeColumn(now, at[1]), at)}>删除所在列</button>
      <span class="spring"></span>
      ${tick({ id: controlId(place.part, table.id, 'wide'), testid: 'table-wide', label: '横排', title: '用横放的纸印，适合栏目多的表', on: table.wide, set: wide })}
      ${more}
    </div>
    <p class="quiet-text table-hint" data-testid="table-hint">${(rows[0]?.length ?? 0) > UPRIGHT_COLUMNS && !table.wide
      ? '列多，建议打勾“横排”'
      : '可以从 Excel、WPS 复制单元格，直接粘贴'}</p>`;
  }

  #addRow(place: Place): void {
    const rows = gridOf(findTable(this.editor.draft, place.id)?.rows ?? []);
    if (rows.length >= MOST_ROWS) return this.app.toast({ text: `一张表最多 ${MOST_ROWS} 行，再多请分成几张` });
    const [row, column] = this.#at.get(place.id) ?? [rows.length - 1, 0];
    this.#reshape(place, (now) => addRow(now, row + 1), [row + 1, column]);
  }

  #addColumn(place: Place): void {
    const columns = gridOf(findTable(this.editor.draft, place.id)?.rows ?? [])[0]?.length ?? 0;
    if (columns >= MOST_COLUMNS) return this.app.toast({ text: `一张表最多 ${MOST_COLUMNS} 列，再多请分成几张` });
    const [row, column] = this.#at.get(place.id) ?? [0, columns - 1];
    this.#reshape(place, (now) => addColumn(now, column + 1), [row, column + 1]);
  }

  #remove(id: string): void {
    this.editor.change(removeTable(this.editor.draft, id), `remove ${id}`);
    offerUndo(this.app, this.editor, '已删除表格');
  }

  /** Changes rows and columns, and leads to a cell, or to the one nearest to it. */
  #reshape(place: Place, change: (table: Table) => Table, [row, column]: At): void {
    const { editor } = this;
    editor.fix(setTable(editor.draft, place.id, change), `shape ${place.id}`);
    const rows = gridOf(findTable(editor.draft, place.id)?.rows ?? []);
    this.#go(place, [Math.min(row, rows.length - 1), Math.min(column, (rows[0]?.length ?? 1) - 1)]);
  }

  #go({ part, id }: Place, at: At): void {
    this.#at.set(id, at);
    this.editor.reveal({ section: this.editor.section, part, item: id, field: cellField(...at), start: 0, end: 0 });
  }

  #focused(id: string, event: FocusEvent): void {
    const at = atOf(event.target);
    const last = this.#at.get(id);
    if (!at || (last?.[0] === at[0] && last[1] === at[1])) return;
    this.#at.set(id, at);
    this.app.redraw();
  }

  #paste(place: Place, event: ClipboardEvent): void {
    const { target, clipboardData } = event;
    const at = atOf(target);
    const cells = clipboardData && copiedCells(clipboardData.getData('text/html'), clipboardData.getData('text/plain'));
    if (!at || !cells || !(target instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    const only = cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : undefined;
    if (only !== undefined) {
      target.setRangeText(only, target.selectionStart, target.selectionEnd, 'end');
      target.dispatchEvent(new Event('input', { bubbles: true }));
      return;
    }
    const { editor } = this;
    let cut = false;
    editor.fix(setTable(editor.draft, place.id, (now) => {
      const pasted = pasteCells(now, at[0], at[1], cells);
      ({ cut } = pasted);
      return pasted.table;
    }), `paste ${place.id}`);
    if (cut) this.app.toast({ stays: true, text: `一张表最多 ${MOST_COLUMNS} 列、${MOST_ROWS} 行，多出的没有粘贴进来` });
  }

  /** Ctrl+Enter adds a row; the arrows lead on to the next cell from the end of a text. Never while an input method is composing. */
  #key(place: Place, event: KeyboardEvent): void {
    const area = event.target;
    const at = atOf(area);
    if (event.isComposing || event.keyCode === 229 || !at || !(area instanceof HTMLTextAreaElement)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      this.#addRow(place);
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && area.selectionStart === area.selectionEnd) {
      const step = event.key === 'ArrowDown' && area.selectionEnd === area.value.length ? 1 : event.key === 'ArrowUp' && area.selectionStart === 0 ? -1 : 0;
      const next = step === 0 ? null : document.getElementById(controlId(place.part, place.id, cellField(at[0] + step, at[1])));
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  }
}

/** The place of the cell that a field is. */
function atOf(target: EventTarget | null): At | null {
  if (!(target instanceof HTMLElement) || target.dataset.row === undefined) return null;
  return [Number(target.dataset.row), Number(target.dataset.column)];
}

/** A click beside the text of a cell goes into it. */
function intoCell({ target }: Event): void {
  if (target instanceof HTMLElement && target.matches('[role="row"] > *')) target.querySelector('textarea')?.focus();
}
