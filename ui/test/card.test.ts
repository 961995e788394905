import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAUSE_MS } from '../src/saver';
import { sampleDraft, viewOf } from './fake-shell';
import { key, openReport, pass, sample, settle, shellWith, stored, value, work } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

describe('the cards of a part', () => {
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
});
