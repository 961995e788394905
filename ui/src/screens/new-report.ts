/** The dialog that begins a report: a template, a year, empty or filled with the examples. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Home } from '../generated';
import { field } from '../parts/directives';
import { yearOf } from '../text';

export class NewReport {
  #template = '';
  #year = '';
  #sample = false;
  #wrong = '';
  #opened = 0;

  constructor(
    private readonly app: App,
    private readonly home: () => Home,
  ) {}

  open(): void {
    const { templates, report_year } = this.home();
    this.#template = templates[0]?.id ?? '';
    this.#year = String(report_year);
    this.#sample = false;
    this.#wrong = '';
    this.#opened += 1;
    this.app.ask({
      title: '新建报告', wide: true, body: () => this.#body(),
      actions: [
        { label: '取消', testid: 'new-cancel', run: () => undefined },
        { label: '开始编写', testid: 'new-create', primary: true, run: () => this.#create(), keep: () => !this.#valid() },
      ],
    });
  }

  #body(): TemplateResult {
    const { templates } = this.home();
    const chosen = templates.find((template) => template.id === this.#template);
    return html`<div class="new-report">
      <div class="new-year">
        <div class=${`field narrow${this.#wrong ? ' wrong' : ''}`}>
          <label for="new-year">述职年度</label>
          ${this.#wrong ? html`<ul class="errors" id="new-year-error"><li class="error"><span>${this.#wrong}</span></li></ul>` : nothing}
          <input type="text" inputmode="numeric" id="new-year" data-testid="new-year" autocomplete="off" aria-describedby=${this.#wrong ? 'new-year-error' : nothing}
            ${field(this.#year, this.#opened, (text) => { this.#year = text; })} />
        </div>
        <label class="radio"><input type="checkbox" data-testid="new-sample" .checked=${this.#sample}
          @change=${(event: Event) => { this.#sample = (event.currentTarget as HTMLInputElement).checked; }} /><span>先填上示例内容，照着改</span></label>
      </div>
      <fieldset class="templates">
        <legend>模板</legend>
        <div class="template-list">
          ${templates.map((template, i) => html`<label class="template">
            <input type="radio" ?autofocus=${i === 0} name="template" value=${template.id} data-testid=${`template-${template.id}`} .checked=${template.id === this.#template}
              @change=${() => { this.#template = template.id; this.app.redraw(); }} />
            <span><strong>${template.name}</strong>${template.own ? html`<span class="pill">自己的</span>` : nothing}</span>
          </label>`)}
        </div>
      </fieldset>
      <div class="template-about" aria-live="polite">
        <p>${chosen?.description ?? ''}</p>
        <h3>包括这些部分</h3>
        <ol>${chosen?.parts.map((part) => html`<li>${part}</li>`)}</ol>
      </div>
    </div>`;
  }

  #valid(): boolean {
    const year = yearOf(this.#year);
    this.#wrong = year === null || year < 1949 ? `请填四位数的年度，如 ${this.home().report_year}` : '';
    if (this.#wrong) {
      this.app.redraw();
      document.getElementById('new-year')?.focus();
    }
    return this.#wrong === '';
  }

  #create(): void {
    const year = yearOf(this.#year);
    if (year === null || !this.#valid()) return;
    void this.app.attempt(async () =>
      this.app.compose(await this.app.api.create({ template: this.#template, year, sample: this.#sample })));
  }
}
