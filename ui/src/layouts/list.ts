/** The box 版式 of 设置: the profiles that come with the program, the user's own, and what can be done with them. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { toFailure } from '../api';
import type { App, SettingsWay } from '../app';
import type { Failure, Layout, LayoutEntry, Layouts } from '../generated';
import { alertLine, inWords } from '../parts/common';
import { menuButton } from '../parts/menu';
import { copyName, departuresText, renamed } from './words';
import { tellWritten } from '../parts/written';

export class LayoutList {
  #layouts: Layouts | null = null;
  #failure: Failure | null = null;
  /** The profile whose button the next drawing puts the focus on. */
  #target: string | undefined;
  /** The screen was opened for this box, and has not led to it yet. */
  #landing: boolean;

  constructor(
    private readonly app: App,
    private readonly way: SettingsWay,
  ) {
    this.#target = way.layout;
    this.#landing = way.layout !== undefined;
    void this.#load();
  }

  view(): TemplateResult {
    return html`<section class="box layouts" aria-labelledby="layouts-title" data-testid="layouts">
      <h2 id="layouts-title">版式</h2>
      <p class="quiet-text">页边距、行数和字体。写报告时，在“检查并导出”里选用。</p>
      ${this.#failure
        ? alertLine('layouts-failure', inWords(this.#failure), html`<button type="button" data-testid="layouts-retry" @click=${() => void this.#load()}>重试</button>`)
        : nothing}
      ${this.#layouts ? this.#lists(this.#layouts) : nothing}
      <div class="row"><button type="button" data-testid="layout-import" @click=${() => void this.app.attempt(() => this.#import())}>读入版式文件…</button></div>
    </section>`;
  }

  rendered(): void {
    if (this.#target === undefined || !this.#layouts) return;
    const row = [...this.app.root.querySelectorAll<HTMLElement>('.layout-entry')].find((entry) => entry.dataset.layout === this.#target);
    this.#target = undefined;
    if (this.#landing) this.app.root.querySelector('.layouts')?.scrollIntoView({ block: 'start' });
    this.#landing = false;
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector('button')?.focus({ preventScroll: true });
  }

  #lists({ shipped, own }: Layouts): TemplateResult {
    return html`<h3 id="layouts-shipped">随程序的</h3>
      <ul aria-labelledby="layouts-shipped">${shipped.map((entry) => this.#row(entry, false))}</ul>
      <h3 id="layouts-own">自己的</h3>
      ${own.length === 0
        ? html`<p class="quiet-text" data-testid="no-own-layouts">还没有。在上面相近的一种后面点“复制”，改好后保存；也可以读入别人给的版式文件。</p>`
        : html`<ul aria-labelledby="layouts-own">${repeat(own, ({ layout }) => layout.id, (entry) => this.#row(entry, true))}</ul>`}`;
  }

  #row({ layout, departures }: LayoutEntry, own: boolean): TemplateResult {
    const { name } = layout;
    return html`<li class="layout-entry" data-testid="layout-entry" data-layout=${layout.id}>
      <div class="layout-about"><strong>${name}</strong><p class="quiet-text">${departuresText(departures)}</p></div>
      ${own
        ? html`<button type="button" data-testid="layout-edit" aria-label=${`编辑${name}`} @click=${() => this.#edit(layout)}>编辑</button>
          ${menuButton(this.app, {
            id: `layout-${layout.id}`, label: `${name}：更多操作`, testid: 'layout-menu', icon: 'more',
            entries: [
              { label: '复制', testid: 'layout-copy', run: () => this.#copy(layout) },
              { label: '导出文件…', testid: 'layout-export', run: () => void this.app.attempt(() => this.#export(layout)) },
              { label: '删除', testid: 'layout-remove', danger: true, run: () => void this.app.attempt(() => this.#remove(layout)) },
            ],
          })}`
        : html`<button type="button" data-testid="layout-copy" aria-label=${`复制${name}`} @click=${() => this.#copy(layout)}>复制</button>`}
    </li>`;
  }

  async #load(): Promise<void> {
    try {
      this.#layouts = await this.app.api.layouts();
      this.#failure = null;
    } catch (reason) {
      this.#failure = toFailure(reason);
    }
    this.app.redraw();
  }

  #edit(layout: Layout): void {
    void this.app.attempt(() => this.app.editLayout(layout, this.way.from));
  }

  #copy(layout: Layout): void {
    const taken = [...(this.#layouts?.shipped ?? []), ...(this.#layouts?.own ?? [])].map((entry) => entry.layout.name);
    this.#edit(renamed(layout, '', copyName(layout.name, taken)));
  }

  async #export(layout: Layout): Promise<void> {
    tellWritten(this.app, await this.app.api.exportLayout(layout.id), { begin: '版式已导出为' });
  }

  async #import(): Promise<void> {
    const known = new Set(this.#layouts?.own.map(({ layout }) => layout.id));
    const { layouts } = await this.app.api.importLayout();
    if (!layouts) return;
    this.#take(layouts);
    const added = layouts.own.find(({ layout }) => !known.has(layout.id));
    this.#target = added?.layout.id;
    this.app.toast({ text: added ? `已读入版式“${added.layout.name}”` : '这个版式已经有了，没有重复读入' });
  }

  async #remove(layout: Layout): Promise<void> {
    const rows = [...(this.#layouts?.shipped ?? []), ...(this.#layouts?.own ?? [])].map((entry) => entry.layout.id);
    this.#target = rows[rows.indexOf(layout.id) + 1] ?? rows.at(-2);
    this.#take(await this.app.api.removeLayout(layout.id));
    this.app.toast({
      text: `已删除版式“${layout.name}”；用它的报告各自带着一份，不受影响`,
      action: {
        label: '撤销',
        run: () => void this.app.attempt(async () => {
          this.#target = layout.id;
          this.#take(await this.app.api.saveLayout(layout));
        }),
      },
    });
  }

  #take(layouts: Layouts): void {
    this.#layouts = layouts;
    this.#failure = null;
    this.app.redraw();
  }
}
