/** 历史版本: what changed when, side by side, and the way back, of the whole report or of a part. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { toFailure } from '../api';
import type { App, Screen } from '../app';
import { tick } from '../compose/controls';
import type { Editor } from '../editor';
import type { Failure, SectionDifference, VersionEntry } from '../generated';
import { wayBack, wayHome } from '../parts/common';
import { saveBar, saveState } from '../parts/saving';
import { dayTime } from '../text';
import { differenceView } from './difference';
import { versionList } from './list';
import { causeName, entryName } from './words';

/** From where the screen was opened, and the version to show first. */
export interface VersionsWay {
  readonly home?: boolean | undefined;
  readonly version?: number | undefined;
}

/** Two states to compare, as places in the list. */
interface Pair {
  readonly older: VersionEntry;
  readonly newer: VersionEntry;
}

export class VersionsScreen implements Screen {
  #versions: readonly VersionEntry[] | null = null;
  #failure: Failure | null = null;
  #selected = 0;
  #against: 'now' | 'before' = 'now';
  #whole = false;
  #naming = false;
  /** What is being restored. */
  #busy: Promise<void> | null = null;
  /** What was compared last; `null` while it is under way. */
  #sections: readonly SectionDifference[] | null = null;
  #asked = 0;

  constructor(
    private readonly app: App,
    readonly editor: Editor,
    private readonly way: VersionsWay = {},
  ) {
    void this.#load(way.version);
  }

  get title(): string {
    return `历史版本：${this.editor.view.document.title || '报告'} - 述职`;
  }

  async leave(): Promise<boolean> {
    // The form must not be typed into before the restored state stands in it: that would replace what was typed.
    await this.#busy;
    return this.editor.saver.flush();
  }

  key(event: KeyboardEvent): void {
    const inName = event.target instanceof HTMLElement && event.target.dataset.testid === 'rename';
    if (!this.#naming || !inName) return;
    if (event.key === 'Enter') void this.#rename();
    else if (event.key === 'Escape') this.#setNaming(false);
    else return;
    event.preventDefault();
  }

  view(): TemplateResult {
    const { app, editor, way } = this;
    return html`<div class="versions" data-testid="versions">
      <header class="bar">
        ${way.home
          ? wayHome(app)
          : wayBack(app, 'to-compose', '继续编写', () => app.edit(editor))}
        <h1 class="bar-title">历史版本</h1>
        <span class="pill bar-unit">${editor.view.document.title}</span>
        <span class="spring"></span>
        ${saveState(editor)}
        ${way.home ? html`<button type="button" data-testid="to-compose" @click=${() => void app.edit(editor)}>打开报告</button>` : nothing}
      </header>
      ${saveBar(app, editor)}
      ${this.#body()}
    </div>`;
  }

  #body(): TemplateResult {
    const versions = this.#versions;
    if (this.#failure) {
      return html`<main class="page" tabindex="-1"><div class="page-inner narrow"><section class="box" role="alert" data-testid="versions-failed">
        <h2>${this.#failure.message}</h2><p>${this.#failure.hint}</p>
        <button type="button" data-testid="versions-retry" @click=${() => void this.#load()}>重试</button></section></div></main>`;
    }
    if (!versions) return html`<main class="page" tabindex="-1"><p class="empty" role="status">正在读取…</p></main>`;
    if (versions.length < 2) {
      return html`<main class="page" tabindex="-1"><div class="page-inner narrow"><div class="empty" data-testid="no-versions">
        <p>还没有历史版本。</p>
        <p>编写时程序每隔几分钟自动留一版；导出、替换、恢复之前也各留一版。想留住某个时候的样子，在编写时按 Ctrl+S，起个名字。</p></div></div></main>`;
    }
    return html`<div class="versions-body">
      ${guard([versions, this.#selected], () => versionList(versions, this.#selected, new Date(), (index) => this.#select(index)))}
      <main class="page" data-scroller tabindex="-1" aria-label="改了什么">${this.#compared(versions)}</main>
    </div>`;
  }

  #compared(versions: readonly VersionEntry[]): TemplateResult {
    const entry = versions[this.#selected];
    const pair = this.#pair();
    const now = new Date();
    return html`
      <header class="versions-head">
        <div class="versions-tools">
          <h2 data-testid="version-title">${entry ? entryName(entry, now) : ''}</h2>
          ${entry && entry.number !== null ? this.#acts(entry) : nothing}
        </div>
        ${this.#naming && entry ? this.#nameBox(entry) : nothing}
        <div class="versions-tools">
          ${this.#selected === 0 ? html`<span>与前一版比较</span>` : this.#choice()}
          <span class="spring"></span>
          ${tick({ id: 'versions-whole', testid: 'versions-whole', label: '显示相同的文字', on: this.#whole, set: (on) => { this.#whole = on; this.app.redraw(); } })}
        </div>
        ${pair ? html`<div class="versions-sides" aria-hidden="true"><span></span><span>${entryName(pair.older, now)}</span><span>${entryName(pair.newer, now)}</span></div>` : nothing}
      </header>
      <div class="versions-differences" aria-busy=${pair && !this.#sections ? 'true' : 'false'}>${this.#differences(pair, now)}</div>`;
  }

  #acts(entry: VersionEntry): TemplateResult {
    return html`<span class="spring"></span>
      <button type="button" class="quiet" data-testid="version-rename" aria-expanded=${this.#naming} @click=${() => this.#setNaming(!this.#naming)}>${entry.name ? '改名字' : '起名字'}</button>
      <button type="button" class="primary" data-testid="restore-whole" ?disabled=${entry.damaged || this.#busy !== null} @click=${() => void this.#restore(entry, null)}>恢复整份</button>`;
  }

  #nameBox(entry: VersionEntry): TemplateResult {
    return html`<div class="versions-tools">
      <input type="text" data-testid="rename" aria-label="版本的名字" value=${entry.name ?? ''} placeholder="如：送审前；留空就是不要名字" maxlength="60" autocomplete="off" spellcheck="false" />
      <button type="button" data-testid="rename-save" @click=${() => void this.#rename()}>确定</button>
      <button type="button" class="quiet" data-testid="rename-cancel" @click=${() => this.#setNaming(false)}>取消</button>
    </div>`;
  }

  #choice(): TemplateResult {
    const one = (against: 'now' | 'before', label: string): TemplateResult => html`<label class="radio">
      <input type="radio" name="against" value=${against} data-testid=${`against-${against}`} .checked=${this.#against === against} @change=${() => { this.#against = against; this.#compare(); }} /><span>${label}</span>
    </label>`;
    return html`<div class="radios" role="radiogroup" aria-label="与哪一版比较">${one('now', '与当前比较')}${one('before', '与前一版比较')}</div>`;
  }

  #differences(pair: Pair | null, now: Date): unknown {
    const entry = this.#versions?.[this.#selected];
    if (entry?.damaged) return html`<p class="empty" data-testid="version-damaged">这一版的内容已损坏，不能显示，也不能恢复。别的版本不受影响，请在左边另选一版。</p>`;
    if (!pair) return html`<p class="empty" data-testid="version-first">这是留下的最早一版，前面没有可以比较的。</p>`;
    const sections = this.#sections;
    if (!sections) return html`<p class="empty" role="status">正在比较…</p>`;
    if (sections.length === 0) return html`<p class="empty" data-testid="no-differences">这两版的文字没有不同。</p>`;
    const against = this.#against === 'now' && entry && entry.number !== null && !this.#busy ? entry : null;
    return guard([sections, this.#whole, against], () => differenceView(sections, {
      older: entryName(pair.older, now), newer: entryName(pair.newer, now), whole: this.#whole,
      restore: against ? (section) => void this.#restore(against, section) : undefined,
    }));
  }

  /** What to compare; `null` where there is nothing. */
  #pair(): Pair | null {
    const versions = this.#versions ?? [];
    const entry = versions[this.#selected];
    const [first] = versions;
    if (!entry || !first || entry.damaged) return null;
    if (this.#selected > 0 && this.#against === 'now') return { older: entry, newer: first };
    const older = versions.slice(this.#selected + 1).find((before) => !before.damaged);
    return older ? { older, newer: entry } : null;
  }

  #select(index: number): void {
    this.#selected = index;
    this.#naming = false;
    this.#compare();
  }

  #compare(): void {
    const asked = ++this.#asked;
    const pair = this.#pair();
    this.#sections = null;
    this.app.redraw();
    if (!pair) return;
    void this.app.attempt(async () => {
      const { sections } = await this.app.api.compareVersions({ id: this.editor.draft.id, older: pair.older.number, newer: pair.newer.number });
      if (asked !== this.#asked) return;
      this.#sections = sections;
      this.app.redraw();
    });
  }

  /** Reads the list, and shows the version of this number, else the one that was shown, else the latest. */
  async #load(show?: number): Promise<void> {
    const before = show ?? this.#versions?.[this.#selected]?.number ?? null;
    try {
      const { versions } = await this.app.api.versions(this.editor.draft.id);
      this.#versions = versions;
      this.#failure = null;
      const at = before === null ? -1 : versions.findIndex(({ number }) => number === before);
      this.#selected = at >= 0 ? at : Math.min(1, versions.length - 1);
      this.#compare();
    } catch (reason) {
      this.#failure = toFailure(reason);
    }
    this.app.redraw();
  }

  async #restore(entry: VersionEntry, section: SectionDifference | null): Promise<void> {
    const { number } = entry;
    if (this.#busy || number === null) return;
    this.#busy = this.app.attempt(() => this.#restored(entry, number, section));
    this.app.redraw();
    await this.#busy;
    this.#busy = null;
    this.app.redraw();
  }

  async #restored(entry: VersionEntry, number: number, section: SectionDifference | null): Promise<void> {
    const { app, editor } = this;
    if (!(await editor.saver.flush())) return;
    const report = await app.api.restoreVersion({ id: editor.draft.id, number, section: section?.section ?? null });
    // There the form goes on, and undo leads back there.
    if (section) editor.go(section.section);
    editor.adopt(report, 'restore');
    await this.#load();
    const { draft } = editor;
    const which = `${dayTime(entry.made, new Date())}“${causeName(entry)}”的样子`;
    app.toast({
      text: section ? `“${section.name}”已恢复成${which}` : `整份报告已恢复成${which}`,
      holds: () => editor.draft === draft, action: { label: '撤销', run: () => void this.#undo() },
    });
  }

  async #undo(): Promise<void> {
    this.editor.undo();
    if (await this.editor.saver.flush()) await this.#load();
  }

  #setNaming(on: boolean): void {
    this.#naming = on;
    this.app.redraw();
    queueMicrotask(() => this.app.root.querySelector<HTMLInputElement>(`[data-testid="${on ? 'rename' : 'version-rename'}"]`)?.focus());
  }

  #rename(): Promise<void> {
    const entry = this.#versions?.[this.#selected];
    const name = this.app.root.querySelector<HTMLInputElement>('[data-testid="rename"]')?.value.trim() ?? '';
    return this.app.attempt(async () => {
      if (!entry || entry.number === null) return;
      await this.app.api.nameVersion({ id: this.editor.draft.id, number: entry.number, name: name === '' ? null : name });
      await this.#load();
      this.#setNaming(false);
    });
  }
}
