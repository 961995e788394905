import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Layout } from '../src/generated';
import { violations } from './axe';
import { FakeShell, sampleDraft } from './fake-shell';
import { fixed, office, standard } from './layouts';
import { key, openPage, pass, settle, value, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => vi.useRealTimers());

async function settings(shell = new FakeShell()): Promise<Page> {
  shell.put(sampleDraft('a'));
  const page = await openPage(shell);
  await page.click('to-settings');
  return page;
}

/** 设置 with one profile of the user's own, opened for editing. */
async function editing(own: Layout = office): Promise<Page> {
  const shell = new FakeShell();
  shell.own = [own];
  const page = await settings(shell);
  await page.click('layout-edit');
  return page;
}

const texts = (page: Page, testid: string): string[] => page.all(testid).map((element) => element.textContent?.replace(/\s+/g, ' ').trim() ?? '');
const saveButton = (page: Page): HTMLButtonElement => page.get('layout-save') as HTMLButtonElement;
const saved = (page: Page): Layout | undefined => (page.shell.named('save_layout').at(-1)?.args as { layout: Layout } | undefined)?.layout;

async function type(page: Page, testid: string, text: string): Promise<void> {
  page.type(page.get(testid), text);
  await pass(150);
}

async function choose(page: Page, testid: string, option: string): Promise<void> {
  const select = page.get(testid) as HTMLSelectElement;
  select.value = option;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await pass(0);
}

describe('版式 in 设置', () => {
  it('lists the shipped profiles and the own ones, each with its departures', async () => {
    const shell = new FakeShell();
    shell.own = [office];
    const rows = texts(await settings(shell), 'layout-entry');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/^国家标准与国家标准一致/);
    expect(rows[1]).toContain('固定行距 28 磅');
    expect(rows[2]).toContain('页码居中');
  });

  it('copies a shipped profile into a new one', async () => {
    const page = await settings();
    expect(page.all('no-own-layouts')).toHaveLength(1);
    await page.click('layout-copy', 1);
    expect(value(page.get('edit-name'))).toBe('固定行距28磅（副本）');
    expect(page.shell.named('save_layout')).toHaveLength(0);
    await page.click('layout-save');
    expect(saved(page)).toEqual({ ...fixed, id: '', name: '固定行距28磅（副本）', page: { ...fixed.page, lines: 22 } });
    expect(page.get('toast').textContent).toContain('已保存版式“固定行距28磅（副本）”');
    const row = page.all('layout-entry').at(-1);
    expect(row?.contains(document.activeElement)).toBe(true);
  });

  it('names a second copy differently', async () => {
    const shell = new FakeShell();
    shell.own = [office, { ...office, id: 'b', name: '本局版式（副本）' }];
    const page = await settings(shell);
    await page.click('layout-menu');
    await page.click('layout-copy', 2);
    expect(value(page.get('edit-name'))).toBe('本局版式（副本2）');
  });

  it('deletes with undo', async () => {
    const shell = new FakeShell();
    shell.own = [office];
    const page = await settings(shell);
    await page.click('layout-menu');
    await page.click('layout-remove');
    expect(page.all('layout-entry')).toHaveLength(2);
    expect(page.get('layouts').contains(document.activeElement)).toBe(true);
    await page.click('toast-action');
    expect(page.shell.own).toEqual([office]);
    expect(page.all('layout-entry')).toHaveLength(3);
  });

  it('writes a profile into a file and shows where', async () => {
    const shell = new FakeShell();
    shell.own = [office];
    const page = await settings(shell);
    await page.click('layout-menu');
    await page.click('layout-export');
    expect(shell.named('export_layout')[0]?.args).toEqual({ id: 'office' });
    expect(page.get('toast').textContent).toContain('/home/a/文档');
    await page.click('toast-action');
    expect(shell.named('open_exported')[0]?.args).toEqual({ handle: 3, folder: true });
  });

  it('opens a menu upwards where the window ends below its button', async () => {
    const shell = new FakeShell();
    shell.own = [office];
    const page = await settings(shell);
    const boxes = (button: number): void => {
      vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function measured(this: HTMLElement) {
        const [top, height] = this.matches('.menu') ? [button + 36, 100] : this.matches('.menu-anchor') ? [button, 32] : [48, 552];
        return { top, height, bottom: top + height } as DOMRect;
      });
    };
    const opened = async (button: number): Promise<boolean> => {
      boxes(button);
      await page.click('layout-menu');
      const upwards = page.root.querySelector('.menu')?.classList.contains('upwards') ?? false;
      await page.click('layout-menu');
      vi.restoreAllMocks();
      return upwards;
    };
    expect([await opened(300), await opened(500), await opened(100)]).toEqual([false, true, false]);
    expect(page.root.querySelector('.menu')).toBeNull();
  });

  it('leads to the box, then to the profile that was saved, and covers neither', async () => {
    const led: string[] = [];
    vi.spyOn(HTMLElement.prototype, 'scrollIntoView').mockImplementation(function lead(this: HTMLElement, how) {
      led.push(`${this.dataset.testid} ${(how as ScrollIntoViewOptions).block}`);
    });
    const page = await editing();
    led.length = 0;
    await page.click('layout-save');
    expect(led).toEqual(['layouts start', 'layout-entry nearest']);
    expect(document.activeElement).toBe(page.get('layout-edit'));
    led.length = 0;
    page.shell.file = { ...office, id: 'other', name: '县局版式' };
    await page.click('layout-import');
    expect(led).toEqual(['layout-entry nearest']);
    vi.restoreAllMocks();
  });

  it('reads a file, once', async () => {
    const page = await settings();
    await page.click('layout-import');
    expect(page.get('toast').textContent).toContain('已读入版式“本局版式”');
    expect(page.all('layout-entry')).toHaveLength(3);
    await page.click('layout-import');
    expect(page.get('toast').textContent).toContain('已经有了');
    expect(page.all('layout-entry')).toHaveLength(3);
  });

  it('changes nothing when no file was chosen, and says what is wrong with a file', async () => {
    const page = await settings();
    page.shell.file = null;
    await page.click('layout-import');
    expect(page.all('toast')).toHaveLength(0);
    page.shell.failures.set('import_layout', { code: 'invalid', message: '“a.json”不是版式文件', hint: '请选择导出的版式文件' });
    await page.click('layout-import');
    expect(page.get('dialog').textContent).toMatch(/不是版式文件[^]*请选择导出的版式文件/);
  });

  it('says why the profiles cannot be read, and tries again', async () => {
    const shell = new FakeShell();
    shell.failures.set('layouts', { code: 'invalid', message: '保存的版式已损坏', hint: '请从备份找回' });
    const page = await settings(shell);
    expect(page.get('layouts').textContent).toMatch(/保存的版式已损坏。请从备份找回/);
    shell.failures.clear();
    await page.click('layouts-retry');
    expect(page.all('layout-entry')).toHaveLength(2);
  });
});

describe('editing a profile', () => {
  it('keeps what it does not ask, and the id', async () => {
    const own = { ...office, later: '别的' } as Layout;
    const page = await editing(own);
    await type(page, 'edit-page.top', '３８．５ 毫米');
    await choose(page, 'edit-faces.title.size', '26');
    page.get('edit-faces.heading1.bold').click();
    await choose(page, 'edit-byline', 'end');
    await type(page, 'edit-faces.body.face', '方正仿宋_GBK');
    await page.click('layout-save');
    expect(saved(page)).toEqual({
      ...own, page: { ...own.page, top: 38.5 }, byline: 'end',
      faces: {
        ...own.faces, title: { ...own.faces.title, size: 26 }, heading1: { ...own.faces.heading1, bold: true },
        body: { ...own.faces.body, face: '方正仿宋_GBK' },
      },
    });
    expect(page.all('settings')).toHaveLength(1);
  });

  it('shows what is impossible at its field, and saves nothing until it is put right', async () => {
    const page = await editing();
    await type(page, 'edit-page.top', '300');
    const field = page.get('edit-page.top');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toContain('上边距应在 5 至 150 毫米之间');
    expect(saveButton(page).disabled).toBe(true);
    key(document.body, 's', { ctrlKey: true });
    await settle();
    expect(page.shell.named('save_layout')).toHaveLength(0);
    await page.click('layout-fault');
    expect(document.activeElement).toBe(field);
    expect(value(field)).toBe('300');
    await type(page, 'edit-page.top', '38');
    expect(field.getAttribute('aria-invalid')).toBeNull();
    key(document.body, 's', { ctrlKey: true });
    await settle();
    expect(saved(page)?.page.top).toBe(38);
  });

  it('lists what is impossible in the order of the form', async () => {
    const page = await editing();
    await type(page, 'edit-faces.title.face', '');
    await type(page, 'edit-page.left', '三厘米');
    await type(page, 'edit-page.top', '300');
    expect(page.all('layout-fault').map((fault) => fault.textContent?.slice(0, 3))).toEqual(['上边距', '左边距', '没有写']);
  });

  it('says at once what is no number, keeps it, and sends none of it', async () => {
    const page = await editing();
    page.type(page.get('edit-page.left'), '二十八');
    await settle();
    expect(texts(page, 'layout-fault')).toEqual(['左边距应是数字（毫米），如 28 或 28.5']);
    await pass(150);
    expect(value(page.get('edit-page.left'))).toBe('二十八');
    expect((page.shell.named('check_layout').at(-1)?.args as { layout: Layout }).layout.page.left).toBe(28);
    expect(saveButton(page).disabled).toBe(true);
  });

  it('finds faults in the faces too', async () => {
    const page = await editing();
    await type(page, 'edit-faces.title.face', '');
    expect(texts(page, 'layout-fault')).toEqual(['没有写标题的字体']);
    expect(page.get('edit-faces.title.face').getAttribute('aria-invalid')).toBe('true');
  });

  it('shows departures while one types', async () => {
    const page = await editing({ ...standard, id: 'own' });
    expect(texts(page, 'layout-departures')).toEqual(['与国家标准一致']);
    await type(page, 'edit-page.top', '38');
    expect(texts(page, 'layout-departures')).toEqual(['上边距 38 毫米（标准 37 毫米）']);
  });

  it('counts lines where the pitch is fixed, and forgets impossible lines that are not asked any more', async () => {
    const page = await editing();
    await type(page, 'edit-page.lines', '90');
    expect(saveButton(page).disabled).toBe(true);
    page.get('edit-by-pitch').click();
    await pass(0);
    expect(page.all('edit-page.lines')).toHaveLength(0);
    expect(value(page.get('edit-page.pitch'))).toBe('28');
    expect(page.get('edit-lines').textContent).toBe('每页 22 行');
    await type(page, 'edit-page.pitch', '32');
    expect(page.get('edit-lines').textContent).toBe('每页 19 行');
    await page.click('layout-save');
    expect(saved(page)?.page).toMatchObject({ pitch: 32, lines: 19 });
  });

  it('keeps both texts when lines and pitch are switched to and fro', async () => {
    const page = await editing();
    page.get('edit-by-pitch').click();
    await pass(0);
    await type(page, 'edit-page.pitch', '29磅半');
    page.get('edit-by-lines').click();
    await pass(0);
    expect(page.all('layout-fault')).toHaveLength(0);
    expect(value(page.get('edit-page.lines'))).toBe('22');
    page.get('edit-by-pitch').click();
    await pass(0);
    expect(value(page.get('edit-page.pitch'))).toBe('29磅半');
    expect(page.all('layout-fault')).toHaveLength(1);
  });

  it('sets the face of digits', async () => {
    const page = await editing();
    expect(page.all('edit-digits')).toHaveLength(0);
    await choose(page, 'edit-digits-kind', 'other');
    await type(page, 'edit-digits', 'Arial');
    await type(page, 'edit-digits', 'Times New Roman');
    expect(page.all('edit-digits')).toHaveLength(1);
    await choose(page, 'edit-digits-kind', 'text');
    await page.click('layout-save');
    expect(saved(page)?.digits).toBeNull();
  });

  it('keeps a size that has no name', async () => {
    const page = await editing({ ...office, faces: { ...office.faces, body: { ...office.faces.body, size: 15.5 } } });
    const names = (): string[] => [...(page.get('edit-faces.body.size') as HTMLSelectElement).options].map((option) => option.textContent ?? '');
    expect(names()).toContain('15.5 磅');
    await choose(page, 'edit-faces.body.size', '16');
    expect(names()).toContain('15.5 磅');
    await choose(page, 'edit-faces.body.size', '15.5');
    await page.click('layout-save');
    expect(saved(page)?.faces.body.size).toBe(15.5);
  });

  it('asks before typed values are lost, and not where nothing was typed', async () => {
    const page = await editing();
    await page.click('to-settings');
    expect(page.all('settings')).toHaveLength(1);
    await page.click('layout-edit');
    await type(page, 'edit-name', '县局版式');
    await page.click('to-settings');
    expect(page.get('dialog').textContent).toContain('版式的改动还没有保存');
    await page.click('discard-no');
    expect(value(page.get('edit-name'))).toBe('县局版式');
    page.shell.emit('close-requested');
    await settle();
    await page.click('discard-yes');
    expect(page.shell.named('close_now')).toHaveLength(1);
    expect(page.shell.named('save_layout')).toHaveLength(0);
  });

  it('stays when saving fails, with everything typed', async () => {
    const page = await editing();
    page.shell.failures.set('save_layout', { code: 'io', message: '版式没有存上', hint: '请检查磁盘空间' });
    await type(page, 'edit-name', '县局版式');
    await page.click('layout-save');
    expect(page.get('dialog').textContent).toMatch(/版式没有存上[^]*请检查磁盘空间/);
    await page.click('dialog-ok');
    expect(value(page.get('edit-name'))).toBe('县局版式');
    page.shell.failures.clear();
    await page.click('layout-save');
    expect(saved(page)?.name).toBe('县局版式');
  });

  it('leaves text alone that is being composed', async () => {
    const page = await editing();
    const name = page.get('edit-name') as HTMLInputElement;
    name.value = 'ben';
    name.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await choose(page, 'edit-page_number.form', 'plain');
    expect(name.value).toBe('ben');
    name.value = '本';
    name.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await pass(150);
    await page.click('layout-save');
    expect(saved(page)?.name).toBe('本');
  });
});

describe('axe-core finds nothing', () => {
  it.each([
    ['设置 with own profiles', async () => { const shell = new FakeShell(); shell.own = [office]; const page = await settings(shell); await page.click('layout-menu'); return page; }],
    ['the form', () => editing()],
    ['the form with faults', async () => {
      const page = await editing();
      page.get('edit-by-pitch').click();
      await choose(page, 'edit-digits-kind', 'other');
      await type(page, 'edit-page.top', '300');
      await type(page, 'edit-faces.title.face', '');
      return page;
    }],
  ])('on %s', async (_, open) => {
    expect(await violations((await open()).root)).toEqual([]);
  });
});
