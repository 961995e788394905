import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { find } from '../src/find';
import { isUsable, renameUses, valuesIn } from '../src/figures';
import { changeText } from '../src/ledger/change';
import { dayOf } from '../src/text';
import type { Draft, Figure, Finding, Item, View } from '../src/generated';
import { violations } from './axe';
import { sampleDraft } from './fake-shell';
import { key, openReport, pass, settle, shellWith, stored, value, type Page } from './page';

/** The sample, with its rectification item as it comes from an earlier report. */
function carried(more: Partial<Item> = {}): Draft {
  const draft = sampleDraft('a');
  draft.parts[2]!.items = [{
    id: 'r1', heading: '', body: '', items: [], problem: 'p0', report: 'old', year: 2023, text: '支部活动形式单一', promised: '建活动资源库', state: '待整改', ...more,
  }];
  draft.carried = [
    { problem: 'p0', report: 'old', year: 2023, text: '支部活动形式单一', state: '待整改' },
    { problem: 'pc', report: 'old', year: 2023, text: '台账不规范', state: '已销号' },
  ];
  return draft;
}

async function rect(draft: Draft, findings: Finding[] = []): Promise<Page> {
  const shell = shellWith(draft);
  shell.findings = findings;
  const page = await openReport(shell);
  await page.click('section-rect');
  return page;
}

const item = async (page: Page): Promise<Item | undefined> => {
  await pass(1000);
  return stored(page)?.parts[2]?.items[0];
};

const finding = (more: Partial<Finding>): Finding =>
  ({ rule: 'x', level: 'warning', part: 'rect', item: 'r1', field: null, start: 0, end: 0, text: '', message: '要看看', suggestion: '', ...more });

describe('a rectification item', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: new Date(2025, 5, 20, 9) }));
  afterEach(() => vi.useRealTimers());

  it('shows the problem as it was carried, to be read, and the promised measure until there is one', async () => {
    const page = await rect(carried());
    expect(page.all('item-text')).toHaveLength(0);
    expect(page.get('item-wording').textContent?.replace(/\s+/g, '')).toBe('支部活动形式单一2023年提出');
    await page.click('fill-promised');
    expect(value(page.get('item-measure'))).toBe('建活动资源库');
    expect(page.all('fill-promised')).toHaveLength(0);
    expect((await item(page))?.measure).toBe('建活动资源库');
    key(document.body, 'z', { ctrlKey: true });
    await settle();
    expect(value(page.get('item-measure'))).toBe('');
  });

  it('keeps the wording of one that was typed in editable, and makes that of a carried one so on request', async () => {
    const typed = await rect(sampleDraft('a'));
    expect(value(typed.get('item-text'))).toBe('支部活动形式单一');
    await typed.click('card-menu');
    expect(typed.all('card-reword')).toHaveLength(0);
    const page = await rect(carried());
    await page.click('card-menu');
    await page.click('card-reword');
    expect(document.activeElement).toBe(page.get('item-text'));
  });

  it('asks for what its state needs, and says what closing lacks', async () => {
    const lacking = finding({ rule: 'closed-without-basis', field: 'evidence', message: '已销号，还缺佐证' });
    const page = await rect(carried(), [lacking]);
    const choose = async (state: string): Promise<void> => {
      const select = page.get('item-state') as HTMLSelectElement;
      select.value = state;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await pass(200);
    };
    expect([page.all('item-closed').length, page.all('item-reason').length]).toEqual([0, 0]);
    await choose('已销号');
    page.type(page.get('item-closed'), '2025-06-30');
    expect(page.get('closing').textContent).toContain('还缺佐证');
    page.shell.findings = [];
    await choose('持续整改');
    expect(page.all('item-closed')).toHaveLength(0);
    page.type(page.get('item-reason'), '要常抓');
    expect(await item(page)).toMatchObject({ state: '持续整改', closed: '2025-06-30', reason: '要常抓' });
    await choose('已销号');
    expect(page.get('closing').textContent).toContain('销号要有措施、成效和佐证');
  });

  it('adds dated notes, the earliest first, and takes the last one back', async () => {
    const page = await rect(carried({ progress: [{ date: '2025-03-01', text: '立项' }, { date: '2025-09-01', text: '验收' }] }));
    await page.click('note-open');
    expect(document.activeElement).toBe(page.get('note-text'));
    expect(value(page.get('note-date'))).toBe('2025-06-20');
    page.type(page.get('note-date'), '2025年2月30日');
    page.type(page.get('note-text'), '建成资源库');
    await page.click('note-add');
    expect(page.root.textContent).toContain('日历上有的一天');
    expect(document.activeElement).toBe(page.get('note-date'));
    page.type(page.get('note-date'), '2025.6.3');
    await page.click('note-add');
    expect(page.all('note').map((note) => note.textContent)).toEqual(['2025-03-01立项', '2025-06-03建成资源库', '2025-09-01验收']);
    expect(page.get('note').querySelector('input, textarea')).toBe(null);
    expect((await item(page))?.progress).toHaveLength(3);
    key(document.body, 'z', { ctrlKey: true });
    await settle();
    expect(page.all('note')).toHaveLength(2);
  });

  it('refuses an empty note, and never takes one while an input method is composing', async () => {
    const page = await rect(carried());
    await page.click('note-open');
    await page.click('note-add');
    expect(page.root.textContent).toContain('写上进展再记下');
    page.type(page.get('note-text'), '建成');
    key(page.get('note-text'), 'Enter', { ctrlKey: true, isComposing: true });
    await settle();
    expect(page.all('note')).toHaveLength(0);
    key(page.get('note-text'), 'Enter', { ctrlKey: true });
    await settle();
    expect(page.all('note')).toHaveLength(1);
    expect(document.activeElement).toBe(page.get('note-open'));
  });

  it('keeps a note that was typed when the form goes away', async () => {
    const page = await rect(carried());
    await page.click('note-open');
    page.type(page.get('note-text'), '建成资源库');
    await page.click('section-work');
    await page.click('section-rect');
    expect(value(page.get('note-text'))).toBe('建成资源库');
    await page.click('to-home');
    expect(stored(page)?.parts[2]?.items[0]?.progress).toEqual([{ date: '2025-06-20', text: '建成资源库' }]);
  });

  it('is left out with a reason, and comes back', async () => {
    const page = await rect(carried({ measure: '已经写的' }));
    await page.click('waive-open');
    await page.click('waived-add');
    expect(page.root.textContent).toContain('写上理由');
    page.type(page.get('waived-text'), '上级已调整分工');
    await page.click('waived-add');
    expect(page.get('item-waived').textContent).toContain('上级已调整分工');
    expect(page.all('item-measure')).toHaveLength(0);
    expect(await item(page)).toMatchObject({ waived: '上级已调整分工', measure: '已经写的' });
    expect(await violations(page.root)).toEqual([]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    await page.click('unwaive');
    expect(value(page.get('item-measure'))).toBe('已经写的');
    expect(await item(page)).not.toHaveProperty('waived');
  });

  it('is searched only in what its card shows', () => {
    const hits = (draft: Draft, text: string): number[] => {
      const { hits, hidden } = find(draft, { text, matchCase: false, anyWidth: true });
      return [hits.length, hidden];
    };
    expect(hits(carried(), '活动形式')).toEqual([0, 1]);
    expect(hits(carried({ measure: '甲', waived: '理由' }), '甲')).toEqual([0, 1]);
    expect(hits(carried({ closed: '2025年', state: '整改中' }), '2025年')).toEqual([0, 1]);
    expect(hits(carried({ reason: '常抓', state: '移交' }), '常抓')).toEqual([1, 0]);
  });

  it('mends what the program can mend, as one step', async () => {
    const page = await rect(carried(), [finding({ field: 'measure', text: '与上年相同', fix: { kind: 'take_in', problem: 'p9' } })]);
    await pass(200);
    page.type(page.get('item-measure'), '甲');
    await pass(200);
    await page.click('fix');
    expect(page.shell.named('fix')[0]?.args).toMatchObject({ fix: { kind: 'take_in', problem: 'p9' } });
    expect((await item(page), stored(page))?.fields.unit).toBe('改好的单位');
    key(document.body, 'z', { ctrlKey: true });
    await settle();
    await item(page);
    expect(stored(page)?.fields.unit).toBe('青石园区党工委');
    expect(value(page.get('item-measure'))).toBe('甲');
  });

  it('loses nothing that was typed while a mend was being made', async () => {
    const page = await rect(carried(), [finding({ field: 'measure', text: '旧', fix: { kind: 'take_in', problem: 'p9' } })]);
    await pass(200);
    page.type(page.get('item-measure'), '甲');
    await pass(200);
    page.shell.held.add('fix');
    await page.click('fix');
    page.type(page.get('item-measure'), '甲乙');
    page.shell.held.clear();
    page.shell.release('fix', carried());
    await settle();
    expect(page.shell.named('fix')).toHaveLength(2);
    expect((await item(page))?.measure).toBe('甲乙');
    expect(stored(page)?.fields.unit).toBe('改好的单位');
  });
});

describe('a problem', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
  afterEach(() => vi.useRealTimers());

  it('names its source, and which closed problem has come back in it', async () => {
    const page = await openReport(shellWith(carried()));
    await page.click('section-problems');
    const list = document.getElementById(page.get('item-source').getAttribute('list') ?? '');
    expect([...(list?.querySelectorAll('option') ?? [])].map((option) => option.value)).toEqual(['自查', '上级点评', '群众评议', '督查']);
    page.type(page.get('item-source'), '巡察反馈');
    const select = page.get('item-recurs') as HTMLSelectElement;
    expect([...select.options].map((option) => option.textContent)).toEqual(['不是', '2023年：台账不规范']);
    select.value = 'pc';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await pass(1000);
    expect(stored(page)?.parts[3]?.parts[0]?.items[0]).toMatchObject({ source: '巡察反馈', recurs: 'pc' });
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await pass(1000);
    expect(stored(page)?.parts[3]?.parts[0]?.items[0]).not.toHaveProperty('recurs');
  });
});

const FIGURES: Figure[] = [
  { id: 'f1', name: '党委会议', value: '15', unit: '次', last: '12', last_year: 2024 },
  { id: 'f2', name: '走访', value: '', unit: '户' },
];

/** What the engine counts. */
const COUNTED: View['counted'] = [['整改统计', '共5项，已整改3项，持续推进1项，移交1项'], ['上年问题数', '5'], ['已整改数', '3'], ['持续推进数', '1']];

describe('关键数据', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
  afterEach(() => vi.useRealTimers());

  const withFigures = (): Draft => ({ ...sampleDraft('a'), figures: FIGURES });
  const section = async (draft = withFigures()): Promise<Page> => {
    const page = await openReport(shellWith(draft));
    await page.click('section-figures');
    return page;
  };

  it('says what changed since last year', () => {
    const pairs: [string, string][] = [['1,200', '１２００'], ['8', '6'], ['97.5%', '99%'], ['三次', '4'], ['12', ''], ['12', '15%'], ['0.1', '0.3']];
    expect(pairs.map(([last, value]) => changeText(last, value))).toEqual(['持平', '−2（−25%）', '+1.5个百分点', '', '', '', '+0.2（+200%）']);
  });

  it('knows which names cannot stand in braces', () => {
    const usable = (name: string): boolean => isUsable([...FIGURES, { id: 'x', name, value: '1', unit: '' }], { id: 'x', name, value: '1', unit: '' }, COUNTED);
    expect(['培训', '', '甲}', ' 党委会议 ', '整改统计', '上年问题'].map(usable)).toEqual([true, false, false, false, false, false]);
    expect(isUsable(FIGURES, FIGURES[0]!, COUNTED)).toBe(true);
  });

  it('knows what stands for the names in a text', () => {
    expect(valuesIn('{{党委会议}}次，{{ 走访 }}户，{{没有}}，{{整改统计}}，{{党委会议}}，{{已整改数}}', FIGURES, COUNTED)).toEqual([
      ['党委会议', '15'], ['走访', ''], ['整改统计', '共5项，已整改3项，持续推进1项，移交1项'], ['已整改数', '3'],
    ]);
  });

  it('is filled in, with undo, and days are read as they are typed', async () => {
    const page = await section();
    expect(page.get('figure-change').textContent).toBe('+3（+25%）');
    page.type(page.get('figure-value', 1), '46');
    await page.click('add-figure');
    expect(document.activeElement).toBe(page.get('figure-name', 2));
    page.shell.findings = [finding({ rule: 'figure-name', part: null, item: page.get('figure', 2).dataset.item!, field: 'name', message: '有两个数据都叫“走访”' })];
    page.type(page.get('figure-name', 2), '走访');
    await pass(200);
    expect(page.get('figure', 2).textContent).toContain('有两个数据都叫“走访”');
    expect(document.getElementById(page.get('figure-name', 2).getAttribute('aria-describedby')!)?.textContent).toContain('走访');
    expect(await violations(page.root)).toEqual([]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    await page.click('figure-remove', 0);
    expect(page.get('toast').textContent).toContain('已删除“党委会议”');
    await page.click('toast-action');
    expect(page.all('figure')).toHaveLength(3);
    await pass(1000);
    expect(stored(page)?.figures.map(({ name, value: text }) => [name, text])).toEqual([['党委会议', '15'], ['走访', '46'], ['走访', '']]);
    expect([dayOf('2025-2-29'), dayOf('２０２４年２月２９日'), dayOf('2025-13-01'), dayOf('6月1日'), dayOf('2025/6/1')]).toEqual([null, '2024-02-29', null, null, '2025-06-01']);
  });

  it('takes its uses along when it gets another name', async () => {
    const draft = withFigures();
    draft.parts[0]!.lead = '召开{{ 党委会议 }}次，走访{{走访}}户。';
    expect(renameUses(draft, '走访', '入户').parts[0]?.lead).toBe('召开{{ 党委会议 }}次，走访{{入户}}户。');
    const page = await section(draft);
    const name = page.get('figure-name');
    name.focus();
    page.type(name, '党委会');
    name.dispatchEvent(new Event('change', { bubbles: true }));
    await pass(1000);
    expect(stored(page)?.parts[0]?.lead).toBe('召开{{党委会}}次，走访{{走访}}户。');
    key(document.body, 'z', { ctrlKey: true });
    await pass(1000);
    expect(stored(page)?.parts[0]?.lead).toBe('召开{{ 党委会议 }}次，走访{{走访}}户。');
    expect(stored(page)?.figures[0]?.name).toBe('党委会议');
  });

  it('is put into a text where the caret stands, with its value below', async () => {
    const page = await openReport(shellWith(withFigures()));
    await page.click('section-work');
    const body = page.get('item-body', -1) as HTMLTextAreaElement;
    body.focus();
    body.setSelectionRange(2, 2);
    await page.click('insert', 2);
    expect(page.all('insert-figure').map((entry) => entry.textContent)).toEqual(['党委会议：15次', '走访：待填', '整改统计：共0项，已整改0项', '上年问题数：0', '已整改数：0', '持续推进数：0']);
    await page.click('insert-figure');
    expect(body.value.startsWith('收集{{党委会议}}诉求')).toBe(true);
    expect(document.activeElement).toBe(body);
    await settle();
    expect(page.get('values').textContent?.replace(/\s+/g, '')).toBe('党委会议：15');
    expect(page.get('item-body', -1)).toBe(body);
    await page.click('insert', 0);
    await page.click('insert-more');
    page.get('add-figure');
  });

  it('leads from a finding to its row, and from the keyboard to a new one', async () => {
    const page = await section();
    page.shell.findings = [finding({ rule: 'figure-twice', level: 'error', part: null, item: 'f2', field: 'value', message: '两处不一样' })];
    page.type(page.get('figure-unit'), '场');
    await pass(200);
    key(document.body, 'F8');
    await settle();
    expect(document.activeElement).toBe(page.get('figure-value', 1));
    key(document.body, 'Enter', { ctrlKey: true });
    await settle();
    expect(page.all('figure')).toHaveLength(3);
    await page.click('to-check');
    expect(page.get('summary').textContent).toContain('关键数据·走访');
  });
});

describe('the matrix of the check', () => {
  const matrix = async (): Promise<Page> => {
    const shell = shellWith(sampleDraft('a'));
    const entry = (part: string, id: string, text: string): { part: string; item: string; label: string; text: string } => ({ part, item: id, label: '（一）', text });
    shell.matrix = {
      rows: [
        { problem: entry('problems', 'p1', '指导员力量不足'), own_cause: true, causes: [], measures: [entry('plan', 'n1', '配强指导员')] },
        { problem: entry('problems', 'p2', '台账不规范'), own_cause: false, causes: [], measures: [] },
      ],
      loose: [entry('plan', 'n1', '没有对上的措施')], asks_causes: true, asks_measures: true,
    };
    const page = await openReport(shell);
    await page.click('to-check');
    return page;
  };

  it('shows what goes with each problem, and its holes in words, each a way to the field', async () => {
    const page = await matrix();
    expect(page.get('matrix').querySelector('h2')?.textContent).toContain('2 个问题，1 个没有对全');
    expect(page.get('matrix-row', 0).textContent).toContain('写在问题里');
    expect(page.all('matrix-hole').map((hole) => hole.textContent)).toEqual(['没有写原因', '没有对应的措施']);
    expect(page.get('matrix-loose').textContent).toContain('没有对上的措施');
    expect(await violations(page.root)).toEqual([]);
    await page.click('matrix-hole', 1);
    await settle();
    expect(page.get('section-plan').getAttribute('aria-current')).toBe('step');
    await page.click('to-check');
    await page.click('matrix-entry', 1);
    await settle();
    expect(document.activeElement).toBe(page.get('item-heading'));
    await page.click('to-check');
    await page.click('matrix-own');
    await settle();
    expect(document.activeElement).toBe(page.get('item-cause'));
  });

  it('mends a finding from there', async () => {
    const page = await matrix();
    page.shell.findings = [finding({ level: 'error', item: null, message: '上年问题没有交代', fix: { kind: 'take_in', problem: 'p9' } })];
    await page.click('to-compose');
    await page.click('to-check');
    await settle();
    await page.click('fix');
    expect(page.get('toast').textContent).toContain('已补进');
    await page.click('toast-action');
    expect(page.shell.named('fix')).toHaveLength(1);
  });
});
