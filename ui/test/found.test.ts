import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Hit } from '../src/generated';
import { SEARCH_MS } from '../src/screens/found';
import { violations } from './axe';
import { sampleDraft } from './fake-shell';
import { openPage, pass, settle, shellWith, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: new Date(2026, 0, 6, 14, 3) }));
afterEach(() => vi.useRealTimers());

const hit: Hit = {
  id: 'a', title: '2025年度述职报告', unit: '青石园区党工委', year: 2025, deleted: false, version: null, made: null,
  section_name: '主要履职情况', part: 'work', item: 'w1', field: 'body', start: 2, end: 4, before: '制定', found: '责任', after: '清单，召开会议××次。', more: [],
};

async function searched(words: string, ...hits: Hit[]): Promise<Page> {
  const page = await openPage(shellWith(sampleDraft('a'), { ...sampleDraft('b'), year: 2024 }));
  page.shell.found = { hits, more: false };
  page.type(page.get('filter'), words);
  await pass(SEARCH_MS);
  return page;
}

describe('正文中的结果', () => {
  it('come once for several inputs, from one character on, with the place and the words marked', async () => {
    const page = await openPage(shellWith(sampleDraft('a')));
    page.shell.found = { hits: [hit], more: false };
    page.type(page.get('filter'), '责');
    await pass(SEARCH_MS - 1);
    page.type(page.get('filter'), '责任 ');
    await pass(SEARCH_MS);
    expect(page.shell.named('search').map((call) => call.args)).toEqual([{ words: '责任', limit: 50 }]);
    expect(page.get('hit').textContent).toMatch(/2025[^]*制定责任清单[^]*2025年度述职报告 · 青石园区党工委 · 主要履职情况/);
    expect(page.get('hit').querySelector('mark')?.textContent).toBe('责任');
    page.type(page.get('filter'), '');
    await settle();
    expect(page.all('found')).toHaveLength(0);
  });

  it('stand below the list, which goes on by title and unit', async () => {
    const page = await searched('2024', hit);
    expect(page.all('report').map((row) => row.dataset.report)).toEqual(['b']);
    expect(page.all('hit')).toHaveLength(1);
  });

  it('are not asked for while an input method composes', async () => {
    const page = await openPage(shellWith(sampleDraft('a')));
    const box = page.get('filter') as HTMLInputElement;
    box.value = 'ze';
    box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await pass(SEARCH_MS);
    expect(page.shell.named('search')).toHaveLength(0);
    expect(page.all('report')).toHaveLength(1);
    box.value = '责';
    box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await pass(SEARCH_MS);
    expect(page.shell.named('search')).toHaveLength(1);
  });

  it('lead to the words in the report', async () => {
    const page = await searched('责任', hit);
    await page.click('hit');
    await settle();
    const area = document.activeElement as HTMLTextAreaElement;
    expect(area.closest<HTMLElement>('[data-item]')?.dataset.item).toBe('w1');
    expect([area.selectionStart, area.selectionEnd]).toEqual([2, 4]);
  });

  it('lead to other places in the same report, too', async () => {
    const { part, item, field } = hit;
    const place = { section_name: '主要履职情况（二）', part, item, field, start: 6, end: 8, before: '清单，', found: '召开', after: '会议' };
    const page = await searched('责任 召开', { ...hit, more: [place] });
    expect(page.all('hit')).toHaveLength(1);
    expect(page.get('hit-more').textContent).toMatch(/清单，召开会议[^]*主要履职情况（二）/);
    await page.click('hit-more');
    await settle();
    const area = document.activeElement as HTMLTextAreaElement;
    expect([area.selectionStart, area.selectionEnd]).toEqual([6, 8]);
  });

  it('are there again, where they were, when the user comes back from one', async () => {
    const page = await searched('责任', hit, { ...hit, id: 'b', year: 2024 });
    page.root.querySelector<HTMLElement>('[data-scroller]')!.scrollTop = 120;
    await page.click('hit', 1);
    await settle();
    page.shell.held.add('search');
    await page.click('to-home');
    await settle();
    expect((page.get('filter') as HTMLInputElement).value).toBe('责任');
    expect(page.all('hit')).toHaveLength(2);
    expect(page.root.querySelector<HTMLElement>('[data-scroller]')!.scrollTop).toBe(120);
    expect((document.activeElement as HTMLElement).dataset.report).toBe('b');
    // Looked for again, as the report may have been changed.
    page.shell.release('search', { hits: [hit], more: false });
    await settle();
    expect(page.all('hit')).toHaveLength(1);
    page.shell.held.clear();
    page.type(page.get('filter'), '');
    await settle();
    expect(page.all('found')).toHaveLength(0);
    expect(page.all('report')).toHaveLength(2);
  });

  it('are gone when the user comes back from elsewhere', async () => {
    const page = await searched('责任', hit);
    await page.click('to-settings');
    await page.click('to-home');
    expect((page.get('filter') as HTMLInputElement).value).toBe('');
    expect(page.all('found')).toHaveLength(0);
  });

  it('drop an answer that comes too late', async () => {
    const page = await openPage(shellWith(sampleDraft('a')));
    page.shell.held.add('search');
    page.type(page.get('filter'), '旧');
    await pass(SEARCH_MS);
    page.shell.held.clear();
    page.type(page.get('filter'), '新');
    await pass(SEARCH_MS);
    page.shell.release('search', { hits: [hit, hit], more: false });
    await settle();
    expect(page.all('hit')).toHaveLength(0);
    expect(page.get('found-count').textContent).toBe('没有哪份报告的正文里有“新”。');
  });

  it('say which stand in an older version, and lead to it', async () => {
    const page = await searched('责任', { ...hit, version: 7, made: '2025-11-20T14:03:00+08:00' });
    expect(page.get('hit').textContent).toContain('旧稿 2025年11月20日');
    await page.click('hit');
    expect(page.all('versions')).toHaveLength(1);
  });

  it('restore a deleted report before it is opened', async () => {
    const page = await searched('责任', { ...hit, deleted: true });
    await page.click('hit');
    expect(page.all('compose')).toHaveLength(0);
    await page.click('hit-restore');
    expect(page.shell.named('restore')[0]?.args).toEqual({ id: 'a' });
    expect(page.all('compose')).toHaveLength(1);
  });

  it('say why they cannot come, and try again', async () => {
    const page = await openPage(shellWith(sampleDraft('a')));
    page.shell.failures.set('search', { code: 'io', message: '读不出来', hint: '请重试' });
    page.type(page.get('filter'), '责');
    await pass(SEARCH_MS);
    expect(page.get('found-count').textContent).toContain('没能查找：读不出来。请重试');
    page.shell.failures.clear();
    page.shell.found = { hits: [hit], more: true };
    await page.click('found-retry');
    expect(page.get('found-count').textContent).toContain('前 1 份');
  });
});

describe('回收站', () => {
  async function bin(): Promise<Page> {
    const shell = shellWith(sampleDraft('a'), sampleDraft('b'));
    shell.deleted.add('b');
    const page = await openPage(shell);
    await page.click('deleted-toggle');
    return page;
  }

  it('says how long a report stays', async () => {
    expect((await bin()).get('days-left').textContent).toBe('还留 90 天');
  });

  it('clears all traces only after a question whose first answer is no, and says what remains', async () => {
    const page = await bin();
    page.shell.remains = ['第二备份文件夹没有插着'];
    await page.click('report-erase');
    expect(page.get('dialog').textContent).toMatch(/不能恢复[^]*历史版本[^]*保证不了[^]*固态硬盘/);
    expect(page.get('dialog').querySelector('button')?.dataset.testid).toBe('erase-no');
    await page.click('erase-no');
    expect(page.shell.named('erase')).toHaveLength(0);
    await page.click('report-erase');
    await page.click('erase-yes');
    await settle();
    expect(page.shell.named('erase')[0]?.args).toEqual({ id: 'b' });
    expect(page.get('erase-remains').textContent).toContain('第二备份文件夹没有插着');
    await page.click('erase-done');
    expect(page.all('deleted')).toHaveLength(0);
  });

  it('shows that the clearing goes on, and cannot be closed meanwhile', async () => {
    const page = await bin();
    page.shell.held.add('erase');
    await page.click('report-erase');
    await page.click('erase-yes');
    await settle();
    expect(page.get('dialog').textContent).toContain('正在清除');
    page.get('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
    await settle();
    expect(page.all('dialog')).toHaveLength(1);
    page.shell.release('erase', { remains: [] });
    await settle();
    expect(page.get('dialog').textContent).toContain('程序能找到的地方都清除了');
  });

  it('says why the clearing failed', async () => {
    const page = await bin();
    page.shell.failures.set('erase', { code: 'io', message: '备份正被占用', hint: '请稍后再试' });
    await page.click('report-erase');
    await page.click('erase-yes');
    await settle();
    expect(page.get('dialog').textContent).toMatch(/备份正被占用[^]*请稍后再试/);
  });

  it.each([
    ['results', () => searched('责任', hit, { ...hit, version: 3, made: '2025-11-20T14:03:00+08:00', deleted: true })],
    ['the bin', bin],
    ['the question', async () => { const page = await bin(); await page.click('report-erase'); return page; }],
  ])('has %s in which axe-core finds nothing', async (_, open) => {
    expect(await violations((await open()).root)).toEqual([]);
  });
});
