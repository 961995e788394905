import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PAUSE_MS } from '../src/saver';
import { pass, sample, stored, value } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

it('says how a long title is broken, and lets the user break it', async () => {
  const page = await sample();
  await page.click('section-basic');
  expect(page.all('title-lines')).toHaveLength(0);
  page.type(page.get('field-title'), '云溪县商务局党组书记2025年度抓基层党建工作述职报告');
  await pass(PAUSE_MS);
  expect([...page.get('title-lines').querySelectorAll('span')].map((line) => line.textContent)).toEqual([
    '云溪县商务局党组书记', '2025年度抓基层党建工作述职报告',
  ]);
  await page.click('title-by-hand');
  expect(value(page.get('field-title'))).toBe('云溪县商务局党组书记\n2025年度抓基层党建工作述职报告');
  await pass(PAUSE_MS);
  expect(stored(page)?.fields.title).toBe('云溪县商务局党组书记\n2025年度抓基层党建工作述职报告');
  await page.click('undo');
  expect(value(page.get('field-title'))).toBe('云溪县商务局党组书记2025年度抓基层党建工作述职报告');
});
