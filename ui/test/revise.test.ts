import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { comparedWith, groups, summary } from '../src/revise/words';
import { violations } from './axe';
import { FakeRevise } from './fake-revise';
import { sampleDraft, type FakeShell } from './fake-shell';
import { openPage, openReport, pass, settle, shellWith, stored, value, type Page } from './page';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  vi.setSystemTime(new Date(2026, 0, 5, 18));
});
afterEach(() => vi.useRealTimers());

const shell = (): FakeShell => shellWith(sampleDraft('a'));

async function revise(it = shell()): Promise<Page> {
  const page = await openReport(it);
  await page.click('report-more');
  await page.click('to-revise');
  return page;
}

const applied = (page: Page): unknown => page.shell.named('revise_apply').at(-1)?.args;
const ticks = (page: Page): boolean[] => page.all('revise-tick').map((tick) => (tick as HTMLInputElement).checked);

describe('words', () => {
  it('group the changes in the order of the form and count them', () => {
    const { changes } = new FakeRevise();
    const sections = ['basic', 'work', 'problem'].map((id) => ({ id })) as unknown as Parameters<typeof groups>[1];
    expect(groups(changes, sections).map(({ section, changes: list }) => [section, list.map(({ id }) => id)])).toEqual([['basic', [3]], ['work', [0, 1]], ['problem', [2]]]);
    expect(groups(changes, []).map(({ section }) => section)).toEqual(['work', 'problem', 'basic']);
    expect(summary(changes)).toBe('共 4 处不同：改 1 处、增 1 处、删 1 处、不能合并 1 处');
  });
});

describe('改后稿', () => {
  it('shows every difference, with what is proposed ticked', async () => {
    const page = await revise();
    expect(page.shell.named('revise_offer').at(-1)?.args).toEqual({ id: 'a', handle: 1 });
    expect(page.get('revise-summary').textContent).toContain('共 4 处不同');
    expect(ticks(page)).toEqual([true, true, false]);
    expect(page.get('revise-count').textContent).toBe('已勾选 2 处');
    expect(page.all('revise-change').map((one) => one.dataset.kind)).toEqual(['cannot', 'changed', 'added', 'removed']);
    expect(page.get('revise-change', 1).querySelector('del')?.textContent).toBe('删去：召开会议3次。');
    expect(page.get('revise-change', 1).querySelector('ins')?.textContent).toBe('新增：召开会议5次。');
    expect(page.get('revise-change').textContent).toContain('编号由程序编写，不能合并');
    expect(page.get('revise-notices').textContent).toContain('这里再写实一点');
  });

  it('says with which version it compares, and what the report says by now', async () => {
    const it = shell();
    it.revise.changes = it.revise.changes.map((one) => (one.id === 0 ? { ...one, ticked: false, now: '召开会议4次。', note: '导出以后这里又改过' } : one));
    const page = await revise(it);
    expect(page.get('revise-from').textContent).toMatch(/^与 昨天 \d\d:20 导出的一稿比较/);
    expect(page.get('revise-now').textContent).toBe('报告现在召开会议4次。');
    expect(page.all('revise-now')).toHaveLength(1);
    expect(ticks(page)).toEqual([false, true, false]);
    expect(await violations(page.root)).toEqual([]);
    expect(comparedWith(null, new Date())).toContain('没有留下');
  });

  it('merges what is ticked as one step that can be taken back', async () => {
    const page = await revise();
    const before = sampleDraft('a').parts.find(({ id }) => id === 'work')?.items[0]?.body;
    await page.click('revise-tick', 1);
    expect(page.get('revise-count').textContent).toBe('已勾选 1 处');
    await page.click('revise-merge');
    expect(applied(page)).toEqual({ id: 'a', handle: 1, revision: 1, from: 7, accepted: [0] });
    expect(page.get('toast').textContent).toContain('已合并 1 处改动');
    expect(value(page.get('item-body'))).toBe('合并了0');
    await page.click('undo');
    expect(value(page.get('item-body'))).toBe(before);
    await pass(1000);
    expect(stored(page)?.parts.find(({ id }) => id === 'work')?.items[0]?.body).toBe(before);
  });

  it('ticks all and none, and offers nothing to merge then', async () => {
    const page = await revise();
    await page.click('revise-all');
    expect(ticks(page)).toEqual([true, true, true]);
    expect(page.get('revise-all').hasAttribute('disabled')).toBe(true);
    await page.click('revise-none');
    expect(ticks(page)).toEqual([false, false, false]);
    expect(page.get('revise-merge').hasAttribute('disabled')).toBe(true);
    await page.click('to-compose');
    expect(page.all('compose')).toHaveLength(1);
  });

  it('stays where it was when the dialog is closed, the file is another report, or the report was changed', async () => {
    const it = shell();
    it.revise.handle = null;
    const page = await revise(it);
    expect(page.all('compose')).toHaveLength(1);
    it.revise.handle = 2;
    it.failures.set('revise_offer', { code: 'invalid', message: '几乎没有相同的文字', hint: '请确认选对了' });
    await page.click('report-more');
    await page.click('to-revise');
    expect(page.get('dialog').textContent).toContain('几乎没有相同的文字');
    await page.click('dialog-ok');
    it.failures.delete('revise_offer');
    await page.click('report-more');
    await page.click('to-revise');
    it.failures.set('revise_apply', { code: 'conflict', message: '在比较之后又改过', hint: '请重新读入改后稿' });
    await page.click('revise-merge');
    expect(page.get('dialog').textContent).toContain('请重新读入改后稿');
    expect(page.all('revise')).toHaveLength(1);
  });

  it('says so when nothing differs, and opens from the list of reports', async () => {
    const it = shell();
    it.revise.changes = [];
    it.revise.notices = [];
    const page = await openPage(it);
    await page.click('report-menu');
    await page.click('report-revise');
    await settle();
    expect(page.get('revise-same').textContent).toContain('没有要合并的');
    expect(page.all('revise-merge')).toHaveLength(0);
  });

  it('has nothing that axe-core finds', async () => {
    const page = await revise();
    expect(await violations(page.root)).toEqual([]);
  });
});
