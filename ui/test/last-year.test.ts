import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Block, LastYear } from '../src/generated';
import { violations } from './axe';
import { FakeShell, sampleDraft } from './fake-shell';
import { key, openPage, openReport, pass, settle, shellWith, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

const block = (text: string, role: Block['role'] = 'paragraph'): Block =>
  ({ role, spans: [{ text, role: 'text', origin: { part: 'work', item: null, field: 'lead', start: 0, end: text.length }, literal: true }] });
const of = (year: number, ...blocks: Block[]): LastYear => ({ year, blocks, absent: '' });

/** A report of 2025 that was carried from one that is there. */
function carried(): FakeShell {
  const shell = shellWith({ ...sampleDraft('a'), previous: 'old' }, { ...sampleDraft('old'), year: 2024 });
  shell.lastYear.set('work', of(2024, block('一、主要工作', 'heading1'), block('上年开会10次。')));
  shell.lastYear.set('plan', { year: null, blocks: [], absent: '上年的报告里没有写这一部分。' });
  return shell;
}

const asked = (page: Page): unknown[] => page.shell.named('last_year').map(({ args }) => (args as { part: string }).part);

describe('上年', () => {
  it('is no tab where the earlier report is not there', async () => {
    const page = await openReport(shellWith({ ...sampleDraft('a'), previous: 'gone' }));
    expect(page.root.querySelectorAll('[role="tablist"], [role="tab"]')).toHaveLength(0);
    expect(page.get('preview').querySelector('h2')?.textContent).toBe('预览');
  });

  it('shows the same part, is asked for only while it is shown, and follows the part that is chosen', async () => {
    const page = await openReport(carried());
    await page.click('section-work');
    expect(asked(page)).toEqual([]);
    await page.click('tab-last');
    expect(page.get('last-year').textContent?.replace(/\s+/g, '')).toBe('一、主要工作上年开会10次。');
    expect(page.get('preview').querySelector('.pane-head')?.textContent).toContain('2024年度报告的这一部分');
    expect(page.all('last-year-absent')).toHaveLength(0);
    await page.click('section-plan');
    expect(page.get('last-year').textContent?.trim()).toBe('上年的报告里没有写这一部分。');
    await page.click('section-basic');
    expect(page.get('last-year').textContent?.trim()).toContain('在左边选一个部分');
    expect(asked(page)).toEqual(['work', 'plan']);
    // What is typed asks for nothing.
    await page.click('section-work');
    page.type(page.get('item-body'), '召开会议3次。');
    await pass(2000);
    expect(asked(page)).toEqual(['work', 'plan', 'work']);
    await page.click('tab-preview');
    await page.click('section-plan');
    expect(asked(page)).toHaveLength(3);
    expect(page.get('preview').textContent).toContain('召开会议3次');
  });

  it('drops an answer that comes after another part was chosen, and tells why there is none', async () => {
    const page = await openReport(carried());
    await page.click('section-work');
    page.shell.held.add('last_year');
    await page.click('tab-last');
    page.shell.held.clear();
    await page.click('section-plan');
    page.shell.release('last_year', of(2024, block('上年开会10次。')));
    await settle();
    expect(page.get('last-year').textContent?.trim()).toBe('上年的报告里没有写这一部分。');
    page.shell.failures.set('last_year', { code: 'io', message: '数据文件读不出来', hint: '请检查磁盘' });
    await page.click('section-work');
    expect(page.get('preview').querySelector('[role="alert"]')?.textContent).toBe('数据文件读不出来。请检查磁盘');
    page.shell.failures.clear();
    await page.click('tab-preview');
    await page.click('tab-last');
    expect(page.get('last-year').textContent).toContain('上年开会10次');
  });

  it('is a tab among two, by keyboard too', async () => {
    const page = await openReport(carried());
    await page.click('section-work');
    const tabs = (): string[] => ['tab-preview', 'tab-last'].map((id) => `${page.get(id).getAttribute('aria-selected')} ${page.get(id).tabIndex}`);
    expect(tabs()).toEqual(['true 0', 'false -1']);
    page.get('tab-preview').focus();
    for (const [name, on] of [['ArrowRight', 1], ['ArrowRight', 0], ['ArrowLeft', 1], ['Home', 0], ['End', 1], ['End', 1]] as const) {
      key(document.activeElement as Element, name);
      await settle();
      expect(tabs()).toEqual(on === 1 ? ['false -1', 'true 0'] : ['true 0', 'false -1']);
      expect(document.activeElement).toBe(page.get(on === 1 ? 'tab-last' : 'tab-preview'));
      expect(document.getElementById(page.get(on === 1 ? 'tab-last' : 'tab-preview').getAttribute('aria-controls') ?? '')?.getAttribute('role')).toBe('tabpanel');
    }
    // What belongs to the form stays the form's.
    key(document.activeElement as Element, 'ArrowDown', { ctrlKey: true });
    await settle();
    expect(page.get('section-rect').getAttribute('aria-current')).toBe('step');
  });

  it('leaves the preview where it was', async () => {
    const page = await openReport(carried());
    const paper = (): HTMLElement => page.root.querySelector<HTMLElement>('#paper-scroll') as HTMLElement;
    await page.click('section-work');
    paper().scrollTop = 120;
    await page.click('tab-last');
    expect(paper()).toBeNull();
    await page.click('tab-preview');
    expect(paper().scrollTop).toBe(120);
  });

  it('has nothing that axe-core finds', async () => {
    const page = await openReport(carried());
    await page.click('section-work');
    expect(await violations(page.root)).toEqual([]);
    await page.click('tab-last');
    expect(await violations(page.root)).toEqual([]);
    await page.click('section-basic');
    expect(await violations(page.root)).toEqual([]);
  });
});

it('offers 沿用上年报告 at the first start, by a draft’s file', async () => {
  const page = await openPage(new FakeShell());
  expect(page.get('carry-report').closest('[data-testid="first"]')).not.toBeNull();
  await page.click('carry-report');
  expect(page.get('carry').textContent).toContain('这里还没有报告');
  expect(await violations(page.root)).toEqual([]);
  page.shell.put({ ...sampleDraft('old'), year: 2024 });
  page.shell.opened = 'old';
  await page.click('carry-file');
  expect(page.get('carry').dataset.report).toBe('old');
  await page.click('carry-go');
  expect(page.shell.named('carry')).toHaveLength(1);
});
