/** 预览: the composed document as running text; a click leads to the field. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { Editor } from '../editor';
import { elementAt } from '../elements';
import type { Block, Origin } from '../generated';
import { cellField, cellOf, controlId, ELEMENTS, fieldOfRole, sectionOfField, spotOf, type Spot } from '../locate';
import { alertLine, inWords } from '../parts/common';
import { linkedBlocks } from './paper';

export function preview(editor: Editor): TemplateResult {
  const { view } = editor;
  const current = editor.currentIds();
  const marks = view.findings.filter((finding) => finding.rule === 'placeholder');
  return html`${editor.viewFailure
      ? alertLine('pane-alert', `预览没有更新：${inWords(editor.viewFailure)}`)
      : nothing}
    <div
      class="paper-scroll" tabindex="0" role=${editor.earlier ? 'tabpanel' : 'region'} aria-label="成文" id="paper-scroll"
      @click=${(event: MouseEvent) => follow(editor, event)}>
      <article class="paper paper-text" lang="zh-CN">
        ${guard([view, [...current].join()], () => linkedBlocks(view, marks, current))}
      </article>
    </div>`;
}

/** How near to what is being worked on the preview shows: nothing of it, its section, its item or element, its text. */
const NOWHERE = 0;
const IN_SECTION = 1;
const AROUND = 2;
const THERE = 3;

/**
 * Scrolls the preview to what is being worked on, if it is not in sight and if it comes nearer to it than `already`. Answers how near
 * it came: what was just added is composed a little later.
 */
export function followForm(editor: Editor, root: ParentNode, already: number = NOWHERE): number {
  const scroller = root.querySelector<HTMLElement>('#paper-scroll');
  const [near, at] = nearest(editor);
  const element = near > already ? scroller?.querySelector<HTMLElement>(`[data-block="${at}"]`) : null;
  if (!scroller || !element) return already;
  const [box, line] = [scroller.getBoundingClientRect(), element.getBoundingClientRect()];
  if (line.top < box.top + 8 || line.top > box.bottom - 60) scroller.scrollTop += line.top - box.top - box.height / 4;
  const table = element.closest('.paper-table');
  const sheet = table?.getBoundingClientRect();
  if (table && sheet && (line.left < sheet.left || line.right > sheet.right)) table.scrollLeft += line.left - sheet.left - sheet.width / 4;
  return near;
}

/** The paragraph nearest to what is being worked on. */
function nearest(editor: Editor): readonly [near: number, block: number] {
  const { draft, section, focused, current } = editor;
  const ids = editor.currentIds();
  const element = section === ELEMENTS && focused !== null ? elementAt(focused.slice(controlId(null, null, '').length)) : null;
  const tests: readonly (readonly [number, (origin: Origin) => boolean])[] = [
    [THERE, ({ part, item, field }) => controlId(part, item, field) === focused],
    [AROUND, ({ item, field }) => (item === null ? element !== null && elementAt(field) === element : ids.has(item))],
    // An element of which nothing is printed yet has no place in its section.
    [IN_SECTION, (origin) => (section !== ELEMENTS || (element ?? current) === null) && spotOf(draft, origin).section === section],
  ];
  for (const [near, test] of tests) {
    // The line that only names an attachment is not what is being worked on.
    const at = editor.view.document.blocks.findIndex(
      (block) => block.role !== 'attachment_note' && block.spans.some(({ origin }) => origin !== null && test(origin)),
    );
    if (at >= 0) return [near, at];
  }
  return [NOWHERE, -1];
}

function follow(editor: Editor, event: MouseEvent): void {
  const spot = spotAt(editor, event);
  if (spot) editor.reveal(spot);
}

function spotAt(editor: Editor, event: MouseEvent): Spot | null {
  const target = event.target instanceof Element ? event.target : null;
  const paragraph = target?.closest<HTMLElement>('[data-block]');
  const block = editor.view.document.blocks[Number(paragraph?.dataset.block ?? -1)];
  if (!block) return null;
  const stretch = target?.closest<HTMLElement>('[data-span]');
  const span = block.spans[Number(stretch?.dataset.span ?? -1)];
  if (span?.origin && stretch) {
    const spot = spotOf(editor.draft, span.origin);
    if (!span.literal) return spot;
    const [start, end] = rangeIn(stretch, span.origin, event);
    return { ...spot, start, end };
  }
  // What the program wrote belongs to the text beside it, or to the field it is composed from.
  const origin = block.spans.find((entry) => entry.origin)?.origin;
  if (origin) return { ...spotOf(editor.draft, origin), end: origin.start };
  const near = neighbour(editor.view.document.blocks, block);
  if (near) return spotOf(editor.draft, near);
  const field = fieldOfRole(block.role);
  return { section: sectionOfField(editor.draft, field), part: null, item: null, field, start: 0, end: 0 };
}

/** The caret, or the selection, within the field that a stretch was typed in; a marked stretch as a whole. */
function rangeIn(stretch: HTMLElement, origin: Origin, event: MouseEvent): [number, number] {
  const from = Number(stretch.dataset.from);
  const length = stretch.textContent?.length ?? 0;
  if (stretch.classList.contains('mark')) return [from, Math.min(from + length, origin.end)];
  const selection = window.getSelection();
  if (selection && !selection.isCollapsed && selection.anchorNode && selection.anchorNode === selection.focusNode && stretch.contains(selection.anchorNode)) {
    const ends = [selection.anchorOffset, selection.focusOffset].sort((a, b) => a - b);
    return [from + (ends[0] ?? 0), from + (ends[1] ?? 0)];
  }
  const caret = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const at = Math.min(from + (caret && stretch.contains(caret.startContainer) ? caret.startOffset : 0), origin.end);
  return [at, at];
}

/** The place of an empty cell, of a ledger's head, of 附件 above a title: by what is typed beside it. */
function neighbour(blocks: readonly Block[], block: Block): Origin | undefined {
  const at = blocks.indexOf(block);
  const { cell } = block;
  const typed = (entry: Block | undefined): Origin | undefined => entry?.spans.find((span) => span.origin)?.origin ?? undefined;
  if (block.role === 'attachment_label') return typed(blocks[at + 1]);
  if (!cell) return undefined;
  const beside = blocks.find(({ cell: other, spans }) => other?.table === cell.table && other.row === cell.row && spans.some((span) => span.origin));
  const origin = typed(beside);
  if (!origin || !beside?.cell) return typed(blocks.slice(0, at).filter((entry) => !entry.cell && typed(entry)).at(-1));
  const [row, column] = cellOf(origin.field) ?? [];
  const moved = row === undefined || column === undefined ? origin.field : cellField(row, column + cell.column - beside.cell.column);
  return { ...origin, field: moved, start: 0, end: 0 };
}
