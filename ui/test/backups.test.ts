import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ArchiveContent, ArchivedReport, BackupEntry } from '../src/generated';
import { sizeText } from '../src/text';
import { violations } from './axe';
import { sampleDraft } from './fake-shell';
import { key, openPage, settle, shellWith, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: new Date(2026, 0, 6, 14, 3) }));
afterEach(() => vi.useRealTimers());

const at = (day: number): string => new Date(2026, 0, day, 9, 12).toISOString();
const entry = (ordinal: number): BackupEntry => ({ name: `${ordinal}.bak`, second: ordinal === 6, ordinal, made: at(ordinal), bytes: 1_400_000, reports: ordinal });
const report = (id: string, state: ArchivedReport['state']): ArchivedReport => ({
  id, title: `报告${id}`, unit: '某局', year: 2025, modified: at(3), deleted: false, state, here: state === 'new' ? null : at(4),
});
const content: ArchiveContent = {
  name: '述职.shuzhi', made: at(5), reports: [report('n', 'new'), report('s', 'same'), report('d', 'different'), report('e', 'different')],
  settings: true, templates: [{ name: '甲.json', state: 'new' }, { name: '乙.json', state: 'different' }, { name: '丙.json', state: 'same' }],
};

async function backups(...entries: BackupEntry[]): Promise<Page> {
  const shell = shellWith(sampleDraft('a'));
  shell.backups = { ...shell.backups, backups: entries };
  const page = await openPage(shell);
  await page.click('to-backups');
  return page;
}

async function archive(of: ArchiveContent = content): Promise<Page> {
  const page = await backups();
  page.shell.archive = of;
  await page.click('archive-read');
  await settle();
  return page;
}

describe('备份', () => {
  it('are reached from 首页 and from 设置, and lead back there', async () => {
    const page = await backups(entry(6));
    await page.click('to-home');
    expect(page.get('backup-state').textContent).toBe('上次备份 今天 09:12');
    await page.click('to-settings');
    await page.click('to-backups');
    await page.click('to-settings');
    expect(page.all('settings')).toHaveLength(1);
  });

  it('tell the last one and the others, the oldest when asked', async () => {
    const page = await backups(...[6, 5, 4, 3, 2, 1, 0].map(entry));
    expect(page.get('backup-last').textContent).toContain('今天 09:12，6 份报告，已核对无误');
    expect(page.all('backup')).toHaveLength(6);
    expect(page.get('backup').textContent).toMatch(/6 份报告 · 1.4 MB[^]*第二处也有/);
    await page.click('backups-all');
    expect(page.all('backup')).toHaveLength(7);
  });

  it('are made by hand', async () => {
    const page = await backups();
    expect(page.get('backup-last').textContent).toContain('还没有备份');
    page.shell.held.add('backup_now');
    await page.click('backup-now');
    expect(page.get('dialog').textContent).toContain('正在备份');
    page.shell.release('backup_now', { ...page.shell.backups, backups: [entry(6)] });
    await settle();
    expect(page.all('dialog')).toHaveLength(0);
    expect(page.all('backup')).toHaveLength(1);
    expect(page.get('toast').textContent).toContain('已备份');
  });

  it('say why the last one failed, and do not praise it', async () => {
    const page = await backups(entry(5));
    page.shell.held.add('backup_now');
    await page.click('backup-now');
    page.shell.release('backup_now', { ...page.shell.backups, failure: '磁盘已满；请腾出空间后再备份' });
    await settle();
    expect(page.get('backup-failure').textContent).toContain('磁盘已满');
    expect(page.all('toast')).toHaveLength(0);
    page.shell.backups = { ...page.shell.backups, failure: '磁盘已满' };
    await page.click('to-home');
    expect(page.get('backup-state').textContent).toContain('没有成功');
  });

  it('go to a second folder until it is given up', async () => {
    const page = await backups();
    await page.click('second-pick');
    expect(page.get('second-path').textContent).toBe('/media/U盘/备份');
    expect(page.get('second-state').textContent).toContain('还没有存过');
    await page.click('second-forget');
    expect(page.all('second-path')).toHaveLength(0);
  });

  it('say that they cannot be listed, and try again', async () => {
    const shell = shellWith(sampleDraft('a'));
    shell.failures.set('backups', { code: 'io', message: '备份文件夹读不出来', hint: '请检查磁盘' });
    const page = await openPage(shell);
    await page.click('to-backups');
    expect(page.get('backups').textContent).toContain('备份文件夹读不出来');
    shell.failures.clear();
    await page.click('backups-retry');
    expect(page.all('backup-last')).toHaveLength(1);
  });

  it('tell sizes as people do', () => {
    expect([10, 320_400, 1_440_000].map(sizeText)).toEqual(['1 KB', '320 KB', '1.4 MB']);
  });
});

describe('换电脑', () => {
  it('writes a file without a password', async () => {
    const page = await backups();
    await page.click('archive-write');
    await page.click('archive-go');
    await settle();
    expect(page.shell.named('write_archive')[0]?.args).toEqual({ password: null });
    expect(page.get('toast').textContent).toContain('已写出“述职.shuzhi”，在 /media/U盘');
  });

  it('takes a password typed twice alike, and warns', async () => {
    const page = await backups();
    await page.click('archive-write');
    await page.click('password-wanted');
    expect(page.get('dialog').textContent).toContain('密码忘了，这个文件就再也打不开');
    await page.click('archive-go');
    expect(page.get('dialog').textContent).toContain('请填密码');
    (page.get('password') as HTMLInputElement).value = '春 天 1';
    (page.get('password-again') as HTMLInputElement).value = '春天1';
    await page.click('archive-go');
    expect(page.get('dialog').textContent).toContain('两次填的密码不一样');
    expect(page.shell.named('write_archive')).toHaveLength(0);
    (page.get('password-again') as HTMLInputElement).value = '春 天 1';
    key(page.get('password-again'), 'Enter');
    await settle();
    expect(page.shell.named('write_archive')[0]?.args).toEqual({ password: '春 天 1' });
  });

  it('asks for the password of a file until it fits', async () => {
    const page = await backups();
    page.shell.archive = content;
    page.shell.password = '春天';
    await page.click('archive-read');
    await settle();
    expect(page.get('dialog').textContent).toContain('“述职.shuzhi”有密码');
    await page.click('password-go');
    expect(page.shell.named('read_archive')).toHaveLength(1);
    for (const given of ['冬天', '春天']) {
      (page.get('password') as HTMLInputElement).value = given;
      await page.click('password-go');
      await settle();
      expect(page.all('password-wrong')).toHaveLength(given === '冬天' ? 1 : 0);
    }
    expect(page.shell.named('read_archive').map((call) => call.args)).toEqual([
      { backup: null, again: false, password: null }, { backup: null, again: true, password: '冬天' }, { backup: null, again: true, password: '春天' },
    ]);
    expect(page.all('archive')).toHaveLength(1);
  });

  it('shows a backup by its name', async () => {
    const page = await backups(entry(6), entry(5));
    page.shell.archive = content;
    await page.click('backup-show', 1);
    await settle();
    expect(page.shell.named('read_archive')[0]?.args).toEqual({ backup: '5.bak', again: false, password: null });
    expect(page.all('archive')).toHaveLength(1);
  });

  it('opens a draft that was saved elsewhere', async () => {
    const page = await backups();
    page.shell.held.add('read_archive');
    await page.click('archive-read');
    page.shell.release('read_archive', { outcome: 'draft', id: 'a' });
    await settle();
    expect(page.all('compose')).toHaveLength(1);
  });

  it('stays where it was when the dialog is closed, and says why a file cannot be read', async () => {
    const page = await backups();
    await page.click('archive-read');
    await settle();
    expect([page.all('dialog'), page.all('backups')].map((found) => found.length)).toEqual([0, 1]);
    page.shell.failures.set('read_archive', { code: 'invalid', message: '文件不完整', hint: '请重新拷贝' });
    await page.click('archive-read');
    await settle();
    expect(page.get('dialog').textContent).toMatch(/文件不完整[^]*请重新拷贝/);
  });
});

describe('what a file holds', () => {
  it('is shown beside what is here, and merged only when asked', async () => {
    const page = await archive();
    expect(page.all('archived').map((row) => row.dataset.report)).toEqual(['n', 's', 'd', 'e']);
    expect(page.get('archived', 0).textContent).toContain('没有');
    expect(page.get('archived', 1).textContent).toContain('两边一样');
    // Saved later here than in the file: the two times may read alike.
    expect(page.get('archived', 2).textContent).toMatch(/文件里：(?!.*，较新.*这里)[^]*这里：[^]*，较新/);
    expect(page.all('choice').map((select) => (select as HTMLSelectElement).value)).toEqual(['mine', 'mine']);
    expect(page.get('plan').textContent).toBe('合并后：1 份新加，1 项设置、模板。');
    expect(page.shell.named('merge_archive')).toHaveLength(0);
    await page.click('merge');
    await settle();
    expect(page.shell.named('merge_archive')[0]?.args).toEqual({ reports: {}, settings: false, templates: ['甲.json'] });
  });

  it('is taken as chosen, one by one', async () => {
    const page = await archive();
    page.get('take-new').click();
    const select = page.get('choice') as HTMLSelectElement;
    select.value = 'theirs';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    page.get('take-settings').click();
    page.get('take-template', 1).click();
    await settle();
    expect(page.get('plan').textContent).toBe('合并后：1 份换成文件里的，3 项设置、模板。');
    page.shell.settings = { ...page.shell.settings, theme: 'dark' };
    await page.click('merge');
    await settle();
    expect(page.shell.named('merge_archive')[0]?.args).toEqual({ reports: { n: 'skip', d: 'theirs' }, settings: true, templates: ['甲.json', '乙.json'] });
    expect(document.documentElement.dataset.theme).toBe('dark');
    delete document.documentElement.dataset.theme;
  });

  it('is taken all alike where that is wanted', async () => {
    const page = await archive();
    await page.click('all-both');
    expect(page.all('choice').map((select) => (select as HTMLSelectElement).value)).toEqual(['both', 'both']);
    await page.click('merge');
    await settle();
    expect(page.shell.named('merge_archive')[0]?.args).toMatchObject({ reports: { d: 'both', e: 'both' } });
  });

  it('says what came of it, and leads to the reports', async () => {
    const page = await archive();
    page.shell.merged = { added: 1, replaced: 2, copied: 0, unchanged: 1, templates: 1, notices: ['模板乙另存为乙-2'] };
    await page.click('merge');
    await settle();
    expect(page.get('merged').textContent).toMatch(/1 份报告新加进来[^]*2 份换成了文件里的[^]*1 份没有动[^]*1 个模板读入[^]*模板乙另存为乙-2/);
    expect(page.get('merged').textContent).not.toContain('0 份');
    expect(document.activeElement).toBe(page.get('merged-home'));
    await page.click('merged-home');
    expect(page.all('home')).toHaveLength(1);
  });

  it('is not merged where everything is here already', async () => {
    const page = await archive({ ...content, reports: [report('s', 'same')], settings: false, templates: [] });
    expect(page.get('plan').textContent).toBe('没有要读入的，这里已经都有了。');
    expect(page.all('merge')).toHaveLength(0);
    await page.click('archive-leave');
    expect(page.all('backups')).toHaveLength(1);
  });
});

describe('axe-core finds nothing', () => {
  it.each([
    ['备份', async () => { const page = await backups(entry(6), entry(5)); await page.click('second-pick'); return page; }],
    ['写出一个文件', async () => {
      const page = await backups();
      await page.click('archive-write');
      await page.click('password-wanted');
      await page.click('archive-go');
      return page;
    }],
    ['the password', async () => { const page = await backups(); page.shell.archive = content; page.shell.password = 'x'; await page.click('archive-read'); await settle(); return page; }],
    ['long work', async () => { const page = await backups(); page.shell.held.add('backup_now'); await page.click('backup-now'); return page; }],
    ['the file', () => archive()],
    ['what came of it', async () => { const page = await archive(); await page.click('merge'); await settle(); return page; }],
  ])('on %s', async (_, open) => {
    expect(await violations((await open()).root)).toEqual([]);
  });
});
