/** The screens that are loaded when the first of them is opened. */

import { expect, it } from 'vitest';
import type * as Later from '../src/screens/later';
import { sampleDraft } from './fake-shell';
import { openPage, settle, shellWith, type Page } from './page';

/** A page whose later screens come when they are released. */
async function waiting(): Promise<{ page: Page; release: () => Promise<void> }> {
  const screens = await import('../src/screens/later');
  let release = (): void => undefined;
  const brought = new Promise<typeof Later>((resolve) => { release = () => resolve(screens); });
  const page = await openPage(shellWith(sampleDraft('a')), () => brought);
  return { page, release: async () => { release(); await settle(); } };
}

it('opens one screen on two quick clicks', async () => {
  const { page, release } = await waiting();
  await page.click('to-ledger');
  await page.click('to-ledger');
  expect(page.all('home')).toHaveLength(1);
  await release();
  expect(page.all('ledger-page')).toHaveLength(1);
  expect(page.shell.named('ledger')).toHaveLength(1);
});

it('opens what was asked for last', async () => {
  const { page, release } = await waiting();
  await page.click('to-ledger');
  await page.click('to-settings');
  await release();
  expect(page.all('settings')).toHaveLength(1);
  expect(page.shell.named('ledger')).toHaveLength(0);
});

it('leaves no report that was opened meanwhile', async () => {
  const { page, release } = await waiting();
  await page.click('to-settings');
  await page.click('report-open');
  await release();
  expect(page.all('compose')).toHaveLength(1);
});

it('says so where they cannot be loaded, and stays where it is', async () => {
  const page = await openPage(shellWith(sampleDraft('a')), () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
  await page.click('report-open');
  for (const way of ['to-versions', 'to-check']) {
    page.get(way).focus();
    await page.click(way);
    expect(page.get('dialog').textContent).toMatch(/程序自己的一个文件读不出来[^]*请重新启动程序/);
    await page.click('dialog-ok');
    expect(page.all('compose')).toHaveLength(1);
    expect(document.activeElement).toBe(page.get(way));
  }
});
