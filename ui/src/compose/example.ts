/** A part's example, composed as it would be printed; asked for only when the user wants to see it. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Editor } from '../editor';
import type { Block } from '../generated';
import { icon } from '../parts/icons';
import { plainBlocks } from './paper';

export class ExamplePanel {
  #part: string | null = null;
  #blocks: readonly Block[] = [];

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {}

  isOpen(part: string): boolean {
    return this.#part === part;
  }

  toggle(part: string): void {
    if (this.#part === part) {
      this.#part = null;
      this.app.redraw();
      return;
    }
    void this.app.attempt(async () => {
      const { blocks } = await this.app.api.example(this.editor.draft, part);
      this.#part = part;
      this.#blocks = blocks;
      this.app.redraw();
    });
  }

  view(part: string): TemplateResult | typeof nothing {
    if (this.#part !== part) return nothing;
    return html`<section class="example" aria-label="范例" data-testid="example">
      <header><h2>范例</h2>
        <button type="button" class="quiet square" aria-label="收起范例" data-testid="example-close" @click=${() => this.toggle(part)}>${icon('close')}</button>
      </header>
      <div class="paper-text" tabindex="0" role="region" aria-label="范例的文字">
        ${this.#blocks.length > 0 ? plainBlocks(this.#blocks, this.editor.view.profile) : html`<p>这一部分没有范例。</p>`}
      </div>
    </section>`;
  }
}
