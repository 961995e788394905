import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExportLedger, LedgerEdit, LedgerQuery, LedgerRow, Reminder } from '../src/generated';
import { changeText } from '../src/ledger/change';
import { PAGE } from '../src/ledger/table';
import { PAUSE_MS } from '../src/saver';
import { LOOK_MS } from '../src/screens/ledger';
import { violations } from './axe';
import { entryOf, rowOf } from './fake-ledger';
import { FakeShell, sampleDraft } from './fake-shell';
import { key, openPage, pass, settle, shellWith, value, type Page } from './page';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  vi.setSystemTime(new Date(2026, 0, 6, 10));
});
afterEach(() => vi.useRealTimers());

const three = (): LedgerRow[] => [
  rowOf('p1', '培训跟不上', '整改中', [entryOf('y24', 2024, '待整改', { role: 'named' }), entryOf('a', 2025, '整改中', { text: '培训还跟不上', measure: '建名单' })], {
    overdue: 12, measure: '建名单', progress: [{ date: '2025-06-20', text: '第一期结业' }], recurs: 'p3',
  }),
  rowOf('p2', '覆盖不够', '已销号', [entryOf('y24', 2024, '待整改', { role: 'named' }), entryOf('a', 2025, '已销号')], { owner: '陈磊', evidence: '园区党建〔2025〕3号' }),
  rowOf('p3', '台账不规范', '整改中', [entryOf('y24', 2024, '待整改', { role: 'named', part: 'problems' }), entryOf('a', 2025, '整改中', { role: 'dropped', part: '', item: '' })]),
];

async function open(shell = shellWith(sampleDraft('a'), { ...sampleDraft('y24'), year: 2024 }), rows = three()): Promise<Page> {
  shell.ledger.rows = rows;
  const page = await openPage(shell);
  await page.click('to-ledger');
  return page;
}

const rows = (page: Page): (string | undefined)[] => page.all('ledger-row').map((row) => row.dataset.problem);
const asked = (page: Page): LedgerQuery => page.shell.named('ledger').at(-1)?.args as LedgerQuery;
const edits = (page: Page): LedgerEdit[] => page.shell.named('edit_ledger').map((call) => call.args as LedgerEdit);
const spaced = (element: HTMLElement): string => element.textContent?.replace(/\s+/g, ' ').trim() ?? '';

async function choose(page: Page, testid: string, option: string): Promise<void> {
  const list = page.get(testid) as HTMLSelectElement;
  list.value = option;
  list.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

describe('整改台账', () => {
  it('shows the open problems first, in the user’s columns, with years, state and days', async () => {
    const page = await open();
    expect(rows(page)).toEqual(['p1', 'p3']);
    expect([...page.get('ledger-table').querySelectorAll('[role="columnheader"]')].map((head) => head.textContent)).toEqual(
      ['序号', '问题', '来源', '整改措施', '责任单位/责任人', '完成时限', '成效', '历年', '状态']);
    expect(page.get('ledger-row').textContent?.replace(/\s+/g, '')).toBe('1培训跟不上2024自查建名单2025-06-20：第一期结业王芳2025-11-082425整改中逾期12天');
    expect(page.all('year-chip').map((chip) => chip.getAttribute('aria-label'))).toEqual(
      ['2024年：待整改（提出）', '2025年：整改中（整改）', '2024年：待整改（提出）', '2025年：整改中（报告没有提到）']);
    expect(page.get('ledger-sentence').textContent).toBe('共查摆问题3项');
    expect(['ledger-open', 'ledger-all', 'ledger-overdue'].map((id) => spaced(page.get(id)))).toEqual(['未销号 2', '全部 3', '逾期 1']);
    expect(page.get('ledger-open').getAttribute('aria-pressed')).toBe('true');
  });

  it('filters by state, year and owner, and by what is typed after a pause', async () => {
    const page = await open();
    await page.click('ledger-all');
    expect(rows(page)).toEqual(['p1', 'p2', 'p3']);
    expect(page.get('ledger-row', 1).textContent).toMatch(/依据：园区党建〔2025〕3号[^]*25✓/);
    await page.click('ledger-overdue');
    expect(rows(page)).toEqual(['p1']);
    await choose(page, 'ledger-state', 'closed');
    expect(rows(page)).toEqual(['p2']);
    await choose(page, 'ledger-state', '');
    await choose(page, 'ledger-year', '2024');
    await choose(page, 'ledger-owner', '陈磊');
    expect(asked(page)).toEqual({ unit: '', year: 2024, state: 'all', owner: '陈磊', text: '' });
    expect(page.all('ledger-unit')).toHaveLength(0);
    const box = page.get('ledger-text') as HTMLInputElement;
    page.type(box, '没有的');
    await pass(LOOK_MS - 1);
    expect(asked(page).text).toBe('');
    await pass(1);
    expect(asked(page).text).toBe('没有的');
    await page.click('ledger-clear');
    expect(asked(page)).toEqual({ unit: '', year: null, state: 'all', owner: '', text: '' });
    expect(box.value).toBe('');
    expect(rows(page)).toHaveLength(3);
  });

  it('never asks while an input method is composing', async () => {
    const page = await open();
    const calls = page.shell.named('ledger').length;
    const box = page.get('ledger-text') as HTMLInputElement;
    box.value = 'pei';
    box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await pass(5 * LOOK_MS);
    expect(page.shell.named('ledger')).toHaveLength(calls);
    box.value = '培训';
    box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await pass(LOOK_MS);
    expect(asked(page).text).toBe('培训');
  });

  it('drops an answer that comes too late', async () => {
    const page = await open();
    page.shell.held.add('ledger');
    await page.click('ledger-all');
    page.shell.held.clear();
    await page.click('ledger-overdue');
    page.shell.release('ledger', page.shell.ledger.answer('ledger', { state: 'all', owner: '', text: '' }));
    await settle();
    expect(rows(page)).toEqual(['p1']);
  });

  it('asks for the unit only where there are several', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.ledger.units = ['某局', '某园区'];
    const page = await open(shell);
    await choose(page, 'ledger-unit', '某园区');
    expect(asked(page).unit).toBe('某园区');
  });

  it('draws thousands of rows in steps, and goes through them by the arrow keys', async () => {
    const shell = shellWith(sampleDraft('a'));
    // Few cells a row: here they are drawn by a slow stand-in for a browser.
    shell.ledger.columns = ['问题'];
    const page = await open(shell, Array.from({ length: 2000 }, (_, i) => rowOf(`p${i}`, `问题${i}`, '整改中', [entryOf('a', 2025, '整改中')])));
    expect(page.all('ledger-row')).toHaveLength(PAGE);
    expect(spaced(page.get('ledger-more'))).toBe(`显示更多（还有 ${2000 - PAGE} 项）`);
    await page.click('ledger-more');
    expect(page.all('ledger-row')).toHaveLength(2 * PAGE);
    page.get('row-open').focus();
    key(page.get('row-open'), 'ArrowDown');
    expect(document.activeElement).toBe(page.get('row-open', 1));
    key(page.get('row-open', 1), 'End');
    expect(document.activeElement).toBe(page.get('row-open', 2 * PAGE - 1));
  });

  it('chooses and orders the columns, and keeps them from being lost by 设置', async () => {
    const page = await open();
    await page.click('ledger-columns');
    // There from the start: what comes with the first change would move 完成 from under the pointer.
    expect((page.get('ledger-usual') as HTMLButtonElement).disabled).toBe(true);
    await page.click('column-down', 1);
    expect((page.get('ledger-usual') as HTMLButtonElement).disabled).toBe(false);
    expect(page.shell.named('set_ledger_columns').at(-1)?.args).toEqual({ columns: ['序号', '来源', '问题', '整改措施', '责任单位/责任人', '完成时限', '成效', '状态'] });
    page.all('ledger-column').find((box) => box.parentElement?.textContent?.trim() === '状态')?.click();
    await settle();
    await page.click('columns-done');
    const heads = [...page.get('ledger-table').querySelectorAll('[role="columnheader"]')].map((head) => head.textContent);
    expect(heads).toEqual(['序号', '来源', '问题', '整改措施', '责任单位/责任人', '完成时限', '成效', '历年']);
    expect(page.all('overdue')).toHaveLength(1);
    await page.click('to-home');
    await page.click('to-settings');
    page.get('theme-dark').click();
    await settle();
    expect(page.shell.settings.ledger_columns).toEqual(['序号', '来源', '问题', '整改措施', '责任单位/责任人', '完成时限', '成效']);
  });

  it('offers to carry on, tells what is odd, and says what to do first', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.ledger.offers = [{ id: 'a', title: '2024年度述职报告', unit: '某局', year: 2024, open: 3 }];
    shell.ledger.notices = ['2023年度的报告已不在'];
    const page = await open(shell, []);
    expect(page.get('ledger-offers').textContent).toContain('2024年度的 3 个问题还没有带到下一年');
    expect(page.get('ledger-notices').textContent).toContain('2023年度的报告已不在');
    expect(page.get('ledger-empty').textContent).toContain('先在“全部报告”里新建一份报告');
    await page.click('ledger-carry');
    expect(page.get('carry').dataset.report).toBe('a');
  });

  it('exports what is listed, in four formats', async () => {
    const page = await open();
    await page.click('ledger-overdue');
    await page.click('export-xlsx');
    expect(page.get('toast').textContent).toContain('已导出“整改台账.xlsx”，在 /home/a/文档');
    await page.click('toast-action');
    expect(page.shell.named('open_exported')[0]?.args).toEqual({ handle: 6, folder: false });
    await page.click('export-ledger-docx');
    await page.click('ledger-menu');
    await page.click('export-short');
    await page.click('ledger-menu');
    await page.click('export-csv');
    const exports = page.shell.named('export_ledger').map((call) => call.args as ExportLedger);
    expect(exports.map(({ format, query }) => [format, query.state])).toEqual([['xlsx', 'overdue'], ['docx', 'overdue'], ['short_docx', 'overdue'], ['csv', 'overdue']]);
    page.shell.failures.set('export_ledger', { code: 'io', message: '文件正被别的程序占用', hint: '请先关闭它' });
    await page.click('export-xlsx');
    expect(page.get('dialog').textContent).toContain('文件正被别的程序占用');
  });

  it('says why it cannot be read, and tries again', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.failures.set('ledger', { code: 'io', message: '数据读不出来', hint: '请重试' });
    const page = await open(shell);
    expect(page.get('ledger-failed').textContent).toContain('数据读不出来');
    shell.failures.clear();
    await page.click('ledger-retry');
    expect(rows(page)).toHaveLength(2);
  });

  it('has no findings of axe', async () => {
    const page = await open();
    expect(await violations(page.root)).toEqual([]);
  });
});

describe('the life of a problem', () => {
  const life = async (nth = 0, shell?: FakeShell): Promise<Page> => {
    const page = await open(shell);
    await page.click('row-open', nth);
    return page;
  };

  it('shows each year, other wordings, and the problem it came back from', async () => {
    const page = await life();
    expect(page.all('life-year').map(spaced)).toEqual(['2024年待整改 提出 打开报告', '2025年整改中 整改 表述培训还跟不上措施建名单']);
    expect(spaced(page.get('problem-kin'))).toBe('2024年 台账不规范');
    await page.click('problem-kin');
    expect(page.get('problem').querySelector('h1')?.textContent).toBe('台账不规范');
    expect(page.get('life-year', 1).textContent).toContain('可以一步补上');
  });

  it('saves each text in the latest report, and shows what it did', async () => {
    const page = await life();
    expect(page.all('save-state')).toHaveLength(0);
    page.type(page.get('entry-measure'), '建名单，办班');
    await settle();
    expect(page.get('save-state').dataset.state).toBe('dirty');
    await pass(PAUSE_MS);
    expect(edits(page)).toEqual([{ report: 'a', item: 'a-item', measure: '建名单，办班' }]);
    expect(page.get('save-state').textContent).toContain('已保存 10:00:00');
    expect(page.get('life-year', 1).textContent).toContain('建名单，办班');
    await choose(page, 'entry-state', '已销号');
    expect(page.get('entry-lacking').textContent).toContain('销号还缺：销号日期、成效、佐证');
    page.type(page.get('entry-closed'), '2025-12-01');
    await page.click('to-ledger');
    expect(edits(page).slice(1).map(({ state, closed }) => state ?? closed)).toEqual(['已销号', '2025-12-01']);
    expect(rows(page)).toEqual(['p3']);
  });

  it('keeps what is refused, says why beside it, and saves the rest', async () => {
    const page = await life();
    page.type(page.get('entry-due'), '2025-02-30');
    page.type(page.get('entry-owner'), '周立');
    await pass(PAUSE_MS);
    expect(page.get('save-state').dataset.state).toBe('failed');
    expect(document.getElementById(page.get('entry-due').getAttribute('aria-describedby') ?? '')?.textContent).toContain('没有2025年2月30日这一天');
    expect(page.all('save-bar')).toHaveLength(0);
    expect(page.shell.ledger.rows[0]?.years[1]?.entries[0]?.owner).toBe('周立');
    await page.click('to-ledger');
    expect(page.get('dialog').textContent).toContain('有改动没有保存成功');
    await page.click('discard-no');
    expect(value(page.get('entry-due'))).toBe('2025-02-30');
    page.type(page.get('entry-due'), '2025-02-28');
    await pass(PAUSE_MS);
    expect(page.get('save-state').dataset.state).toBe('saved');
    expect(page.get('entry-due').getAttribute('aria-describedby')).toBeNull();
  });

  it('says that saving failed, keeps the text, and tries again', async () => {
    const page = await life();
    page.shell.failures.set('edit_ledger', { code: 'io', message: '磁盘写不进去', hint: '请看看磁盘' });
    page.type(page.get('entry-result'), '办了两期');
    await pass(PAUSE_MS);
    expect(page.get('save-bar').textContent).toContain('磁盘写不进去');
    page.shell.failures.clear();
    await page.click('save-retry');
    expect(page.all('save-bar')).toHaveLength(0);
    expect(edits(page).at(-1)).toEqual({ report: 'a', item: 'a-item', result: '办了两期' });
  });

  it('adds a dated note, and keeps one that is refused or not added yet', async () => {
    const page = await life();
    expect(value(page.get('note-date'))).toBe('2026-01-06');
    page.type(page.get('note-text'), '第二期开班');
    key(page.get('note-text'), 'Enter', { isComposing: true });
    await settle();
    expect(edits(page)).toEqual([]);
    await page.click('to-ledger');
    expect(page.get('dialog').textContent).toContain('有一笔进展还没有记下');
    await page.click('discard-no');
    page.type(page.get('note-date'), '2025-02-30');
    await page.click('note-add');
    expect(page.get('problem').textContent).toContain('没有2025年2月30日这一天');
    expect(value(page.get('note-text'))).toBe('第二期开班');
    page.type(page.get('note-date'), '2025-12-08');
    key(page.get('note-text'), 'Enter');
    await settle();
    expect(edits(page).at(-1)).toEqual({ report: 'a', item: 'a-item', note: { date: '2025-12-08', text: '第二期开班' } });
    expect(page.get('note').textContent).toBe('2025-12-08第二期开班');
    expect(value(page.get('note-text'))).toBe('');
    expect(document.activeElement).toBe(page.get('note-text'));
  });

  it('edits a problem of this year only where a problem has such texts, and leads on', async () => {
    const page = await life(1);
    expect(page.all('entry-measure')).toHaveLength(0);
    page.type(page.get('entry-owner'), '陈磊');
    await pass(PAUSE_MS);
    expect(edits(page)).toEqual([{ report: 'y24', item: 'y24-item', owner: '陈磊' }]);
    await page.click('problem-carry');
    expect(page.get('carry').dataset.report).toBe('y24');
  });

  it('lets the fork be chosen', async () => {
    const shell = shellWith(sampleDraft('a'));
    const page = await open(shell, [rowOf('p', '覆盖不够', '整改中', [
      { year: 2025, state: '整改中', entries: [...entryOf('a', 2025, '整改中').entries, ...entryOf('b', 2025, '待验收', { unit: '某园区' }).entries] },
    ])]);
    await page.click('row-open');
    await page.click('entry-pick');
    page.type(page.get('entry-result'), '好了');
    await pass(PAUSE_MS);
    expect(edits(page)).toEqual([{ report: 'b', item: 'b-item', result: '好了' }]);
  });

  it('opens the report at the item, and comes back to its row', async () => {
    const page = await life();
    await page.click('to-ledger');
    expect((document.activeElement as HTMLElement).closest<HTMLElement>('[data-problem]')?.dataset.problem).toBe('p1');
    await page.click('row-open');
    await page.click('entry-open');
    expect(page.get('report-title').textContent).toContain('述职报告');
    expect(page.shell.named('open').at(-1)?.args).toEqual({ id: 'a' });
  });

  it('has no findings of axe', async () => {
    const page = await life();
    expect(await violations(page.root)).toEqual([]);
  });
});

describe('关键数据', () => {
  it.each([
    ['10', '12', '+2（+20%）'], ['12', '12', '持平'], ['12', '9', '−3（−25%）'], ['0', '3', '+3'], ['1,200', '１２０6.5', '+6.5（+1%）'], ['', '3', ''], ['三', '3', ''], ['0.1', '0.3', '+0.2（+200%）'], ['341', '340', '−1'],
  ])('compares %s with %s', (before, after, text) => expect(changeText(before, after)).toBe(text));

  const open = async (rows: string[][]): Promise<Page> => {
    const shell = shellWith(sampleDraft('a'));
    shell.ledger.figures = {
      years: [2022, 2024, 2025], units: ['某局', '某园区'],
      rows: rows.map((values, i) => ({ organisation: i ? '某园区' : '某局', reporter: '李明', name: '党委会议', unit: '次', values })),
    };
    const page = await openPage(shell);
    await page.click('to-ledger');
    await page.click('to-figures');
    return page;
  };

  it('stands a figure a row and a year a column, with the change to the year before', async () => {
    const page = await open([['8', '10', '12'], ['', '5', '5']]);
    expect(page.all('figure-row').map(spaced)).toEqual(['党委会议（次） 某局 · 李明 81012+2（+20%）', '党委会议（次） 某园区 · 李明 55持平']);
    await choose(page, 'figures-unit', '某园区');
    await page.click('export-figures');
    expect(page.shell.named('export_figures')[0]?.args).toEqual({ unit: '某园区' });
    expect(page.get('toast').textContent).toContain('关键数据.xlsx');
    expect(await violations(page.root)).toEqual([]);
  });

  it('says where figures come from while there are none', async () => {
    const page = await open([]);
    expect(page.get('figures-empty').textContent).toContain('在报告的“关键数据”里填上名称和数');
    await page.click('to-ledger');
    expect(page.all('ledger-page')).toHaveLength(1);
  });
});

describe('首页', () => {
  const reminder = (days: number): Reminder => ({ report: 'a', unit: '某局', part: 'work', item: `w${days}`, text: `问题${days}`, owner: '王芳', due: '2026-01-01', days });

  it('tells what is due, in four groups, each a link to its place', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.reminders = [-12, -3, 0, 1, 2, 7, 8, 30].map(reminder);
    shell.reminders[0]!.item = 'w2';
    const page = await openPage(shell);
    expect([...page.get('reminders').querySelectorAll('dt')].map(spaced)).toEqual(['逾期 2 项', '1 天内到期 2 项', '7 天内到期 2 项', '30 天内到期 2 项']);
    expect(spaced(page.get('reminder'))).toBe('问题-12王芳 · 2026-01-01逾期 12 天');
    expect(spaced(page.get('reminder', 2))).toContain('今天到期');
    await page.click('reminder');
    expect((document.activeElement as HTMLElement).closest<HTMLElement>('[data-item]')?.dataset.item).toBe('w2');
  });

  it('lists some of many, and leads to the rest', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.reminders = [1, 2, 3, 4, 5, 6].map((days) => reminder(-days));
    const page = await openPage(shell);
    expect(page.all('reminder')).toHaveLength(4);
    expect(spaced(page.get('reminders-rest'))).toBe('还有 2 项，看整改台账');
    await page.click('reminders-rest');
    expect(page.all('ledger-page')).toHaveLength(1);
  });

  it('shows no reminders where nothing is due, and leads to 沿用上年报告', async () => {
    const page = await openPage(shellWith(sampleDraft('a')));
    expect(page.all('reminders')).toHaveLength(0);
    await page.click('carry-report');
    expect(page.get('carry').dataset.report).toBe('a');
    await page.click('to-home');
    await page.click('report-menu');
    await page.click('report-carry');
    expect(page.get('carry').dataset.report).toBe('a');
  });
});
