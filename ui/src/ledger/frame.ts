/** What 整改台账 and 关键数据 share: the bar above, the ways between the two, lists to choose from. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Failure } from '../generated';
import { wayHome } from '../parts/common';

const TABS = [['to-ledger', '整改台账'], ['to-figures', '关键数据']] as const;

/** The page of one of the two; `tools` stand at the right of the bar. */
export function ledgerFrame(app: App, now: 'to-ledger' | 'to-figures', tools: unknown, body: unknown, foot: unknown): TemplateResult {
  const go = (to: string): Promise<void> => app.attempt(() => (to === 'to-ledger' ? app.openLedger() : app.openFigures()));
  return html`<div class="ledger-page" data-testid=${now === 'to-ledger' ? 'ledger-page' : 'figures-page'}>
    <header class="bar">
      ${wayHome(app)}
      <h1 class="sr-only">${TABS.find(([to]) => to === now)?.[1]}</h1>
      <nav class="ledger-tabs" aria-label="台账和数据">${TABS.map(([to, name]) => html`<button
        type="button" class="quiet" data-testid=${to} aria-current=${to === now ? 'page' : nothing} @click=${() => { if (to !== now) void go(to); }}>${name}</button>`)}</nav>
      <span class="spring"></span>${tools}
    </header>
    <main class="page" data-scroller tabindex="-1"><div class="page-inner">${body}</div></main>
    <footer class="status">${foot}</footer>
  </div>`;
}

/** What stands there while it is read, or cannot be. */
export function unread(failure: Failure | null, again: () => void): TemplateResult {
  return failure
    ? html`<section class="box" role="alert" data-testid="ledger-failed"><h2>${failure.message}</h2><p>${failure.hint}</p>
        <p><button type="button" data-testid="ledger-retry" @click=${again}>重试</button></p></section>`
    : html`<p class="empty" role="status">正在读取…</p>`;
}

/** A list to filter by; the first entry, with an empty value, filters nothing. */
export function pick(
  testid: string, label: string, now: string, options: readonly (readonly [string, string])[], set: (value: string) => void,
): TemplateResult {
  const known = now === '' || options.some(([value]) => value === now) ? options : [...options, [now, now] as const];
  return html`<select class=${now === '' ? 'pick' : 'pick on'} id=${testid} data-testid=${testid} aria-label=${label} @change=${(event: Event) => set((event.currentTarget as HTMLSelectElement).value)}>
    <option value="" .selected=${now === ''}>${label}：不限</option>
    ${known.map(([value, text]) => html`<option value=${value} .selected=${now === value}>${text}</option>`)}
  </select>`;
}
