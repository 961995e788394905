import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addAttachment, elementsOf, emptyAttachment, moveAttachmentTo, setElement, TEXTS, textNamed, USUAL } from '../src/elements';
import type { Attachment, Draft, Elements, Finding } from '../src/generated';
import { contextOf, itemsTo, placeName, placeOf, precedes, spotOf } from '../src/locate';
import { PAUSE_MS } from '../src/saver';
import { sampleDraft, viewOf } from './fake-shell';
import { key, openReport, pass, sample, settle, shellWith, stored, value, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

const elements = (page: Page): Elements | undefined => stored(page)?.elements;
const attachments = (page: Page): Attachment[] => elements(page)?.attachments.items ?? [];

async function open(): Promise<Page> {
  const page = await sample();
  await page.click('section-elements');
  return page;
}

/** The page with 附件 on and these names in the list. */
async function withAttachments(...names: string[]): Promise<Page> {
  const draft = names.reduce<Draft>((next, name, i) => addAttachment(next, { ...emptyAttachment(`a${i}`, `t${i}`), name }), sampleDraft('a'));
  const page = await openReport(shellWith(draft));
  await page.click('section-elements');
  return page;
}

const order = (page: Page): (string | undefined)[] => page.all('attachment').map((card) => card.dataset.item);

describe('版头、附件和版记', () => {
  it('stands last among the sections, unused, with five switches that are off', async () => {
    const page = await open();
    expect(page.get('section-elements').textContent?.replace(/\s+/g, '')).toBe('版头、附件和版记，未启用未启用');
    const switches = [...page.get('form').querySelectorAll<HTMLInputElement>('[role="switch"]')];
    expect(switches.map((entry) => entry.checked)).toEqual([false, false, false, false, false]);
    expect(page.get('form').querySelectorAll('.field')).toHaveLength(0);
    expect(page.all('mark-done')).toHaveLength(0);
    await page.click('to-check');
    await settle();
    expect(page.get('overview').textContent).toMatch(/版头、附件和版记\s*未启用\s*无/);
  });

  it('keeps what was typed when an element is switched off and on', async () => {
    const page = await open();
    await page.click('element-letterhead');
    page.type(page.get('elements-bodies'), '青石园区党工委\n青石园区管委会');
    page.type(page.get('elements-number'), '青园党〔2025〕12号');
    page.type(page.get('elements-signers'), '李明远');
    await page.click('element-suffix');
    await page.click('element-letterhead');
    expect(page.all('elements-number')).toHaveLength(0);
    await pass(PAUSE_MS);
    expect(elements(page)?.letterhead).toEqual({
      on: false, copy_number: '', secrecy: '', urgency: '', bodies: '青石园区党工委\n青石园区管委会', suffix: true, number: '青园党〔2025〕12号', signers: '李明远',
    });
    await page.click('element-letterhead');
    expect(value(page.get('elements-bodies'))).toBe('青石园区党工委\n青石园区管委会');
    expect((page.get('element-suffix') as HTMLInputElement).checked).toBe(true);
    await pass(200);
    expect(page.get('section-elements').textContent).toContain('编写中');
  });

  it('has every text of every element, each in its place of the draft', async () => {
    const page = await open();
    for (const id of ['letterhead', 'recipient', 'note', 'imprint']) await page.click(`element-${id}`);
    for (const { field, name } of Object.values(TEXTS)) page.type(page.get(field.replace('.', '-')), name);
    await pass(PAUSE_MS);
    const found = elements(page);
    expect(found && Object.values(TEXTS).map((entry) => entry.read(found))).toEqual(Object.values(TEXTS).map((entry) => entry.name));
    expect(found?.imprint).toEqual({ on: true, copies: '抄送机关', issuer: '印发机关', date: '印发日期' });
    expect(found?.recipient).toEqual({ on: true, text: '主送机关' });
  });

  it('takes nothing from an input method before it has ended, and keeps the field', async () => {
    const page = await open();
    await page.click('element-note');
    const field = page.get('elements-note') as HTMLInputElement;
    field.focus();
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    field.value = 'lian xi';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await pass(5000);
    expect([page.get('elements-note'), field.value]).toEqual([field, 'lian xi']);
    field.value = '联系';
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '联系' }));
    await pass(PAUSE_MS);
    expect(elements(page)?.note).toEqual({ on: true, text: '联系' });
  });

  it('attaches 整改台账 in one step, on landscape pages, with the usual columns', async () => {
    const page = await open();
    await page.click('add-ledger');
    expect((page.get('element-attachments') as HTMLInputElement).checked).toBe(true);
    expect(document.activeElement).toBe(page.get('attachment-name'));
    expect(page.get('ledger').textContent).toContain(`栏目：${USUAL.join('、')}`);
    expect(page.all('add-ledger')).toHaveLength(0);
    await pass(PAUSE_MS);
    expect(attachments(page)).toMatchObject([{ name: '整改台账', kind: 'ledger', columns: [], wide: true }]);
    await page.click('undo');
    expect((page.get('element-attachments') as HTMLInputElement).checked).toBe(false);
  });

  it('chooses and orders the columns of a ledger', async () => {
    const page = await open();
    await page.click('add-ledger');
    const names = (): (string | undefined)[] => page.all('ledger-column').filter((box) => (box as HTMLInputElement).checked).map((box) => box.parentElement?.textContent?.trim());
    expect(names()).toEqual([...USUAL]);
    expect(page.all('ledger-column')).toHaveLength(16);
    await page.click('ledger-column', 2);
    await page.click('column-down', 0);
    page.all('ledger-column').find((box) => box.parentElement?.textContent?.trim() === '责任领导')?.click();
    await settle();
    const chosen = ['问题', '序号', '整改措施', '责任单位/责任人', '完成时限', '成效', '状态', '责任领导'];
    expect(names()).toEqual(chosen);
    await page.click('ledger-wide');
    await pass(PAUSE_MS);
    expect(attachments(page)).toMatchObject([{ columns: chosen, wide: false }]);
    await page.click('ledger-usual');
    expect(names()).toEqual([...USUAL]);
    for (let n = USUAL.length; n > 1; n -= 1) await page.click('ledger-column', 0);
    expect(names()).toHaveLength(1);
    expect((page.get('ledger-column') as HTMLInputElement).disabled).toBe(true);
  });

  it('adds attachments, moves them by button and by keyboard, removes one with undo', async () => {
    const page = await withAttachments('甲', '乙', '丙');
    await page.click('attachment-down');
    expect(order(page)).toEqual(['a1', 'a0', 'a2']);
    const name = page.get('attachment-name', 1);
    name.focus();
    key(name, 'ArrowDown', { altKey: true });
    await settle();
    expect(order(page)).toEqual(['a1', 'a2', 'a0']);
    expect(document.activeElement).toBe(name);
    await page.click('attachment-remove', 1);
    expect(order(page)).toEqual(['a1', 'a0']);
    await page.click('toast-action');
    expect(order(page)).toEqual(['a1', 'a2', 'a0']);
    expect(page.all('attachment-name').map(value)).toEqual(['乙', '丙', '甲']);
    key(document.body, 'Enter', { ctrlKey: true });
    await settle();
    expect(page.all('attachment')).toHaveLength(4);
    expect(document.activeElement).toBe(page.get('attachment-name', 3));
  });

  it('keeps text, table and columns when an attachment becomes something else', async () => {
    const page = await withAttachments('材料');
    page.type(page.get('attachment-body'), '第一段');
    await page.click('attachment-kind', 1);
    page.type(page.get('cell'), '序号');
    await page.click('attachment-kind', 2);
    expect(page.all('cell')).toHaveLength(0);
    await page.click('attachment-kind', 0);
    expect(value(page.get('attachment-body'))).toBe('第一段');
    await page.click('attachment-kind', 1);
    expect(value(page.get('cell'))).toBe('序号');
    expect(page.all('table-title')).toHaveLength(0);
    await pass(PAUSE_MS);
    expect(attachments(page)).toMatchObject([{ kind: 'table', body: '第一段', table: { id: 't0' } }]);
  });

  it('says that an empty attachment is not printed, and under which name a ledger is', async () => {
    const page = await withAttachments('');
    expect(page.get('attachment-empty').textContent).toBe('空的附件不印');
    page.type(page.get('attachment-body'), '第一段');
    await settle();
    expect(page.all('attachment-empty')).toHaveLength(0);
    await page.click('attachment-kind', 1);
    expect(page.all('attachment-empty')).toHaveLength(1);
    page.type(page.get('cell', 4), '一');
    await settle();
    expect(page.all('attachment-empty')).toHaveLength(0);
    await page.click('attachment-kind', 2);
    expect(page.all('attachment-empty')).toHaveLength(0);
    expect(page.get('attachment-name').getAttribute('placeholder')).toBe('整改台账');
  });

  it('says what must be there, and how a date may be written', async () => {
    const page = await open();
    for (const id of ['letterhead', 'imprint']) await page.click(`element-${id}`);
    const labels = [...page.get('form').querySelectorAll('.field label')].filter((label) => label.querySelector('.must')).map((label) => label.textContent);
    expect(labels).toEqual(['发文机关必填']);
    expect(page.get('elements-print_date').getAttribute('placeholder')).toBe('如 2026年1月8日');
  });

  it('tells the number alone of what is missing, as its name fills the line', async () => {
    const page = await openReport(shellWith(addAttachment(sampleDraft('a'), { ...emptyAttachment('a0', 't0'), name: '共××家' })));
    const note = page.get('section-elements').querySelector('.note');
    expect([note?.querySelector('[aria-hidden]')?.textContent, note?.getAttribute('title'), note?.querySelector('.sr-only')?.textContent]).toEqual(['1', '待填 1', '，待填 1']);
    expect(page.get('section-work').querySelector('.note')?.textContent).toBe('待填 1');
  });

  it('leads from the preview to its fields', async () => {
    const page = await withAttachments('材料');
    await page.click('element-letterhead');
    page.type(page.get('elements-number'), '青园党〔2025〕12号');
    page.type(page.get('elements-bodies'), '青石园区党工委');
    await page.click('attachment-kind', 1);
    page.type(page.get('cell', 4), '一');
    await pass(200);
    const go = async (selector: string): Promise<HTMLElement> => {
      await page.click('section-work');
      page.get('preview').querySelector<HTMLElement>(selector)?.click();
      await settle();
      expect(page.get('section-elements').getAttribute('aria-current')).toBe('step');
      return document.activeElement as HTMLElement;
    };
    expect(await go('.p-document_number [data-span]')).toBe(page.get('elements-number'));
    expect(await go('.p-issuing_suffix')).toBe(page.get('elements-bodies'));
    expect(await go('.p-attachment_title [data-span]')).toBe(page.get('attachment-name'));
    expect(await go('.p-attachment_label')).toBe(page.get('attachment-name'));
    expect(await go('.p-table_cell [data-from="0"]')).toBe(page.get('cell', 4));
    expect(page.get('preview').querySelector('.p-table_cell.now')).not.toBeNull();
  });

  it('is worked on without faults in its structure', async () => {
    const page = await withAttachments('材料', '台账', '表');
    for (const id of ['letterhead', 'recipient', 'note', 'imprint']) await page.click(`element-${id}`);
    await page.click('attachment-kind', 5);
    await page.click('attachment-kind', 7);
    (page.get('ledger') as HTMLDetailsElement).open = true;
    await pass(200);
    const ids = [...page.root.querySelectorAll('[id]')].map((element) => element.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    vi.useRealTimers();
    const { violations } = await axe.run(page.root, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.map((entry) => `${entry.id}: ${entry.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  }, 30_000);
});

describe('places in elements', () => {
  const attached = ['甲', '乙'].reduce<Draft>((next, name, i) => addAttachment(next, { ...emptyAttachment(`a${i}`, `t${i}`), name, body: '共××家' }), sampleDraft('a'));
  const draft = setElement(attached, 'imprint', { on: true, copies: '××局' });
  const finding = (change: Partial<Finding>): Finding =>
    ({ rule: 'x', level: 'error', part: null, item: null, field: null, start: 0, end: 2, text: '××', message: '', suggestion: '', ...change });

  it('lead to the section, follow each other as in the form, and are told in words', () => {
    const { sections, labels } = viewOf(draft);
    const inOrder: Partial<Finding>[] = [
      { field: 'elements.copy_number' }, { field: 'elements.number' }, { field: 'elements.recipient' }, { item: 'a0', field: 'name' }, { item: 'a0', field: 'body' },
      { item: 't0', field: 'cell:0:2' }, { item: 't0', field: 'cell:1:0' }, { item: 'a1', field: 'name' }, { field: 'elements.note' },
      { field: 'elements.copies' }, { field: 'elements.print_date' },
    ];
    const places = inOrder.map((change) => placeOf(draft, sections, spotOf(draft, finding(change))));
    places.forEach((a, i) => places.forEach((b, k) => expect([i, k, precedes(a, b)]).toEqual([i, k, i < k])));
    for (const change of inOrder) expect(spotOf(draft, finding(change)).section).toBe('elements');
    const name = (change: Partial<Finding>): string => placeName(draft, sections, labels, finding(change));
    expect(name({ field: 'elements.number' })).toBe('版头、附件和版记·发文字号');
    expect(name({ item: 't1', field: 'cell:0:0' })).toBe('版头、附件和版记·附件2');
    expect(itemsTo(draft, spotOf(draft, finding({ item: 't1', field: 'cell:0:0' })))).toEqual(['a1']);
  });

  it('lead to tables in parts and items', () => {
    const table = (id: string): { id: string; title: string; rows: string[][]; wide: boolean } => ({ id, title: '表', rows: [['甲', '××']], wide: false });
    const tabled = sampleDraft('a');
    const work = tabled.parts.find((part) => part.id === 'work')!;
    work.tables = [table('p')];
    work.items[1]!.tables = [table('i')];
    const { sections, labels } = viewOf(tabled);
    const inOrder: Partial<Finding>[] = [
      { part: 'work', field: 'lead' }, { part: 'work', item: 'p', field: 'title' }, { part: 'work', item: 'p', field: 'cell:0:1' },
      { part: 'work', item: 'w2', field: 'body' }, { part: 'work', item: 'w2a', field: 'body' }, { part: 'work', item: 'i', field: 'cell:0:0' },
      { part: 'work', item: 'i', field: 'cell:0:1' }, { part: 'work', item: 'w3', field: 'heading' },
    ];
    const places = inOrder.map((change) => placeOf(tabled, sections, spotOf(tabled, finding(change))));
    places.forEach((a, i) => places.forEach((b, k) => expect([i, k, precedes(a, b)]).toEqual([i, k, i < k])));
    expect(placeName(tabled, sections, labels, finding({ part: 'work', item: 'p', field: 'cell:0:1' }))).toBe('主要履职情况·表格');
    expect(placeName(tabled, sections, labels, finding({ part: 'work', item: 'i', field: 'cell:0:1' }))).toBe('主要履职情况（二）');
    expect(contextOf(tabled, finding({ part: 'work', item: 'i', field: 'cell:0:1' }))).toEqual({ before: '', text: '××', after: '' });
  });

  it('show the text around a finding', () => {
    expect(contextOf(draft, finding({ field: 'elements.copies' }))).toEqual({ before: '', text: '××', after: '局' });
    expect(contextOf(draft, finding({ item: 'a0', field: 'body', start: 1, end: 3 }))).toEqual({ before: '共', text: '××', after: '家' });
  });
});

describe('edits of elements', () => {
  it('leave the old draft alone and share the rest', () => {
    const draft = addAttachment(sampleDraft('a'), emptyAttachment('a0', 't0'));
    const next = textNamed('elements.number')?.write(draft, '新');
    expect(next && elementsOf(next).letterhead.number).toBe('新');
    expect(elementsOf(draft).letterhead.number).toBe('');
    expect(next?.elements?.attachments).toBe(draft.elements?.attachments);
    expect(moveAttachmentTo(draft, 'a0', 5)).toBe(draft);
    expect(moveAttachmentTo(draft, 'gone', 0)).toBe(draft);
  });
});
