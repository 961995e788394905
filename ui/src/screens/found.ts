/** 正文中的结果: in which reports and versions the words of the search box stand. In: what is typed there. Out: links to the places. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { toFailure } from '../api';
import type { App } from '../app';
import type { Failure, Hit, HitPlace, SearchFound } from '../generated';
import { inWords } from '../parts/common';
import { moment } from '../text';

/** How long to wait after an input before the engine is asked. */
export const SEARCH_MS = 150;
/** How many hits are shown. */
const LIMIT = 50;

export class Found {
  #words = '';
  #found: SearchFound | null = null;
  #failure: Failure | null = null;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly app: App,
    /** Takes a report out of the bin. */
    private readonly restore: (id: string) => Promise<unknown>,
    /** A hit is about to be opened; the selector is of its button. */
    private readonly leave: (button: string) => void,
  ) {}

  /** What is shown now. */
  get shown(): SearchFound | null {
    return this.#found;
  }

  /** Shows what was found for `words` before, and looks again, as the reports may have changed. */
  resume(words: string, found: SearchFound | null): void {
    this.#words = words.trim();
    this.#found = found;
    this.again();
  }

  /** Looks for `words` soon; nothing is looked for while there are none. */
  look(words: string): void {
    const trimmed = words.trim();
    if (trimmed === this.#words) return;
    this.#words = trimmed;
    clearTimeout(this.#timer);
    this.#asked += 1;
    if (trimmed === '') this.#take(null, null);
    else this.#timer = setTimeout(() => void this.#ask(), SEARCH_MS);
  }

  /** Looks for the same words again, as the reports have changed. */
  again(): void {
    if (this.#words !== '') void this.#ask();
  }

  view(): TemplateResult | typeof nothing {
    if (this.#words === '') return nothing;
    return html`<section class="found" aria-labelledby="found-title" data-testid="found">
      <h2 id="found-title">正文中的结果</h2>
      <div role="status" class="quiet-text" data-testid="found-count">${this.#count()}</div>
      ${this.#found && this.#found.hits.length > 0 ? html`<ul class="hits">${this.#found.hits.map((hit) => this.#hit(hit))}</ul>` : nothing}
    </section>`;
  }

  #count(): TemplateResult | string {
    if (this.#failure) {
      return html`<span class="attention">没能查找：${inWords(this.#failure)}</span>
        <button type="button" class="link" data-testid="found-retry" @click=${() => void this.#ask()}>再找一次</button>`;
    }
    if (!this.#found) return '正在查找…';
    const { hits, more } = this.#found;
    if (hits.length === 0) return `没有哪份报告的正文里有“${this.#words}”。`;
    return more ? `前 ${hits.length} 份；请再多写几个字，把范围缩小。` : `${hits.length} 份`;
  }

  #hit(hit: Hit): TemplateResult {
    const { title, unit, year, deleted, version, made } = hit;
    return html`<li><button type="button" class="hit" data-testid="hit" data-report=${hit.id} @click=${() => void this.app.attempt(() => this.#open(hit))}>
      <span class="year">${year ?? '—'}</span>
      <span class="what"><span class="excerpt">${excerpt(hit)}</span><span class="who">${[title, unit, hit.section_name].filter(Boolean).join(' · ')}</span></span>
      <span class="state">${version === null ? nothing : html`<span class="pill">旧稿 ${made === null ? '' : moment(made, new Date())}</span>`}
        ${deleted ? html`<span class="pill attention">在回收站</span>` : nothing}</span>
    </button>${hit.more.map((place) => html`<button type="button" class="hit another" data-testid="hit-more" @click=${() => void this.app.attempt(() => this.#open(hit, place))}>
      <span class="what"><span class="excerpt">${excerpt(place)}</span></span><span class="who">${place.section_name}</span>
    </button>`)}</li>`;
  }

  async #open(hit: Hit, place: HitPlace = hit): Promise<void> {
    if (!hit.deleted) return this.#show(hit, place);
    this.app.ask({
      title: `“${hit.title}”在回收站里`,
      body: html`<p>先恢复，才能打开。恢复后它回到报告列表里。</p>`,
      actions: [
        { label: '取消', testid: 'hit-cancel', run: () => undefined },
        {
          label: '恢复并打开', testid: 'hit-restore', primary: true,
          run: () => void this.app.attempt(async () => {
            await this.restore(hit.id);
            await this.#show(hit, place);
          }),
        },
      ],
    });
  }

  #show(hit: Hit, place: HitPlace): Promise<void> {
    this.leave(`[data-testid="hit"][data-report="${CSS.escape(hit.id)}"]`);
    // A place in a version need not exist in the report any more.
    return hit.version === null ? this.app.openReport(hit.id, place) : this.app.history(hit.id, hit.version);
  }

  async #ask(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const found = await this.app.api.search({ words: this.#words, limit: LIMIT });
      if (asked === this.#asked) this.#take(found, null);
    } catch (reason) {
      if (asked === this.#asked) this.#take(null, toFailure(reason));
    }
  }

  #take(found: SearchFound | null, failure: Failure | null): void {
    this.#found = found;
    this.#failure = failure;
    this.app.redraw();
  }
}

const excerpt = ({ before, found, after }: HitPlace): TemplateResult => html`${before}<mark>${found}</mark>${after}`;
