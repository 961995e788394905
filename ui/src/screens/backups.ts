/** 备份与换机: the backups that are made by themselves, the second folder, and the file for another computer. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { toFailure } from '../api';
import type { App, Screen, SettingsWay } from '../app';
import type { BackupEntry, Backups, Failure, ReadArchive, SecondFolder } from '../generated';
import { wayBack, wayHome } from '../parts/common';
import { icon } from '../parts/icons';
import { passwordOnce, passwordTwice } from '../parts/password';
import { tellWritten } from '../parts/written';
import { moment, sizeText } from '../text';

/** How many backups are shown before the rest is asked for. */
const SHOWN = 6;

export class BackupsScreen implements Screen {
  readonly title = '备份与换机 - 述职';
  #backups: Backups | null = null;
  #failure: Failure | null = null;
  #all = false;

  constructor(
    private readonly app: App,
    private readonly way: SettingsWay,
  ) {
    void this.#load();
  }

  view(): TemplateResult {
    return html`<div class="backups" data-testid="backups">
      <header class="bar">
        ${this.way.from || this.way.settings
          ? wayBack(this.app, 'to-settings', '设置', () => this.app.openSettings(this.way))
          : wayHome(this.app)}
        <h1 class="bar-title">备份与换机</h1>
      </header>
      <main class="page" data-scroller tabindex="-1">
        <div class="page-inner columns">
          <div class="column-main">${this.#failure ? this.#failed(this.#failure) : this.#backups ? this.#list(this.#backups) : html`<p class="quiet-text" role="status">正在查看备份…</p>`}</div>
          <div class="column-side">${this.#backups ? this.#second(this.#backups.second) : nothing}${this.#move()}</div>
        </div>
      </main>
    </div>`;
  }

  #failed({ message, hint }: Failure): TemplateResult {
    return html`<section class="summary" role="alert"><h2>${icon('alert')}${message}</h2><p>${hint}</p>
      <div class="row"><button type="button" data-testid="backups-retry" @click=${() => void this.#load()}>重试</button></div></section>`;
  }

  #list({ backups, folder, failure }: Backups): TemplateResult {
    const [last] = backups;
    const shown = this.#all ? backups : backups.slice(0, SHOWN);
    return html`<section class="box" aria-labelledby="backups-title">
      <div class="box-head"><h2 id="backups-title">备份</h2>
        <button type="button" class="primary" data-testid="backup-now" @click=${() => void this.app.attempt(() => this.#now())}>立即备份</button></div>
      ${failure === null ? nothing : html`<p class="wrong-line" role="alert" data-testid="backup-failure">${icon('alert')}<span>${failure}</span></p>`}
      <p data-testid="backup-last">${last ? html`上次备份：<strong>${moment(last.made, new Date())}</strong>，${last.reports} 份报告，已核对无误` : '还没有备份。点“立即备份”做第一份。'}</p>
      <p class="quiet-text">程序每天自动备份一次，旧的自动精简，最近一次核对无误的总会留着。存放在 <span class="path">${folder}</span></p>
      ${backups.length === 0
        ? nothing
        : html`<ul class="backup-list" aria-label="已有的备份">${shown.map((entry) => this.#row(entry))}</ul>
          ${backups.length > shown.length ? html`<button type="button" class="quiet" data-testid="backups-all" @click=${() => { this.#all = true; this.app.redraw(); }}>显示全部 ${backups.length} 个</button>` : nothing}`}
    </section>`;
  }

  #row({ name, made, reports, bytes, second }: BackupEntry): TemplateResult {
    const when = moment(made, new Date());
    return html`<li data-testid="backup" data-backup=${name}>
      <span class="when">${when}</span><span class="what">${reports} 份报告 · ${sizeText(bytes)}</span>${second ? html`<span class="pill done">第二处也有</span>` : html`<span></span>`}
      <button type="button" data-testid="backup-show" aria-label=${`查看 ${when} 的备份`} @click=${() => void this.app.attempt(() => this.#read({ backup: name, again: false, password: null }))}>查看</button>
    </li>`;
  }

  #second(second: SecondFolder | null): TemplateResult {
    return html`<section class="box" aria-labelledby="second-title" data-testid="second-folder">
      <h2 id="second-title">在别处再存一份</h2>
      ${second === null
        ? html`<p class="quiet-text">选 U 盘或另一块硬盘上的文件夹，每次备份时在那里也存一份：电脑坏了，报告还在。</p>`
        : html`<p class="path" data-testid="second-path">${second.path}</p>
          <p class="quiet-text" data-testid="second-state">${second.written === null ? '还没有存过。' : `上次存到这里：${moment(second.written, new Date())}`}</p>
          ${second.failure === null ? nothing : html`<p class="wrong-line attention" data-testid="second-failure">${icon('alert')}<span>${second.failure}</span></p>`}`}
      <div class="row">
        <button type="button" data-testid="second-pick" @click=${() => void this.app.attempt(() => this.#take(this.app.api.pickBackupFolder()))}>${second === null ? '选择文件夹…' : '换一个文件夹…'}</button>
        ${second === null ? nothing : html`<button type="button" data-testid="second-forget" @click=${() => void this.app.attempt(() => this.#take(this.app.api.forgetSecondFolder()))}>不再使用</button>`}
      </div>
    </section>`;
  }

  #move(): TemplateResult {
    return html`<section class="box" aria-labelledby="move-title">
      <h2 id="move-title">换电脑</h2>
      <p class="quiet-text">把全部报告、设置和自己的模板写进一个文件，拷到另一台电脑上读入。读入前先看得到里面有什么，两边不同的会一份一份问您。</p>
      <div class="row">
        <button type="button" data-testid="archive-write" @click=${() => passwordTwice(this.app, (password) => void this.app.attempt(() => this.#write(password)))}>写出一个文件…</button>
        <button type="button" data-testid="archive-read" @click=${() => void this.app.attempt(() => this.#read({ backup: null, again: false, password: null }))}>读入文件…</button>
      </div>
    </section>`;
  }

  async #load(): Promise<void> {
    try {
      this.#backups = await this.app.api.backups();
      this.#failure = null;
    } catch (reason) {
      this.#failure = toFailure(reason);
    }
    this.app.redraw();
  }

  async #now(): Promise<void> {
    await this.#take(this.app.working('正在备份', () => this.app.api.backupNow()));
    if (this.#backups?.failure === null) this.app.toast({ text: '已备份，核对无误' });
  }

  async #take(asked: Promise<Backups>): Promise<void> {
    this.#backups = await asked;
    this.#failure = null;
    this.app.redraw();
  }

  async #write(password: string | null): Promise<void> {
    const written = await this.app.working('正在写出文件', () => this.app.api.writeArchive({ password }));
    tellWritten(this.app, written, { begin: '已写出', stays: true });
  }

  async #read(args: ReadArchive): Promise<void> {
    const read = await this.app.working('正在读取并核对文件', () => this.app.api.readArchive(args));
    switch (read.outcome) {
      case 'cancelled': return;
      case 'content': return this.app.openArchive(read, this.way);
      case 'password': {
        const again = (password: string): void => void this.app.attempt(() => this.#read({ ...args, again: args.backup === null, password }));
        return passwordOnce(this.app, read.name, read.wrong, again);
      }
      case 'draft': {
        await this.app.openReport(read.id);
        this.app.toast({ text: '已读入这份另存的草稿' });
      }
    }
  }
}
