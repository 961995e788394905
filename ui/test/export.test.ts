import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft, LayoutChoice } from '../src/generated';
import { PAUSE_MS } from '../src/saver';
import { FACES_MS } from '../src/screens/faces';
import { violations } from './axe';
import { FakeShell, sampleDraft } from './fake-shell';
import { office } from './layouts';
import { openReport, pass, settle, shellWith, stored, value, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** A report in which nothing holds the export back. */
function finished(layout: Partial<LayoutChoice> = {}): Draft {
  const draft = sampleDraft('a');
  draft.parts.forEach((part) => part.items.forEach((item) => { item.body = item.body.replace('××', '12'); }));
  return { ...draft, layout: { profile: '', ...layout } };
}

async function check(shell: FakeShell): Promise<Page> {
  const page = await openReport(shell);
  await page.click('to-check');
  return page;
}

const withOwn = (draft: Draft): FakeShell => Object.assign(shellWith(draft), { own: [office] });

async function choose(page: Page, testid: string, option: string): Promise<void> {
  const select = page.get(testid) as HTMLSelectElement;
  select.value = option;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await pass(0);
}

async function layout(page: Page): Promise<LayoutChoice | undefined> {
  await pass(PAUSE_MS);
  return stored(page)?.layout;
}

describe('版式 in 检查并导出', () => {
  it('shows the profile in force', async () => {
    expect(value((await check(withOwn(finished()))).get('layout-profile'))).toBe('gbt9704');
    expect(value((await check(withOwn(finished({ profile: 'office', content: office })))).get('layout-profile'))).toBe('office');
  });

  it('puts an own profile into the report, and takes it out for a shipped one', async () => {
    const page = await check(withOwn(finished()));
    await choose(page, 'layout-profile', 'office');
    expect(await layout(page)).toEqual({ profile: 'office', content: office });
    expect(page.get('layout-departures').textContent).toContain('页码居中');
    await choose(page, 'layout-profile', 'fixed-28');
    const kept = await layout(page);
    expect(kept).toEqual({ profile: 'fixed-28' });
    expect(Object.keys(kept ?? {})).toEqual(['profile']);
    expect(page.all('layout-departures')).toHaveLength(0);
  });

  it('keeps the report’s own choices, and says which differ from the profile', async () => {
    const page = await check(withOwn(finished({ page_number: 'centre', bold_level3: false })));
    expect(page.get('layout-page-number-differs').textContent).toContain('版式里是“单页右、双页左”');
    expect(page.all('layout-bold-level3-differs')).toHaveLength(0);
    await choose(page, 'layout-profile', 'office');
    expect(page.all('layout-page-number-differs')).toHaveLength(0);
    expect(page.get('layout-bold-level3-differs').textContent).toContain('版式里是“加粗”');
    page.get('layout-bold-level3-differs').querySelector('button')?.click();
    await pass(0);
    expect((page.get('layout-bold-level3') as HTMLInputElement).checked).toBe(true);
    expect(await layout(page)).toEqual({ profile: 'office', content: office, page_number: 'centre' });
  });

  it('follows the profile again when its value is chosen', async () => {
    const page = await check(withOwn(finished({ digits: 'text' })));
    await choose(page, 'layout-digits', 'times');
    const kept = await layout(page);
    expect(Object.keys(kept ?? {})).toEqual(['profile']);
  });

  it('offers the newer one when the profile was changed in 设置', async () => {
    const page = await check(withOwn(finished({ profile: 'office', content: { ...office, digits: null } })));
    expect(page.get('layout-outdated').textContent).toContain('在设置里改过');
    expect(await layout(page)).toBeUndefined();
    await page.click('layout-renew');
    expect(await layout(page)).toEqual({ profile: 'office', content: office });
    expect(page.all('layout-outdated')).toHaveLength(0);
  });

  it('says that a report carries a profile that is gone from 设置', async () => {
    const page = await check(shellWith(finished({ profile: 'office', content: office })));
    expect(page.get('layout-carried').textContent).toContain('这份报告自带这个版式');
    expect((page.get('layout-profile') as HTMLSelectElement).selectedOptions[0]?.textContent).toBe('本局版式');
  });

  it('asks for the seal only where there is a signature at the end', async () => {
    const page = await check(withOwn(finished()));
    expect(page.all('layout-sealed')).toHaveLength(0);
    await choose(page, 'layout-byline', 'end');
    await page.click('layout-sealed');
    await page.click('layout-review');
    expect(await layout(page)).toEqual({ profile: '', byline: 'end', sealed: true, review: true });
    await page.click('layout-review');
    expect(await layout(page)).toEqual({ profile: '', byline: 'end', sealed: true });
  });

  it('leads to 设置 and back to the report', async () => {
    const page = await check(withOwn(finished({ profile: 'office', content: office })));
    await page.click('layout-manage');
    expect(document.activeElement).toBe(page.get('layout-edit'));
    await page.click('layout-edit');
    page.type(page.get('edit-name'), '县局版式');
    await pass(150);
    await page.click('layout-save');
    await page.click('to-check');
    expect(page.get('layout-outdated').textContent).toContain('在设置里改过');
  });

  it('says why the profiles cannot be read, and keeps what the report has', async () => {
    const shell = withOwn(finished({ profile: 'office', content: office }));
    shell.failures.set('layouts', { code: 'invalid', message: '保存的版式已损坏', hint: '请从备份找回' });
    const page = await check(shell);
    expect(page.get('layout').textContent).toContain('保存的版式已损坏。请从备份找回');
    expect(value(page.get('layout-profile'))).toBe('office');
    shell.failures.clear();
    await page.click('layouts-retry');
    expect(page.all('layouts-retry')).toHaveLength(0);
  });
});

describe('字体', () => {
  const lacking = { face: '方正小标宋简体', used_for: ['标题'], stand_in: '华文中宋', message: '这台电脑没有“方正小标宋简体”', hint: '请安装' };

  it('says quietly that all are there', async () => {
    const page = await check(shellWith(finished()));
    expect(page.get('faces-fine').textContent).toBe('版式用到的字体这台电脑都有');
  });

  it('tells each that is missing before the export', async () => {
    const shell = Object.assign(shellWith(finished()), { missing: [lacking] });
    const page = await check(shell);
    const told = page.get('face-missing');
    expect(told.textContent).toMatch(/方正小标宋简体[^]*标题[^]*这台电脑没有[^]*请安装/);
    expect(told.compareDocumentPosition(page.get('export')) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('leads to them from the export, and says what a PDF file will have', async () => {
    const shell = Object.assign(shellWith(finished()), { missing: [lacking, { ...lacking, face: '楷体_GB2312' }] });
    const page = await check(shell);
    expect(page.get('pdf-faces').textContent).toBe('这台电脑缺 2 种字体，PDF 里会换成别的字体；要规范的 PDF，请在装有这些字体的电脑上转');
    expect(page.get('export-faces').textContent).toBe('缺 2 种字体');
    await page.click('export-faces');
    expect(document.activeElement).toBe(page.get('face-missing').querySelector('summary'));
    const none = await check(shellWith(finished()));
    expect([none.all('export-faces'), none.all('pdf-faces')]).toEqual([[], []]);
    const word = Object.assign(shellWith(finished()), { missing: [lacking], pdf: { name: null, hint: '装上 WPS' } });
    const only = await check(word);
    expect([only.all('export-faces').length, only.all('pdf-faces').length]).toEqual([1, 0]);
  });

  it('asks again, once, after the layout has changed', async () => {
    const page = await check(Object.assign(shellWith(finished()), { missing: [lacking] }));
    await choose(page, 'layout-digits', 'text');
    await choose(page, 'layout-page-number', 'centre');
    page.shell.missing = [];
    expect(page.shell.named('faces')).toHaveLength(1);
    await pass(FACES_MS);
    expect(page.shell.named('faces')).toHaveLength(2);
    expect((page.shell.named('faces')[1]?.args as { draft: Draft }).draft.layout.page_number).toBe('centre');
    expect(page.all('faces-fine')).toHaveLength(1);
  });

  it('does not hold the export back when it cannot tell', async () => {
    const shell = shellWith(finished());
    shell.failures.set('faces', { code: 'io', message: '看不到字体', hint: '请重试' });
    const page = await check(shell);
    expect(page.get('faces-failed').textContent).toContain('看不到字体。请重试');
    expect((page.get('export') as HTMLButtonElement).disabled).toBe(false);
    shell.failures.clear();
    await page.click('faces-retry');
    expect(page.all('faces-fine')).toHaveLength(1);
  });
});

describe('导出 PDF', () => {
  it('says that it was cancelled, and shows no file of before', async () => {
    const page = await check(shellWith(finished()));
    await page.click('export');
    expect(page.all('exported')).toHaveLength(1);
    page.shell.held.add('export_pdf');
    await page.click('export-pdf');
    expect(page.all('exported')).toHaveLength(0);
    await page.click('pdf-cancel');
    expect(page.get('pdf-dropped').textContent).toBe('已取消，没有生成 PDF');
    expect(page.all('exported')).toHaveLength(0);
    await page.click('export');
    expect(page.get('pdf-dropped').textContent).toBe('');
    expect(page.get('exported-name').textContent).toBe('述职报告.docx');
  });

  const done = { outcome: 'written', name: '述职报告.pdf', folder: '/home/a/文档', handle: 2 };

  async function underWay(): Promise<Page> {
    const shell = shellWith(finished());
    shell.held.add('export_pdf');
    const page = await check(shell);
    await page.click('export-pdf');
    return page;
  }

  it('shows each step, and then the file', async () => {
    const page = await underWay();
    expect(page.shell.named('export_pdf')[0]?.args).toEqual({ id: 'a', force: false });
    page.shell.emit('pdf-progress', { text: '正在用 LibreOffice 转成 PDF' });
    await settle();
    expect(page.get('pdf-step').textContent).toBe('正在用 LibreOffice 转成 PDF');
    expect((page.get('export') as HTMLButtonElement).disabled).toBe(true);
    page.shell.release('export_pdf', done);
    await settle();
    expect(page.all('pdf-progress')).toHaveLength(0);
    expect(page.get('exported-name').textContent).toBe('述职报告.pdf');
    expect(document.activeElement).toBe(page.get('open-file'));
    await page.click('open-file');
    expect(page.shell.named('open_exported')[0]?.args).toEqual({ handle: 2, folder: false });
  });

  it('can be cancelled, with the keyboard where it is', async () => {
    const page = await underWay();
    expect(document.activeElement).toBe(page.get('pdf-cancel'));
    await page.click('pdf-cancel');
    expect(page.shell.named('cancel_pdf')).toHaveLength(1);
    expect(page.all('pdf-progress')).toHaveLength(0);
    expect(page.all('exported')).toHaveLength(0);
    expect(page.get('pdf-dropped').textContent).toBe('已取消，没有生成 PDF');
    expect(document.activeElement).toBe(page.get('export-pdf'));
  });

  it('goes on when the screen is left, and tells when the file is there', async () => {
    const page = await underWay();
    await page.click('to-compose');
    await page.click('to-check');
    expect(page.all('pdf-progress')).toHaveLength(1);
    await page.click('to-compose');
    page.shell.release('export_pdf', done);
    await settle();
    expect(page.get('toast').textContent).toContain('已导出“述职报告.pdf”');
    await page.click('toast-action');
    expect(page.shell.named('open_exported')[0]?.args).toEqual({ handle: 2, folder: false });
    await page.click('to-check');
    expect(page.all('pdf-progress')).toHaveLength(0);
  });

  it('says why it failed', async () => {
    const page = await check(shellWith(finished()));
    page.shell.failures.set('export_pdf', { code: 'io', message: '没有转成 PDF', hint: '请先导出 Word' });
    await page.click('export-pdf');
    expect(page.get('dialog').textContent).toMatch(/没有转成 PDF[^]*请先导出 Word/);
    expect(page.all('pdf-progress')).toHaveLength(0);
  });

  it('is held back as Word is, and can be had all the same', async () => {
    const page = await check(shellWith(sampleDraft('a')));
    expect((page.get('export-pdf') as HTMLButtonElement).disabled).toBe(true);
    await page.click('export-force');
    await page.click('force-pdf');
    expect(page.shell.named('export_pdf')[0]?.args).toEqual({ id: 'a', force: true });
  });

  it('says in its place that there is no program for it', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.pdf = { name: null, hint: '装上 WPS 或 LibreOffice 后可以导出 PDF' };
    const page = await check(shell);
    expect(page.all('export-pdf')).toHaveLength(0);
    expect(page.get('no-pdf').textContent).toBe('装上 WPS 或 LibreOffice 后可以导出 PDF');
    await page.click('export-force');
    expect(page.all('force-pdf')).toHaveLength(0);
  });

  it('saves before, and exports nothing when that fails', async () => {
    const page = await openReport(shellWith(finished()));
    await page.click('to-check');
    page.shell.failures.set('save', { code: 'io', message: '没有存上', hint: '请检查磁盘' });
    await choose(page, 'layout-digits', 'text');
    await page.click('export-pdf');
    expect(page.shell.named('export_pdf')).toHaveLength(0);
    expect(page.all('save-bar')).toHaveLength(1);
    expect(page.all('pdf-progress')).toHaveLength(0);
  });
});

it('axe-core finds nothing with faces missing, choices that differ, and a PDF file under way', async () => {
  const shell = withOwn(finished({ profile: 'office', content: { ...office, digits: null }, byline: 'end' }));
  shell.missing = [{ face: '方正小标宋简体', used_for: ['标题'], stand_in: null, message: '没有', hint: '请安装' }];
  shell.held.add('export_pdf');
  const page = await check(shell);
  await page.click('export-pdf');
  expect([page.all('layout-byline-differs'), page.all('layout-outdated'), page.all('pdf-progress')].map((found) => found.length)).toEqual([1, 1, 1]);
  expect(await violations(page.root)).toEqual([]);
});
