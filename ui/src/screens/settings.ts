/** 设置: how the window looks, what new reports begin with, the layout profiles, and where the data lies. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App, Screen, SettingsWay } from '../app';
import type { Settings, Theme } from '../generated';
import { LayoutList } from '../layouts/list';
import { wayBack, wayHome } from '../parts/common';
import { field } from '../parts/directives';

const THEMES: readonly (readonly [Theme, string])[] = [['system', '跟随系统'], ['light', '浅色'], ['dark', '深色']];
const ZOOMS = [100, 110, 125, 150, 175, 200] as const;

export class SettingsScreen implements Screen {
  readonly title = '设置 - 述职';
  #saved = false;
  readonly #layouts: LayoutList;

  constructor(
    private readonly app: App,
    private readonly dataDir: string,
    private readonly way: SettingsWay,
  ) {
    this.#layouts = new LayoutList(app, way);
  }

  rendered(): void {
    this.#layouts.rendered();
  }

  view(): TemplateResult {
    const { settings } = this.app;
    return html`<div class="settings" data-testid="settings">
      <header class="bar">
        ${this.#back()}
        <h1 class="bar-title">设置</h1>
        <span class="spring"></span>
        ${this.#saved ? html`<span class="save-state saved" role="status" data-testid="settings-saved"><span class="dot" aria-hidden="true"></span>已保存</span>` : nothing}
      </header>
      <main class="page" data-scroller tabindex="-1">
        <div class="page-inner narrow">
          <section class="box">
            <h2>显示</h2>
            <fieldset class="setting"><legend>颜色</legend><div class="radios">
              ${THEMES.map(([theme, text]) => html`<label class="radio"><input type="radio" name="theme" value=${theme} data-testid=${`theme-${theme}`} .checked=${settings.theme === theme} @change=${() => this.#set({ theme })} /><span>${text}</span></label>`)}
            </div></fieldset>
            <div class="setting"><label for="zoom">界面缩放</label>
              <select id="zoom" data-testid="zoom" @change=${(event: Event) => this.#set({ zoom: Number((event.currentTarget as HTMLSelectElement).value) })}>
                ${zooms(settings.zoom).map((zoom) => html`<option value=${zoom} .selected=${settings.zoom === zoom}>${zoom}%</option>`)}
              </select></div>
          </section>
          <section class="box">
            <h2>新报告先填上</h2>
            ${this.#text('unit', '单位')}${this.#text('reporter', '述职人')}${this.#text('post', '职务')}
          </section>
          ${this.#layouts.view()}
          <section class="box">
            <h2>Word 文件</h2>
            ${this.#text('creator', '文件属性里的作者', '留空时用述职人')}
          </section>
          <section class="box">
            <h2>数据</h2>
            <div class="setting"><span>数据文件夹</span><span class="path" data-testid="data-dir">${this.dataDir}</span>
              <button type="button" data-testid="open-data-dir" @click=${() => void this.app.attempt(() => this.app.api.openDataDir())}>打开</button></div>
            <p class="quiet-text">报告都存放在这个文件夹里，不上传、不联网。</p>
            <div class="setting"><span>备份与换机</span><span class="quiet-text">自动备份、U 盘备份，换电脑时一个文件带走</span>
              <button type="button" data-testid="to-backups" @click=${() => void this.app.attempt(() => this.app.openBackups({ from: this.way.from, settings: true }))}>查看</button></div>
          </section>
        </div>
      </main>
    </div>`;
  }

  #back(): TemplateResult {
    const { from } = this.way;
    return from
      ? wayBack(this.app, 'to-check', '检查并导出', () => this.app.check(from))
      : wayHome(this.app);
  }

  #text(key: 'unit' | 'reporter' | 'post' | 'creator', label: string, placeholder = ''): TemplateResult {
    return html`<div class="setting"><label for=${`setting-${key}`}>${label}</label>
      <input type="text" id=${`setting-${key}`} data-testid=${`setting-${key}`} autocomplete="off" spellcheck="false" placeholder=${placeholder}
        @change=${(event: Event) => this.#set({ [key]: (event.currentTarget as HTMLInputElement).value })}
        ${field(this.app.settings[key], 0, () => undefined)} /></div>`;
  }

  #set(change: Partial<Settings>): void {
    const settings = { ...this.app.settings, ...change };
    this.#saved = false;
    // At once, so that the next change builds on this one.
    this.app.applySettings(settings);
    void this.app.attempt(async () => {
      await this.app.api.setSettings(settings);
      this.#saved = true;
      this.app.redraw();
    });
  }
}

/** The steps to choose from, with the one that is set. */
const zooms = (now: number): number[] => [...new Set([...ZOOMS, now])].sort((a, b) => a - b);
