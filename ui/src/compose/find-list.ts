/** The list of places that were found: what stands there, and what will. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { fits, lineOf, type Hit } from '../find';
import { placeName } from '../locate';
import type { FindPanel } from './find';

/** How many places are listed at first, and how many more at a time. */
export const PAGE = 500;

export function findList(panel: FindPanel): TemplateResult | typeof nothing {
  const { hits } = panel.found;
  if (hits.length === 0) return nothing;
  const rest = hits.length - panel.limit;
  return html`${guard([panel.version, panel.mode], () => listed(panel))}
    ${rest > 0
      ? html`<p class="find-rest" data-testid="find-rest">还有 ${rest} 处没有列出<button type="button" class="link" data-testid="find-more" @click=${() => panel.more()}>再列出 ${Math.min(rest, PAGE)} 处</button></p>`
      : nothing}`;
}

function listed(panel: FindPanel): TemplateResult {
  const shown = panel.found.hits.slice(0, panel.limit);
  const { current } = panel;
  const names = shown.map((hit) => nameOf(panel, hit));
  return html`${panel.mode === 'replace' ? chooseAll(panel, shown) : nothing}
    <ol class="find-list" aria-label="找到的地方" @keydown=${(event: KeyboardEvent) => walk(panel, event)}>
      ${repeat(shown, (hit) => hit.key, (hit, i) => html`<li class=${i === current ? 'current' : ''}>
        ${names[i] === names[i - 1] ? nothing : html`<p class="find-place">${names[i]}</p>`}
        <div class="find-hit">
          ${panel.mode === 'replace' ? choice(panel, hit, i) : nothing}
          <button type="button" data-testid="find-hit" data-row=${i} tabindex=${i === panel.row ? '0' : '-1'} aria-current=${i === current ? 'true' : nothing} @click=${() => panel.pick(hit)}>${line(panel, hit)}</button>
        </div>
      </li>`)}
    </ol>`;
}

function nameOf({ editor }: FindPanel, { at, start, end }: Hit): string {
  const { part, item, field } = at;
  return placeName(editor.draft, editor.sections, editor.view.labels, { part, item, field, start, end });
}

function chooseAll(panel: FindPanel, shown: readonly Hit[]): TemplateResult {
  const can = shown.filter((hit) => fits(hit, panel.to));
  const all = can.every((hit) => !panel.spared.has(hit.key));
  return html`<label class="tick find-all"><input type="checkbox" data-testid="find-all" .checked=${all} @change=${() => panel.spare(can, all)} /><span>全选</span></label>`;
}

function choice(panel: FindPanel, hit: Hit, i: number): TemplateResult {
  const can = fits(hit, panel.to);
  return html`<input
    type="checkbox" data-testid="find-choice" data-row=${i} tabindex=${i === panel.row ? '0' : '-1'} aria-label=${`替换第 ${i + 1} 处`} title=${can ? nothing : '这里只能填年份'}
    .checked=${can && !panel.spared.has(hit.key)} ?disabled=${!can} @change=${(event: Event) => panel.spare([hit], !(event.currentTarget as HTMLInputElement).checked)}
  />`;
}

function line(panel: FindPanel, hit: Hit): TemplateResult {
  const { before, text, after } = lineOf(hit);
  if (panel.mode !== 'replace' || panel.spared.has(hit.key) || !fits(hit, panel.to)) return html`<span>${before}<mark>${text}</mark>${after}</span>`;
  return html`<span>${before}<del><span class="sr-only">删去</span>${text}</del>${panel.to === '' ? nothing : html`<ins><span class="sr-only">换成</span>${panel.to}</ins>`}${after}</span>`;
}

/** The arrows lead from row to row. */
function walk(panel: FindPanel, event: KeyboardEvent): void {
  const from = event.target as HTMLElement;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || from.dataset.row === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const row = Number(from.dataset.row) + step;
  const to = panel.app.root.querySelector<HTMLElement>(`.find-list [data-testid="${from.dataset.testid}"][data-row="${row}"]`);
  if (!to) return;
  panel.row = row;
  panel.version += 1;
  panel.app.redraw();
  to.focus();
}
