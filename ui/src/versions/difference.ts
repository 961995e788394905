/** Two states of a report side by side, by characters: what is gone on the left, what is new on the right. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Row, SectionDifference, SideText } from '../generated';
import { icon } from '../parts/icons';
import { foldRows, foldText, type Shown } from './words';

export interface DifferenceOptions {
  readonly older: string;
  readonly newer: string;
  /** Shows what is the same too. */
  readonly whole: boolean;
  /** Restores a section; absent where there is nothing to restore to. */
  readonly restore?: ((section: SectionDifference) => void) | undefined;
}

export function differenceView(sections: readonly SectionDifference[], options: DifferenceOptions): TemplateResult {
  return html`${sections.map((section) => sectionView(section, options))}`;
}

function sectionView(section: SectionDifference, options: DifferenceOptions): TemplateResult {
  const id = `difference-${section.section}`;
  const rows = options.whole ? section.rows.map((row) => ({ row })) : foldRows(section.rows);
  const { restore } = options;
  return html`<section class="difference" aria-labelledby=${id} data-testid="difference" data-section=${section.section}>
    <header>
      <h3 id=${id}>${section.name}</h3><span class="spring"></span>
      ${restore
        ? html`<button type="button" data-testid="restore-section" aria-label=${`恢复这一部分：${section.name}`} @click=${() => restore(section)}>${icon('undo')}恢复这一部分</button>`
        : nothing}
    </header>
    ${tableView(id, rows, options)}
  </section>`;
}

/** Rows of two states as a table that the element `id` names. */
export function tableView(id: string, rows: readonly Shown[], options: DifferenceOptions): TemplateResult {
  return html`<div role="table" aria-labelledby=${id}>
      <div role="row" class="sr-only"><span role="columnheader">项目</span><span role="columnheader">旧：${options.older}</span><span role="columnheader">新：${options.newer}</span></div>
      ${rows.map((shown) => ('row' in shown
        ? rowView(shown.row, options.whole)
        : html`<div role="row" class="same"><span role="cell" aria-colspan="3">…… ${shown.rows} 处没有改动${shown.characters > 0 ? `，${shown.characters} 字相同` : ''}</span></div>`))}
    </div>`;
}

function rowView(row: Row, whole: boolean): TemplateResult {
  return html`<div role="row" data-testid="difference-row">
    <span role="rowheader">${row.label}</span>
    <div role="cell" class="older">${sideView(row.older, row, 'older', whole)}</div>
    <div role="cell" class="newer">${sideView(row.newer, row, 'newer', whole)}</div>
  </div>`;
}

function sideView(side: SideText | null, row: Row, name: 'older' | 'newer', whole: boolean): TemplateResult {
  if (!side) return html`<span class="quiet-text">（没有）</span>`;
  const alone = row.changed && (name === 'older' ? row.newer : row.older) === null;
  return html`${side.stretches.map(({ text, changed }) => {
    if (!changed && !alone) return sameText(text, whole);
    return name === 'older'
      ? html`<del><span class="sr-only">删去：</span>${text}</del>`
      : html`<ins><span class="sr-only">新增：</span>${text}</ins>`;
  })}`;
}

function sameText(text: string, whole: boolean): unknown {
  if (whole) return text;
  const [before, left, after] = foldText(text);
  return left === undefined ? before : html`${before}<span class="folded"> …… ${left} 字相同 …… </span>${after}`;
}
