/** 沿用上年报告. */

import { html, type TemplateResult } from 'lit-html';
import type { App, Screen } from '../app';
import { icon } from '../parts/icons';

export class CarryScreen implements Screen {
  readonly title = '沿用上年报告 - 述职';

  constructor(
    private readonly app: App,
    readonly report?: string,
  ) {}

  view(): TemplateResult {
    return html`<div class="ledger-page" data-testid="carry" data-report=${this.report ?? ''}><header class="bar">
      <button type="button" class="quiet" data-testid="to-home" @click=${() => void this.app.attempt(() => this.app.home())}>${icon('back')}全部报告</button>
      <h1 class="bar-title">沿用上年报告</h1></header></div>`;
  }
}
