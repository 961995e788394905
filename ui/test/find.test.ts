import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyAttachment, setElement } from '../src/elements';
import { find, fits, folded, lineOf, nextHit, replace, type Query } from '../src/find';
import type { Draft } from '../src/generated';
import { controlId } from '../src/locate';
import { emptyTable } from '../src/tables';
import { mapTexts } from '../src/texts';
import { sampleDraft } from './fake-shell';
import { openReport, pass, settle, shellWith, stored } from './page';

const query = (text: string, more: Partial<Query> = {}): Query => ({ text, matchCase: false, anyWidth: true, ...more });
const places = (draft: Draft, text: string, more: Partial<Query> = {}): string[] =>
  find(draft, query(text, more)).hits.map(({ at, start }) => `${at.part ?? at.section}/${at.item ?? ''}/${at.field}@${start}`);

/** A report with tables everywhere and every element switched on. */
function full(): Draft {
  let draft = sampleDraft('a');
  const table = (id: string): ReturnType<typeof emptyTable> => emptyTable(id);
  draft.parts[1] = { ...draft.parts[1]!, tables: [table('t-part')], lead: '导语', tail: '尾语' };
  const [w1, w2] = draft.parts[1].items;
  w1!.tables = [table('t-item')];
  w2!.items[0]!.items = [{ id: 'w2a1', heading: '再下一层', body: '', items: [] }];
  w2!.items[0]!.tables = [table('t-row')];
  Object.assign(draft.parts[2]!.items[0]!, { heading: '小标题', body: '其他' });
  for (const key of ['letterhead', 'recipient', 'attachments', 'note', 'imprint'] as const) draft = setElement(draft, key, { on: true });
  return setElement(draft, 'attachments', {
    items: [{ ...emptyAttachment('at1', 'att1'), kind: 'text' }, { ...emptyAttachment('at2', 'att2'), kind: 'table' }, { ...emptyAttachment('at3', 'att3'), kind: 'ledger' }],
  });
}

describe('the form', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
  afterEach(() => vi.useRealTimers());

  it('has no field of text that is not searched, and the search knows none that is not there', async () => {
    const page = await openReport(shellWith(full()));
    const typed = new Map<string, string>();
    for (const section of [...page.root.querySelectorAll<HTMLElement>('.section button')]) {
      section.click();
      await settle();
      const controls = page.root.querySelectorAll<HTMLInputElement>('.form-inner :is(input[type="text"], textarea)');
      for (const control of controls) {
        const text = control.id.endsWith('year') ? String(1100 + typed.size) : `标记${1100 + typed.size}`;
        expect(typed.has(control.id)).toBe(false);
        typed.set(control.id, text);
        page.type(control, text);
      }
    }
    await pass(1000);
    expect(typed.size).toBeGreaterThan(100);
    const draft = stored(page)!;
    for (const [id, text] of typed) {
      const { hits, hidden } = find(draft, query(text));
      expect([text, hits.map(({ at }) => controlId(at.part, at.item, at.field)), hidden]).toEqual([text, [id], 0]);
    }
    const known: string[] = [];
    mapTexts(draft, (text, at) => {
      if (at.shown && text !== '') known.push(controlId(at.part, at.item, at.field));
      return text;
    });
    expect(known).toEqual([...typed.keys()]);
  }, 30_000);
});

describe('finding', () => {
  it('goes through the form in its order', () => {
    const draft = sampleDraft('a');
    draft.fields.title = '某报告';
    draft.parts[1]!.items[0]!.body = '报告，报告';
    draft.parts[1]!.items[1]!.items[1]!.heading = '报告';
    draft.parts[3]!.parts[0]!.items[0]!.cause = '报告';
    expect(places(draft, '报告')).toEqual(['basic//title@1', 'work/w1/body@0', 'work/w1/body@3', 'work/w2b/heading@0', 'problems/p1/cause@0']);
  });

  it('takes every character as it is', () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = 'a.c abc [x] $& ×× {{上年问题}}';
    expect(places(draft, 'a.c')).toEqual(['opening//lead@0']);
    expect(places(draft, '[x]')).toHaveLength(1);
    expect(places(draft, '××')).toEqual(['opening//lead@15', 'work/w1/body@13']);
    expect(places(draft, '{{上年')).toHaveLength(1);
    expect(find(draft, query(''))).toEqual({ hits: [], hidden: 0 });
  });

  it('tells case and width apart only when asked to', () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = 'ＡBc（一）：ﾊ１２　３';
    expect(places(draft, 'abC')).toHaveLength(1);
    expect(places(draft, 'ABc', { matchCase: true })).toHaveLength(1);
    expect(places(draft, 'abC', { matchCase: true })).toHaveLength(0);
    expect(places(draft, 'ABc', { anyWidth: false })).toHaveLength(0);
    expect(places(draft, '(一):ハ12 3')).toEqual(['opening//lead@3']);
  });

  it('keeps every unit at its place', () => {
    const odd = 'İǅẞΣς￣ﾊﾞ㎏①𠮷Ⅷ𐐀KÅﬃ；￥　';
    for (const matchCase of [true, false]) {
      const flat = folded(odd, query('', { matchCase }));
      expect(flat).toHaveLength(odd.length);
      expect(flat.indexOf('𠮷')).toBe(odd.indexOf('𠮷'));
    }
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = 'İİﾊﾞ𠮷目标';
    expect(places(draft, '目标')).toEqual(['opening//lead@6']);
  });

  it('offers nothing that the form does not show, but counts it', () => {
    const draft = full();
    draft.parts[1]!.left_out = true;
    draft.elements!.recipient = { on: false, text: '压实责任' };
    draft.fields.first_year = '是';
    draft.fields.last_date = '压实责任';
    draft.parts[4]!.items[0]!.cause = '压实责任';
    draft.elements!.attachments.items[1]!.body = '压实责任';
    expect(find(draft, query('压实责任'))).toEqual({ hits: [], hidden: 4 });
    expect(places(draft, '主要履职')).toEqual(['work//heading@0']);
  });

  it('finds no choices, and no words of the program', () => {
    expect(places(sampleDraft('a'), '否')).toEqual([]);
    expect(places(sampleDraft('a'), '已销号')).toEqual([]);
  });

  it('shows the line around a place and cuts no character in two', () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = `上一段\n${'𠮷'.repeat(20)}目标${'𠮷'.repeat(20)}\n下一段`;
    const [hit] = find(draft, query('目标')).hits;
    expect(lineOf(hit!)).toEqual({ before: '𠮷'.repeat(9), text: '目标', after: '𠮷'.repeat(9) });
  });

  it('goes on from a place, and round', () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = '目目';
    draft.parts[1]!.items[0]!.body = '目';
    const { hits } = find(draft, query('目'));
    const [a, b, c] = hits.map(({ order, start }) => [order, start] as const);
    expect([nextHit(hits, a!, 1), nextHit(hits, b!, 1), nextHit(hits, c!, 1)]).toEqual([1, 2, 0]);
    expect([nextHit(hits, a!, -1), nextHit(hits, b!, -1), nextHit(hits, c!, -1)]).toEqual([2, 0, 1]);
    expect([nextHit(hits, [0, 0], 1), nextHit(hits, [a![0], 1], -1), nextHit([], [0, 0], 1), nextHit([], [0, 0], -1)]).toEqual([0, 0, -1, -1]);
  });

  it('takes long texts in one go', () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = '基层党建工作'.repeat(400_000);
    const { hits } = find(draft, query('党'));
    expect(hits).toHaveLength(400_001);
    expect(replace(draft, query('党'), '团', () => true).count).toBe(400_001);
  });
});

describe('replacing', () => {
  it('replaces what is chosen and shares the rest', () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = '报告、报告、报告';
    draft.parts[1]!.items[0]!.body = '报告';
    const keys = find(draft, query('报告')).hits.map(({ key }) => key);
    const { draft: next, count } = replace(draft, query('报告'), '汇报$&', (key) => key !== keys[1]);
    expect(count).toBe(3);
    expect(next.parts[0]!.lead).toBe('汇报$&、报告、汇报$&');
    expect(next.parts[1]!.items[0]!.body).toBe('汇报$&');
    expect(next.parts[1]!.items[1]).toBe(draft.parts[1]!.items[1]);
    expect(next.parts[2]).toBe(draft.parts[2]);
    expect(draft.parts[0]!.lead).toBe('报告、报告、报告');
    expect(replace(draft, query('没有的'), 'x', () => true).draft).toBe(draft);
    expect(replace(draft, query(''), 'x', () => true)).toEqual({ draft, count: 0 });
  });

  it('is done once: what it puts there is not looked at again', () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = 'aaaa';
    expect(replace(draft, query('aa'), 'aaa', () => true).draft.parts[0]!.lead).toBe('aaaaaa');
  });

  it('reaches every kind of text', () => {
    const draft = mapTexts(full(), (text, at) => (at.year ? text : '旧'));
    const { hits } = find(draft, query('旧'));
    const { draft: next, count } = replace(draft, query('旧'), '新', () => true);
    expect(count).toBe(hits.length);
    expect(find(next, query('旧')).hits).toEqual([]);
    expect(find(next, query('新')).hits.map(({ key }) => key)).toEqual(hits.map(({ key }) => key));
  });

  it('leaves what the form does not show', () => {
    const draft = sampleDraft('a');
    draft.parts[1]!.left_out = true;
    const before = draft.parts[1]!.items;
    expect(replace(draft, query('压实责任'), 'x', () => true)).toEqual({ draft, count: 0 });
    expect(draft.parts[1]!.items).toBe(before);
  });

  it('puts years into years and nothing else', () => {
    const draft = sampleDraft('a');
    const year = (to: string): unknown[] => {
      const { draft: next, count } = replace(draft, query('2025'), to, () => true);
      return [next.year, count];
    };
    expect(year('2026')).toEqual([2026, 1]);
    expect(year('两千')).toEqual([2025, 0]);
    const [hit] = find(draft, query('2025')).hits;
    expect([fits(hit!, '2026'), fits(hit!, '明'), fits(hit!, '')]).toEqual([true, false, false]);
    expect(replace(draft, query('2024'), '2023', () => true).draft.parts[2]!.items[0]!.year).toBe(2023);
  });
});
