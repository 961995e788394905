import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CarriedProblem, CarryChoice } from '../src/generated';
import { violations } from './axe';
import { api } from '../src/api';
import { App } from '../src/app';
import { FakeShell, sampleDraft } from './fake-shell';
import { pass, settle, value, type Page } from './page';

const problem = (id: string, text: string, more: Partial<CarriedProblem> = {}): CarriedProblem =>
  ({ problem: id, text, year: 2024, state: '待整改', open: true, promised: '', owner: '', due: '', ...more });

const PROBLEMS = [
  problem('a', '联合支部台账不规范', { promised: '每季度抽查一次', owner: '组织科', due: '2025-06-30' }),
  problem('b', '指导员力量不足', { state: '整改中' }),
  problem('c', '活动形式单一', { state: '已销号', open: false }),
];

function shellOf(): FakeShell {
  const shell = new FakeShell();
  shell.put({ ...sampleDraft('last'), year: 2024 });
  shell.put({ ...sampleDraft('old'), year: 2023 });
  shell.offer = { ...shell.offer, plan: { problems: PROBLEMS, taken: ['单位、姓名'], left: ['正文'] } };
  return shell;
}

async function open(shell: FakeShell, report?: string): Promise<Page> {
  document.body.replaceChildren();
  const root = document.createElement('div');
  document.body.append(root);
  const app = new App(api(shell), root);
  await app.start();
  await app.openCarry(report);
  await settle();
  const all = (testid: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
  const get = (testid: string, nth = 0): HTMLElement => all(testid).at(nth) ?? (() => { throw new Error(`no ${testid} in ${root.textContent}`); })();
  return {
    shell, root, get, all,
    async click(testid, nth) { get(testid, nth).click(); await settle(); },
    type(control, text) {
      (control as HTMLInputElement).value = text;
      control.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
  };
}

const made = (page: Page): CarryChoice => page.shell.named('carry').at(-1)?.args as CarryChoice;

describe('沿用上年报告', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
  afterEach(() => vi.useRealTimers());

  it('makes the report of the year that was typed a moment before the button was pressed', async () => {
    const page = await open(shellOf());
    page.type(page.get('carry-year'), '2027');
    await page.click('carry-go');
    expect(made(page)?.year).toBe(2027);
  });

  it('makes nothing for a year that was typed a moment before and is none', async () => {
    const page = await open(shellOf());
    page.type(page.get('carry-year'), '明年');
    await page.click('carry-go');
    expect(page.shell.named('carry')).toEqual([]);
    expect(page.get('carry-refused').textContent).toContain('四位数的年度');
  });

  it('begins with the newest report and the year that comes next, and makes nothing before it is told to', async () => {
    const page = await open(shellOf());
    expect(value(page.get('carry-from'))).toBe('last');
    expect(value(page.get('carry-year'))).toBe('2025');
    expect(page.shell.named('carry_offer').map(({ args }) => args)).toEqual([{ id: 'last', year: null }]);
    expect(page.all('carry-problem').map((row) => row.dataset.problem)).toEqual(['a', 'b', 'c']);
    expect(page.get('carry-problem').textContent).toContain('2024年提出 · 责任：组织科 · 时限：2025-06-30');
    expect(page.get('carry-problem').textContent).toContain('上年承诺：每季度抽查一次');
    expect(page.all('carry-tick').map((tick) => (tick as HTMLInputElement).checked)).toEqual([true, true, false]);
    expect(page.get('carry-taken').textContent).toContain('单位、姓名');
    expect(page.get('carry-left').textContent).toContain('正文');
    expect(page.shell.named('carry')).toEqual([]);
  });

  it('makes the report of the one that was named, and opens it where last year’s problems are answered', async () => {
    const page = await open(shellOf(), 'old');
    expect(value(page.get('carry-from'))).toBe('old');
    await page.click('carry-go');
    expect(made(page)).toEqual({ id: 'old', year: 2025, problems: ['a', 'b'], waived: {}, into: null });
    await settle();
    expect(page.get('section-rect').getAttribute('aria-current')).toBe('step');
    expect(document.activeElement).toBe(page.get('item-measure'));
  });

  it('waives an open problem with a reason, and leaves it out without one, saying what follows', async () => {
    const page = await open(shellOf());
    await page.click('carry-tick', 0);
    await page.click('carry-tick', 1);
    expect(page.all('carry-reason-hint').map((hint) => hint.textContent)).toEqual(Array(2).fill('不写理由就不带过去；检查时会点出这个问题没有交代，不能导出'));
    const reason = page.get('carry-reason', 1);
    page.type(reason, '  已移交县里统一研究 ');
    await settle();
    expect(page.get('carry-reason', 1)).toBe(reason);
    expect(page.get('carry-reason-hint', 1).textContent).toContain('注明本年不写');
    expect(page.get('carry-count').textContent).toBe('带 0 个问题，注明不写 1 个，没有交代 1 个');
    await page.click('carry-go');
    expect(made(page)).toMatchObject({ problems: ['b'], waived: { b: '已移交县里统一研究' } });
  });

  it('takes a closed problem that is ticked, and asks no reason of one that is not', async () => {
    const page = await open(shellOf());
    expect(page.all('carry-reason')).toHaveLength(0);
    await page.click('carry-tick', 2);
    await page.click('carry-go');
    expect(made(page).problems).toEqual(['a', 'b', 'c']);
  });

  it('says why it cannot, and offers no button then', async () => {
    const shell = shellOf();
    shell.offer = { ...shell.offer, refused: '新报告的年度要在 2024 年之后' };
    const page = await open(shell);
    expect(page.get('carry-refused').textContent).toContain('要在 2024 年之后');
    expect(page.all('carry-go')).toHaveLength(0);
    shell.offer = { ...shell.offer, refused: '' };
    page.type(page.get('carry-year'), '2026');
    await pass(300);
    expect(shell.named('carry_offer').at(-1)?.args).toEqual({ id: 'last', year: 2026 });
    page.get('carry-go');
    page.type(page.get('carry-year'), '明年');
    await pass(300);
    expect(page.get('carry-refused').textContent).toContain('四位数');
    expect(page.all('carry-go')).toHaveLength(0);
  });

  it('tells a report that cannot be read, and drops an answer that comes too late', async () => {
    const shell = shellOf();
    shell.failures.set('carry_offer', { code: 'damaged', message: '这份报告已损坏', hint: '先找回' });
    const page = await open(shell);
    expect(page.get('carry-refused').textContent).toContain('这份报告已损坏');
    shell.failures.clear();
    shell.held.add('carry_offer');
    page.type(page.get('carry-year'), '2026');
    await pass(300);
    shell.held.clear();
    page.type(page.get('carry-year'), '2027');
    await pass(300);
    expect(page.get('carry-go').textContent).toContain('2027');
    shell.release('carry_offer', { ...shell.offer, year: 2026, refused: '太早' });
    await settle();
    expect(page.get('carry-go').textContent).toContain('2027');
  });

  it('offers to take in what a report that was made before lacks, and says that another one forks', async () => {
    const shell = shellOf();
    const summary = { unit: '', reporter: '', parts_done: 0, parts_total: 5, placeholders: 0, modified: '', exported: null, deleted: null, days_left: null };
    shell.offer = { ...shell.offer, carried: [{ ...summary, id: 'this', title: '2025年度报告', year: 2025 }, { ...summary, id: 'next', title: '2026年度报告', year: 2026 }] };
    const page = await open(shell);
    expect((page.get('carry-into') as HTMLInputElement).checked).toBe(true);
    expect(page.get('carry-ways').textContent).toContain('从此分成两支');
    await page.click('carry-into', 1);
    await page.click('carry-go');
    expect(made(page)).toMatchObject({ into: 'next', year: 2026 });
    expect(page.get('toast').textContent).toContain('已补进 1 个上年问题');
    const { offer } = shell;
    const again = await open(Object.assign(shellOf(), { offer }));
    await again.click('carry-new');
    expect(again.get('carry-go').textContent).toContain('沿用到 2025 年度');
    await again.click('carry-go');
    expect(made(again)).toMatchObject({ into: null, year: 2025 });
  });

  it('takes a draft’s file as the report to carry', async () => {
    const shell = shellOf();
    const page = await open(shell);
    await page.click('carry-file');
    expect(value(page.get('carry-from'))).toBe('last');
    shell.put({ ...sampleDraft('file'), year: 2022 });
    shell.opened = 'file';
    await page.click('carry-file');
    expect(value(page.get('carry-from'))).toBe('file');
    expect(shell.named('carry_offer').at(-1)?.args).toEqual({ id: 'file', year: null });
  });

  it('keeps its choices when the call fails, and can be left where there is no report', async () => {
    const shell = shellOf();
    shell.failures.set('carry', { code: 'io', message: '磁盘满了', hint: '腾出空间' });
    const page = await open(shell);
    await page.click('carry-tick', 0);
    await page.click('carry-go');
    expect(page.get('dialog').textContent).toContain('磁盘满了');
    await page.click('dialog-ok');
    expect((page.get('carry-tick') as HTMLInputElement).checked).toBe(false);
    expect((page.get('carry-go') as HTMLButtonElement).disabled).toBe(false);
    const empty = await open(new FakeShell());
    expect(empty.all('carry-from')).toHaveLength(0);
    expect(empty.all('carry-go')).toHaveLength(0);
    await empty.click('to-home');
    empty.get('home');
  });

  it('has nothing that axe-core finds', async () => {
    const shell = shellOf();
    shell.offer = { ...shell.offer, notices: ['隔了一年'], carried: [{ id: 'x', title: '已有的', unit: '', reporter: '', year: 2025, parts_done: 0, parts_total: 1, placeholders: 0, modified: '', exported: null, deleted: null, days_left: null }] };
    const page = await open(shell);
    await page.click('carry-tick', 0);
    expect(await violations(page.root)).toEqual([]);
  });
});
