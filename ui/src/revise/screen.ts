/** 改后稿: what a superior changed in the exported file, beside the version it was exported from; what is ticked is merged into the
 * report as it is now, the old one kept first. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { App, Screen } from '../app';
import { offerUndo } from '../compose/undo';
import type { Editor } from '../editor';
import type { Change, ReviseOffer } from '../generated';
import { wayBack } from '../parts/common';
import { icon } from '../parts/icons';
import { saveBar, saveState } from '../parts/saving';
import { tableView } from '../versions/difference';
import { comparedWith, groups, KINDS, summary, type Group } from './words';

export class ReviseScreen implements Screen {
  readonly #ticked: Set<number>;
  readonly #groups: readonly Group[];
  readonly #sides: { readonly older: string; readonly newer: string; readonly whole: boolean };
  /** The merge that is under way. */
  #busy: Promise<void> | null = null;

  constructor(
    private readonly app: App,
    readonly editor: Editor,
    private readonly offer: ReviseOffer,
  ) {
    this.#ticked = new Set(offer.changes.filter((change) => change.ticked).map((change) => change.id));
    this.#groups = groups(offer.changes, editor.sections);
    this.#sides = { older: offer.from ? '导出时' : '报告里', newer: '改后稿里', whole: false };
  }

  get title(): string {
    return `改后稿：${this.editor.view.document.title || '报告'} - 述职`;
  }

  async leave(): Promise<boolean> {
    await this.#busy;
    return this.editor.saver.flush();
  }

  view(): TemplateResult {
    const { app, editor, offer } = this;
    return html`<div class="revise" data-testid="revise">
      <header class="bar">
        ${wayBack(app, 'to-compose', '继续编写', () => app.edit(editor))}
        <h1 class="bar-title">改后稿</h1>
        <span class="pill bar-unit">${offer.name}</span>
        <span class="spring"></span>
        ${saveState(editor)}
      </header>
      ${saveBar(app, editor)}
      <main class="page" data-scroller tabindex="-1" aria-label="改了什么">
        ${this.#head()}
        <div class="versions-differences">
          ${this.#notices()}
          ${offer.changes.length === 0
            ? html`<p class="empty" data-testid="revise-same">${this.#compared()}“${offer.name}”里改的，报告里都有了，没有要合并的。</p>`
            : this.#groups.map((group, index) => this.#group(group, index))}
        </div>
      </main>
    </div>`;
  }

  #compared(): string {
    return comparedWith(this.offer.from, new Date());
  }

  #head(): TemplateResult | typeof nothing {
    const { changes } = this.offer;
    if (changes.length === 0) return nothing;
    const possible = changes.filter(mergeable);
    return html`<header class="versions-head">
      <div class="versions-tools">
        <h2 data-testid="revise-summary">${summary(changes)}</h2>
        <span class="spring"></span>
        <span data-testid="revise-count" role="status">已勾选 ${this.#ticked.size} 处</span>
        <button type="button" class="quiet" data-testid="revise-all" ?disabled=${this.#ticked.size === possible.length} @click=${() => this.#tick(possible, true)}>全选</button>
        <button type="button" class="quiet" data-testid="revise-none" ?disabled=${this.#ticked.size === 0} @click=${() => this.#tick(possible, false)}>全不选</button>
        <button type="button" class="primary" data-testid="revise-merge" ?disabled=${this.#ticked.size === 0 || this.#busy !== null} @click=${() => void this.#merge()}>合并所选</button>
      </div>
      <p class="quiet-text" data-testid="revise-from">${this.#compared()}</p>
      <div class="versions-sides" aria-hidden="true"><span></span><span>${this.#sides.older}</span><span>${this.#sides.newer}</span></div>
    </header>`;
  }

  #notices(): TemplateResult | typeof nothing {
    const { notices } = this.offer;
    if (notices.length === 0) return nothing;
    return html`<section class="box revise-notices" aria-label="没有读入的内容" data-testid="revise-notices">
      <ul>${notices.map(({ text, left_out: words }) => html`<li>${text}${words ? html`<span class="quiet-text">${words}</span>` : nothing}</li>`)}</ul>
    </section>`;
  }

  #group({ section, name, changes }: Group, index: number): TemplateResult {
    return html`<section class="difference" aria-labelledby=${`revise-${index}`} data-testid="revise-group" data-section=${section}>
      <header><h3 id=${`revise-${index}`}>${name}</h3></header>
      ${changes.map((change) => guard([change, this.#ticked.has(change.id)], () => this.#change(change)))}
    </section>`;
  }

  #change(change: Change): TemplateResult {
    const { id, kind, label, note, now, rows } = change;
    const name = `revise-change-${id}`;
    const head = html`<span class=${`revise-kind ${kind}`}>${KINDS[kind]}</span>${now === null ? nothing : html`<span class="revise-kind clash">又改过</span>`}<span>${label}</span>`;
    return html`<div class="revise-change" data-testid="revise-change" data-kind=${kind} data-change=${id}>
      ${mergeable(change)
        ? html`<label class="tick" id=${name}><input type="checkbox" data-testid="revise-tick" .checked=${this.#ticked.has(id)} aria-describedby=${note ? `${name}-note` : nothing} @change=${() => this.#tick([change], !this.#ticked.has(id))} />${head}</label>`
        : html`<span class="tick" id=${name}>${icon('alert')}${head}</span>`}
      ${note ? html`<p class="revise-note" id=${`${name}-note`}>${note}</p>` : nothing}
      ${tableView(name, rows.map((row) => ({ row })), this.#sides)}
      ${now === null || now === '' ? nothing : html`<p class="revise-now" data-testid="revise-now"><span>报告现在</span><span>${now}</span></p>`}
    </div>`;
  }

  #tick(changes: readonly Change[], on: boolean): void {
    for (const { id } of changes) {
      if (on) this.#ticked.add(id);
      else this.#ticked.delete(id);
    }
    this.app.redraw();
  }

  async #merge(): Promise<void> {
    if (this.#busy) return;
    this.#busy = this.app.attempt(() => this.#merged());
    this.app.redraw();
    await this.#busy;
    this.#busy = null;
    this.app.redraw();
  }

  async #merged(): Promise<void> {
    const { app, editor, offer } = this;
    const { handle, revision, from } = offer;
    const accepted = [...this.#ticked].sort((one, other) => one - other);
    const { report, merged } = await app.api.reviseApply({ id: editor.draft.id, handle, revision, from: from?.number ?? null, accepted });
    if (merged === 0) return app.toast({ text: '报告没有改动' });
    // There the form goes on, and undo leads back there.
    const first = offer.changes.find((change) => this.#ticked.has(change.id));
    if (first) editor.go(first.section);
    editor.adopt(report, 'revise');
    // Leaving waits for what is under way, and this is it.
    this.#busy = null;
    await app.edit(editor);
    offerUndo(app, editor, `已合并 ${merged} 处改动，合并前的样子在“历史版本”里`);
  }
}

const mergeable = ({ kind }: Change): boolean => kind !== 'cannot';
