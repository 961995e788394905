import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAUSE_MS } from '../src/saver';
import { key, pass, sample, settle, stored, value, work } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

describe('编写', () => {
  it('shows the sections of the view with their state in words', async () => {
    const page = await sample();
    expect(page.get('sections').textContent?.replace(/\s+/g, '')).toMatch(/基本信息，编写中关键数据，未启用未启用开头，编写中主要履职情况，编写中待填1/);
    await page.click('section-work');
    expect(page.get('section-work').getAttribute('aria-current')).toBe('step');
    expect(page.all('card')).toHaveLength(3);
    expect(page.all('number').map((label) => label.textContent)).toEqual(['（一）', '（二）', '（三）']);
  });

  it('keeps the field and its text while typing, and saves what was typed', async () => {
    const page = await sample();
    await page.click('section-work');
    const area = page.get('item-body');
    area.focus();
    page.type(area, '年初制定清单，');
    await settle();
    await pass(150);
    page.type(area, '年初制定清单，压实责任。');
    await pass(150);
    expect(page.get('item-body')).toBe(area);
    expect(value(area)).toBe('年初制定清单，压实责任。');
    expect(page.get('save-state').dataset.state).toBe('dirty');
    await pass(PAUSE_MS);
    expect(page.get('save-state').dataset.state).toBe('saved');
    expect(page.get('save-state').textContent).toMatch(/已保存 \d\d:03:22/);
    expect(work(page)?.items[0]?.body).toBe('年初制定清单，压实责任。');
    expect(page.get('preview').textContent).toContain('压实责任。');
  });

  it('takes nothing from an input method before it has ended', async () => {
    const page = await sample();
    await page.click('section-work');
    const area = page.get('item-body') as HTMLTextAreaElement;
    area.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    area.value = 'nian';
    area.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await pass(5000);
    expect(page.shell.named('save')).toHaveLength(0);
    expect(value(area)).toBe('nian');
    area.value = '年';
    area.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    area.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '年' }));
    await pass(PAUSE_MS);
    expect(work(page)?.items[0]?.body).toBe('年');
  });

  it('does nothing with keys that belong to an input method', async () => {
    const page = await sample();
    await page.click('section-work');
    key(page.get('item-body'), 'Enter', { ctrlKey: true, isComposing: true });
    key(page.get('item-body'), 'ArrowDown', { ctrlKey: true, keyCode: 229 });
    await settle();
    expect(page.all('card')).toHaveLength(3);
    expect(page.get('section-work').getAttribute('aria-current')).toBe('step');
  });

  it('puts texts back into their fields at undo', async () => {
    const page = await sample();
    await page.click('section-work');
    const area = page.get('item-body');
    page.type(area, '改过');
    await settle();
    await page.click('undo');
    expect(page.get('item-body')).toBe(area);
    expect(value(area)).toBe('年初制定责任清单，召开会议××次。');
    await page.click('redo');
    expect(value(area)).toBe('改过');
  });

  it('leads back at undo to the section where it was done', async () => {
    const page = await sample();
    await page.click('section-work');
    page.type(page.get('item-body'), '改过');
    await page.click('section-plan');
    await page.click('undo');
    expect(page.get('section-work').getAttribute('aria-current')).toBe('step');
  });

  it('goes from section to section by keyboard', async () => {
    const page = await sample();
    key(document.body, 'ArrowDown', { ctrlKey: true });
    await settle();
    expect(page.get('section-figures').getAttribute('aria-current')).toBe('step');
    key(document.body, 'ArrowUp', { ctrlKey: true });
    await settle();
    expect(page.get('section-basic').getAttribute('aria-current')).toBe('step');
  });

  it('leads from the preview to the field', async () => {
    const page = await sample();
    const mark = page.get('preview').querySelector<HTMLElement>('.mark');
    mark?.click();
    await settle();
    expect(page.get('section-work').getAttribute('aria-current')).toBe('step');
    const area = document.activeElement as HTMLTextAreaElement;
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('××');
  });

  it('asks fields only under their conditions, and fields of a part in that part', async () => {
    const page = await sample();
    expect(page.all('field-last_date')).toHaveLength(1);
    expect(page.all('field-salutation')).toHaveLength(0);
    const [yes] = page.all('field-first_year');
    yes?.click();
    await settle();
    expect(page.all('field-last_date')).toHaveLength(0);
    await page.click('section-opening');
    expect(page.all('field-salutation')).toHaveLength(1);
  });

  it('changes a heading to another one, and by typing', async () => {
    const page = await sample();
    await page.click('section-work');
    await page.click('part-headings');
    await page.click('part-heading-choice');
    expect(value(page.get('part-heading'))).toBe('履职工作情况');
    page.type(page.get('part-heading'), '工作情况');
    await pass(PAUSE_MS);
    expect(work(page)?.heading).toBe('工作情况');
  });

  it('puts headings on lines of their own and back', async () => {
    const page = await sample();
    await page.click('section-work');
    await page.click('part-menu');
    expect(page.get('part-run-in').getAttribute('aria-checked')).toBe('true');
    await page.click('part-own-line');
    await pass(PAUSE_MS);
    expect(work(page)?.run_in).toBe(false);
    await page.click('undo');
    await pass(PAUSE_MS);
    expect(work(page)?.run_in).toBe(true);
  });

  it('leaves a part out and takes it back, moves it, marks it as done', async () => {
    const page = await sample();
    await page.click('section-plan');
    await page.click('part-menu');
    await page.click('part-leave-out');
    await pass(200);
    expect(page.get('section-plan').textContent).toContain('不写');
    await page.click('part-restore');
    await pass(200);
    await page.click('part-menu');
    await page.click('part-up');
    await page.click('mark-done');
    await pass(PAUSE_MS);
    expect(stored(page)?.parts.map((part) => part.id)).toEqual(['opening', 'work', 'rect', 'plan', 'now']);
    expect(stored(page)?.done).toEqual(['plan']);
  });

  it('shows an example when asked', async () => {
    const page = await sample();
    await page.click('section-work');
    await page.click('example-open');
    expect(page.get('example').textContent).toContain('范例的文字。');
    await page.click('example-close');
    expect(page.all('example')).toHaveLength(0);
  });

  it('keeps a bar while saving fails, and saves again at once when asked', async () => {
    const page = await sample();
    page.shell.failures.set('save', { code: 'io', message: '磁盘已满', hint: '请清理磁盘后重试' });
    page.type(page.get('field-unit'), '某局');
    await pass(PAUSE_MS);
    expect(page.get('save-bar').textContent).toMatch(/磁盘已满[^]*请清理磁盘后重试/);
    await pass(60_000);
    expect(page.get('save-state').textContent).toBe('没有保存成功');
    page.shell.failures.clear();
    await page.click('save-retry');
    expect(page.all('save-bar')).toHaveLength(0);
    expect(stored(page)?.fields.unit).toBe('某局');
  });

  it('saves when a field is left', async () => {
    const page = await sample();
    page.get('field-unit').focus();
    page.type(page.get('field-unit'), '某局');
    page.get('field-unit').dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    await settle();
    expect(stored(page)?.fields.unit).toBe('某局');
  });

  it('sends lone surrogates as U+FFFD', async () => {
    const page = await sample();
    page.type(page.get('field-unit'), '某\ud800局');
    await pass(PAUSE_MS);
    expect(stored(page)?.fields.unit).toBe('某\ufffd局');
  });

  it('says so when the preview could not be made', async () => {
    const page = await sample();
    page.shell.failures.set('view', { code: 'not_found', message: '没有这个版式', hint: '请换一个' });
    page.type(page.get('field-unit'), '某局');
    await pass(200);
    expect(page.get('preview').textContent).toContain('没有这个版式');
  });
});
