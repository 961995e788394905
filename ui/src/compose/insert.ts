/** 插入数据: writes a figure, or what is counted, where the caret of a text stands. */

import type { TemplateResult } from 'lit-html';
import type { App } from '../app';
import { partsOfKind } from '../draft';
import type { Editor } from '../editor';
import { isUsable, tokenOf } from '../figures';
import { FIGURES } from '../locate';
import type { TextControl } from '../parts/directives';
import { menuButton } from '../parts/menu';

/** Writes `text` in the place of what is selected in a field. */
export function insertAt(control: Element | null, text: string): void {
  if (!(control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement)) return;
  control.setRangeText(text, control.selectionStart ?? 0, control.selectionEnd ?? 0, 'end');
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.focus();
}

/** The menu of what can be put into a text; `target` is that text's field. */
export function insertMenu(app: App, editor: Editor, id: string, target: () => Element | null): TemplateResult {
  const { draft, view } = editor;
  const counted = partsOfKind(draft, 'rectification').some((part) => part.items.length > 0) ? view.counted : [];
  const figures = draft.figures
    .filter((figure) => isUsable(draft.figures, figure, view.counted))
    .map(({ name, value, unit }) => [name.trim(), value.trim() === '' ? '待填' : value.trim() + unit] as const);
  return menuButton(app, {
    id: `insert-${id}`, label: '插入数据', testid: 'insert', icon: 'plus', labelled: true,
    entries: [
      ...[...figures, ...counted].map(([name, value]) => ({
        label: `${name}：${value}`, testid: 'insert-figure', run: () => insertAt(target(), tokenOf(name)),
      })),
      { label: figures.length > 0 ? '增减关键数据' : '新增关键数据', testid: 'insert-more', run: () => editor.go(FIGURES) },
    ],
  });
}

/** The text of a card that is being worked on, or was last. */
export function textOfCard(editor: Editor, item: string, otherwise: string): Element | null {
  const focused = editor.focused === null ? null : document.getElementById(editor.focused);
  const here = focused?.matches('.prose') && focused.closest<HTMLElement>('.card')?.dataset.item === item;
  return here ? (focused as TextControl) : document.getElementById(otherwise);
}
