/** The right pane: 预览, and 上年 beside it where the report was carried from one that is there. */

import { html, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Editor } from '../editor';
import { LastYearPanel } from './last-year';
import { preview } from './preview';

const TABS = [['preview', '预览', 'paper-scroll'], ['last', '上年', 'last-year']] as const;
type Tab = (typeof TABS)[number][0];

export class Pane {
  #tab: Tab = 'preview';
  readonly #last: LastYearPanel;
  /** How far the preview was scrolled when the other tab was chosen. */
  #scroll: number | null = null;

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {
    this.#last = new LastYearPanel(app, editor);
  }

  /** What is shown; the other one is not in the page. */
  get shows(): Tab {
    return this.editor.earlier ? this.#tab : 'preview';
  }

  view(): TemplateResult {
    const { editor } = this;
    const last = this.shows === 'last';
    // Asks for what it shows, and so knows what to say about it.
    const panel = last ? this.#last.view() : preview(editor);
    return html`<aside class="preview" aria-label=${editor.earlier ? '预览和上年' : '成文预览'} data-testid="preview">
      <header class="pane-head">
        ${editor.earlier ? this.#tabs() : html`<h2>预览</h2>`}<span class="quiet-text">${last ? this.#last.about : '单击文字，回到填写处'}</span>
      </header>
      ${panel}
    </aside>`;
  }

  /** The preview, drawn again, stands where it was left. */
  resume(paper: Element): void {
    if (this.#scroll !== null) paper.scrollTop = this.#scroll;
    this.#scroll = null;
  }

  #tabs(): TemplateResult {
    return html`<div class="pane-tabs" role="tablist" aria-label="右边显示" @keydown=${(event: KeyboardEvent) => this.#key(event)}>${TABS.map(([tab, name, panel]) => {
      const on = this.shows === tab;
      return html`<button type="button" role="tab" id=${`tab-${tab}`} data-testid=${`tab-${tab}`} aria-selected=${on} aria-controls=${panel}
        tabindex=${on ? '0' : '-1'} @click=${() => this.#choose(tab)}>${name}</button>`;
    })}</div>`;
  }

  #choose(tab: Tab): void {
    if (tab === this.shows) return;
    this.#tab = tab;
    if (tab === 'last') {
      this.#scroll = this.app.root.querySelector('#paper-scroll')?.scrollTop ?? null;
      this.#last.renew();
    }
    this.app.redraw();
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const at = TABS.findIndex(([tab]) => tab === this.shows);
    const end = TABS.length - 1;
    const to = { ArrowLeft: at === 0 ? end : at - 1, ArrowRight: at === end ? 0 : at + 1, Home: 0, End: end }[event.key];
    const tab = to === undefined ? undefined : TABS[to]?.[0];
    if (tab === undefined) return;
    event.preventDefault();
    this.#choose(tab);
    document.getElementById(`tab-${tab}`)?.focus();
  }
}
