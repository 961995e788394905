import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Health } from '../src/generated';
import { violations } from './axe';
import { sampleDraft } from './fake-shell';
import { openPage, settle, shellWith, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: new Date(2026, 10, 21, 9) }));
afterEach(() => vi.useRealTimers());

const at = (day: number, hour: number, minute: number): string => new Date(2026, 10, day, hour, minute).toISOString();
const health: Health = {
  damaged: [
    {
      id: 'a', title: '2025年度述职报告',
      remedies: [
        { source: { kind: 'version', number: 12 }, modified: at(20, 14, 3) },
        { source: { kind: 'backup', name: '0007.bak' }, modified: at(19, 9, 0) },
      ],
    },
    { id: 'b', title: '', remedies: [{ source: { kind: 'backup', name: '0006.bak' }, modified: at(18, 9, 0) }] },
  ],
  versions: 0, settings: false, notices: [],
};
const lost: Health = { damaged: [{ id: 'a', title: '2025年度述职报告', remedies: [] }], versions: 3, settings: false, notices: ['有一份设置读不出来'] };

async function damaged(found: Health = health): Promise<Page> {
  const shell = shellWith(sampleDraft('a'), sampleDraft('b'));
  shell.health = found;
  return openPage(shell);
}

async function list(found?: Health): Promise<Page> {
  const page = await damaged(found);
  await page.click('damage-show');
  return page;
}

describe('damaged reports', () => {
  it('are looked for when 首页 stands, not before', async () => {
    const page = await openPage(shellWith(sampleDraft('a')));
    const names = page.shell.calls.map((call) => call.name);
    expect(names.indexOf('check_store')).toBeGreaterThan(names.indexOf('home'));
    expect(page.all('damage-banner')).toHaveLength(0);
  });

  it('are told of above everything, and brought back in three clicks', async () => {
    const page = await damaged();
    expect(page.get('damage-banner').textContent).toMatch(/有 2 份报告已损坏，都能找回/);
    await page.click('damage-show');
    await page.click('mend-all');
    await settle();
    expect(page.shell.named('mend').map((call) => call.args)).toEqual([{ id: 'a', source: null }, { id: 'b', source: null }]);
    expect(page.get('mended').textContent).toContain('已找回 2 份');
    await page.click('damage-home');
    expect(page.all('damage-banner')).toHaveLength(0);
  });

  it('name all that they can be brought back from', async () => {
    const page = await list();
    expect(page.get('damaged').textContent).toMatch(/2025年度述职报告[^]*历史版本 11月20日 14:03[^]*备份 11月19日 09:00/);
    await page.click('mend', 1);
    await settle();
    expect(page.shell.named('mend').map((call) => call.args)).toEqual([{ id: 'a', source: { kind: 'backup', name: '0007.bak' } }]);
    expect(page.get('mended').textContent).toContain('已找回 1 份');
    expect(page.all('damaged').map((row) => row.dataset.report)).toEqual(['b']);
  });

  it('are not called back where that failed', async () => {
    const page = await list();
    page.shell.failures.set('mend', { code: 'io', message: '写不进去', hint: '请腾出空间' });
    await page.click('mend-all');
    await settle();
    expect(page.get('mended').textContent).toMatch(/没有找回[^]*2025年度述职报告[^]*写不进去。请腾出空间/);
    expect(page.all('damaged')).toHaveLength(2);
  });

  it('lead to the backups where nothing whole was found', async () => {
    const page = await list(lost);
    expect(page.all('mend-all')).toHaveLength(0);
    expect(page.get('damage-notices').textContent).toMatch(/3 个历史版本[^]*有一份设置读不出来/);
    await page.click('damaged-backups');
    expect(page.all('backups')).toHaveLength(1);
  });

  it('are taken out of the list where nothing whole was found, in three clicks with a question between', async () => {
    const page = await damaged(lost);
    await page.click('damage-show');
    await page.click('set-aside');
    expect(page.get('dialog').textContent).toMatch(/把“2025年度述职报告”移出列表[^]*会失去[^]*会留下[^]*damaged 文件夹/);
    expect(page.shell.named('set_aside')).toEqual([]);
    expect(await violations(page.root)).toEqual([]);
    await page.click('set-aside-yes');
    await settle();
    expect(page.shell.named('set_aside').map((call) => call.args)).toEqual([{ id: 'a' }]);
    expect(page.get('mended').textContent).toMatch(/已移出“2025年度述职报告”[^]*\/数据\/damaged\/1\.row/);
    expect(page.all('damaged')).toHaveLength(0);
    await page.click('damage-home');
    expect(page.all('damage-banner')).toHaveLength(0);
    expect(page.all('report')).toHaveLength(1);
  });

  it('stay where they cannot be taken out, and are not offered it where something whole is left', async () => {
    const page = await list({ ...lost, damaged: [...lost.damaged, ...health.damaged.slice(1)] });
    expect(page.all('set-aside')).toHaveLength(1);
    page.shell.failures.set('set_aside', { code: 'io', message: '写不进去', hint: '请腾出空间' });
    await page.click('set-aside');
    await page.click('set-aside-yes');
    await settle();
    expect(page.get('dialog').textContent).toContain('写不进去');
    expect(page.all('damaged')).toHaveLength(2);
  });

  it('lead to the list when one is opened', async () => {
    const page = await openPage(shellWith(sampleDraft('a'), sampleDraft('b')));
    page.shell.health = health;
    page.shell.failures.set('open', { code: 'invalid', message: '报告已损坏', hint: '请从备份找回' });
    await page.click('report-open', 1);
    await settle();
    expect(page.all('damaged').map((row) => row.dataset.report)).toEqual(['b', 'a']);
    expect(document.activeElement?.closest<HTMLElement>('[data-report]')?.dataset.report).toBe('b');
  });

  it('are not suspected where something else is wrong', async () => {
    const page = await openPage(shellWith(sampleDraft('a')));
    page.shell.failures.set('open', { code: 'not_found', message: '这份报告已不在', hint: '请刷新' });
    await page.click('report-open');
    expect(page.get('dialog').textContent).toContain('这份报告已不在');
    expect(page.all('damage')).toHaveLength(0);
  });

  it('lead to the rescue where the file as a whole is damaged, though it opens', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.failures.set('check_store', { code: 'damaged', message: '数据文件已损坏', hint: '请抢救' });
    const page = await openPage(shell);
    expect(page.all('damage-notices')).toHaveLength(0);
    shell.failures.delete('check_store');
    await page.click('damage-rescue');
    await page.click('rescue');
    expect(page.get('rescued').textContent).toContain('数据已抢救回来');
    await page.click('rescue-go-on');
    expect(page.all('damage-banner')).toHaveLength(0);
  });

  it('are passed over where the check itself fails, which is said', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.failures.set('check_store', { code: 'io', message: '读不出来', hint: '请重试' });
    const page = await openPage(shell);
    expect(page.get('damage-notices').textContent).toContain('没能检查数据是否完好：读不出来。请重试');
    expect(page.all('report')).toHaveLength(1);
  });
});

it('lets damaged settings not bar the way to the reports', async () => {
  const shell = shellWith(sampleDraft('a'));
  shell.failures.set('settings', { code: 'invalid', message: '保存的设置已损坏', hint: '请重新填写' });
  shell.health = { damaged: [], versions: 0, settings: true, notices: ['保存的设置已损坏：请在“设置”里重新填写；报告不受影响'] };
  const page = await openPage(shell);
  expect(page.all('report')).toHaveLength(1);
  expect(page.get('damage-notices').textContent).toContain('保存的设置已损坏');
});

describe('a database that cannot be opened', () => {
  async function broken(): Promise<Page> {
    const shell = shellWith(sampleDraft('a'));
    shell.failures.set('settings', { code: 'damaged', message: '数据文件已损坏', hint: '可以抢救' });
    return openPage(shell);
  }

  it('is rescued, and says what was found, brought back and lost', async () => {
    const page = await broken();
    expect(page.get('failed').textContent).toMatch(/数据文件已损坏[^]*坏文件不会被删掉/);
    page.shell.rescued = { whole: 3, brought_back: ['“2025年度述职报告”用 11月19日的备份找回'], lost: ['一份 2021 年的报告'], kept: '/数据/damaged/1' };
    page.shell.held.add('rescue');
    await page.click('rescue');
    expect(page.get('dialog').textContent).toContain('正在抢救数据');
    page.shell.release('rescue', page.shell.rescued);
    await settle();
    expect(page.get('rescued').textContent).toMatch(/3 份报告是完好的[^]*11月19日的备份[^]*一份 2021 年的报告[^]*\/数据\/damaged\/1/);
    expect(document.activeElement).toBe(page.get('rescue-go-on'));
    page.shell.failures.clear();
    await page.click('rescue-go-on');
    expect(page.all('report')).toHaveLength(1);
  });

  it('says so where the rescue fails, and can be tried again', async () => {
    const page = await broken();
    page.shell.failures.set('rescue', { code: 'io', message: '磁盘已满', hint: '请腾出空间' });
    await page.click('rescue');
    await settle();
    expect(page.get('dialog').textContent).toMatch(/磁盘已满[^]*请腾出空间/);
    await page.click('dialog-ok');
    expect(page.all('rescue')).toHaveLength(1);
  });

  it('is offered the rescue also when it breaks later', async () => {
    const page = await openPage(shellWith(sampleDraft('a')));
    await page.click('to-settings');
    page.shell.failures.set('home', { code: 'damaged', message: '数据文件已损坏', hint: '可以抢救' });
    await page.click('to-home');
    expect(page.all('rescue')).toHaveLength(1);
  });

  it('is the only failure with a rescue', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.failures.set('settings', { code: 'in_use', message: '数据文件夹正在使用', hint: '请先关闭另一个窗口' });
    expect((await openPage(shell)).all('rescue')).toHaveLength(0);
  });

  it.each([
    ['the banner', () => damaged()], ['the list', () => list()], ['the list without remedies', () => list(lost)],
    ['the end of it', async () => { const page = await list(); await page.click('mend-all'); await settle(); return page; }],
    ['the failure', broken],
    ['the rescue', async () => { const page = await broken(); await page.click('rescue'); await settle(); return page; }],
  ])('has %s in which axe-core finds nothing', async (_, open) => {
    expect(await violations((await open()).root)).toEqual([]);
  });
});
