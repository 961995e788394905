import { describe, expect, it } from 'vitest';
import {
  addItem, allItems, emptyItem, findPart, moveItem, moveItemTo, movePart, pathTo, removeItem, setField, setItem, setPart, toggleDone, unsetItem,
} from '../src/draft';
import { begin, LIMIT, record, redo, ROOM, undo, type History } from '../src/history';
import { sampleDraft } from './fake-shell';

const draft = sampleDraft('a');
const ids = (part: string, of = draft): string[] => (findPart(of.parts, part)?.items ?? []).map((item) => item.id);

describe('edits', () => {
  it('leave the old draft alone and share what is unchanged', () => {
    const before = JSON.stringify(draft);
    const next = setItem(draft, 'work', 'w2', { body: '新' });
    expect(JSON.stringify(draft)).toBe(before);
    expect(findPart(next.parts, 'plan')).toBe(findPart(draft.parts, 'plan'));
    expect(findPart(next.parts, 'work')?.items[0]).toBe(findPart(draft.parts, 'work')?.items[0]);
    expect(findPart(next.parts, 'work')?.items[1]?.body).toBe('新');
  });

  it('reach parts within parts and items below items', () => {
    expect(findPart(setPart(draft, 'causes', { lead: '原因' }).parts, 'causes')?.lead).toBe('原因');
    const next = setItem(draft, 'work', 'w2b', { heading: '改' });
    expect(allItems(findPart(next.parts, 'work')?.items ?? []).find((item) => item.id === 'w2b')?.heading).toBe('改');
    expect(pathTo(findPart(draft.parts, 'work')?.items ?? [], 'w2b').map((item) => item.id)).toEqual(['w2', 'w2b']);
  });

  it('add at the end and below an item', () => {
    expect(ids('work', addItem(draft, 'work', null, emptyItem('w4')))).toEqual(['w1', 'w2', 'w3', 'w4']);
    const below = addItem(draft, 'work', 'w1', emptyItem('w1a'));
    expect(findPart(below.parts, 'work')?.items[0]?.items.map((item) => item.id)).toEqual(['w1a']);
  });

  it('remove an item and every link to it', () => {
    const next = removeItem(draft, 'problems', 'p1');
    expect(ids('problems', next)).toEqual(['p2']);
    expect(findPart(next.parts, 'plan')?.items[0]?.answers).toEqual([]);
    expect(findPart(next.parts, 'causes')?.items[0]?.explains).toEqual([]);
  });

  it('remove the link to a problem together with the item that puts it right', () => {
    const linked = setItem(draft, 'work', 'w1', { answers: ['p0'] });
    expect(findPart(removeItem(linked, 'rect', 'r1').parts, 'work')?.items[0]?.answers).toEqual([]);
  });

  it('remove an item below an item', () => {
    const next = removeItem(draft, 'work', 'w2a');
    expect(findPart(next.parts, 'work')?.items[1]?.items.map((item) => item.id)).toEqual(['w2b']);
  });

  it('move within a list and stop at its ends', () => {
    expect(ids('work', moveItem(draft, 'work', 'w1', 1))).toEqual(['w2', 'w1', 'w3']);
    expect(ids('work', moveItemTo(draft, 'work', 'w3', 0))).toEqual(['w3', 'w1', 'w2']);
    expect(moveItem(draft, 'work', 'w1', -1)).toBe(draft);
    const rows = findPart(moveItem(draft, 'work', 'w2b', -1).parts, 'work')?.items[1]?.items.map((item) => item.id);
    expect(rows).toEqual(['w2b', 'w2a']);
  });

  it('move a part among the parts beside it only', () => {
    expect(movePart(draft, 'plan', -1).parts.map((part) => part.id)).toEqual(['opening', 'work', 'rect', 'plan', 'now']);
    expect(movePart(draft, 'opening', -1)).toBe(draft);
    expect(findPart(movePart(draft, 'causes', -1).parts, 'now')?.parts.map((part) => part.id)).toEqual(['causes', 'problems']);
  });

  it('set fields, marks, and take entries out', () => {
    expect(setField(draft, 'unit', '某局').fields).toEqual({ ...draft.fields, unit: '某局' });
    expect(toggleDone(toggleDone(draft, 'work'), 'work').done).toEqual([]);
    const item = findPart(unsetItem(draft, 'rect', 'r1', 'state').parts, 'rect')?.items[0];
    expect(item && 'state' in item).toBe(false);
  });

  it('keep keys this version does not know', () => {
    const later = { ...draft, parts: draft.parts.map((part) => ({ ...part, later: 1 })) };
    expect(setItem(later, 'work', 'w1', { body: '新' }).parts[1]).toHaveProperty('later', 1);
  });
});

describe('undo and redo', () => {
  const typed = (text: string): typeof draft => setItem(draft, 'work', 'w1', { body: text });
  const step = (text: string, at: string, time: number) => ({ draft: typed(text), at, section: 'work', time });

  it('take typing in one field together, until a pause', () => {
    let history = begin(draft);
    history = record(history, step('一', 'body w1', 1000), true);
    history = record(history, step('一二', 'body w1', 1500), true);
    history = record(history, step('一二三', 'body w1', 9000), true);
    expect(undo(history).present.draft).toEqual(typed('一二'));
    expect(undo(undo(history)).present.draft).toBe(draft);
    expect(redo(undo(history)).present.draft).toEqual(typed('一二三'));
  });

  it('keep other fields and other acts apart', () => {
    let history = record(begin(draft), step('一', 'body w1', 1000), true);
    history = record(history, step('二', 'heading w1', 1100), true);
    history = record(history, step('三', 'heading w1', 1200), false);
    expect(history.past).toHaveLength(3);
  });

  it('forget what was undone once something else is done', () => {
    const history = record(undo(record(begin(draft), step('一', 'a', 1000), false)), step('二', 'b', 2000), false);
    expect(history.future).toEqual([]);
    expect(redo(history)).toBe(history);
  });

  it('stop at both ends', () => {
    const history = begin(draft);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  it('keep what was come back to, though typing goes on in its field at once', () => {
    let history = record(begin(draft), step('一', 'body w1', 10_000), true);
    history = undo(record(history, step('二', 'heading w1', 10_100), true));
    history = record(history, step('三', 'body w1', 10_200), true);
    expect(undo(history).present.draft).toEqual(typed('一'));
  });

  /** A report of 2 MB: 700 items of 1,500 characters. */
  const large = (): typeof draft => {
    const items = Array.from({ length: 700 }, (_, i) => ({ id: `i${i}`, heading: '', body: `${i}`.padEnd(1500, '述'), items: [] }));
    return setPart(draft, 'work', { items });
  };
  const times = (count: number, from: typeof draft, change: (draft: typeof from, i: number) => typeof from): History => {
    let history = begin(from);
    for (let i = 0; i < count; i += 1) history = record(history, { draft: change(history.present.draft, i), at: `${i}`, section: 'work', time: i }, false);
    return history;
  };

  it('go back 300 steps in a report of 2 MB, whose states share what is unchanged', () => {
    const from = large();
    const edited = times(LIMIT, from, (now, i) => setItem(now, 'work', `i${i}`, { body: '改'.repeat(1500) }));
    expect(edited.past).toHaveLength(LIMIT);
    let back = edited;
    while (back.past.length > 0) back = undo(back);
    expect(back.present.draft).toBe(from);
    while (back.future.length > 0) back = redo(back);
    expect(back.present.draft).toBe(edited.present.draft);
    // An item that was moved or taken out moves the others, and is no copy of them.
    expect(times(LIMIT, from, (now, i) => removeItem(now, 'work', `i${i}`)).past).toHaveLength(LIMIT);
    expect(times(LIMIT, from, (now) => moveItem(now, 'work', 'i0', 1)).past).toHaveLength(LIMIT);
    expect(times(LIMIT + 20, from, (now, i) => setItem(now, 'work', `i${i}`, { body: '' })).past).toHaveLength(LIMIT);
  }, 30_000);

  it('give up the oldest states where each holds the whole report, and never the last one', () => {
    const one = 1_100_000;
    const whole = times(60, draft, (now, i) => setItem(now, 'work', 'w1', { body: `${i}`.padEnd(one, '述') }));
    expect(whole.past.length).toBeGreaterThan(20);
    expect(whole.past.length).toBeLessThanOrEqual(ROOM / one + 1);
    const huge = times(3, draft, (now, i) => setItem(now, 'work', 'w1', { body: `${i}`.padEnd(ROOM + 10, '述') }));
    expect(huge.past).toHaveLength(1);
  }, 30_000);
});
