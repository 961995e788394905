import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDraft, sampleDraft } from './fake-shell';
import { f8, openReport, pass, sample, shellWith } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

describe('open points', () => {
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
});
