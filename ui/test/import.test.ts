import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportEdit, ImportFiles, ReportSummary } from '../src/generated';
import { violations } from './axe';
import { FakeImport, PIECES, piece } from './fake-import';
import { FakeShell } from './fake-shell';
import { key, openPage, settle, value, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** The screen of one import, opened by way of its file. */
async function confirm(one: FakeImport = new FakeImport(1, '2024年述职报告.docx'), shell = new FakeShell()): Promise<Page> {
  shell.imports.files = [{ name: one.name, import: one }];
  const page = await openPage(shell);
  await page.click('import-report');
  await page.click('import-files');
  await settle();
  page.get('import');
  return page;
}

const steps = (page: Page): ImportEdit['step'][] => page.shell.named('import_edit').map(({ args }) => (args as ImportEdit).step);
const row = (page: Page, id: number): HTMLElement => page.all('import-row').find((one) => one.dataset.piece === String(id))!;
const selected = (page: Page): string | undefined => page.all('import-row').find((one) => one.getAttribute('aria-selected') === 'true')?.dataset.piece;
const pick = async (page: Page, testid: string, option: string): Promise<void> => {
  const list = page.get(testid) as HTMLSelectElement;
  list.value = option;
  list.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
};
const area = (page: Page): HTMLTextAreaElement => page.get('import-text') as HTMLTextAreaElement;

describe('导入旧稿, one file', () => {
  it('shows the source marked on the left and the parts on the right, and begins where it is unsure', async () => {
    const page = await confirm();
    expect(page.all('import-row').map(({ dataset }) => dataset.role)).toEqual(['title', 'text', 'heading', 'heading', 'text', 'heading', 'series', 'text', 'noise']);
    expect(row(page, 4).textContent).toContain('（一）抓学习。');
    expect(row(page, 7).textContent).toContain('请确认');
    expect(row(page, 9).textContent).toContain('已搁置');
    expect(row(page, 5).querySelector('mark')?.textContent).toBe('走访偏少');
    expect(page.all('import-heading').map(({ textContent }) => textContent)).toEqual(['一、主要做法', '（一）抓学习', '二、存在问题']);
    expect(page.get('import-summary').textContent).toBe('认出 2 个部分，搁置 1 行');
    expect(page.get('import-reasons').textContent).toBe('模板按有存在问题、有下一步打算判断');
    expect(page.get('import-notices').textContent).toContain('去掉了页眉 1 处');
    expect([value(page.get('import-year')), value(page.get('import-unit')), value(page.get('import-template'))]).toEqual(['2024', '青禾县水利局', 'small']);
    expect(selected(page)).toBe('7');
    expect(page.get('import-why').textContent).toBe('请确认：一是开头，句子短');
  });

  it('shows on one side what is chosen on the other', async () => {
    const page = await confirm();
    row(page, 3).click();
    await settle();
    expect(page.all('import-heading').map((one) => one.getAttribute('aria-current'))).toEqual(['true', 'false', 'false']);
    expect(page.get('import-desk').dataset.piece).toBe('3');
    // A text that is folded away is unfolded with its part.
    expect(page.all('import-piece').map(({ dataset }) => dataset.piece)).not.toContain('5');
    row(page, 5).click();
    await settle();
    expect(page.all('import-piece').find(({ dataset }) => dataset.piece === '5')?.getAttribute('aria-current')).toBe('true');
    await page.click('import-heading', 2);
    expect(selected(page)).toBe('6');
    await page.click('import-fold', 0);
    expect(page.get('import-fold').getAttribute('aria-expanded')).toBe('false');
  });

  it('changes role, level and kind, and takes it back and again by keyboard', async () => {
    const page = await confirm();
    row(page, 8).click();
    await settle();
    await pick(page, 'import-role', 'heading-3');
    expect(steps(page).at(-1)).toEqual({ step: 'edit', edit: { do: 'role', piece: 8, role: 'heading', level: 3 } });
    expect(row(page, 8).dataset.role).toBe('heading');
    expect(page.all('import-kind')).toHaveLength(0);
    key(document.body, 'z', { ctrlKey: true });
    await settle();
    expect(row(page, 8).dataset.role).toBe('text');
    key(document.body, 'y', { ctrlKey: true });
    await settle();
    expect(row(page, 8).dataset.role).toBe('heading');
    row(page, 3).click();
    await settle();
    await pick(page, 'import-kind', 'rectification');
    expect(steps(page).at(-1)).toEqual({ step: 'edit', edit: { do: 'kind', piece: 3, kind: 'rectification' } });
    expect(value(page.get('import-role'))).toBe('heading-1');
  });

  it('splits at the caret, by button and by Enter, and goes on with the second half', async () => {
    const page = await confirm();
    row(page, 5).click();
    await settle();
    await page.click('import-split');
    expect(steps(page)).toEqual([]);
    area(page).setSelectionRange(10, 10);
    key(area(page), 'Enter');
    await settle();
    expect(steps(page)).toEqual([{ step: 'edit', edit: { do: 'split', piece: 5, at: 10 } }]);
    expect(area(page).value).toBe('每月走访。');
    area(page).setSelectionRange(2, 2);
    await page.click('import-split');
    expect(area(page).value).toBe('走访。');
    expect(page.all('import-row')).toHaveLength(11);
  });

  it('joins with the one before, by button and by Backspace at the beginning', async () => {
    const page = await confirm();
    row(page, 8).click();
    await settle();
    area(page).setSelectionRange(1, 1);
    key(area(page), 'Backspace');
    await settle();
    expect(steps(page)).toEqual([]);
    area(page).setSelectionRange(0, 0);
    key(area(page), 'Backspace');
    await settle();
    expect(steps(page)).toEqual([{ step: 'edit', edit: { do: 'merge', piece: 8 } }]);
    expect(selected(page)).toBe('7');
    expect(page.all('import-row').at(7)?.textContent).toContain('并入上文');
    await page.click('import-merge');
    expect(steps(page).at(-1)).toEqual({ step: 'edit', edit: { do: 'merge', piece: 7 } });
  });

  it('lets nothing be typed into the text, not by an input method either', async () => {
    const page = await confirm();
    const before = new InputEvent('beforeinput', { bubbles: true, cancelable: true });
    area(page).dispatchEvent(before);
    expect(before.defaultPrevented).toBe(true);
    area(page).value = '台账不全，多出来的。';
    area(page).dispatchEvent(new Event('compositionend'));
    expect(area(page).value).toBe('台账不全。');
    expect(steps(page)).toEqual([]);
  });

  it('moves up and down in the order of the report, and says where what was moved stands', async () => {
    const one = new FakeImport(1, '旧稿.docx');
    const page = await confirm(one);
    row(page, 2).click();
    await settle();
    one.moved = [{ pieces: [2], place: '在最前面' }];
    key(document.body, 'ArrowUp', { altKey: true });
    await settle();
    expect(steps(page)).toEqual([{ step: 'edit', edit: { do: 'move', piece: 2, up: true } }]);
    expect((page.get('import-up') as HTMLButtonElement).disabled).toBe(true);
    expect(row(page, 2).textContent).toContain('已移动');
    expect(page.get('import-where').textContent).toBe('现在在最前面');
    await page.click('import-down');
    expect(steps(page).at(-1)).toEqual({ step: 'edit', edit: { do: 'move', piece: 2, up: false } });
  });

  it('moves a heading with what stands below it, and says so where it can go no further', async () => {
    const one = new FakeImport(1, '旧稿.docx');
    const page = await confirm(one);
    row(page, 3).click();
    await settle();
    expect(page.get('import-down').getAttribute('aria-label')).toBe('下移，连同下面的文字');
    one.moved = [{ pieces: [3, 4, 5], place: '在“二、存在问题”之后' }];
    await page.click('import-down');
    expect(page.all('import-where').map(({ textContent }) => textContent)).toEqual(['现在在“二、存在问题”之后，编号在报告里重排']);
    expect(row(page, 5).textContent).toContain('跟着移了');
    one.take = () => undefined;
    await page.click('import-down');
    expect(page.get('toast').textContent).toContain('已经到末尾了');
  });

  it('lets the number of a heading be put right', async () => {
    const page = await confirm();
    row(page, 3).click();
    await settle();
    const number = page.get('import-number') as HTMLInputElement;
    expect(number.value).toBe('一、');
    number.value = ' 第一章 ';
    number.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(steps(page)).toEqual([{ step: 'edit', edit: { do: 'number', piece: 3, number: '第一章' } }]);
    expect(row(page, 3).textContent).toContain('第一章主要做法');
    key(document.body, 'z', { ctrlKey: true });
    await settle();
    expect(value(page.get('import-number'))).toBe('一、');
    row(page, 8).click();
    await settle();
    expect(page.all('import-number')).toHaveLength(0);
  });

  it('says in a clerk’s words what a role is', async () => {
    const page = await confirm();
    expect(row(page, 7).querySelector('.import-label')?.textContent).toBe('一是、二是请确认');
    expect(page.get('import-hint').textContent).toContain('一是、二是：用一是、二是或者首先、其次分开写的一条');
    const names = [...(page.get('import-role') as HTMLSelectElement).options].map(({ textContent }) => textContent);
    expect(names).toContain('句中的问题');
    expect(names).not.toContain('表格');
  });

  it('shows a table as one, asks for no role, and sets it aside as a whole', async () => {
    const one = new FakeImport(1, '旧稿.docx', [
      ...PIECES, ...['问题', '措施', '走访偏少', '每月走访'].map((text, i) => piece(10 + i, 'cell', '', text, { paragraph: 8 + i, last_year: i === 2 ? [{ start: 0, end: 4 }] : [] })),
    ]);
    one.lines = 12;
    one.cells = new Map([0, 1, 2, 3].map((i) => [8 + i, { table: 0, row: i >> 1, column: i & 1 }]));
    const page = await confirm(one);
    expect(page.all('import-row').some(({ dataset }) => Number(dataset.piece) >= 10)).toBe(false);
    const cells = page.all('import-line').map((line) => [...line.children].map(({ textContent }) => textContent));
    expect(cells).toEqual([['问题', '措施'], ['走访偏少', '每月走访']]);
    expect(page.get('import-table-says').textContent).toBe('台账：1 行，成为上年问题整改的 1 条');
    expect(page.all('import-piece').filter(({ textContent }) => textContent?.includes('表格'))).toHaveLength(1);
    // The arrows stop once at it, and go through its cells left and right.
    const list = page.get('import-source');
    key(list, 'End');
    await settle();
    expect(page.get('import-desk').dataset.piece).toBe('10');
    expect(list.getAttribute('aria-activedescendant')).toBe('table-0');
    expect(page.all('import-role')).toHaveLength(0);
    key(list, 'ArrowRight');
    key(list, 'ArrowRight');
    await settle();
    expect(page.get('import-desk').textContent).toContain('表格第 2 行第 1 列');
    expect(area(page).value).toBe('走访偏少');
    key(area(page), 'Enter');
    await settle();
    expect(steps(page)).toEqual([]);
    expect(await violations(page.root)).toEqual([]);
    await page.click('import-noise');
    expect(steps(page)).toEqual([{ step: 'table', pieces: [10, 11, 12, 13], aside: true }]);
    expect(page.get('import-table').textContent).toContain('已搁置');
    await page.click('import-aside');
    await page.click('import-restore', 1);
    expect(steps(page).at(-1)).toEqual({ step: 'table', pieces: [10, 11, 12, 13], aside: false });
    key(list, 'ArrowUp');
    await settle();
    expect(page.get('import-desk').dataset.piece).toBe('9');
  });

  it('leads to the year with F8 while that is missing', async () => {
    const one = new FakeImport(1, '旧稿.docx');
    one.year = null;
    const page = await confirm(one);
    key(document.body, 'F8');
    await settle();
    expect(selected(page)).toBe('9');
    key(document.body, 'F8');
    await settle();
    expect(document.activeElement).toBe(page.get('import-year'));
    expect(page.get('toast').textContent).toContain('请填述职年度');
    key(document.activeElement!, 'F8');
    await settle();
    expect(selected(page)).toBe('7');
    await page.click('import-sure');
    await page.click('import-sure');
    expect(document.activeElement).toBe(page.get('import-year'));
    expect(page.get('import').textContent).not.toContain('没有拿不准的');
    (document.activeElement as HTMLElement).blur();
    await page.click('import-year-wrong');
    expect(document.activeElement).toBe(page.get('import-year'));
  });

  it('sets aside and takes up again, on either side', async () => {
    const page = await confirm();
    row(page, 2).click();
    await settle();
    key(page.get('import-source'), 'Delete');
    await settle();
    expect(row(page, 2).dataset.role).toBe('noise');
    await page.click('import-noise');
    expect(row(page, 2).dataset.role).toBe('text');
    expect(page.get('import-aside').textContent).toContain('搁置的 1 行');
    await page.click('import-aside');
    await page.click('import-restore');
    expect(steps(page).at(-1)).toEqual({ step: 'edit', edit: { do: 'role', piece: 9, role: 'text', level: null } });
    expect(page.all('import-aside')).toHaveLength(0);
  });

  it('ticks this year’s problems and last year’s, and names one by selecting its words', async () => {
    const page = await confirm();
    await page.click('import-problem-tick');
    expect(steps(page)).toEqual([{ step: 'edit', edit: { do: 'problem', piece: 7, named: false } }]);
    await page.click('import-problem-tick');
    expect(steps(page).at(-1)).toEqual({ step: 'edit', edit: { do: 'problem', piece: 7, named: true } });
    await page.click('import-last-year-tick');
    expect(steps(page).at(-1)).toEqual({ step: 'last_year', piece: 5, start: 2, end: 6, named: false });
    expect((page.get('import-last-year-tick') as HTMLInputElement).checked).toBe(false);
    await page.click('import-last-year-go');
    expect(selected(page)).toBe('5');
    const count = steps(page).length;
    area(page).setSelectionRange(3, 3);
    await page.click('import-mark');
    expect(steps(page)).toHaveLength(count);
    area(page).setSelectionRange(2, 6);
    await page.click('import-mark');
    expect(steps(page).at(-1)).toEqual({ step: 'last_year', piece: 5, start: 2, end: 6, named: true });
    await page.click('import-names');
    expect(steps(page).at(-1)).toEqual({ step: 'edit', edit: { do: 'problem', piece: 5, named: true } });
  });

  it('goes through what is unsure with F8, and ends when all is said', async () => {
    const page = await confirm();
    expect(page.get('import-next').textContent).toContain('2 处');
    key(document.body, 'F8');
    await settle();
    expect(selected(page)).toBe('9');
    key(document.body, 'F8');
    await settle();
    expect(selected(page)).toBe('7');
    await page.click('import-sure');
    expect(steps(page)).toEqual([{ step: 'sure', piece: 7 }]);
    expect(selected(page)).toBe('9');
    await page.click('import-sure');
    expect(page.all('import-next')).toHaveLength(0);
    key(document.body, 'F8');
    await settle();
    expect(page.get('toast').textContent).toContain('没有要确认的了');
  });

  it('walks through the file with the arrows', async () => {
    const page = await confirm();
    const list = page.get('import-source');
    key(list, 'Home');
    await settle();
    expect(selected(page)).toBe('1');
    expect(list.getAttribute('aria-activedescendant')).toBe('piece-1');
    for (const expected of ['2', '3', '4', '5', '6']) {
      key(list, 'ArrowDown');
      await settle();
      expect(selected(page)).toBe(expected);
    }
    key(list, 'Enter');
    expect(document.activeElement).toBe(page.get('import-role'));
  });

  it('makes no report without a year, and the report with what was chosen', async () => {
    const one = new FakeImport(1, '旧稿.doc');
    one.year = null;
    const page = await confirm(one);
    expect(page.get('import-year').getAttribute('aria-invalid')).toBe('true');
    await page.click('import-finish');
    expect(page.shell.named('import_finish')).toHaveLength(0);
    expect(document.activeElement).toBe(page.get('import-year'));
    page.type(page.get('import-year'), '20');
    await settle();
    expect(page.get('import-year-wrong').textContent).toContain('四位数');
    page.type(page.get('import-year'), '2023');
    page.type(page.get('import-unit'), '青禾县农业局');
    await pick(page, 'import-template', 'other');
    expect(page.shell.named('import_choose').map(({ args }) => args)).toEqual([
      { id: 1, template: null, year: 2023, unit: null, chained: null }, { id: 1, template: null, year: null, unit: '青禾县农业局', chained: null },
      { id: 1, template: 'other', year: null, unit: null, chained: null },
    ]);
    await page.click('import-finish');
    await settle();
    expect(page.get('compose')).toBeTruthy();
    expect(page.get('toast').textContent).toContain('已建立2023年度的报告');
    await page.click('toast-action');
    await settle();
    expect(page.get('carry').dataset.report).toBe('imported-2023');
  });

  it('tells what it follows, lets that be switched off, and says what was linked', async () => {
    const shell = new FakeShell();
    shell.imports.linked = ['接在2023年度的报告之后，1 个上年问题对上了：“走访偏少”'];
    const one = new FakeImport(1, '旧稿.docx');
    one.earlier = { year: 2023, title: '2023年度述职报告', waiting: false };
    const page = await confirm(one, shell);
    expect((page.get('import-chained') as HTMLInputElement).checked).toBe(true);
    await page.click('import-chained');
    expect(shell.named('import_choose').at(-1)?.args).toMatchObject({ id: 1, chained: false });
    await page.click('import-finish');
    await settle();
    expect(page.get('toast').textContent).toContain('1 个上年问题对上了');
  });

  it('notices a file that was imported before, and leads to its report', async () => {
    const shell = new FakeShell();
    const before: ReportSummary = {
      id: 'a', title: '2024年度述职报告', unit: '', reporter: '', year: 2024, parts_done: 0, parts_total: 1, placeholders: 0, modified: '2026-01-05T10:00:00+08:00', exported: null, deleted: null, days_left: null,
    };
    const one = new FakeImport(1, '旧稿.docx');
    one.duplicates = [before];
    const page = await confirm(one, shell);
    expect(page.get('import-again').textContent).toContain('已经有报告“2024年度述职报告”');
    await page.click('import-open');
    expect(shell.named('open').at(-1)?.args).toEqual({ id: 'a' });
    one.duplicates = [{ ...before, deleted: '2026-01-06T09:00:00+08:00' }];
    const again = await confirm(one, new FakeShell());
    expect(again.get('import-again').textContent).toContain('在回收站里');
    expect(again.all('import-open')).toHaveLength(0);
    await again.click('import-anyway');
    expect(again.all('import-again')).toHaveLength(0);
  });

  it('drops an untouched import at once, and asks where something was put right', async () => {
    const page = await confirm();
    await page.click('import-noise');
    await page.click('import-discard');
    expect(page.shell.named('import_discard')).toHaveLength(0);
    await page.click('import-stay');
    await page.click('undo');
    await page.click('import-discard');
    await settle();
    expect(page.shell.named('import_discard')).toHaveLength(1);
    page.get('home');
  });

  it('asks before the window closes over what was put right, and waits in the list meanwhile', async () => {
    const page = await confirm();
    await page.click('import-noise');
    page.shell.emit('close-requested');
    await settle();
    expect(page.get('dialog').textContent).toContain('还没有建立成报告');
    await page.click('discard-no');
    await page.click('to-imports');
    await settle();
    expect(page.get('import-entry').textContent).toContain('2024年述职报告.docx');
    await page.click('import-confirm');
    await settle();
    expect(page.get('undo')).toHaveProperty('disabled', false);
  });

  it('says what failed, and goes on', async () => {
    const page = await confirm();
    page.shell.failures.set('import_edit', { code: 'not_found', message: '这一段不在了', hint: '请重新选一段' });
    await page.click('import-noise');
    expect(page.get('dialog').textContent).toContain('这一段不在了');
    await page.click('dialog-ok');
    page.shell.failures.clear();
    await page.click('import-noise');
    expect(row(page, 7).dataset.role).toBe('noise');
  });

  it('has nothing that axe finds', async () => {
    const one = new FakeImport(1, '旧稿.docx');
    one.year = null;
    one.again = true;
    one.earlier = { year: 2023, title: '旧稿', waiting: true };
    const page = await confirm(one);
    await page.click('import-aside');
    await page.click('import-fold', 1);
    expect(await violations(page.root)).toEqual([]);
  });
});

describe('导入旧稿, several files', () => {
  const years = (): FakeImport[] => [2022, 2023, 2024].map((year, i) => {
    const one = new FakeImport(i + 1, `${year}.docx`, [piece(1, 'text', '', '文字')]);
    one.year = year;
    return one;
  });

  async function list(imports: FakeImport[], shell = new FakeShell(), failed = true): Promise<Page> {
    shell.imports.files = [...imports.map((one) => ({ name: one.name, import: one })), ...(failed ? [{ name: '坏的.docx', reason: '坏的.docx：读不出文字；请另存为 .docx' }] : [])];
    const page = await openPage(shell);
    await page.click('import-report');
    await page.click('import-files');
    await settle();
    return page;
  }

  it('is opened from an empty 首页, and takes a pasted text', async () => {
    const page = await openPage(new FakeShell());
    expect(page.get('first').textContent).toContain('导入 Word 旧稿');
    await page.click('import-report');
    await page.click('import-paste');
    expect(document.activeElement).toBe(page.get('import-pasted'));
    expect((page.get('import-take') as HTMLButtonElement).disabled).toBe(true);
    page.type(page.get('import-pasted'), '一、主要做法');
    await settle();
    expect(await violations(page.root)).toEqual([]);
    await page.click('import-take');
    await settle();
    expect(page.shell.named('import_text')[0]?.args).toEqual({ text: '一、主要做法' });
    expect(page.get('import').textContent).toContain('粘贴的文字');
  });

  it('shows how far the reading is, and can be cancelled', async () => {
    const shell = new FakeShell();
    shell.held.add('import_files');
    const page = await openPage(shell);
    await page.click('import-report');
    await page.click('import-files');
    const files: ImportFiles = { files: [{ name: 'a.docx', state: { state: 'ready', id: 1 } }, { name: 'b.docx', state: { state: 'reading' } }, { name: 'c.docx', state: { state: 'waiting' } }] };
    shell.emit('import-progress', files);
    await settle();
    expect(page.get('import-step').textContent).toBe('正在读取，已完成 1 个，共 3 个');
    expect(page.all('import-file').map(({ textContent }) => textContent?.replace(/\s+/g, ''))).toEqual(['已识别a.docx', '读取中b.docx', '等待c.docx']);
    expect(await violations(page.root)).toEqual([]);
    await page.click('import-cancel');
    expect(shell.named('cancel_import')).toHaveLength(1);
    shell.imports.put(years()[0]!);
    shell.release('import_files', { files: [files.files[0], { name: 'b.docx', state: { state: 'cancelled' } }, { name: 'c.docx', state: { state: 'cancelled' } }] });
    await settle();
    expect(page.all('import-file').map(({ dataset }) => dataset.state)).toEqual(['cancelled', 'cancelled']);
    expect(page.all('import-entry')).toHaveLength(1);
  });

  it('lists the years with what could not be read, and lets years and the unit be filled in', async () => {
    const imports = years();
    imports[1]!.year = null;
    const page = await list(imports);
    expect(page.all('import-entry')).toHaveLength(3);
    expect(page.get('import-file').textContent).toContain('读不出文字；请另存为 .docx');
    expect(page.get('import-count').textContent).toBe('还有 1 份没有填年度');
    expect((page.get('import-all') as HTMLButtonElement).disabled).toBe(true);
    const field = page.all('import-entry-year').find((one) => value(one) === '')!;
    page.type(field, '202');
    await settle();
    expect(page.shell.named('import_choose')).toHaveLength(0);
    page.type(field, '2023');
    await settle();
    expect(page.shell.named('import_choose').at(-1)?.args).toMatchObject({ id: 2, year: 2023 });
    expect((page.get('import-all') as HTMLButtonElement).disabled).toBe(false);
    page.type(page.get('import-units'), '青禾县农业局');
    await settle();
    expect(page.shell.named('import_choose').slice(-3).map(({ args }) => args)).toMatchObject([1, 2, 3].map((id) => ({ id, unit: '青禾县农业局' })));
    expect(await violations(page.root)).toEqual([]);
  });

  it('gives all reports the unit as it was typed, however fast', async () => {
    for (let turns = 0; turns < 24; turns += 1) {
      const page = await list(years());
      for (const typed of ['青', '青禾', '青禾县', '青禾县局']) {
        page.type(page.get('import-units'), typed);
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      }
      await settle();
      const last = [1, 2, 3].map((id) => page.shell.named('import_choose').map(({ args }) => args as { id: number; unit?: string }).filter((one) => one.id === id).at(-1)?.unit);
      expect(last, `after ${turns} turns`).toEqual(['青禾县局', '青禾县局', '青禾县局']);
    }
  });

  it('makes all reports, the earliest first, and says what came of each', async () => {
    const shell = new FakeShell();
    shell.imports.linked = ['接在上一年之后'];
    const page = await list(years(), shell, false);
    await page.click('import-all');
    await settle();
    expect(shell.named('import_finish').map(({ args }) => args)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(page.get('import-made').textContent).toContain('已建立 3 份报告');
    expect(page.get('import-made').textContent).toContain('接在上一年之后');
    expect(page.all('import-entry')).toHaveLength(0);
    expect(await violations(page.root)).toEqual([]);
    await page.click('import-home');
    await settle();
    expect(page.all('report')).toHaveLength(3);
  });

  it('stops between two reports, and keeps the rest', async () => {
    const shell = new FakeShell();
    const page = await list(years(), shell, false);
    shell.held.add('import_finish');
    await page.click('import-all');
    expect(page.get('import-step').textContent).toContain('共 3 份');
    await page.click('import-cancel');
    shell.imports.open.delete(1);
    shell.release('import_finish', { report: { draft: { id: 'x', year: 2022 }, view: { document: { title: '甲' } } }, notices: [] });
    await settle();
    expect(shell.named('import_finish')).toHaveLength(1);
    expect(page.all('import-entry')).toHaveLength(2);
  });

  it('asks about files that were imported before, and can leave them out', async () => {
    const imports = years();
    imports[0]!.again = true;
    const page = await list(imports, new FakeShell(), false);
    expect(page.get('import-count').textContent).toBe('有 1 份以前导入过，建立时会再问');
    await page.click('import-all');
    expect(page.get('dialog').textContent).toContain('“2022.docx”');
    expect(page.get('import-all-new').textContent).toBe('只建立别的 2 份');
    await page.click('import-all-new');
    await settle();
    expect(page.shell.named('import_finish').map(({ args }) => args)).toEqual([{ id: 2 }, { id: 3 }]);
    expect(page.all('import-entry')).toHaveLength(1);
  });

  it('asks whether to make them again where all were imported before', async () => {
    const imports = years();
    imports.forEach((one) => { one.again = true; });
    const page = await list(imports, new FakeShell(), false);
    expect(page.get('import-count').textContent).toBe('这 3 份以前都导入过，再建立会重复；不要的点“不导入”');
    expect(page.get('import-all').classList.contains('primary')).toBe(false);
    await page.click('import-all');
    expect(page.get('dialog').textContent).toContain('这 3 份以前都导入过');
    expect(page.all('import-all-new')).toHaveLength(0);
    await page.click('import-all-again');
    await settle();
    expect(page.shell.named('import_finish')).toHaveLength(3);
  });

  it('says why one could not be made, and makes the others', async () => {
    const shell = new FakeShell();
    const page = await list(years(), shell, false);
    shell.failures.set('import_finish', { code: 'io', message: '磁盘满了', hint: '请腾出空间' });
    await page.click('import-all');
    await settle();
    expect(page.get('import-made').textContent).toContain('2022.docx：磁盘满了。请腾出空间');
    expect(page.all('import-entry')).toHaveLength(3);
  });

  it('confirms one of them and comes back to the rest', async () => {
    const page = await list(years(), new FakeShell(), false);
    await page.click('import-confirm', 1);
    await settle();
    expect(page.get('import').dataset.import).toBe('2');
    await page.click('import-finish');
    await settle();
    expect(page.all('import-entry').map(({ dataset }) => dataset.import)).toEqual(['1', '3']);
    expect(page.get('toast').textContent).toContain('已建立2023年度的报告');
    await page.click('import-remove');
    expect(page.all('import-entry').map(({ dataset }) => dataset.import)).toEqual(['3']);
  });
});
