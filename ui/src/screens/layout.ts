/** The box 版式 of 检查并导出: the profile, and what this report alone changes in it. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { toFailure } from '../api';
import type { App } from '../app';
import { setLayout, type LayoutChange } from '../draft';
import type { Editor } from '../editor';
import type { DigitFace, Failure, Layout, LayoutChoice, Layouts } from '../generated';
import { alertLine, inWords } from '../parts/common';
import { PAGE_NUMBERS, PLACES, same, TIMES, type Choices } from '../layouts/words';

/** The entries of a report's choice that have a value in the profile too. */
type Shared = 'byline' | 'digits' | 'bold_level3' | 'bold_series' | 'page_number';

export class LayoutBox {
  #layouts: Layouts | null = null;
  #failure: Failure | null = null;

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {
    void this.#load();
  }

  view(): TemplateResult {
    const { departures } = this.editor.view;
    return html`<section class="box layout" aria-labelledby="layout-title" data-testid="layout">
      <div class="box-head"><h2><label id="layout-title" for="layout-profile">版式</label></h2>
        <button type="button" class="link" data-testid="layout-manage" @click=${() => void this.app.attempt(() => this.app.openSettings({ from: this.editor, layout: this.#id }))}>管理版式</button></div>
      ${this.#profiles()}${this.#note()}
      ${this.#choices()}
      ${departures.length > 0
        ? html`<h3>与国家标准不同之处</h3><ul class="departures" data-testid="layout-departures">${departures.map((text) => html`<li>${text}</li>`)}</ul>`
        : nothing}
    </section>`;
  }

  /** Options come and go, and what a browser then selects by itself is not what holds. */
  rendered(): void {
    const select = this.app.root.querySelector<HTMLSelectElement>('#layout-profile');
    if (select && select.value !== this.#id) select.value = this.#id;
  }

  /** The profile that the report asks for: its own wish, or its template's. */
  get #id(): string {
    const { layout, template } = this.editor.draft;
    return layout.profile || template.content.settings.layout || (this.#layouts?.shipped[0]?.layout.id ?? '');
  }

  /** The copy in the report, where it belongs to the profile asked for. */
  get #content(): Layout | undefined {
    const { content } = this.editor.draft.layout;
    return content?.id === this.#id ? content : undefined;
  }

  get #own(): Layout | undefined {
    return this.#layouts?.own.find(({ layout }) => layout.id === this.#id)?.layout;
  }

  get #shipped(): Layout | undefined {
    return this.#layouts?.shipped.find(({ layout }) => layout.id === this.#id)?.layout;
  }

  /** The profile as this report is printed with it, without its own changes; unknown until the profiles are there. */
  get #base(): Layout | undefined {
    return this.#content ?? this.#shipped ?? this.#layouts?.shipped[0]?.layout;
  }

  #profiles(): TemplateResult {
    const now = this.#id;
    const options = (list: readonly { readonly id: string; readonly name: string }[]): unknown =>
      repeat(list, ({ id }) => id, ({ id, name }) => html`<option value=${id}>${name}</option>`);
    const own = this.#layouts?.own.map(({ layout }) => layout) ?? [];
    const lost = this.#shipped || this.#own ? [] : [{ id: now, name: this.#content?.name ?? (this.#layouts ? `${now}（没有这个版式）` : this.editor.view.profile.name) }];
    return html`<select id="layout-profile" data-testid="layout-profile" @change=${(event: Event) => this.#choose((event.currentTarget as HTMLSelectElement).value)}>
      ${options(lost)}
      ${this.#layouts ? html`<optgroup label="随程序的">${options(this.#layouts.shipped.map(({ layout }) => layout))}</optgroup>` : nothing}
      ${own.length > 0 ? html`<optgroup label="自己的">${options(own)}</optgroup>` : nothing}
    </select>`;
  }

  /** What there is to say about the report's copy of one of the user's own profiles. */
  #note(): TemplateResult | typeof nothing {
    if (this.#failure) {
      return alertLine('note', inWords(this.#failure), html`<button type="button" class="link" data-testid="layouts-retry" @click=${() => void this.#load()}>重试</button>`);
    }
    if (!this.#layouts || this.#shipped) return nothing;
    const [own, content] = [this.#own, this.#content];
    if (!own) return content ? html`<p class="quiet-text note" data-testid="layout-carried">这份报告自带这个版式，设置里没有它。</p>` : nothing;
    if (same(own, content)) return nothing;
    return html`<p class="note attention" data-testid="layout-outdated"><span>${content ? '这个版式在设置里改过，这份报告用的还是原来的。' : '这份报告还没有用上这个版式。'}</span>
      <button type="button" data-testid="layout-renew" @click=${() => this.#set({ content: own })}>${content ? '改用新的' : '用上它'}</button></p>`;
  }

  #choices(): TemplateResult {
    const { layout, template } = this.editor.draft;
    const { profile } = this.editor.view;
    const base = this.#base;
    const digitFaces: Choices<DigitFace> = [['times', base?.digits ?? profile.digits ?? TIMES], ['text', '与文字相同']];
    const digits = (face: string | null): DigitFace => (face === null ? 'text' : 'times');
    const byline = base && (base.byline ?? template.content.settings.byline);
    return html`
      ${this.#choice('byline', '署名与日期', PLACES, layout.byline ?? byline ?? profile.byline, byline)}
      ${(layout.byline ?? byline ?? profile.byline) === 'end' ? this.#only('sealed', '文末加盖印章', '署名和日期按盖章的格式排') : nothing}
      ${this.#choice('digits', '数字和字母', digitFaces, layout.digits ?? digits(base ? base.digits : profile.digits), base && digits(base.digits))}
      ${this.#choice('page_number', '页码', PAGE_NUMBERS, layout.page_number ?? base?.page_number.place ?? profile.page_number, base?.page_number.place)}
      ${this.#tick('bold_level3', '三级标题（1.）加粗', profile.blocks.heading3?.bold ?? false, base?.faces.heading3.bold)}
      ${this.#tick('bold_series', '“一是”一句加粗', profile.spans.series_lead?.bold ?? false, base?.bold_series)}
      ${this.#only('review', '送审稿', '行号、1.5 倍行距、右边留白，供批改')}`;
  }

  #choice<K extends 'byline' | 'digits' | 'page_number'>(
    key: K, label: string, values: Choices<NonNullable<LayoutChoice[K]>>, now: string, base: string | undefined,
  ): TemplateResult {
    const id = testid(key);
    const take = (event: Event): void => {
      const value = values.find(([name]) => name === (event.currentTarget as HTMLSelectElement).value)?.[0];
      if (value !== undefined) this.#deviate(key, value, base);
    };
    const options = values.map(([name, text]) => html`<option value=${name} .selected=${name === now}>${text}</option>`);
    return html`<div class="setting"><label for=${id}>${label}</label>
      ${html`<select id=${id} data-testid=${id} @change=${take}>${options}</select>`}
      ${this.#differs(key, label, base, values.find(([name]) => name === base)?.[1] ?? '')}</div>`;
  }

  #tick(key: 'bold_level3' | 'bold_series', label: string, shown: boolean, base: boolean | undefined): TemplateResult {
    const id = testid(key);
    return html`<div class="setting"><label for=${id}>${label}</label>
      <input type="checkbox" id=${id} data-testid=${id} .checked=${this.editor.draft.layout[key] ?? base ?? shown}
        @change=${(event: Event) => this.#deviate(key, (event.currentTarget as HTMLInputElement).checked, base)} />
      ${this.#differs(key, label, base, base ? '加粗' : '不加粗')}</div>`;
  }

  /** What only a report can say: on, or not there. */
  #only(key: 'sealed' | 'review', label: string, hint: string): TemplateResult {
    const id = testid(key);
    return html`<div class="setting"><label for=${id}>${label}<span class="quiet-text">${hint}</span></label>
      <input type="checkbox" id=${id} data-testid=${id} .checked=${this.editor.draft.layout[key] ?? false}
        @change=${(event: Event) => this.#set({ [key]: (event.currentTarget as HTMLInputElement).checked || undefined })} /></div>`;
  }

  #differs(key: Shared, label: string, base: string | boolean | undefined, words: string): TemplateResult | typeof nothing {
    const own = this.editor.draft.layout[key];
    if (own === undefined || base === undefined || own === base) return nothing;
    return html`<p class="differs quiet-text" data-testid=${`${testid(key)}-differs`}>版式里是“${words}”
      <button type="button" class="link" aria-label=${`${label}改回“${words}”`} @click=${() => this.#set({ [key]: undefined })}>改回</button></p>`;
  }

  /** Takes a value; that of the profile is not written down, so that it follows the profile. */
  #deviate<K extends Shared>(key: K, value: NonNullable<LayoutChoice[K]>, base: string | boolean | undefined): void {
    this.#set({ [key]: value === base ? undefined : value });
  }

  #choose(id: string): void {
    const own = this.#layouts?.own.find(({ layout }) => layout.id === id)?.layout;
    const shipped = this.#layouts?.shipped.some(({ layout }) => layout.id === id) ?? false;
    if (own || shipped) this.#set({ profile: id, content: own });
  }

  #set(change: LayoutChange): void {
    this.editor.change(setLayout(this.editor.draft, change), 'layout');
  }

  async #load(): Promise<void> {
    try {
      this.#layouts = await this.app.api.layouts();
      this.#failure = null;
    } catch (reason) {
      this.#failure = toFailure(reason);
    }
    this.app.redraw();
  }
}

const testid = (key: string): string => `layout-${key.replace('_', '-')}`;
