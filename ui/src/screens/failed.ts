/** Nothing can be shown: the data folder is in use, or its file is newer than the program. */

import { html, type TemplateResult } from 'lit-html';
import type { App, Screen } from '../app';
import type { Failure } from '../generated';
import { icon } from '../parts/icons';

export class FailedScreen implements Screen {
  readonly title = '述职';

  constructor(
    private readonly app: App,
    private readonly failure: Failure,
  ) {}

  view(): TemplateResult {
    return html`<main class="failed" data-testid="failed">
      <div class="failed-box" role="alert">
        ${icon('alert')}
        <h1>${this.failure.message}</h1>
        <p>${this.failure.hint}</p>
        <div class="row">
          <button type="button" class="primary" data-testid="failed-retry" @click=${() => void this.app.restart()}>重试</button>
          <button type="button" data-testid="failed-folder" @click=${() => void this.app.attempt(() => this.app.api.openDataDir())}>打开数据文件夹</button>
        </div>
      </div>
    </main>`;
  }
}
