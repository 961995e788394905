/** The keys of 编写. */

import type { App } from '../app';
import { findPart, pathTo } from '../draft';
import type { Editor } from '../editor';
import { ELEMENTS } from '../locate';
import type { ElementsForm } from './elements';
import type { FiguresForm } from './figures';
import type { PartForm } from './part';

export interface KeyContext {
  readonly app: App;
  readonly editor: Editor;
  readonly form: PartForm;
  readonly elements: ElementsForm;
  readonly figures: FiguresForm;
  readonly step: (step: 1 | -1) => void;
  readonly nextFinding: () => void;
  /** Saves at once, and offers to name what is saved. */
  readonly save: () => void;
}

/** Handles a key that belongs to the form as a whole. Never called while an input method is composing. */
export function formKey(event: KeyboardEvent, context: KeyContext): void {
  const act = actOf(event, context);
  if (!act) return;
  event.preventDefault();
  act();
}

function actOf(event: KeyboardEvent, { editor, form, elements, figures, step, nextFinding, save }: KeyContext): (() => void) | null {
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (key === 'f8') return nextFinding;
  if (control && !event.altKey) {
    if (key === 's') return save;
    if (key === 'z') return event.shiftKey ? () => editor.redo() : () => editor.undo();
    if (key === 'y') return () => editor.redo();
    if (key === 'arrowup') return () => step(-1);
    if (key === 'arrowdown') return () => step(1);
    if (key === 'enter') return () => addItem(editor, form, elements, figures);
  }
  if (event.altKey && !control && (key === 'arrowup' || key === 'arrowdown')) {
    return () => moveFocused(editor, form, elements, key === 'arrowup' ? -1 : 1);
  }
  if (key === 'enter' && !control && !event.altKey && !event.shiftKey) return textBelow(event.target);
  return null;
}

/** From the heading of an item to its text; a heading is one line, so Enter has no other use in it. */
function textBelow(from: EventTarget | null): (() => void) | null {
  if (!(from instanceof HTMLInputElement) || !from.matches('[data-testid="item-heading"], [data-testid="item-text"]')) return null;
  const area = from.closest('[data-item]')?.querySelector('textarea');
  if (!area) return null;
  return () => {
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  };
}

function addItem(editor: Editor, form: PartForm, elements: ElementsForm, figures: FiguresForm): void {
  if (document.querySelector('[data-testid="add-figure"]')) return figures.add();
  if (document.querySelector('[data-testid="add-attachment"]')) return elements.attachments.add('text');
  if (document.querySelector('[data-testid="add-item"]') && findPart(editor.draft.parts, editor.section)) form.add(editor.section);
}

/** Moves the innermost item, or the attachment, that holds the focus. */
function moveFocused(editor: Editor, form: PartForm, elements: ElementsForm, step: number): void {
  const item = document.activeElement?.closest<HTMLElement>('[data-item]')?.dataset.item;
  if (item !== undefined && editor.section === ELEMENTS) return elements.attachments.move(item, step);
  const part = findPart(editor.draft.parts, editor.section);
  if (item !== undefined && part && pathTo(part.items, item).length > 0) form.move(part.id, item, step);
}
