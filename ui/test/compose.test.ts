import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Part } from '../src/generated';
import { CLOSE_MS } from '../src/app';
import { PAUSE_MS } from '../src/saver';
import { newDraft, sampleDraft, viewOf } from './fake-shell';
import { f8, key, openReport, pass, sample, settle, shellWith, stored, value, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => vi.useRealTimers());

const work = (page: Page): Part | undefined => stored(page)?.parts.find((part) => part.id === 'work');

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

  it('adds, moves and removes items, and undoes it', async () => {
    const page = await sample();
    await page.click('section-work');
    const first = page.get('card');
    await page.click('card-down');
    expect(page.all('card').map((card) => card.dataset.item)).toEqual(['w2', 'w1', 'w3']);
    expect(page.get('card', 1)).toBe(first);
    await page.click('add-item');
    expect(page.all('card')).toHaveLength(4);
    expect(document.activeElement).toBe(page.get('item-heading', -1));
    await page.click('card-menu');
    await page.click('card-remove');
    expect(page.all('card')).toHaveLength(3);
    await page.click('toast-action');
    expect(page.all('card')[0]?.dataset.item).toBe('w2');
    key(document.body, 'z', { ctrlKey: true });
    key(document.body, 'z', { ctrlKey: true });
    await settle();
    expect(page.all('card').map((card) => card.dataset.item)).toEqual(['w1', 'w2', 'w3']);
    key(document.body, 'y', { ctrlKey: true });
    await settle();
    expect(page.all('card').map((card) => card.dataset.item)).toEqual(['w2', 'w1', 'w3']);
  });

  it('offers to undo a removal only until something else is done', async () => {
    const page = await sample();
    await page.click('section-work');
    await page.click('card-menu');
    await page.click('card-remove');
    expect(page.all('toast')).toHaveLength(1);
    page.type(page.get('item-body'), '别的');
    await settle();
    expect(page.all('toast')).toHaveLength(0);
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

  it('moves by keyboard and keeps the focus', async () => {
    const page = await sample();
    await page.click('section-work');
    const heading = page.get('item-heading');
    heading.focus();
    key(heading, 'ArrowDown', { altKey: true });
    await settle();
    expect(page.all('card').map((card) => card.dataset.item)).toEqual(['w2', 'w1', 'w3']);
    expect(document.activeElement).toBe(heading);
    const row = page.get('row', 1).querySelector('input');
    row?.focus();
    key(row ?? document, 'ArrowUp', { altKey: true });
    await settle();
    expect(page.all('row').map((entry) => entry.dataset.item)).toEqual(['w2b', 'w2a']);
  });

  it('leads with Enter from a heading to the text below it, but not while an input method is composing', async () => {
    const page = await sample();
    await page.click('section-work');
    const heading = page.get('item-heading', 1);
    heading.focus();
    key(heading, 'Enter', { isComposing: true });
    key(heading, 'Enter', { keyCode: 229 });
    expect(document.activeElement).toBe(heading);
    key(heading, 'Enter');
    const body = document.activeElement as HTMLTextAreaElement;
    expect(body.value).toBe('每季度抽查一次记录。');
    expect(body.selectionStart).toBe(body.value.length);
    const row = page.get('row', 1).querySelector('input') as HTMLInputElement;
    row.focus();
    key(row, 'Enter');
    expect(value(document.activeElement as HTMLElement)).toBe('举办培训班2期。');
    await page.click('section-rect');
    page.get('item-text').focus();
    key(page.get('item-text'), 'Enter');
    expect(document.activeElement).toBe(page.get('item-measure'));
    key(page.get('item-measure'), 'Enter');
    expect(document.activeElement).toBe(page.get('item-measure'));
  });

  it('leads with Tab through the texts of a card before its tools', async () => {
    const page = await sample();
    await page.click('section-work');
    const stops = [...page.get('card', 1).querySelectorAll<HTMLElement>('input, textarea, button')].map((stop) => stop.dataset.testid);
    expect(stops.slice(0, 2)).toEqual(['item-heading', 'item-body']);
    expect(stops.lastIndexOf('item-body')).toBeLessThan(stops.indexOf('card-up'));
  });

  it('numbers every row, and those that are empty by what they would be', async () => {
    const page = await sample();
    const numbers = (): (string | null)[] => page.all('row-number').map((number) => number.textContent);
    await page.click('section-work');
    expect(page.get('add-row').textContent).toBe('添加分点');
    expect(numbers()).toEqual(['一是', '二是']);
    await page.click('section-problems');
    await page.click('add-row', 1);
    // What the engine answers where all rows of an item are empty.
    page.shell.labels = { ...viewOf(sampleDraft('a')).labels, [page.get('row').dataset.item ?? '']: '' };
    await pass(200);
    expect(numbers()).toEqual(['一是']);
  });

  it('adds paragraphs where what stands below has no numbers', async () => {
    const draft = sampleDraft('a');
    draft.parts[1]!.nested = { numbering: 'none', run_in: true, join: 'paragraphs' };
    const page = await openReport(shellWith(draft));
    await page.click('section-work');
    expect(page.get('add-row').textContent).toBe('添加一段');
  });

  it('keeps what is not printed together, with due dates of the report’s year as examples', async () => {
    const page = await sample();
    await page.click('section-rect');
    const more = page.get('more');
    expect(more.querySelector('summary')?.textContent).toContain('不印进报告，附上整改台账时列入');
    for (const id of ['item-year', 'item-leader', 'item-goal']) expect(more.contains(page.get(id))).toBe(true);
    for (const id of ['item-state', 'item-evidence', 'item-owner', 'item-due', 'item-closed']) expect(more.contains(page.get(id))).toBe(false);
    expect(page.get('item-due').getAttribute('placeholder')).toBe('如 2025年6月30日，或“长期”');
    await page.click('section-problems');
    expect(page.get('more').textContent).toContain('原因（不印进报告）');
    expect(page.get('item-due').getAttribute('placeholder')).toBe('如 2026年6月30日，或“长期”');
  });

  it('folds a card without losing anything', async () => {
    const page = await sample();
    await page.click('section-work');
    await page.click('card-fold');
    expect(page.get('card-unfold').textContent).toContain('压实责任，健全机制');
    await page.click('card-unfold');
    expect(value(page.get('item-body'))).toContain('年初制定');
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

  it('leads to the next open point and selects it', async () => {
    const page = await sample();
    await f8();
    const area = document.activeElement as HTMLTextAreaElement;
    expect(area).toBe(page.get('item-body'));
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('××');
  });

  it('leads on from where it was, though what was there is filled in, and from the end to the beginning', async () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = '××年，召开会议××次，参加××人。';
    draft.parts[1]!.items[1]!.items[0]!.heading = '分类×';
    const page = await openReport(shellWith(draft));
    const fill = async (text: string): Promise<string> => {
      const area = document.activeElement as HTMLTextAreaElement;
      const from = area.selectionStart;
      area.setRangeText(text, from, area.selectionEnd, 'end');
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await f8();
      return area.value;
    };
    await f8();
    expect(await fill('2025')).toBe('2025年，召开会议××次，参加××人。');
    await f8();
    // The middle one was passed over; filling the last one leads to the next field.
    expect(await fill('40')).toBe('2025年，召开会议××次，参加40人。');
    expect(await fill('3')).toBe('年初制定责任清单，召开会议3次。');
    expect(await fill('管理')).toBe('分类管理');
    expect(await fill('12')).toBe('2025年，召开会议12次，参加40人。');
    expect(page.get('toast').textContent).toContain('没有待填或要改的地方');
  });

  it('leads to errors first, and to what should be looked at only when there is none', async () => {
    const draft = sampleDraft('a');
    draft.parts[1]!.items = draft.parts[1]!.items.slice(0, 1);
    draft.fields = { first_year: '是', unit: '某局' };
    const page = await openReport(shellWith(draft));
    await f8();
    expect(document.activeElement).toBe(page.get('field-reporter'));
    page.type(page.get('field-reporter'), '林知远');
    await f8();
    expect(document.activeElement).toBe(page.get('item-body'));
    page.type(page.get('item-body'), '召开会议3次。');
    await f8();
    expect(document.activeElement).toBe(page.get('add-item'));
  });

  it('puts the caret into no text where a part as a whole is meant', async () => {
    const draft = { ...newDraft('a'), fields: { unit: '某局', reporter: '林知远', first_year: '是' } };
    const page = await openReport(shellWith(draft));
    await f8();
    expect(document.activeElement).toBe(page.get('part-lead'));
  });

  it('counts what is required beside what is to be filled in, and leads to each kind alone', async () => {
    const page = await openReport(shellWith({ ...sampleDraft('a'), fields: { first_year: '是' } }));
    expect(page.get('status-required').textContent).toBe('必填 2 处');
    await page.click('status-open');
    expect(document.activeElement).toBe(page.get('item-body'));
    await page.click('status-open');
    expect(document.activeElement).toBe(page.get('item-body'));
    await page.click('status-required');
    expect(document.activeElement).toBe(page.get('field-unit'));
    await page.click('status-required');
    expect(document.activeElement).toBe(page.get('field-reporter'));
  });

  it('never says that nothing is to be filled in while something required is missing', async () => {
    const page = await openReport(shellWith(newDraft('a')));
    expect(page.get('status-open').textContent).toBe('待填 0 处');
    expect(page.get('status-required').textContent).toBe('必填 1 处');
    await page.click('section-opening');
    page.type(page.get('part-lead'), '现述职如下。');
    await pass(200);
    expect(page.get('status-open').textContent).toBe('没有待填');
    expect(page.all('status-required')).toHaveLength(0);
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

  it('has the fields of each kind of part', async () => {
    const page = await sample();
    await page.click('section-rect');
    expect(value(page.get('item-text'))).toBe('支部活动形式单一');
    for (const id of ['item-measure', 'item-result', 'item-evidence', 'item-owner', 'item-due', 'item-state', 'item-year']) page.get(id);
    expect(page.all('item-heading')).toHaveLength(0);
    await page.click('add-item');
    await pass(PAUSE_MS);
    const added = stored(page)?.parts.find((part) => part.id === 'rect')?.items[1];
    expect(added).toMatchObject({ year: 2024, text: '' });
    expect(added?.problem).toMatch(/^[\da-f-]{36}$/);
    expect(added?.problem).not.toBe(added?.id);
    await page.click('section-problems');
    for (const id of ['item-cause', 'item-owner', 'item-leader', 'item-due', 'item-kind', 'item-goal']) page.get(id);
  });

  it('links items to problems', async () => {
    const page = await sample();
    await page.click('section-plan');
    expect(page.get('links').textContent).toContain('指导员力量不足');
    await page.click('link-choice', 1);
    await pass(PAUSE_MS);
    expect(stored(page)?.parts.find((part) => part.id === 'plan')?.items[0]?.answers).toEqual(['p1', 'p2']);
    await page.click('section-work');
    await page.click('link-choice');
    await pass(PAUSE_MS);
    expect(work(page)?.items[0]?.answers).toEqual(['p0']);
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
