/** 上年: what the earlier report has in the place of the part that is being written, to read and to copy from. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { toFailure } from '../api';
import type { App } from '../app';
import { findPart } from '../draft';
import type { Editor } from '../editor';
import type { Failure, LastYear } from '../generated';
import { alertLine, inWords } from '../parts/common';
import { plainBlocks } from './paper';

export class LastYearPanel {
  /** The section it shows, or waits for. */
  #section: string | null = null;
  #answer: LastYear | null = null;
  #failure: Failure | null = null;

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {}

  /** What stands there, in a few words. */
  get about(): string {
    const year = this.#answer?.year ?? null;
    return year === null ? '' : `${year}年度报告的这一部分`;
  }

  /** The next drawing asks anew. */
  renew(): void {
    this.#section = null;
  }

  /** Follows the section of the form. */
  view(): TemplateResult {
    const { section, draft, view: { profile } } = this.editor;
    const part = findPart(draft.parts, section);
    if (this.#section !== section) {
      this.#section = section;
      this.#answer = this.#failure = null;
      if (part) void this.#ask(section);
    }
    const { blocks = [], absent = '' } = this.#answer ?? {};
    const told = part ? absent : '在左边选一个部分，这里就是上年报告里的同一部分。';
    return html`${this.#failure ? alertLine('pane-alert', inWords(this.#failure)) : nothing}
      ${keyed(section, html`<div class="paper-scroll" tabindex="0" role="tabpanel" aria-labelledby="tab-last" id="last-year" data-testid="last-year">
        ${told === '' ? nothing : html`<p class="quiet-text" role="status" data-testid="last-year-absent">${told}</p>`}
        ${blocks.length === 0 ? nothing : html`<article class="paper paper-text" lang="zh-CN">${plainBlocks(blocks, profile)}</article>`}
      </div>`)}`;
  }

  async #ask(part: string): Promise<void> {
    try {
      const answer = await this.app.api.lastYear({ draft: this.editor.draft, part });
      if (this.#section === part) this.#answer = answer;
    } catch (reason) {
      if (this.#section === part) this.#failure = toFailure(reason);
    }
    this.app.redraw();
  }
}
