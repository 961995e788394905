/** Nothing can be shown: the data folder is in use, its file is newer than the program, or it is damaged and can be rescued. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App, Screen } from '../app';
import type { Failure, Rescued } from '../generated';
import { icon } from '../parts/icons';

export class FailedScreen implements Screen {
  readonly title = '述职';
  #rescued: Rescued | null = null;
  /** The next drawing puts the focus on 继续. */
  #landing = false;

  constructor(
    private readonly app: App,
    private readonly failure: Failure,
  ) {}

  view(): TemplateResult {
    return html`<main class="failed" data-testid="failed">${this.#rescued ? this.#done(this.#rescued) : this.#box()}</main>`;
  }

  rendered(): void {
    if (!this.#landing) return;
    this.#landing = false;
    this.app.root.querySelector<HTMLElement>('[data-testid="rescue-go-on"]')?.focus();
  }

  #box(): TemplateResult {
    const { code, message, hint } = this.failure;
    const damaged = code === 'damaged';
    return html`<div class="failed-box" role="alert">
      ${icon('alert')}
      <h1>${message}</h1>
      <p>${damaged ? '可以现在就抢救：程序把坏文件原样留存一份，再从里面取出完好的报告，缺的从历史版本和备份里补上。坏文件不会被删掉。' : hint}</p>
      <div class="row">
        ${damaged
          ? html`<button type="button" class="primary" data-testid="rescue" @click=${() => void this.app.attempt(() => this.#rescue())}>抢救数据</button>`
          : nothing}
        <button type="button" class=${damaged ? '' : 'primary'} data-testid="failed-retry" @click=${() => void this.app.restart()}>重试</button>
        <button type="button" data-testid="failed-folder" @click=${() => void this.app.attempt(() => this.app.api.openDataDir())}>打开数据文件夹</button>
      </div>
    </div>`;
  }

  #done({ whole, brought_back, lost, kept }: Rescued): TemplateResult {
    const empty = whole === 0 && brought_back.length === 0;
    return html`<div class="failed-box fine" data-testid="rescued">
      ${icon(lost.length === 0 && !empty ? 'done' : 'alert')}
      <h1>${empty ? '坏文件里没有找到完好的报告' : lost.length === 0 ? '数据已抢救回来' : '数据已抢救，有一部分没能救回'}</h1>
      <p>${whole > 0 ? `坏文件里有 ${whole} 份报告是完好的，已取出。` : '坏文件原样留着，可以请人再看。'}</p>
      ${list('从历史版本或备份里找回的', brought_back, 'rescued-back')}
      ${list('没能救回的', lost, 'rescued-lost')}
      ${lost.length === 0 && !empty ? nothing : html`<p>如果曾备份到 U 盘，或者存过换电脑的文件，继续之后请在“备份与换机”里读入，还能补上。</p>`}
      <p>坏文件留存在：<br /><span class="path">${kept}</span></p>
      <div class="row"><button type="button" class="primary" data-testid="rescue-go-on" @click=${() => void this.app.restart()}>继续</button></div>
    </div>`;
  }

  async #rescue(): Promise<void> {
    this.#rescued = await this.app.working('正在抢救数据', () => this.app.api.rescue());
    this.#landing = true;
    this.app.redraw();
  }
}

function list(name: string, texts: readonly string[], testid: string): TemplateResult | typeof nothing {
  if (texts.length === 0) return nothing;
  return html`<section data-testid=${testid}><h2>${name}</h2><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul></section>`;
}
