/** The box 字体 of 检查并导出: which of the report's faces this computer lacks, told before the export. */

import { html, type TemplateResult } from 'lit-html';
import { toFailure } from '../api';
import type { App } from '../app';
import type { Editor } from '../editor';
import type { Faces, Failure, LayoutChoice } from '../generated';
import { inWords } from '../parts/common';
import { icon } from '../parts/icons';

/** How long to wait after a change of the layout. */
export const FACES_MS = 300;
/** As many are told in full at once; more would push the export out of sight. */
const IN_FULL = 2;

export class FacesBox {
  #faces: Faces | null = null;
  #failure: Failure | null = null;
  /** The layout that the last question was about. */
  #layout: LayoutChoice;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {
    this.#layout = editor.draft.layout;
    void this.#load();
  }

  view(): TemplateResult {
    return html`<section class="box faces-box" aria-labelledby="faces-title" data-testid="faces">
      <h2 id="faces-title">字体</h2>
      <div aria-live="polite">${this.#state()}</div>
    </section>`;
  }

  /** How many faces this computer lacks, as far as is known. */
  get missing(): number {
    return this.#failure ? 0 : this.#faces?.missing.length ?? 0;
  }

  /** Leads to the box, and to the first face that is missing. */
  show(): void {
    const box = this.app.root.querySelector('.faces-box');
    box?.scrollIntoView({ block: 'start' });
    box?.querySelector<HTMLElement>('summary')?.focus({ preventScroll: true });
  }

  /** Asks anew when the layout has changed since. */
  rendered(): void {
    const { layout } = this.editor.draft;
    if (layout === this.#layout) return;
    this.#layout = layout;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(), FACES_MS);
  }

  #state(): TemplateResult {
    if (this.#failure) {
      return html`<p class="quiet-text" data-testid="faces-failed">${inWords(this.#failure)}
        <button type="button" class="link" data-testid="faces-retry" @click=${() => void this.#load()}>重试</button></p>`;
    }
    if (!this.#faces) return html`<p class="quiet-text">正在看这台电脑有哪些字体…</p>`;
    const { missing } = this.#faces;
    if (missing.length === 0) return html`<p class="quiet-text" data-testid="faces-fine">版式用到的字体这台电脑都有</p>`;
    return html`<p class="attention faces-count">${icon('alert')}这台电脑缺 ${missing.length} 种字体${missing.length > IN_FULL ? '，点开看会怎样显示' : ''}</p>
      ${missing.map((face) => html`<details class="missing" data-testid="face-missing" ?open=${missing.length <= IN_FULL}>
        <summary><strong>${face.face}</strong><span class="quiet-text">${face.used_for.join('、')}</span></summary>
        <p>${face.message}</p><p class="quiet-text">${face.hint}</p>
      </details>`)}`;
  }

  async #load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const faces = await this.app.api.faces(this.editor.draft);
      if (asked !== this.#asked) return;
      this.#faces = faces;
      this.#failure = null;
    } catch (reason) {
      if (asked !== this.#asked) return;
      this.#failure = toFailure(reason);
    }
    this.app.redraw();
  }
}
