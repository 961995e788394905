/** What a file or a backup holds beside what is here, what to take over, and what came of it. Nothing is merged before 合并. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App, Screen, SettingsWay } from '../app';
import type { ArchiveContent, ArchivedReport, Merged, MergeChoice } from '../generated';
import { wayBack } from '../parts/common';
import { icon } from '../parts/icons';
import { moment } from '../text';

const CHOICES: readonly (readonly [MergeChoice, string])[] = [['mine', '保留这里的'], ['theirs', '用文件里的'], ['both', '两份都要']];

export class ArchiveScreen implements Screen {
  readonly title = '读入文件 - 述职';
  /** By report id, where it is not what is usual. */
  readonly #choices = new Map<string, MergeChoice>();
  #settings = false;
  readonly #templates: Set<string>;
  #merged: Merged | null = null;
  /** The next drawing puts the focus on what follows the merge. */
  #landing = false;

  constructor(
    private readonly app: App,
    private readonly content: ArchiveContent,
    private readonly way: SettingsWay,
  ) {
    this.#templates = new Set(content.templates.filter(({ state }) => state === 'new').map(({ name }) => name));
  }

  view(): TemplateResult {
    const { name, made } = this.content;
    return html`<div class="archive" data-testid="archive">
      <header class="bar">
        ${wayBack(this.app, 'to-backups', '备份与换机', () => this.app.openBackups(this.way))}
        <h1 class="bar-title">${name}</h1>
        <span class="quiet-text">${moment(made, new Date())} 写出</span>
      </header>
      <main class="page" data-scroller tabindex="-1"><div class="page-inner">${this.#merged ? this.#done(this.#merged) : this.#preview()}</div></main>
      ${this.#merged ? nothing : this.#foot()}
    </div>`;
  }

  rendered(): void {
    if (!this.#landing) return;
    this.#landing = false;
    this.app.root.querySelector<HTMLElement>('[data-testid="merged-home"]')?.focus();
  }

  #preview(): TemplateResult {
    const { reports } = this.content;
    const different = reports.filter(({ state }) => state === 'different');
    return html`<p class="archive-about">文件完整，核对无误。里面有 ${reports.length} 份报告；点“合并”之前，这里什么也不会变。</p>
      ${different.length > 0
        ? html`<p class="archive-about">有 ${different.length} 份两边都有、内容不同。不论怎么选，另一稿都留在那份报告的“历史版本”里。</p>` : nothing}
      ${different.length > 1
        ? html`<div class="archive-all"><span id="archive-all">不同的 ${different.length} 份一律</span>${CHOICES.map(([choice, text]) => html`<button
            type="button" data-testid=${`all-${choice}`} aria-describedby="archive-all" @click=${() => { different.forEach(({ id }) => this.#choices.set(id, choice)); this.app.redraw(); }}>${text}</button>`)}</div>`
        : nothing}
      ${reports.length === 0 ? nothing : html`<div class="archived" role="table" aria-label="文件里的报告">
        <div role="row" class="archived-head"><span role="columnheader">年度</span><span role="columnheader">报告</span><span role="columnheader">文件里</span><span role="columnheader">这里</span><span role="columnheader">怎么办</span></div>
        ${reports.map((report) => this.#row(report))}
      </div>`}
      ${this.#others()}`;
  }

  #row(report: ArchivedReport): TemplateResult {
    const { id, title, unit, year, modified, deleted, here } = report;
    const now = new Date();
    return html`<div role="row" data-testid="archived" data-report=${id}>
      <span role="cell" class="year">${year ?? '—'}</span>
      <span role="rowheader" class="what"><span class="title">${title}</span><span class="who">${unit}${deleted ? html`<span class="pill">在那边的回收站</span>` : nothing}</span></span>
      <span role="cell" class="figure"><span class="in-narrow">文件里：</span>${moment(modified, now)}${later(modified, here)}</span>
      <span role="cell" class="figure"><span class="in-narrow">这里：</span>${here === null ? '没有' : html`${moment(here, now)}${later(here, modified)}`}</span>
      <span role="cell">${this.#choice(report)}</span>
    </div>`;
  }

  #choice({ id, title, state }: ArchivedReport): TemplateResult {
    if (state === 'same') return html`<span class="pill done">两边一样</span>`;
    if (state === 'new') {
      return html`<label class="radio"><input type="checkbox" data-testid="take-new" .checked=${this.#choices.get(id) !== 'skip'}
        @change=${(event: Event) => this.#choose(id, (event.currentTarget as HTMLInputElement).checked ? null : 'skip')} /><span>加进来<span class="sr-only">：${title}</span></span></label>`;
    }
    const chosen = this.#choices.get(id) ?? 'mine';
    return html`<select data-testid="choice" aria-label=${`“${title}”两边不同，怎么办`} @change=${(event: Event) => this.#choose(id, (event.currentTarget as HTMLSelectElement).value as MergeChoice)}>
      ${CHOICES.map(([choice, text]) => html`<option value=${choice} .selected=${choice === chosen}>${text}</option>`)}</select>`;
  }

  /** Settings and own templates that are not the same here. */
  #others(): TemplateResult | typeof nothing {
    const templates = this.content.templates.filter(({ state }) => state !== 'same');
    if (!this.content.settings && templates.length === 0) return nothing;
    return html`<section class="box archive-others" role="group" aria-labelledby="archive-others"><h2 id="archive-others">一起读入</h2>
      ${this.content.settings
        ? html`<label class="radio"><input type="checkbox" data-testid="take-settings" .checked=${this.#settings}
            @change=${(event: Event) => { this.#settings = (event.currentTarget as HTMLInputElement).checked; this.app.redraw(); }} /><span>设置（颜色、缩放、先填上的单位和姓名、自己的版式），换掉这里的</span></label>` : nothing}
      ${templates.map(({ name, state }) => html`<label class="radio"><input type="checkbox" data-testid="take-template" .checked=${this.#templates.has(name)}
        @change=${(event: Event) => this.#tick(name, (event.currentTarget as HTMLInputElement).checked)} /><span>模板 ${name}${state === 'different' ? '（这里有同名的，另起名字存在旁边）' : ''}</span></label>`)}
    </section>`;
  }

  #foot(): TemplateResult {
    const { added, replaced, copied } = this.#plan();
    const others = this.#templates.size + (this.#settings ? 1 : 0);
    const parts = [[added, '份新加'], [replaced, '份换成文件里的'], [copied, '份另存一份'], [others, '项设置、模板']] as const;
    const plan = parts.filter(([count]) => count > 0).map(([count, text]) => `${count} ${text}`).join('，');
    // What stays as it is here still takes the other state into its history.
    const kept = this.content.reports.filter(({ id, state }) => state === 'different' && (this.#choices.get(id) ?? 'mine') === 'mine').length;
    const idle = plan === '' && kept === 0;
    return html`<footer class="archive-foot">
      <p role="status" data-testid="plan">${plan !== '' ? `合并后：${plan}。` : idle ? '没有要读入的，这里已经都有了。' : `报告都保持原样；文件里的 ${kept} 稿放进各自的“历史版本”。`}</p>
      <button type="button" data-testid="archive-leave" @click=${() => void this.app.attempt(() => this.app.openBackups(this.way))}>${idle ? '返回' : '取消'}</button>
      ${idle ? nothing : html`<button type="button" class="primary" data-testid="merge" @click=${() => void this.app.attempt(() => this.#merge())}>合并</button>`}
    </footer>`;
  }

  #plan(): { added: number; replaced: number; copied: number } {
    const of = (state: ArchivedReport['state'], choices: readonly (MergeChoice | undefined)[]): number =>
      this.content.reports.filter((report) => report.state === state && choices.includes(this.#choices.get(report.id))).length;
    return { added: of('new', [undefined]), replaced: of('different', ['theirs']), copied: of('different', ['both']) };
  }

  #done({ added, replaced, copied, unchanged, templates, notices }: Merged): TemplateResult {
    const lines = [
      [added, '份报告新加进来'], [replaced, '份换成了文件里的，原来的在“历史版本”里'], [copied, '份另存成了一份'], [unchanged, '份没有动'], [templates, '个模板读入'],
    ] as const;
    return html`<section class="summary fine" role="status" data-testid="merged">
      <h2>${icon('done')}合并好了</h2>
      <ul>${lines.filter(([count]) => count > 0).map(([count, text]) => html`<li>${count} ${text}</li>`)}</ul>
      ${notices.length > 0 ? html`<ul data-testid="merged-notices">${notices.map((text) => html`<li class="attention">${text}</li>`)}</ul>` : nothing}
      <div class="row"><button type="button" class="primary" data-testid="merged-home" @click=${() => void this.app.attempt(() => this.app.home())}>看全部报告</button></div>
    </section>`;
  }

  #choose(id: string, choice: MergeChoice | null): void {
    if (choice === null) this.#choices.delete(id);
    else this.#choices.set(id, choice);
    this.app.redraw();
  }

  #tick(name: string, on: boolean): void {
    if (on) this.#templates.add(name);
    else this.#templates.delete(name);
    this.app.redraw();
  }

  async #merge(): Promise<void> {
    const args = { reports: Object.fromEntries(this.#choices), settings: this.#settings, templates: [...this.#templates] };
    this.#merged = await this.app.working('正在合并', () => this.app.api.mergeArchive(args));
    if (this.#settings) this.app.applySettings(await this.app.api.settings());
    this.#landing = true;
    this.app.redraw();
    void this.app.watch.check();
  }
}

/** Tells which of two states that differ was saved later; two of one minute look alike otherwise. */
const later = (time: string, other: string | null): string =>
  other !== null && Date.parse(time) > Date.parse(other) ? '，较新' : '';
