import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { causeName, days, entryName, foldRows, foldText } from '../src/versions/words';
import { violations } from './axe';
import { sections, version } from './fake-history';
import { sampleDraft, viewOf, type FakeShell } from './fake-shell';
import { key, openPage, openReport, pass, sample, settle, shellWith, stored, value, type Page } from './page';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  vi.setSystemTime(new Date(2026, 0, 5, 18));
});
afterEach(() => vi.useRealTimers());

const local = (day: number, hour: number, minute = 0): string => new Date(2026, 0, day, hour, minute).toISOString();

/** Four versions over two days. */
function shell(): FakeShell {
  const it = shellWith(sampleDraft('a'));
  it.history.versions = [
    version(null, local(5, 17), { changes: [{ section: 'work', name: '主要履职情况', added: 120, removed: 30, note: '' }] }),
    version(9, local(5, 16, 5), { cause: 'export', changes: [{ section: 'plan', name: '努力方向', added: 0, removed: 7, note: '条目的顺序变了' }] }),
    version(7, local(5, 9), { cause: 'named', name: '送审前' }),
    version(4, local(4, 20), { damaged: true }),
    version(2, local(3, 8, 30), { cause: 'conflict' }),
  ];
  const older = sampleDraft('a');
  older.parts[1]!.items[0]!.body = '旧的正文。';
  older.parts[4]!.items = [];
  it.history.older = older;
  return it;
}

async function history(it = shell()): Promise<Page> {
  const page = await openReport(it);
  await page.click('to-versions');
  return page;
}

const compared = (page: Page): unknown => page.shell.named('compare').at(-1)?.args;
const texts = (page: Page, testid: string): (string | undefined)[] => page.all(testid).map((entry) => entry.textContent?.replace(/\s+/g, ' ').trim());

describe('words', () => {
  const now = new Date(2026, 0, 5, 18);

  it('say why and when a version was kept', () => {
    expect(causeName(version(3, local(5, 9)))).toBe('自动保存');
    expect(causeName(version(3, local(5, 9), { cause: 'named', name: '送审前' }))).toBe('手动：送审前');
    expect(causeName(version(3, local(5, 9), { name: '定稿' }))).toBe('自动保存：定稿');
    expect(entryName(version(null, local(5, 9)), now)).toBe('当前');
    expect(entryName(version(3, local(4, 9, 7)), now)).toBe('昨天 09:07 自动保存');
  });

  it('group by day and keep the order, though a clock went back', () => {
    const list = [version(5, local(5, 1)), version(4, local(4, 1)), version(3, local(5, 1)), version(2, local(5, 0))];
    expect(days(list, now).map(({ name, entries }) => [name, entries.map(({ index }) => index)])).toEqual([['今天', [0]], ['昨天', [1]], ['今天', [2, 3]]]);
  });

  it('fold what is the same', () => {
    expect(foldText('短的')).toEqual(['短的']);
    expect(foldText('𠮷'.repeat(60))).toHaveLength(1);
    expect(foldText('𠮷'.repeat(356))).toEqual(['𠮷'.repeat(18), 320, '𠮷'.repeat(18)]);
    const [section] = sections;
    expect(foldRows(section!.rows).map((shown) => ('row' in shown ? shown.row.label : [shown.rows, shown.characters]))).toEqual([[2, 12], '正文', '小标题']);
    expect(foldRows([])).toEqual([]);
  });
});

describe('历史版本', () => {
  it('lists the versions by day, with why and what changed, and compares the latest with what is there', async () => {
    const page = await history();
    expect([...page.root.querySelectorAll('.version-list h2')].map((day) => day.textContent)).toEqual(['今天', '昨天', '2026年1月3日']);
    expect(texts(page, 'version')).toEqual([
      '17:00当前 主要履职情况+120−30 增加 120 字，减少 30 字', '16:05导出前 努力方向−7 减少 7 字条目的顺序变了', '09:00手动：送审前', '20:00自动保存 内容已损坏，不能显示', '08:30另一个窗口的稿子',
    ]);
    expect(compared(page)).toEqual({ id: 'a', older: 9, newer: null });
    expect(page.get('version-title').textContent).toBe('今天 16:05 导出前');
    expect(page.get('version', 1).getAttribute('aria-current')).toBe('true');
  });

  it('shows what differs side by side, in words too, and folds the rest', async () => {
    const page = await history();
    const section = page.get('difference');
    expect(section.querySelector('h3')?.textContent).toBe('主要履职情况');
    expect(section.querySelector('.same')?.textContent).toBe('…… 2 处没有改动，12 字相同');
    const [row, added] = page.all('difference-row');
    expect(row?.querySelector('.older')?.textContent).toBe(`${'年初'.repeat(9)} …… 64 字相同 …… ${'年初'.repeat(9)}删去：召开会议3次。`);
    expect(row?.querySelector('del')?.textContent).toBe('删去：召开');
    expect(row?.querySelector('ins')?.textContent).toBe('新增：组织召开');
    expect(added?.querySelector('.older')?.textContent).toBe('（没有）');
    expect(added?.querySelector('.newer ins')?.textContent).toBe('新增：新的一条');
    await page.click('versions-whole');
    expect(page.all('difference-row')).toHaveLength(4);
    expect(page.get('difference-row', 2).querySelector('.older')?.textContent).toBe(`${'年初'.repeat(50)}删去：召开会议3次。`);
  });

  it('compares with what is there or with the version before', async () => {
    const page = await history();
    await page.click('against-before');
    expect(compared(page)).toEqual({ id: 'a', older: 7, newer: 9 });
    expect(page.all('restore-section')).toHaveLength(0);
    await page.click('version', 2);
    // The damaged one before it is passed over.
    expect(compared(page)).toEqual({ id: 'a', older: 2, newer: 7 });
    await page.click('version', 4);
    expect(page.get('version-first').textContent).toContain('最早一版');
    await page.click('against-now');
    expect(compared(page)).toEqual({ id: 'a', older: 2, newer: null });
    await page.click('version', 0);
    expect(compared(page)).toEqual({ id: 'a', older: 9, newer: null });
    expect(page.all('restore-whole')).toHaveLength(0);
    await page.click('version', 3);
    expect(page.get('version-damaged').textContent).toContain('已损坏');
    expect((page.get('restore-whole') as HTMLButtonElement).disabled).toBe(true);
  });

  it('drops a comparison that comes too late, and says when there is no difference', async () => {
    const page = await history();
    page.shell.held.add('compare');
    await page.click('version', 2);
    expect(page.root.textContent).toContain('正在比较…');
    page.shell.held.clear();
    page.shell.history.sections = [];
    await page.click('version', 4);
    page.shell.release('compare', { sections });
    await settle();
    expect(page.get('no-differences').textContent).toContain('没有不同');
  });

  it('is walked through with the arrows, one stop for Tab', async () => {
    const page = await history();
    page.get('version', 1).focus();
    key(page.get('version', 1), 'ArrowDown');
    await settle();
    expect(document.activeElement).toBe(page.get('version', 2));
    expect(page.get('version-title').textContent).toBe('今天 09:00 手动：送审前');
    expect(page.all('version').map((entry) => entry.tabIndex)).toEqual([-1, -1, 0, -1, -1]);
    key(page.get('version', 2), 'End');
    await settle();
    expect(document.activeElement).toBe(page.get('version', 4));
  });

  it('restores the whole report, which can be undone here and in the form', async () => {
    const page = await history();
    await page.click('version', 2);
    await page.click('restore-whole');
    expect(page.shell.named('restore_version').at(-1)?.args).toEqual({ id: 'a', number: 7, section: null });
    expect(texts(page, 'version')[1]).toContain('恢复前');
    expect(page.get('version-title').textContent).toBe('今天 09:00 手动：送审前');
    expect(page.get('toast').textContent).toContain('整份报告已恢复成今天 09:00“手动：送审前”的样子');
    await page.click('to-compose');
    await page.click('section-work');
    expect(value(page.get('item-body'))).toBe('旧的正文。');
    page.type(page.get('item-body'), '旧的正文，再改。');
    await pass(1000);
    expect(stored(page)?.parts[1]?.items[0]?.body).toBe('旧的正文，再改。');
    await page.click('undo');
    await page.click('undo');
    await page.click('section-work');
    expect(value(page.get('item-body'))).toBe('年初制定责任清单，召开会议××次。');
    await pass(1000);
    expect(stored(page)?.parts[4]?.items).toHaveLength(1);
    await page.click('redo');
    await page.click('section-work');
    expect(value(page.get('item-body'))).toBe('旧的正文。');
  });

  it('takes a restored report back with 撤销, and saves that', async () => {
    const page = await history();
    await page.click('restore-whole');
    expect(page.shell.named('save')).toHaveLength(0);
    await page.click('toast-action');
    expect(stored(page)?.parts[1]?.items[0]?.body).toBe('年初制定责任清单，召开会议××次。');
    expect(page.shell.named('versions')).toHaveLength(3);
  });

  it('restores one part', async () => {
    const page = await history();
    await page.click('restore-section');
    expect(page.shell.named('restore_version').at(-1)?.args).toEqual({ id: 'a', number: 9, section: 'work' });
    expect(page.get('toast').textContent).toContain('“主要履职情况”已恢复成');
    await page.click('to-compose');
    expect(page.get('section-work').getAttribute('aria-current')).toBe('step');
    expect(value(page.get('item-body'))).toBe('旧的正文。');
    await page.click('section-plan');
    expect(page.all('card')).toHaveLength(1);
  });

  it('saves what is unsaved first, and leaves all as it is when that or the restoring fails', async () => {
    const page = await openReport(shell());
    page.type(page.get('field-unit'), '某局');
    await page.click('to-versions');
    expect(page.shell.calls.map(({ name }) => name).filter((name) => name === 'save' || name === 'versions')).toEqual(['save', 'versions']);
    page.shell.failures.set('restore_version', { code: 'conflict', message: '这份报告在别处改过', hint: '重新打开' });
    await page.click('restore-whole');
    expect(page.get('dialog').textContent).toContain('在别处改过');
    await page.click('dialog-ok');
    expect((page.get('restore-whole') as HTMLButtonElement).disabled).toBe(false);
    await page.click('to-compose');
    expect(value(page.get('field-unit'))).toBe('某局');
  });

  it('lets nobody into the form before a state that is being restored stands there', async () => {
    const page = await history();
    page.shell.held.add('restore_version');
    await page.click('restore-whole');
    await page.click('to-compose');
    expect(page.all('compose')).toHaveLength(0);
    const draft = page.shell.history.older!;
    page.shell.release('restore_version', { draft, revision: 2, saved_at: draft.modified, view: viewOf(draft) });
    await settle();
    await page.click('section-work');
    expect(value(page.get('item-body'))).toBe('旧的正文。');
  });

  it('names a version', async () => {
    const page = await history();
    await page.click('version-rename');
    expect(document.activeElement).toBe(page.get('rename'));
    page.type(page.get('rename'), '定稿');
    key(page.get('rename'), 'Enter', { isComposing: true });
    expect(page.shell.named('name_version')).toHaveLength(0);
    key(page.get('rename'), 'Enter');
    await settle();
    expect(page.shell.named('name_version')[0]?.args).toEqual({ id: 'a', number: 9, name: '定稿' });
    expect(page.get('version-title').textContent).toBe('今天 16:05 导出前：定稿');
    expect(document.activeElement).toBe(page.get('version-rename'));
    await page.click('version-rename');
    expect(value(page.get('rename'))).toBe('定稿');
    page.type(page.get('rename'), ' ');
    await page.click('rename-save');
    expect(page.shell.named('name_version')[1]?.args).toEqual({ id: 'a', number: 9, name: null });
    await page.click('version-rename');
    key(page.get('rename'), 'Escape');
    await settle();
    expect(page.all('rename')).toHaveLength(0);
  });

  it('says when versions come while there are none', async () => {
    const page = await history(shellWith(sampleDraft('a')));
    expect(page.get('no-versions').textContent).toContain('每隔几分钟自动留一版');
    expect(page.shell.named('compare')).toHaveLength(0);
    expect(await violations(page.root)).toEqual([]);
  }, 30_000);

  it('offers to read the list again when that failed', async () => {
    const it = shell();
    it.failures.set('versions', { code: 'io', message: '读不出历史版本', hint: '请重试' });
    const page = await history(it);
    expect(page.get('versions-failed').textContent).toContain('读不出历史版本');
    it.failures.clear();
    await page.click('versions-retry');
    expect(page.all('version')).toHaveLength(5);
  });

  it('is reached from 首页, and leads back there or into the report', async () => {
    const page = await openPage(shell());
    await page.click('report-menu');
    await page.click('report-history');
    expect(page.all('version')).toHaveLength(5);
    await page.click('to-home');
    expect(page.all('home')).toHaveLength(1);
    await page.click('report-menu');
    await page.click('report-history');
    await page.click('to-compose');
    expect(page.all('compose')).toHaveLength(1);
  });

  it('has nothing that axe-core finds', async () => {
    const page = await history();
    await page.click('version-rename');
    expect(await violations(page.root)).toEqual([]);
  }, 30_000);
});

describe('Ctrl+S', () => {
  const save = async (target: EventTarget = document.activeElement ?? document.body): Promise<void> => {
    key(target, 's', { ctrlKey: true });
    await settle();
  };

  it('saves at once and leaves the focus; the second time it leads to the name', async () => {
    const page = await sample();
    await page.click('section-work');
    const area = page.get('item-body');
    area.focus();
    page.type(area, '改过');
    await save();
    expect(stored(page)?.parts[1]?.items[0]?.body).toBe('改过');
    expect(page.get('naming').textContent).toMatch(/已保存 \d\d:03/);
    expect(document.activeElement).toBe(area);
    await save();
    expect(document.activeElement).toBe(page.get('version-name'));
    page.type(page.get('version-name'), '送审前');
    key(page.get('version-name'), 'Enter', { isComposing: true });
    key(page.get('version-name'), 'Enter', { keyCode: 229 });
    expect(page.shell.named('keep_version')).toHaveLength(0);
    key(page.get('version-name'), 'Enter');
    await settle();
    expect(page.shell.named('keep_version').map(({ args }) => args)).toEqual([{ id: 'a', cause: 'named', name: '送审前' }]);
    expect(page.all('naming')).toHaveLength(0);
    expect(document.activeElement).toBe(area);
    expect(page.get('toast').textContent).toContain('已留作版本“送审前”');
    await page.click('toast-action');
    expect(page.all('versions')).toHaveLength(1);
  });

  it('keeps nothing without a name, or with Esc, and goes away by itself', async () => {
    const page = await sample();
    await save();
    await pass(9000);
    expect(page.all('naming')).toHaveLength(0);
    await save();
    await save();
    await pass(30_000);
    key(page.get('version-name'), 'Enter');
    await settle();
    expect(page.all('naming')).toHaveLength(0);
    await save();
    await save();
    page.type(page.get('version-name'), '不要了');
    page.get('version-name').blur();
    await pass(30_000);
    key(page.get('version-name'), 'Escape');
    await settle();
    expect(page.all('naming')).toHaveLength(0);
    expect(page.shell.named('keep_version')).toHaveLength(0);
  });

  it('offers no name while saving fails, and keeps the name while no version can be kept', async () => {
    const page = await sample();
    page.shell.failures.set('save', { code: 'io', message: '磁盘满了', hint: '请清理磁盘' });
    page.type(page.get('field-unit'), '某局');
    await save();
    expect(page.all('naming')).toHaveLength(0);
    page.shell.failures.clear();
    page.shell.failures.set('keep_version', { code: 'io', message: '磁盘满了', hint: '请清理磁盘' });
    await save();
    page.type(page.get('version-name'), '送审前');
    await page.click('version-keep');
    await page.click('dialog-ok');
    expect(value(page.get('version-name'))).toBe('送审前');
    expect(await violations(page.root)).toEqual([]);
  }, 30_000);
});
