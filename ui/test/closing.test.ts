import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOSE_MS } from '../src/app';
import { pass, sample, settle, stored, value } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

describe('closing', () => {
  it('saves first', async () => {
    const page = await sample();
    page.type(page.get('field-unit'), '某局');
    page.shell.emit('close-requested');
    await settle();
    expect(page.shell.calls.slice(-2).map((call) => call.name)).toEqual(['save', 'close_now']);
    expect(stored(page)?.fields.unit).toBe('某局');
  });

  it('tells the window that this page hears it, and so can ask', async () => {
    delete document.documentElement.dataset.hearsClose;
    await sample();
    expect(document.documentElement.dataset.hearsClose).toBe('true');
  });

  it('goes on asking, however often the window is to close', async () => {
    const page = await sample();
    page.shell.failures.set('save', { code: 'io', message: '磁盘已满', hint: '' });
    page.type(page.get('field-unit'), '某局');
    for (let i = 0; i < 3; i += 1) {
      page.shell.emit('close-requested');
      await settle();
      expect(page.all('discard-yes')).toHaveLength(1);
      await page.click('discard-no');
    }
    expect(page.shell.named('close_now')).toHaveLength(0);
  });

  it('asks when the save is never answered', async () => {
    const page = await sample();
    page.shell.held.add('save');
    page.type(page.get('field-unit'), '某局');
    page.shell.emit('close-requested');
    await pass(CLOSE_MS - 1);
    expect(page.all('discard-yes')).toHaveLength(0);
    await pass(1);
    await page.click('discard-yes');
    expect(page.shell.named('close_now')).toHaveLength(1);
  });

  it('asks when that fails, and does as told', async () => {
    const page = await sample();
    page.shell.failures.set('save', { code: 'io', message: '磁盘已满', hint: '' });
    page.type(page.get('field-unit'), '某局');
    page.shell.emit('close-requested');
    await settle();
    await page.click('discard-no');
    expect(page.shell.named('close_now')).toHaveLength(0);
    expect(value(page.get('field-unit'))).toBe('某局');
    page.shell.emit('close-requested');
    await settle();
    await page.click('discard-yes');
    expect(page.shell.named('close_now')).toHaveLength(1);
  });
});
