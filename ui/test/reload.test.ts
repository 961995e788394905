import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PAUSE_MS } from '../src/saver';
import { pass, sample } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** Whether the page keeps the webview from what it does on this event. */
function kept(target: EventTarget, event: Event): boolean {
  target.dispatchEvent(event);
  return event.defaultPrevented;
}
const press = (key: string, more: KeyboardEventInit = {}): KeyboardEvent => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
const menu = (): MouseEvent => new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
const unload = (): Event => new Event('beforeunload', { cancelable: true });

it('asks before the page goes while something is unsaved, and only then', async () => {
  const page = await sample();
  expect(kept(window, unload())).toBe(false);
  page.shell.failures.set('save', { code: 'io', message: '磁盘已满', hint: '' });
  page.type(page.get('field-unit'), '某局');
  await pass(PAUSE_MS);
  expect(kept(window, unload())).toBe(true);
  page.shell.failures.clear();
  await page.click('save-retry');
  expect(kept(window, unload())).toBe(false);
});

it('knows no key to reload, not even while an input method composes', async () => {
  const page = await sample();
  const field = page.get('field-unit');
  for (const event of [press('F5'), press('F5', { ctrlKey: true }), press('r', { ctrlKey: true }), press('R', { ctrlKey: true, shiftKey: true }),
    press('BrowserRefresh'), press('F5', { isComposing: true })]) {
    expect(kept(field, event), event.key).toBe(true);
  }
  expect(kept(field, press('r'))).toBe(false);
  expect(kept(field, press('c', { ctrlKey: true }))).toBe(false);
});

it("shows the webview's menu in fields and on selected text alone", async () => {
  const page = await sample();
  expect(kept(page.get('field-unit'), menu())).toBe(false);
  const heading = page.get('compose').querySelector('header')!;
  expect(kept(heading, menu())).toBe(true);
  document.getSelection()?.selectAllChildren(heading);
  expect(kept(heading, menu())).toBe(false);
  document.getSelection()?.removeAllRanges();
  expect(kept(page.get('save-state'), menu())).toBe(true);
});
