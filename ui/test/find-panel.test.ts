import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FIND_MS } from '../src/compose/find';
import { violations } from './axe';
import { sampleDraft } from './fake-shell';
import { key, openReport, pass, sample, settle, shellWith, stored, value, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

async function press(name: string, more: KeyboardEventInit = {}, target: EventTarget = document.activeElement ?? document.body): Promise<void> {
  key(target, name, more);
  await settle();
}

/** Opens the panel and looks for `text`. */
async function look(page: Page, text: string, letter = 'f'): Promise<HTMLInputElement> {
  await press(letter, { ctrlKey: true });
  const box = page.get('find-text') as HTMLInputElement;
  page.type(box, text);
  await pass(FIND_MS);
  return box;
}

const rows = (page: Page): (string | undefined)[] => page.all('find-hit').map((row) => row.textContent?.replace(/\s+/g, ' ').trim());
const selected = (): string => {
  const control = document.activeElement as HTMLTextAreaElement;
  return control.value.slice(control.selectionStart, control.selectionEnd);
};

/** Three times 支部 in the sample, and once 年度 in its year. */
async function many(times: number): Promise<Page> {
  const draft = sampleDraft('a');
  draft.parts[0]!.lead = '党支部。'.repeat(times);
  return openReport(shellWith(draft));
}

describe('查找', () => {
  it('lists every place with its part and the words around it', async () => {
    const page = await sample();
    const box = await look(page, '责任');
    expect(document.activeElement).toBe(box);
    expect(page.get('find-count').textContent).toBe('共 2 处');
    expect(rows(page)).toEqual(['压实责任，健全机制', '年初制定责任清单，召开会议××次。']);
    expect([...page.root.querySelectorAll('.find-list mark')].map((mark) => mark.textContent)).toEqual(['责任', '责任']);
    expect([...page.root.querySelectorAll('.find-place')].map((place) => place.textContent)).toEqual(['主要履职情况（一）']);
  });

  it('searches what is not asked for in vain in words', async () => {
    const page = await sample();
    await look(page, '没有的话');
    expect(page.get('find-count').textContent).toBe('没有找到“没有的话”。');
    await page.click('section-work');
    await page.click('part-menu');
    await page.click('part-leave-out');
    page.type(page.get('find-text'), '压实');
    await pass(FIND_MS);
    expect(page.get('find-count').textContent).toBe('没有找到“压实”。另有 1 处在没有启用或不写的内容里，没有列出。');
  });

  it('leads by a click to the field, with the words selected', async () => {
    const page = await sample();
    await look(page, '培训');
    await page.click('find-hit', 1);
    expect(page.get('section-work').getAttribute('aria-current')).toBe('step');
    expect(document.activeElement?.id).toBe('at-work-w2b-body');
    expect(selected()).toBe('培训');
    expect(page.get('find-count').textContent).toBe('第 2 处，共 2 处');
  });

  it('goes on with Enter from the box and leaves the focus there, and with F3 from the field', async () => {
    const page = await sample();
    const box = await look(page, '指导员');
    await press('Enter');
    expect(document.activeElement).toBe(box);
    expect(page.get('find-count').textContent).toBe('第 1 处，共 3 处');
    expect(document.getElementById('at-problems-p1-heading')?.dataset.hit).toBe('');
    await press('Enter');
    expect(document.getElementById('at-problems-p1-heading')?.dataset.hit).toBeUndefined();
    expect(document.getElementById('at-problems-p1-body')?.dataset.hit).toBe('');
    await press('F3');
    expect([document.activeElement?.id, selected()]).toEqual(['at-plan-n1-heading', '指导员']);
    await press('F3');
    expect(document.activeElement?.id).toBe('at-problems-p1-heading');
    await press('F3', { shiftKey: true });
    expect(document.activeElement?.id).toBe('at-plan-n1-heading');
    box.focus();
    await press('Enter', { shiftKey: true });
    expect(page.get('find-count').textContent).toBe('第 2 处，共 3 处');
    expect(document.activeElement).toBe(box);
  });

  it('begins at the section where the user is', async () => {
    const page = await sample();
    await page.click('section-plan');
    await look(page, '指导员');
    await press('Enter');
    expect(page.get('find-count').textContent).toBe('第 3 处，共 3 处');
  });

  it('takes what is selected, opens by its button too, and closes with Esc to where it was', async () => {
    const page = await sample();
    await page.click('section-work');
    const area = page.get('item-body') as HTMLTextAreaElement;
    area.focus();
    area.setSelectionRange(0, 2);
    await press('f', { ctrlKey: true });
    await pass(FIND_MS);
    expect(value(page.get('find-text'))).toBe('年初');
    expect(page.get('find-count').textContent).toBe('第 1 处，共 1 处');
    await press('Escape');
    expect(page.all('find')).toHaveLength(0);
    expect(document.activeElement).toBe(area);
    await page.click('to-find');
    expect(value(page.get('find-text'))).toBe('年初');
    await press('F3', {}, document.body);
    expect(selected()).toBe('年初');
  });

  it('shows the fields of cells, and unfolds what is folded', async () => {
    const draft = sampleDraft('a');
    draft.parts[1]!.items[0]!.tables = [{ id: 't', title: '', rows: [['甲', '乙'], ['丙', '目标']], wide: false }];
    const page = await openReport(shellWith(draft));
    await page.click('section-work');
    await page.click('card-fold');
    await look(page, '目标');
    await page.click('find-hit');
    expect([document.activeElement?.id, selected()]).toEqual(['at-work-t-cell:1:1', '目标']);
    draft.parts[3]!.parts[0]!.items[0]!.owner = '目标人';
    const other = await openReport(shellWith(draft));
    await look(other, '目标人');
    await other.click('find-hit');
    expect(document.activeElement).toBe(other.get('item-owner'));
    expect((document.activeElement!.closest('details') as HTMLDetailsElement).open).toBe(true);
  });

  it('keeps up with what is typed in the form', async () => {
    const page = await sample();
    await look(page, '责任');
    await page.click('section-work');
    page.type(page.get('item-body'), '责任，责任');
    await settle();
    await pass(FIND_MS);
    expect(page.get('find-count').textContent).toBe('共 3 处');
    page.type(page.get('item-body'), '新写在前面的，责任，责任');
    await settle();
    // Not searched again yet: the row leads to the place as it is now.
    await page.click('find-hit', 2);
    expect(selected()).toBe('责任');
    expect((document.activeElement as HTMLTextAreaElement).selectionStart).toBe(10);
  });

  it('takes its options', async () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = 'ＷＰＳ、wps、WPS';
    const page = await openReport(shellWith(draft));
    await look(page, 'WPS');
    expect(page.get('find-count').textContent).toBe('共 3 处');
    await page.click('find-matchCase');
    await pass(0);
    expect(page.get('find-count').textContent).toBe('共 2 处');
    await page.click('find-anyWidth');
    await pass(0);
    expect(page.get('find-count').textContent).toBe('共 1 处');
  });

  it('does nothing while an input method is composing', async () => {
    const page = await sample();
    const box = await look(page, '');
    box.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    box.value = 'ze';
    box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    key(box, 'Enter', { isComposing: true });
    key(box, 'Enter', { keyCode: 229 });
    await pass(1000);
    expect(page.get('find-count').textContent).toContain('输入要找的文字');
    box.value = '责任';
    box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '责任' }));
    await pass(FIND_MS);
    expect(page.get('find-count').textContent).toBe('共 2 处');
    expect(value(box)).toBe('责任');
  });

  it('leaves the keys of the boxes to them', async () => {
    const page = await sample();
    await page.click('section-work');
    page.type(page.get('item-body'), '改过');
    const box = await look(page, '改过');
    await press('z', { ctrlKey: true }, box);
    expect(stored(page)?.parts[1]?.items[0]?.body ?? value(page.get('item-body'))).toBe('改过');
    await press('Enter', { ctrlKey: true }, box);
    expect(page.all('card')).toHaveLength(3);
  });

  it('lists so many at a time', async () => {
    const page = await many(1200);
    await look(page, '党支部');
    expect(page.all('find-hit')).toHaveLength(500);
    expect(page.get('find-rest').textContent).toBe('还有 700 处没有列出再列出 500 处');
    await page.click('find-more');
    expect(page.all('find-hit')).toHaveLength(1000);
    await press('Enter', { shiftKey: true }, page.get('find-text'));
    await press('Enter', { shiftKey: true }, page.get('find-text'));
    expect(page.all('find-hit')).toHaveLength(1200);
    expect(page.all('find-rest')).toHaveLength(0);
  }, 30_000);

  it('is gone through with the arrows, one stop for Tab', async () => {
    const page = await sample();
    const box = await look(page, '指导员');
    await press('ArrowDown', {}, box);
    expect(document.activeElement).toBe(page.get('find-hit', 0));
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(document.activeElement).toBe(page.get('find-hit', 2));
    expect(page.all('find-hit').map((row) => row.tabIndex)).toEqual([-1, -1, 0]);
    await press('ArrowUp');
    expect(document.activeElement).toBe(page.get('find-hit', 1));
  });
});

describe('替换', () => {
  it('shows every place as it will be, replaces those that are ticked, and takes it back in one step', async () => {
    const page = await sample();
    await look(page, '指导员', 'h');
    page.type(page.get('find-to'), '联络员');
    await settle();
    expect(rows(page)[0]).toBe('删去指导员换成联络员力量不足');
    await page.click('find-choice', 1);
    expect(rows(page)[1]).toBe('9名指导员联系46家企业。');
    expect(page.get('replace-chosen').textContent).toBe('替换所选 2 处');
    await page.click('section-problems');
    await page.click('find-next');
    expect(page.root.querySelectorAll('[data-hit]')).toHaveLength(1);
    await page.click('replace-chosen');
    expect(page.shell.named('save')).toHaveLength(0);
    expect(page.shell.named('keep_version')[0]?.args).toEqual({ id: 'a', cause: 'replace', name: null });
    expect(page.get('toast').textContent).toContain('替换了 2 处');
    expect(page.root.querySelectorAll('[data-hit]')).toHaveLength(0);
    expect([value(page.get('item-heading')), value(page.get('item-body'))]).toEqual(['联络员力量不足', '9名指导员联系46家企业。']);
    await pass(1000);
    expect(stored(page)?.parts[4]?.items[0]?.heading).toBe('配强联络员');
    await page.click('toast-action');
    expect(value(page.get('item-heading'))).toBe('指导员力量不足');
    await pass(1000);
    expect(stored(page)?.parts[4]?.items[0]?.heading).toBe('配强指导员');
    expect((page.get('undo') as HTMLButtonElement).disabled).toBe(true);
  });

  it('saves what is unsaved before it keeps a version, and does neither for one place', async () => {
    const page = await sample();
    await page.click('section-work');
    page.type(page.get('item-body'), '召开会议××次，××人参加。');
    await look(page, '××', 'h');
    page.type(page.get('find-to'), '12');
    await settle();
    await page.click('replace-all');
    const names = page.shell.calls.map(({ name }) => name).filter((name) => name !== 'view');
    expect(names.slice(-2)).toEqual(['save', 'keep_version']);
    expect(value(page.get('item-body'))).toBe('召开会议12次，12人参加。');
    page.type(page.get('find-text'), '人参加');
    await pass(FIND_MS);
    await page.click('replace-all');
    expect(page.shell.named('keep_version')).toHaveLength(1);
    expect(value(page.get('item-body'))).toBe('召开会议12次，1212。');
  });

  it('replaces nothing when no version can be kept', async () => {
    const page = await sample();
    await look(page, '责任', 'h');
    page.shell.failures.set('keep_version', { code: 'io', message: '磁盘满了', hint: '请清理磁盘' });
    await page.click('replace-all');
    expect(page.get('dialog').textContent).toContain('磁盘满了');
    await page.click('dialog-ok');
    page.shell.failures.clear();
    page.shell.failures.set('save', { code: 'io', message: '磁盘满了', hint: '请清理磁盘' });
    await page.click('section-work');
    page.type(page.get('item-body'), '责任');
    await settle();
    await page.click('replace-all');
    expect(page.get('toast').textContent).toContain('没有替换');
    expect(value(page.get('item-body'))).toBe('责任');
    expect(page.shell.named('keep_version')).toHaveLength(1);
  });

  it('writes no field in which an input method is composing', async () => {
    const page = await sample();
    await page.click('section-work');
    await look(page, '责任', 'h');
    const area = page.get('item-body') as HTMLTextAreaElement;
    area.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    area.value = '年初制定责任清单ren';
    area.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await page.click('replace-all');
    await page.click('replace-one');
    expect(area.value).toBe('年初制定责任清单ren');
    expect(page.shell.named('keep_version')).toHaveLength(0);
    page.shell.held.add('keep_version');
    area.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await page.click('replace-all');
    // It begins anew while the version is being kept.
    area.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    page.shell.release('keep_version', {});
    await settle();
    expect(area.value).toBe('年初制定责任清单ren');
    expect(page.get('toast').textContent).toContain('正在输入');
  });

  it('replaces one after the other and goes on behind what it put there', async () => {
    const draft = sampleDraft('a');
    draft.parts[0]!.lead = '甲、甲、甲';
    draft.parts[1]!.items[2]!.body = '甲';
    const page = await openReport(shellWith(draft));
    await page.click('section-opening');
    await look(page, '甲', 'h');
    page.type(page.get('find-to'), '甲乙');
    await settle();
    await page.click('replace-one');
    expect(value(page.get('part-lead'))).toBe('甲、甲、甲');
    await page.click('replace-one');
    expect(value(page.get('part-lead'))).toBe('甲乙、甲、甲');
    await page.click('find-next');
    await page.click('replace-one');
    expect(page.get('section-work').getAttribute('aria-current')).toBe('step');
    expect(page.shell.named('keep_version')).toHaveLength(0);
    await page.click('section-opening');
    expect(value(page.get('part-lead'))).toBe('甲乙、甲、甲乙');
    await page.click('undo');
    expect(value(page.get('part-lead'))).toBe('甲乙、甲、甲');
  });

  it('does not offer at once to put there again what holds the sought text', async () => {
    const page = await many(3);
    await look(page, '党支部', 'h');
    page.type(page.get('find-to'), '企业党支部');
    await settle();
    await page.click('replace-chosen');
    expect(page.get('toast').textContent).toContain('替换了 3 处');
    expect(page.all('find-hit')).toHaveLength(3);
    expect(page.get('replace-chosen').textContent).toBe('替换所选 0 处');
    expect((page.get('replace-chosen') as HTMLButtonElement).disabled).toBe(true);
  });

  it('offers no year what is no year', async () => {
    const page = await sample();
    await look(page, '2025', 'h');
    page.type(page.get('find-to'), '今年');
    await settle();
    expect((page.get('find-choice') as HTMLInputElement).disabled).toBe(true);
    expect((page.get('replace-chosen') as HTMLButtonElement).disabled).toBe(true);
    await page.click('replace-all');
    expect(page.get('toast').textContent).toContain('没有可以替换的地方');
    page.type(page.get('find-to'), '2026');
    await settle();
    await page.click('replace-chosen');
    expect(value(page.get('field-year'))).toBe('2026');
  });

  it('replaces only what is listed and ticked, or all', async () => {
    const page = await many(1200);
    await look(page, '党支部', 'h');
    await page.click('find-all');
    expect(page.get('replace-chosen').textContent).toBe('替换所选 0 处');
    await page.click('find-all');
    expect(page.get('replace-chosen').textContent).toBe('替换所选 500 处');
    await page.click('replace-chosen');
    expect(page.get('find-count').textContent).toBe('共 700 处');
    await page.click('replace-all');
    expect(page.get('toast').textContent).toContain('替换了 700 处');
  }, 30_000);
});

describe('the panel', () => {
  it('has nothing that axe-core finds', async () => {
    const page = await sample();
    await look(page, '责任', 'h');
    await press('Enter');
    expect(await violations(page.root)).toEqual([]);
  }, 30_000);
});
