import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAUSE_MS, RETRY_MS } from '../src/saver';
import { violations } from './axe';
import { sampleDraft, viewOf } from './fake-shell';
import { openReport, pass, sample, settle, shellWith, stored, value, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: new Date(2026, 0, 6, 14, 3) }));
afterEach(() => vi.useRealTimers());

const full = { code: 'io', message: '磁盘已满', hint: '请清理磁盘后重试' } as const;

async function failing(): Promise<Page> {
  const page = await sample();
  page.shell.failures.set('save', full);
  page.type(page.get('field-unit'), '某局');
  await pass(PAUSE_MS);
  return page;
}

/** A report that was saved elsewhere, and then typed into here. */
async function conflicting(): Promise<Page> {
  const page = await openReport(shellWith(sampleDraft('a')));
  page.shell.elsewhere({ ...sampleDraft('a'), fields: { unit: '别处的局' } });
  page.type(page.get('field-unit'), '某局');
  await pass(PAUSE_MS);
  return page;
}

describe('the bar of a failed save', () => {
  it('says what failed, since when, and that nothing is lost', async () => {
    const page = await failing();
    await pass(60_000);
    expect(page.get('save-bar').textContent).toMatch(/磁盘已满[^]*请清理磁盘后重试[^]*从 14:03 起的改动还没有存好。不关窗口就不会丢/);
  });

  it('goes by itself when there is room again', async () => {
    const page = await failing();
    page.type(page.get('field-unit'), '某局二');
    page.shell.failures.clear();
    await pass(RETRY_MS);
    expect(page.all('save-bar')).toHaveLength(0);
    expect(stored(page)?.fields.unit).toBe('某局二');
  });

  it('writes the draft elsewhere, and stays', async () => {
    const page = await failing();
    await page.click('save-elsewhere');
    expect(page.shell.named('save_elsewhere')[0]?.args).toMatchObject({ draft: { id: 'a', fields: { unit: '某局' } } });
    expect(page.get('toast').textContent).toContain('已另存为“述职报告.json”，在 /media/U盘');
    expect(page.all('save-bar')).toHaveLength(1);
    await page.click('toast-action');
    expect(page.shell.named('open_exported')[0]?.args).toEqual({ handle: 4, folder: true });
  });

  it('goes along to 检查并导出 and back without a question', async () => {
    const page = await failing();
    await page.click('to-check');
    expect(page.all('dialog')).toHaveLength(0);
    expect(page.get('save-bar').textContent).toContain('磁盘已满');
    await page.click('to-compose');
    expect(value(page.get('field-unit'))).toBe('某局');
  });

  it('gives up what is unsaved only when asked to, and then for good', async () => {
    const page = await failing();
    await page.click('to-home');
    expect(page.get('dialog').textContent).toContain('有改动没有保存成功');
    await page.click('discard-no');
    expect(page.all('save-bar')).toHaveLength(1);
    await page.click('to-home');
    await page.click('discard-yes');
    page.shell.failures.clear();
    const saves = page.shell.named('save').length;
    await pass(60_000);
    expect(page.shell.named('save')).toHaveLength(saves);
    expect(page.shell.drafts.get('a')?.fields.unit).toBe('青石园区党工委');
  });
});

describe('two drafts of one report', () => {
  it('are both told of, and this one can be given way', async () => {
    const page = await conflicting();
    expect(page.get('save-bar').textContent).toMatch(/请选留哪一稿[^]*“历史版本”/);
    expect(page.all('save-retry')).toHaveLength(0);
    page.type(page.get('field-unit'), '某局，又写了几个字');
    await pass(60_000);
    await page.click('save-reopen');
    expect(value(page.get('field-unit'))).toBe('别处的局');
    expect(page.all('save-bar')).toHaveLength(0);
    expect(page.shell.kept.at(-1)?.fields.unit).toBe('某局，又写了几个字');
  });

  it('are both kept, with what is written while nothing is decided', async () => {
    const page = await conflicting();
    page.type(page.get('field-unit'), '某局，又写了几个字');
    await pass(RETRY_MS);
    expect(page.shell.kept.at(-1)?.fields.unit).toBe('某局，又写了几个字');
    expect(page.get('save-bar').textContent).toContain('请选留哪一稿');
  });

  it('keep what is typed while the other one is being read', async () => {
    const page = await conflicting();
    const other = page.shell.drafts.get('a')!;
    page.shell.held.add('open');
    await page.click('save-reopen');
    page.type(page.get('field-unit'), '某局，最后几个字');
    page.shell.held.clear();
    page.shell.release('open', { draft: other, revision: 2, saved_at: other.modified, view: viewOf(other) });
    await settle();
    expect(value(page.get('field-unit'))).toBe('别处的局');
    expect(page.shell.kept.at(-1)?.fields.unit).toBe('某局，最后几个字');
  });

  it('stay as they are where the last words cannot be kept', async () => {
    const page = await conflicting();
    page.shell.failures.set('save', full);
    await page.click('save-reopen');
    expect(value(page.get('field-unit'))).toBe('某局');
    expect(page.get('save-bar').textContent).toContain('磁盘已满');
  });

  it('can be decided for this one, and the other is kept first', async () => {
    const page = await conflicting();
    await page.click('save-overrule');
    expect(page.all('save-bar')).toHaveLength(0);
    expect(page.shell.kept.at(-1)?.fields.unit).toBe('别处的局');
    expect(page.shell.drafts.get('a')?.fields.unit).toBe('某局');
    page.type(page.get('field-unit'), '某局二');
    await pass(PAUSE_MS);
    expect(page.shell.drafts.get('a')?.fields.unit).toBe('某局二');
  });
});

describe('a full disk', () => {
  it('is told of calmly until a save needs no reserve', async () => {
    const page = await sample();
    page.shell.lowSpace = true;
    page.type(page.get('field-unit'), '某局');
    await pass(PAUSE_MS);
    expect(page.get('low-space').textContent).toContain('磁盘快满了，已动用预留的空间');
    expect(page.get('save-state').dataset.state).toBe('saved');
    page.shell.lowSpace = false;
    page.type(page.get('field-unit'), '某局二');
    await pass(PAUSE_MS);
    expect(page.all('low-space')).toHaveLength(0);
  });
});

it('saves what was written before a composition, and leaves what is composed in its field', async () => {
  const page = await sample();
  const field = page.get('field-unit') as HTMLInputElement;
  field.focus();
  page.type(field, '某局');
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  field.value = "某局ban'gong";
  field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
  await pass(60_000);
  expect(stored(page)?.fields.unit).toBe('某局');
  expect(page.shell.named('save')).toHaveLength(1);
  expect(field.value).toBe("某局ban'gong");
  expect(document.activeElement).toBe(field);
  field.value = '某局办公';
  field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  await pass(PAUSE_MS);
  expect(stored(page)?.fields.unit).toBe('某局办公');
});

it('calls nothing saved that is still being composed', async () => {
  const page = await sample();
  page.get('field-unit').dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  await settle();
  expect(page.get('save-state').textContent).toBe('有改动未保存');
  page.get('field-unit').dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  await settle();
  expect(page.get('save-state').dataset.state).toBe('saved');
});

describe('axe-core finds nothing', () => {
  it.each([['a failure', failing], ['a conflict', conflicting]])('in the bar of %s', async (_, open) => {
    expect(await violations((await open()).root)).toEqual([]);
  });
});
