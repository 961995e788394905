import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copiedCells } from '../src/clipboard';
import { findPart } from '../src/draft';
import type { Draft, Item, Part, Table } from '../src/generated';
import { PAUSE_MS } from '../src/saver';
import {
  addColumn, addRow, addTable, emptyTable, findTable, gridOf, MOST_COLUMNS, MOST_ROWS, pasteCells, removeColumn, removeRow, removeTable, setCell,
  setTable,
} from '../src/tables';
import { sampleDraft } from './fake-shell';
import { key, openReport, pass, sample, settle, shellWith, stored, value, type Page } from './page';

const of = (rows: string[][], more: Partial<Table> = {}): Table => ({ id: 't', title: '', rows, wide: false, ...more });

describe('tables', () => {
  it('are as wide as their longest row, and never empty', () => {
    const full = ['1', '2'];
    const grid = gridOf([['甲'], full]);
    expect(grid).toEqual([['甲', ''], ['1', '2']]);
    expect(grid[1]).toBe(full);
    expect(gridOf([])).toEqual([['', '', ''], ['', '', ''], ['', '', '']]);
    expect(gridOf([[]])).toEqual(gridOf([]));
  });

  it('change in one cell and share the other rows', () => {
    const table = of([['甲', '乙'], ['1', '2'], ['3']]);
    const next = setCell(table, 2, 1, '4');
    expect(next.rows).toEqual([['甲', '乙'], ['1', '2'], ['3', '4']]);
    expect(next.rows[0]).toBe(table.rows[0]);
    expect(table.rows[2]).toEqual(['3']);
  });

  it('take rows and columns in and out, but for the last', () => {
    const table = of([['甲', '乙'], ['1', '2']]);
    expect(addRow(table, 1).rows).toEqual([['甲', '乙'], ['', ''], ['1', '2']]);
    expect(addColumn(table, 1).rows).toEqual([['甲', '', '乙'], ['1', '', '2']]);
    expect(removeRow(table, 0).rows).toEqual([['1', '2']]);
    expect(removeColumn(table, 0).rows).toEqual([['乙'], ['2']]);
    expect(removeRow(of([['甲']]), 0).rows).toEqual([['甲']]);
    expect(removeColumn(of([['甲']]), 0).rows).toEqual([['甲']]);
  });

  it('grow with what is pasted, up to what a Word file may have', () => {
    const table = of([['甲', '乙'], ['1', '2']]);
    expect(pasteCells(table, 1, 1, [['a', 'b'], ['c']])).toEqual({ table: of([['甲', '乙', ''], ['1', 'a', 'b'], ['', 'c', '']]), cut: false });
    const wide = pasteCells(table, 0, 1, [Array.from({ length: MOST_COLUMNS }, (_, i) => String(i))]);
    expect(wide.table.rows.map((row) => row.length)).toEqual([MOST_COLUMNS, MOST_COLUMNS]);
    expect([wide.cut, wide.table.rows[0]?.at(-1)]).toEqual([true, String(MOST_COLUMNS - 2)]);
    const long = pasteCells(table, 0, 0, Array.from({ length: MOST_ROWS + 1 }, () => ['x']));
    expect([long.cut, long.table.rows.length]).toEqual([true, MOST_ROWS]);
  });

  it('are found and changed in parts, items and attachments, and share what is unchanged', () => {
    let draft: Draft = addTable(sampleDraft('a'), 'causes', null, { ...emptyTable('p') });
    draft = addTable(draft, 'work', 'w2b', { ...emptyTable('i') });
    const attachment = { id: 'a1', name: '', kind: 'table' as const, body: '', table: emptyTable('at'), columns: [], wide: true };
    draft = { ...draft, elements: { letterhead: { on: false, copy_number: '', secrecy: '', urgency: '', bodies: '', suffix: false, number: '', signers: '' },
      recipient: { on: false, text: '' }, attachments: { on: true, items: [attachment] }, note: { on: false, text: '' }, imprint: { on: false, copies: '', issuer: '', date: '' } } };
    for (const id of ['p', 'i', 'at']) {
      const next = setTable(draft, id, (table) => ({ ...table, title: '新' }));
      expect(findTable(next, id)?.title).toBe('新');
      expect(findTable(draft, id)?.title).toBe('');
      expect(findPart(next.parts, 'plan')).toBe(findPart(draft.parts, 'plan'));
    }
    expect(setTable(draft, 'p', (table) => ({ ...table, title: '新' })).elements).toBe(draft.elements);
    expect(setTable(draft, 'at', (table) => ({ ...table, title: '新' })).parts).toBe(draft.parts);
    expect(findTable(removeTable(draft, 'i'), 'i')).toBeUndefined();
    expect(findTable(removeTable(draft, 'i'), 'p')).toBeDefined();
    expect(findTable(removeTable(draft, 'p'), 'p')).toBeUndefined();
  });
});

describe('the clipboard', () => {
  it('holds cells where tabs and line ends part them', () => {
    expect(copiedCells('', '序号\t问题\r\n1\t台账不全\r\n')).toEqual([['序号', '问题'], ['1', '台账不全']]);
    expect(copiedCells('', 'a\t\tb\t\nc')).toEqual([['a', '', 'b', ''], ['c']]);
    expect(copiedCells('', '第一\n第二')).toEqual([['第一'], ['第二']]);
    expect(copiedCells('', '一句话')).toBeNull();
    expect(copiedCells('', '一句话\r\n')).toBeNull();
  });

  it('takes the quotes of a spreadsheet away, and leaves those of a text', () => {
    expect(copiedCells('', '"一\n二"\t"他说""好"""\r\n"三"\t"两优一先"表彰')).toEqual([['一\n二', '他说"好"'], ['"三"', '"两优一先"表彰']]);
  });

  it('holds the table of a web page, a spreadsheet, a word processor', () => {
    const excel = `<html xmlns:o="urn:x"><head><meta charset=utf-8><style><!--td {color:black;} --></style></head><body><!--StartFragment-->
      <table border=0><col width=72><tr height=19><td class=xl65 title="a>b">序号</td><td>整改 措施&nbsp;</td></tr>
      <tr><td>1</td><td>建章<br style='mso-data-placement:same-cell;'>立制 &amp; 落实&#65311;</td></tr>
      <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td><td></td></tr><![endif]></table><!--EndFragment--></body></html>`;
    expect(copiedCells(excel, 'x')).toEqual([['序号', '整改 措施'], ['1', '建章\n立制 & 落实？']]);
    const word = `<table><tr><td><p class=MsoNormal><span>支部
      活动</span><span lang=EN-US>12
      times<o:p></o:p></span></p><p>第二段</p></td></tr></table>`;
    expect(copiedCells(word, 'x')).toEqual([['支部活动12 times\n第二段']]);
  });

  it('puts merged cells where they stand', () => {
    const html = '<table><tr><td rowspan=2>甲</td><td colspan="2">乙</td></tr><tr><td>1</td><td>2</td></tr><tr><td>丙</td><td>3</td><td>4</td></tr></table>';
    expect(copiedCells(html, '')).toEqual([['甲', '乙', ''], ['', '1', '2'], ['丙', '3', '4']]);
  });

  it('keeps a table within a cell in that cell', () => {
    expect(copiedCells('<table><tr><td>外<table><tr><td>内</td></tr></table>尾</td><td>右</td></tr></table>', '')).toEqual([['外内\n尾', '右']]);
  });

  it('is no table where text stands beside one, or there is none', () => {
    expect(copiedCells('<p>前言</p><table><tr><td>甲</td></tr></table>', '前言\n甲')).toBeNull();
    expect(copiedCells('<p>第一段</p><p>第二段</p>', '第一段\n第二段')).toBeNull();
    expect(copiedCells('<p>甲\t乙</p>', '甲\t乙')).toEqual([['甲', '乙']]);
    expect(copiedCells('<', '<')).toBeNull();
  });
});

describe('the table editor', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
  afterEach(() => vi.useRealTimers());

  const part = (page: Page, id = 'work'): Part | undefined => stored(page)?.parts.find((entry) => entry.id === id);
  const item = (page: Page): Item | undefined => part(page)?.items[0];
  const texts = (page: Page): string[] => page.all('cell').map(value);

  /** 主要履职情况 with a table in its first card. */
  async function withTable(): Promise<Page> {
    const page = await sample();
    await page.click('section-work');
    await page.click('card-menu');
    await page.click('card-table');
    return page;
  }

  function paste(target: HTMLElement, plain: string, html = ''): Event {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: (type: string) => (type === 'text/html' ? html : plain) } });
    target.dispatchEvent(event);
    return event;
  }

  it('adds a table to a card, with the caret in its first cell, and takes it away with an undo', async () => {
    const page = await withTable();
    expect(page.all('cell')).toHaveLength(9);
    expect(document.activeElement).toBe(page.get('cell'));
    expect(page.get('card').contains(page.get('table'))).toBe(true);
    page.type(page.get('cell'), '支部');
    page.type(page.get('table-title'), '支部情况');
    await page.click('table-wide');
    await pass(PAUSE_MS);
    expect(item(page)?.tables).toMatchObject([{ title: '支部情况', wide: true, rows: [['支部', '', ''], ['', '', ''], ['', '', '']] }]);
    expect(item(page)?.tables?.[0]?.id).toMatch(/^[\da-f-]{36}$/);
    await page.click('table-remove');
    expect(page.all('table')).toHaveLength(0);
    await page.click('toast-action');
    expect(texts(page)[0]).toBe('支部');
    expect(value(page.get('table-title'))).toBe('支部情况');
  });

  it('adds a table to a part, above its cards', async () => {
    const page = await sample();
    await page.click('section-work');
    await page.click('part-menu');
    await page.click('part-table');
    expect(page.get('table').compareDocumentPosition(page.get('card')) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await pass(PAUSE_MS);
    expect(part(page)?.tables).toHaveLength(1);
  });

  it('keeps its fields while typing, and takes nothing from an input method before it has ended', async () => {
    const page = await withTable();
    const cell = page.get('cell', 4) as HTMLTextAreaElement;
    cell.focus();
    cell.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    cell.value = 'zhi bu';
    cell.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    key(cell, 'Enter', { ctrlKey: true, isComposing: true });
    key(cell, 'ArrowDown', { keyCode: 229 });
    page.shell.labels = {};
    await pass(5000);
    expect(page.shell.named('save').length).toBe(1);
    expect([page.all('cell').length, page.get('cell', 4), cell.value, document.activeElement]).toEqual([9, cell, 'zhi bu', cell]);
    cell.value = '支部';
    cell.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    cell.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '支部' }));
    await pass(PAUSE_MS);
    expect(item(page)?.tables?.[0]?.rows[1]).toEqual(['', '支部', '']);
    expect(page.get('cell', 4)).toBe(cell);
  });

  it('adds and removes rows and columns at the caret', async () => {
    const page = await withTable();
    page.type(page.get('cell', 3), '一');
    page.type(page.get('cell', 6), '二');
    page.get('cell', 3).focus();
    await page.click('add-table-row');
    expect(texts(page).filter((_, i) => i % 3 === 0)).toEqual(['', '一', '', '二']);
    expect(document.activeElement).toBe(page.get('cell', 6));
    await page.click('add-table-column');
    expect(page.all('cell')).toHaveLength(16);
    expect(document.activeElement).toBe(page.get('cell', 9));
    await page.click('remove-table-column');
    await page.click('remove-table-row');
    expect(texts(page).filter((_, i) => i % 3 === 0)).toEqual(['', '一', '二']);
    await page.click('undo');
    expect(texts(page).filter((_, i) => i % 3 === 0)).toEqual(['', '一', '', '二']);
  });

  it('adds a row with Ctrl+Enter, and no item; arrows lead on from the end of a text', async () => {
    const page = await withTable();
    const first = page.get('cell') as HTMLTextAreaElement;
    first.focus();
    key(first, 'ArrowUp');
    expect(document.activeElement).toBe(first);
    key(first, 'ArrowDown');
    expect(document.activeElement).toBe(page.get('cell', 3));
    await settle();
    key(page.get('cell', 3), 'Enter', { ctrlKey: true });
    await settle();
    expect([page.all('cell').length, page.all('card').length]).toEqual([12, 3]);
    expect(document.activeElement).toBe(page.get('cell', 6));
    page.type(page.get('cell', 6), '两行');
    (page.get('cell', 6) as HTMLTextAreaElement).setSelectionRange(1, 1);
    key(page.get('cell', 6), 'ArrowDown');
    expect(document.activeElement).toBe(page.get('cell', 6));
  });

  it('fills cells from the clipboard as one step', async () => {
    const page = await withTable();
    const cell = page.get('cell', 4);
    cell.focus();
    expect(paste(cell, '1\t2\t3\n4\t5\t6\n7\t8\t9').defaultPrevented).toBe(true);
    await settle();
    expect(page.all('cell')).toHaveLength(16);
    expect(texts(page).slice(4)).toEqual(['', '1', '2', '3', '', '4', '5', '6', '', '7', '8', '9']);
    expect(document.activeElement).toBe(cell);
    await page.click('undo');
    expect(texts(page)).toEqual(Array.from({ length: 9 }, () => ''));
    await page.click('redo');
    await pass(PAUSE_MS);
    expect(item(page)?.tables?.[0]?.rows[3]).toEqual(['', '7', '8', '9']);
  });

  it('writes one copied cell at the caret, and leaves text to the field', async () => {
    const page = await withTable();
    const cell = page.get('cell') as HTMLTextAreaElement;
    page.type(cell, '共家');
    cell.setSelectionRange(1, 1);
    paste(cell, '46\r\n', '<table><tr><td>46</td></tr></table>');
    expect(cell.value).toBe('共46家');
    expect(paste(cell, '一句话').defaultPrevented).toBe(false);
    await pass(PAUSE_MS);
    expect(item(page)?.tables?.[0]?.rows[0]?.[0]).toBe('共46家');
  });

  it('says how many columns a table may have', async () => {
    const draft = sampleDraft('a');
    const work = draft.parts.find((entry) => entry.id === 'work');
    work!.tables = [of([Array.from({ length: MOST_COLUMNS }, (_, i) => String(i))], { id: 't1' })];
    const page = await openReport(shellWith(draft));
    await page.click('section-work');
    await page.click('add-table-column');
    expect(page.get('toast').textContent).toContain('最多 63 列');
    expect(page.all('cell')).toHaveLength(63);
    page.get('cell', 62).focus();
    paste(page.get('cell', 62), 'a\tb');
    await settle();
    expect([page.all('cell').length, value(page.get('cell', 62))]).toEqual([63, 'a']);
    expect(page.get('toast').textContent).toContain('没有粘贴进来');
    await pass(60_000);
    expect(page.all('toast')).toHaveLength(1);
    await page.click('toast-close');
    expect(page.all('toast')).toHaveLength(0);
  });

  it('asks the engine and draws once for many pasted cells, and measures them together', async () => {
    const page = await withTable();
    await pass(200);
    const views = page.shell.named('view').length;
    const order: string[] = [];
    const height = vi.spyOn(HTMLTextAreaElement.prototype, 'scrollHeight', 'get').mockImplementation(function measured(this: HTMLTextAreaElement) {
      order.push('read');
      return 34;
    });
    const style = page.get('cell').style;
    const set = vi.spyOn(Object.getPrototypeOf(style) as CSSStyleDeclaration, 'height', 'set').mockImplementation(() => { order.push('write'); });
    paste(page.get('cell'), Array.from({ length: 6 }, () => Array.from({ length: 5 }, (_, i) => `值${i}`).join('\t')).join('\n'));
    await settle();
    height.mockRestore();
    set.mockRestore();
    expect(page.all('cell')).toHaveLength(30);
    const turns = order.filter((entry, i) => entry !== order[i - 1]);
    expect(turns).toEqual(['write', 'read', 'write']);
    await pass(200);
    expect(page.shell.named('view').length).toBe(views + 1);
  });

  it('says that cells can be pasted, and where many columns would fit', async () => {
    const page = await withTable();
    expect(page.get('table-hint').textContent).toBe('可以从 Excel、WPS 复制单元格，直接粘贴');
    paste(page.get('cell'), Array.from({ length: 9 }, (_, i) => `栏${i}`).join('\t'));
    await settle();
    expect(page.get('table-hint').textContent).toBe('列多，建议打勾“横排”');
    await page.click('table-wide');
    expect(page.get('table-hint').textContent).toContain('直接粘贴');
  });

  it('leads from the preview to the cell, an empty one too', async () => {
    const page = await withTable();
    page.type(page.get('cell', 3), '一');
    await pass(200);
    const cells = [...page.get('preview').querySelectorAll<HTMLElement>('[role="cell"]')];
    expect(cells).toHaveLength(9);
    await page.click('section-plan');
    cells[3]?.querySelector<HTMLElement>('[data-span]')?.click();
    await settle();
    expect(document.activeElement).toBe(page.get('cell', 3));
    cells[5]?.querySelector<HTMLElement>('p')?.click();
    await settle();
    expect(document.activeElement).toBe(page.get('cell', 5));
  });

  it('shows what is wrong in a cell, and F8 leads to it in its card', async () => {
    const page = await withTable();
    page.type(page.get('cell', 4), '××家');
    await page.click('card-fold');
    page.type(page.get('item-body'), '无');
    await pass(200);
    await page.click('status-open');
    await settle();
    const cell = document.activeElement as HTMLTextAreaElement;
    expect([cell.dataset.row, cell.dataset.column, cell.selectionStart, cell.selectionEnd]).toEqual(['1', '1', 0, 2]);
  });
});
