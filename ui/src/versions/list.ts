/** The list of versions: by day, with why each was kept and what changed in it. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { PartChange, VersionEntry } from '../generated';
import { minuteTime } from '../text';
import { changeText } from './difference';
import { causeName, days } from './words';

/** More parts than this that changed are told by their number. */
const MOST = 4;

export function versionList(versions: readonly VersionEntry[], selected: number, now: Date, select: (index: number) => void): TemplateResult {
  return html`<nav class="version-list" aria-label="版本，新的在前" data-testid="versions-list" @keydown=${(event: KeyboardEvent) => walk(event, versions.length, select)}>
    ${days(versions, now).map((day, i) => html`<section aria-labelledby=${`day-${i}`}>
      <h2 id=${`day-${i}`}>${day.name}</h2>
      <ul>${day.entries.map(({ entry, index }) => html`<li class=${entry.number === null ? 'now' : ''}>
        <button
          type="button" data-testid="version" data-row=${index} data-version=${entry.number ?? ''} tabindex=${index === selected ? '0' : '-1'}
          aria-current=${index === selected ? 'true' : nothing} @click=${() => select(index)}
        >
          <span class="version-head"><time datetime=${entry.made}>${minuteTime(entry.made)}</time><span class="version-cause">${causeName(entry)}</span></span>
          ${entry.damaged ? html`<span class="version-damaged">内容已损坏，不能显示</span>` : changesView(entry.changes)}
        </button>
      </li>`)}</ul>
    </section>`)}
  </nav>`;
}

function changesView(changes: readonly PartChange[]): TemplateResult {
  const rest = changes.length - MOST;
  return html`${changes.slice(0, MOST).map((change) => html`<span class="version-change"><span class="name">${change.name}</span>${changeText(change)}</span>`)}
    ${rest > 0 ? html`<span class="version-change">另有 ${rest} 部分有改动</span>` : nothing}`;
}

/** The arrows lead from version to version. */
function walk(event: KeyboardEvent, count: number, select: (index: number) => void): void {
  const from = event.target as HTMLElement;
  if (from.dataset.row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = Number(from.dataset.row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = Math.min(Math.max(to, 0), count - 1);
  select(next);
  document.querySelector<HTMLElement>(`.version-list [data-row="${next}"]`)?.focus();
}
