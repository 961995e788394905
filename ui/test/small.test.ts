import { describe, expect, it } from 'vitest';
import { api, toFailure, type Shell } from '../src/api';
import { placeAt } from '../src/compose/drag';
import { stretches } from '../src/compose/marks';
import { holds } from '../src/condition';
import type { Finding, Span } from '../src/generated';
import { contextOf, itemsTo, placeName, placeOf, precedes, sectionOfField, spotOf } from '../src/locate';
import { clockTime, dayTime, grouped, uuid, wellFormed, wellFormedDeep, yearOf } from '../src/text';
import { sampleDraft, viewOf } from './fake-shell';

describe('text', () => {
  it('replaces lone surrogates and leaves pairs', () => {
    expect(wellFormed('甲\ud800乙\udc00丙𠮷😀')).toBe('甲\ufffd乙\ufffd丙𠮷😀');
    expect(wellFormed('\udfb7\ud842')).toBe('\ufffd\ufffd');
  });

  it('cleans everything in a value and keeps what needs nothing', () => {
    const clean = { a: ['x', 1, null, { b: '𠮷' }] };
    expect(wellFormedDeep(clean)).toBe(clean);
    expect(wellFormedDeep({ a: [{ 'k\ud800': 'v\ud800' }] })).toEqual({ a: [{ 'k\ufffd': 'v\ufffd' }] });
  });

  it('makes UUIDs of version 4, each another', () => {
    const ids = Array.from({ length: 200 }, uuid);
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('tells times and numbers as people do', () => {
    const at = new Date(2026, 0, 5, 14, 3, 22);
    expect(clockTime(at.toISOString())).toBe('14:03:22');
    expect(clockTime('nonsense')).toBe('');
    expect(dayTime(at.toISOString(), new Date(2026, 0, 5, 23))).toBe('今天 14:03');
    expect(dayTime(at.toISOString(), new Date(2026, 0, 6, 1))).toBe('昨天 14:03');
    expect(dayTime(at.toISOString(), new Date(2026, 5, 1))).toBe('2026年1月5日');
    expect(grouped(2846)).toBe('2\u2009846');
    expect(grouped(999)).toBe('999');
  });

  it('reads a year', () => {
    expect([yearOf('2025'), yearOf(' 2025年 '), yearOf('0'), yearOf(''), yearOf('二〇'), yearOf('20255')]).toEqual([2025, 2025, 0, null, null, null]);
  });
});

describe('conditions', () => {
  const fields = { first: ' 否 ', unit: '' };
  it.each([
    [{ equals: { field: 'first', value: '否' } }, true],
    [{ equals: { field: 'none', value: '否' } }, false],
    [{ filled: { field: 'first' } }, true],
    [{ filled: { field: 'unit' } }, false],
    [{ not: { filled: { field: 'unit' } } }, true],
    [{ all: [{ filled: { field: 'first' } }, { filled: { field: 'unit' } }] }, false],
    [{ any: [{ filled: { field: 'first' } }, { filled: { field: 'unit' } }] }, true],
    [{ all: [] }, true],
    [{ any: [] }, false],
  ])('%j is %s', (condition, expected) => expect(holds(condition, fields)).toBe(expected));
});

describe('places', () => {
  const draft = sampleDraft('a');
  const finding = (change: Partial<Finding>): Finding =>
    ({ rule: 'x', level: 'error', part: null, item: null, field: null, start: 1, end: 3, text: '', message: '', suggestion: '', ...change });

  it('lead from a finding to section, item and field', () => {
    expect(spotOf(draft, finding({ part: 'work', item: 'w2b', field: 'body' }))).toEqual({ section: 'work', part: 'work', item: 'w2b', field: 'body', start: 1, end: 3 });
    expect(spotOf(draft, finding({ field: 'unit' })).section).toBe('basic');
    expect(spotOf(draft, finding({ field: 'salutation' })).section).toBe('opening');
    expect(spotOf(draft, finding({ field: 'year' })).section).toBe('basic');
    expect(spotOf(draft, finding({ part: 'causes' }))).toMatchObject({ section: 'causes', field: '' });
  });

  it('fall back to 基本信息 where the part is gone', () => {
    expect(sectionOfField({ ...draft, parts: [] }, 'salutation')).toBe('basic');
  });

  it('name all items to unfold', () => {
    expect(itemsTo(draft, spotOf(draft, finding({ part: 'work', item: 'w2b', field: 'body' })))).toEqual(['w2', 'w2b']);
  });

  it('show the text around a finding', () => {
    const of = (text: string, start: number, more: Partial<Finding> = {}): ReturnType<typeof contextOf> =>
      contextOf(draft, finding({ part: 'work', item: 'w1', field: 'body', text, start, end: start + text.length, ...more }));
    expect(of('××', 13)).toEqual({ before: '任清单，召开会议', text: '××', after: '次。' });
    expect(of('××', 2)).toBeNull();
    expect(of('', 0)).toBeNull();
    expect(of('青石', 0, { part: null, item: null, field: 'unit' })).toEqual({ before: '', text: '青石', after: '园区党工委' });
    expect(of('无', 0, { item: 'gone' })).toBeNull();
  });

  it('follow each other as in the form', () => {
    const { sections } = viewOf(draft);
    const place = (change: Partial<Finding>): ReturnType<typeof placeOf> => placeOf(draft, sections, spotOf(draft, finding(change)));
    const inOrder = [
      place({ field: 'year' }), place({ field: 'unit' }), place({ field: 'reporter' }), place({ field: 'salutation' }), place({ part: 'opening', field: 'lead' }),
      place({ part: 'work' }), place({ part: 'work', field: 'heading' }), place({ part: 'work', item: 'w1', field: 'heading' }),
      place({ part: 'work', item: 'w1', field: 'body' }), place({ part: 'work', item: 'w1', field: 'body', start: 2 }),
      place({ part: 'work', item: 'w2', field: 'body' }), place({ part: 'work', item: 'w2a', field: 'heading' }), place({ part: 'work', item: 'w2b', field: 'heading' }),
      place({ part: 'work', item: 'w2', field: 'cause' }), place({ part: 'work', item: 'w3', field: 'heading' }), place({ part: 'work', field: 'tail' }),
      place({ part: 'rect', item: 'r1', field: 'text' }), place({ part: 'rect', item: 'r1', field: 'measure' }),
    ];
    inOrder.forEach((a, i) => inOrder.forEach((b, k) => expect([a, b, precedes(a, b)]).toEqual([a, b, i < k])));
  });

  it('are told in words', () => {
    const { sections, labels } = viewOf(draft);
    const name = (change: Partial<Finding>): string => placeName(draft, sections, labels, finding(change));
    expect(name({ part: 'work', item: 'w2b', field: 'body' })).toBe('主要履职情况（二）二是');
    expect(name({ part: 'work' })).toBe('主要履职情况');
    expect(name({ field: 'unit' })).toBe('基本信息·单位');
  });
});

describe('marks', () => {
  const span = (text: string, start: number, literal = true): Span =>
    ({ text, role: 'text', literal, origin: { part: 'work', item: 'w1', field: 'body', start, end: start + text.length } });
  const hit = (start: number, end: number, item = 'w1'): Finding =>
    ({ rule: 'placeholder', level: 'error', part: 'work', item, field: 'body', start, end, text: '', message: '', suggestion: '' });

  it('cut a span where they begin and end', () => {
    expect(stretches(span('开会××次，共×人', 10), [hit(12, 14), hit(17, 18)])).toEqual([
      { text: '开会', from: 10, marked: false }, { text: '××', from: 12, marked: true },
      { text: '次，共', from: 14, marked: false }, { text: '×', from: 17, marked: true }, { text: '人', from: 18, marked: false },
    ]);
  });

  it('reach only into the part of the field that the span shows', () => {
    expect(stretches(span('××次', 10), [hit(8, 12)])).toEqual([{ text: '××', from: 10, marked: true }, { text: '次', from: 12, marked: false }]);
    expect(stretches(span('二三', 10), [hit(0, 10), hit(12, 14), hit(10, 11, 'w2')])).toEqual([{ text: '二三', from: 10, marked: false }]);
  });

  it('go by the words where something stands in for what was typed', () => {
    const title = { ...span('××局2025年度报告', 0, false), origin: { part: 'work', item: 'w1', field: 'body', start: 0, end: 0 } };
    expect(stretches(title, [{ ...hit(0, 0), text: '××' }, { ...hit(0, 0, 'w2'), text: '2025' }])).toEqual([
      { text: '××', from: 0, marked: true }, { text: '局2025年度报告', from: 0, marked: false },
    ]);
    expect(stretches(title, [{ ...hit(0, 0), text: '没有' }])).toEqual([{ text: '××局2025年度报告', from: 0, marked: false }]);
  });

  it('leave what the program wrote', () => {
    expect(stretches({ text: '（一）', role: 'text', origin: null, literal: false }, [hit(0, 9)])).toEqual([{ text: '（一）', from: null, marked: false }]);
  });
});

describe('dragging', () => {
  it('finds the place by the middles of the other cards', () => {
    expect([0, 140, 260, 999].map((y) => placeAt([50, 150, 250], 0, y))).toEqual([0, 0, 2, 2]);
    expect([0, 60, 999].map((y) => placeAt([50, 150, 250], 2, y))).toEqual([0, 1, 2]);
  });
});

describe('the shell', () => {
  const shell = (invoke: Shell['invoke']): Shell => ({ invoke, listen: () => Promise.resolve() });

  it('is called by name with clean arguments', async () => {
    const calls: unknown[] = [];
    const it = api(shell((command, payload) => { calls.push([command, payload]); return Promise.resolve({}); }));
    await it.open('a\ud800');
    await it.exportDocx({ id: 'a', force: true });
    await it.closeNow();
    expect(calls).toEqual([
      ['call', { name: 'open', args: { id: 'a\ufffd' } }], ['export_docx', { args: { id: 'a', force: true } }], ['close_now', undefined],
    ]);
  });

  it('fails with a failure and nothing else', async () => {
    const of = (reason: unknown): Promise<unknown> => api(shell(() => Promise.reject(reason))).home().catch((failure: unknown) => failure);
    expect(await of({ code: 'conflict', message: '冲突', hint: '重新打开' })).toEqual({ code: 'conflict', message: '冲突', hint: '重新打开' });
    expect(await of('boom')).toMatchObject({ code: 'io', message: '程序内部没有应答（boom）' });
    expect(toFailure({ code: 'newer', message: '坏了' })).toMatchObject({ code: 'io', message: '坏了' });
    expect(toFailure(undefined)).toMatchObject({ code: 'io', message: '程序内部没有应答' });
  });
});
