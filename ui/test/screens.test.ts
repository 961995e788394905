import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAUSE_MS } from '../src/saver';
import { violations } from './axe';
import { FakeShell, sampleDraft } from './fake-shell';
import { key, openPage, openReport, pass, sample, settle, shellWith, stored } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

describe('首页', () => {
  it('offers a sample at the first start, and opens it', async () => {
    const page = await openPage(new FakeShell());
    expect(page.get('first').textContent).toContain('打开示例报告');
    await page.click('open-sample');
    expect(page.shell.named('create')[0]?.args).toEqual({ template: 'small', year: 2025, sample: true });
    expect(page.get('report-title').textContent).toBe('2025年度述职报告');
  });

  it('begins a report from a template and a year', async () => {
    const page = await openPage(new FakeShell());
    await page.click('new-report');
    page.type(page.get('new-year'), '二〇二六');
    await page.click('new-create');
    expect(page.get('dialog').textContent).toContain('请填四位数的年度');
    page.type(page.get('new-year'), '2026');
    await page.click('new-create');
    expect(page.shell.named('create')[0]?.args).toEqual({ template: 'small', year: 2026, sample: false });
    expect(page.all('dialog')).toHaveLength(0);
  });

  it('does not call an imported report of a past year one that is being written', async () => {
    const imported = { imported: { name: '旧稿.docx', sha256: '0' } };
    const page = await openPage(shellWith(sampleDraft('a'), { ...sampleDraft('b'), ...imported, year: 2024 }, { ...sampleDraft('c'), ...imported, year: 2025 }));
    const states = page.all('report').map((row) => [row.dataset.report, row.querySelector('.state')?.textContent]);
    expect(states).toEqual([['a', expect.stringMatching(/^编写中 0\/\d+ 部分完成$/)], ['b', '往年报告'], ['c', '编写中']]);
  });

  it('filters, copies, deletes with undo, restores', async () => {
    const page = await openPage(shellWith(sampleDraft('a'), { ...sampleDraft('b'), year: 2024 }));
    expect(page.all('report')).toHaveLength(2);
    page.type(page.get('filter'), '2024 李明');
    await settle();
    expect(page.all('report').map((row) => row.dataset.report)).toEqual(['b']);
    page.type(page.get('filter'), '没有这样的');
    await settle();
    expect(page.get('no-match').textContent).toContain('没有这样的');
    page.type(page.get('filter'), '');
    await settle();
    await page.click('report-menu');
    await page.click('report-copy');
    expect(page.all('report')).toHaveLength(3);
    await page.click('report-menu');
    await page.click('report-remove');
    expect(page.all('report')).toHaveLength(2);
    await page.click('toast-action');
    expect(page.all('report')).toHaveLength(3);
    await page.click('report-menu');
    await page.click('report-remove');
    await page.click('deleted-toggle');
    await page.click('report-restore');
    expect(page.all('report')).toHaveLength(3);
  });

  it('tells what is wrong with the user’s own templates', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.notices = ['我的模板.json：$.parts[0].id 重复'];
    expect((await openPage(shell)).get('notices').textContent).toContain('$.parts[0].id 重复');
  });

  it('says why it cannot start, and tries again', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.failures.set('settings', { code: 'in_use', message: '数据文件夹正在使用', hint: '请先关闭另一个窗口' });
    const page = await openPage(shell);
    expect(page.get('failed').textContent).toMatch(/数据文件夹正在使用[^]*请先关闭另一个窗口/);
    await page.click('failed-folder');
    expect(shell.named('open_data_dir')).toHaveLength(1);
    shell.failures.clear();
    await page.click('failed-retry');
    expect(page.all('report')).toHaveLength(1);
  });
});

describe('检查并导出', () => {
  it('lists what is open, each a link to its field', async () => {
    const page = await sample();
    await page.click('to-check');
    expect(page.get('summary').textContent).toContain('还有 1 处要先处理');
    expect((page.get('export') as HTMLButtonElement).disabled).toBe(true);
    await page.click('finding');
    await settle();
    const area = document.activeElement as HTMLTextAreaElement;
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('××');
  });

  it('shows errors of empty fields from then on, tied to the field', async () => {
    const draft = { ...sampleDraft('a'), fields: { first_year: '是' } };
    const page = await openReport(shellWith(draft));
    const unit = (): HTMLElement => page.get('field-unit');
    expect(unit().getAttribute('aria-invalid')).toBeNull();
    await page.click('to-check');
    await page.click('to-compose');
    expect(unit().getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(unit().getAttribute('aria-describedby') ?? '')?.textContent).toContain('没有填单位');
  });

  it('exports what is saved, and opens the file', async () => {
    const draft = sampleDraft('a');
    draft.parts.forEach((part) => part.items.forEach((item) => { item.body = item.body.replace('××', '12'); }));
    const page = await openReport(shellWith(draft));
    page.type(page.get('field-unit'), '某局');
    await page.click('to-check');
    await page.click('export');
    const names = page.shell.calls.map((call) => call.name);
    expect(names.indexOf('save')).toBeLessThan(names.indexOf('export_docx'));
    expect(page.shell.named('export_docx')[0]?.args).toEqual({ id: 'a', force: false });
    expect(page.get('exported').textContent).toContain('已导出');
    expect(page.get('exported-name').textContent).toBe('述职报告.docx');
    await page.click('open-folder');
    expect(page.shell.named('open_exported')[0]?.args).toEqual({ handle: 1, folder: true });
  });

  it('says what else to look at where nothing holds the export back', async () => {
    const draft = sampleDraft('a');
    draft.parts[1]!.items = [{ id: 'w1', heading: '压实责任', body: '', items: [] }];
    const page = await openReport(shellWith(draft));
    await page.click('to-check');
    expect(page.get('all-clear').textContent).toBe('可以导出；另有 1 处建议看看');
    expect(page.get('overview').textContent).toContain('“主要履职情况”有 1 条，一般写 2 至 6 条');
  });

  it('lists all there is to look at in a section, each a link', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.findings = ['w1', 'w2', 'w2a', 'w3', 'w3'].map((item, i) => ({
      rule: `r${i}`, level: i % 2 ? 'hint' : 'warning', part: 'work', item, field: 'body', start: 0, end: 0, text: '', message: `第 ${i} 处`, suggestion: '请看看',
    }));
    const page = await openReport(shell);
    await page.click('to-check');
    await settle();
    expect(page.all('overview-finding').map((line) => line.textContent)).toEqual(['待填 1 处', ...[0, 1, 2, 3, 4].map((i) => `第 ${i} 处，请看看`)]);
    await page.click('overview-finding', 3);
    await settle();
    expect((document.activeElement as HTMLElement).closest<HTMLElement>('[data-item]')?.dataset.item).toBe('w2a');
  });

  it('exports unfinished reports only after a question', async () => {
    const page = await sample();
    await page.click('to-check');
    await page.click('export-force');
    expect(page.shell.named('export_docx')).toHaveLength(0);
    await page.click('force-yes');
    expect(page.shell.named('export_docx')[0]?.args).toEqual({ id: 'a', force: true });
  });

  it('says why an export failed', async () => {
    const page = await sample();
    page.shell.failures.set('export_docx', { code: 'io', message: '文件正被别的程序占用', hint: '请先在 Word 里关闭它' });
    await page.click('to-check');
    await page.click('export-force');
    await page.click('force-yes');
    expect(page.get('dialog').textContent).toMatch(/文件正被别的程序占用[^]*请先在 Word 里关闭它/);
  });

  it('changes the layout of the report', async () => {
    const page = await sample();
    await page.click('to-check');
    const select = page.get('layout-byline') as HTMLSelectElement;
    select.value = 'end';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await page.click('layout-bold-series');
    await pass(PAUSE_MS);
    expect(stored(page)?.layout).toEqual({ profile: '', byline: 'end', bold_series: true });
  });
});

describe('F1', () => {
  it.each([
    ['首页', []], ['设置', ['to-settings']], ['编写', ['report-open']], ['检查并导出', ['report-open', 'to-check']],
  ] as const)('helps on %s', async (_, way) => {
    const page = await openPage(shellWith(sampleDraft('a')));
    for (const step of way) await page.click(step);
    key(document.body, 'F1');
    await settle();
    expect(page.get('dialog').textContent).toContain('怎样使用');
    const keys = [...page.get('dialog').querySelectorAll('kbd')].map((entry) => entry.textContent);
    expect(keys.filter((entry) => /Ctrl\+[FHS]/.test(entry ?? ''))).toEqual(['Ctrl+F / Ctrl+H', 'Ctrl+S']);
    for (const subject of ['备份', '表格', '版头、附件、版记', '版式', '送审稿', 'PDF']) {
      expect([...page.get('dialog').querySelectorAll('li')].filter((line) => line.textContent?.startsWith(`${subject}：`))).toHaveLength(1);
    }
  });

  it('leaves a dialog that asks something', async () => {
    const page = await openPage(new FakeShell());
    await page.click('new-report');
    key(document.body, 'F1');
    await settle();
    expect(page.all('new-create')).toHaveLength(1);
  });
});

describe('设置', () => {
  it('stores each change and applies the theme', async () => {
    const page = await openPage(shellWith(sampleDraft('a')));
    await page.click('to-settings');
    page.get('theme-dark').click();
    await settle();
    expect(document.documentElement.dataset.theme).toBe('dark');
    const unit = page.get('setting-unit') as HTMLInputElement;
    unit.value = '某局';
    unit.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(page.shell.settings).toMatchObject({ theme: 'dark', unit: '某局' });
    expect(page.get('data-dir').textContent).toBe('/home/a/.local/share/shuzhi');
    page.get('theme-system').click();
    await settle();
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });
});

describe('axe-core finds nothing', () => {
  it.each([
    ['首页', async () => openPage(shellWith(sampleDraft('a')))],
    ['首页, empty', async () => openPage(new FakeShell())],
    ['新建报告', async () => { const page = await openPage(new FakeShell()); await page.click('new-report'); return page; }],
    ['基本信息', sample],
    ['work', async () => { const page = await sample(); await page.click('section-work'); await page.click('card-menu'); return page; }],
    ['rectification', async () => { const page = await sample(); await page.click('section-rect'); return page; }],
    ['help', async () => { const page = await sample(); await page.click('help'); return page; }],
    ['检查并导出', async () => { const page = await sample(); await page.click('to-check'); return page; }],
    ['设置', async () => { const page = await openPage(shellWith(sampleDraft('a'))); await page.click('to-settings'); return page; }],
  ])('on %s', async (_, open) => {
    const page = await open();
    expect(await violations(page.root)).toEqual([]);
  });

  it('but does find a planted fault', async () => {
    const page = await sample();
    page.get('help').removeAttribute('aria-label');
    page.get('help').removeAttribute('title');
    expect((await violations(page.root)).join()).toContain('button-name');
  });
});
