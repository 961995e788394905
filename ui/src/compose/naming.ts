/** Ctrl+S: saves at once, and offers to keep what is saved as a version under a name. The focus stays where it is until asked for. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Editor } from '../editor';
import { icon } from '../parts/icons';
import { minuteTime } from '../text';

/** How long the offer stays while nothing is typed in it. */
const OFFER_MS = 9000;
const LONGEST_NAME = 60;

export class Naming {
  #offered = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {}

  /** The second time it leads to the name. */
  async save(): Promise<void> {
    const saved = await this.editor.saver.flush();
    if (!saved) return;
    if (this.#offered) return this.#input()?.focus();
    this.#offered = true;
    this.#wait();
    this.app.redraw();
  }

  /** Handles a key in the box; answers whether nobody else is to. Never called while an input method is composing. */
  key(event: KeyboardEvent): boolean {
    const input = this.#input();
    if (!input || event.target !== input) return false;
    const control = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' || (control && event.key.toLowerCase() === 's')) {
      event.preventDefault();
      void this.#keep();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.#close(true);
    }
    return true;
  }

  view(): TemplateResult | typeof nothing {
    if (!this.#offered) return nothing;
    return html`<section class="naming" aria-label="留作版本" data-testid="naming">
      <span role="status">${icon('check')}已保存 ${minuteTime(this.editor.savedAt)}</span>
      <input type="text" data-testid="version-name" aria-label="版本的名字" placeholder="起个名字留作版本（再按 Ctrl+S）" maxlength=${LONGEST_NAME} autocomplete="off" spellcheck="false"
        @focus=${() => clearTimeout(this.#timer)} @blur=${() => this.#wait()} />
      <button type="button" class="quiet" data-testid="version-keep" @click=${() => void this.#keep()}>留作版本</button>
      <button type="button" class="quiet square" aria-label="不用了" title="不用了（Esc）" data-testid="version-dismiss" @click=${() => this.#close(true)}>${icon('close')}</button>
    </section>`;
  }

  #input(): HTMLInputElement | null {
    return this.app.root.querySelector<HTMLInputElement>('[data-testid="version-name"]');
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#input()?.value === '' && document.activeElement !== this.#input()) this.#close(false);
    }, OFFER_MS);
  }

  #close(back: boolean): void {
    clearTimeout(this.#timer);
    this.#offered = false;
    if (back) (document.getElementById(this.editor.focused ?? '') ?? this.app.root.querySelector<HTMLElement>('.form'))?.focus();
    this.app.redraw();
  }

  #keep(): Promise<void> {
    const { app, editor } = this;
    const name = this.#input()?.value.trim() ?? '';
    return app.attempt(async () => {
      if (!(await editor.saver.flush())) return;
      if (name !== '') await app.api.keepVersion({ id: editor.draft.id, cause: 'named', name });
      this.#close(true);
      if (name !== '') app.toast({ text: `已留作版本“${name}”`, action: { label: '看历史版本', run: () => void app.versions(editor) } });
    });
  }
}
