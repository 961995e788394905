/** Frames a stretch of text in a field that has no focus: the platform shows a selection only where the focus is. */

import type { TextControl } from '../parts/directives';

/** What decides where the lines of a field's text stand. */
const TYPE = ['font', 'letter-spacing', 'line-height', 'padding', 'border-width', 'border-style', 'text-indent', 'tab-size'];

export class HitFrame {
  #boxes: HTMLElement[] = [];
  #control: TextControl | null = null;

  show(control: TextControl, start: number, end: number): void {
    this.clear();
    this.#control = control;
    control.dataset.hit = '';
    const holder = control.parentElement;
    if (!holder) return;
    this.#boxes = rectsOf(control, holder, start, end).map((rect) => {
      const box = document.createElement('span');
      box.className = 'hit-box';
      Object.assign(box.style, { left: `${rect.left}px`, top: `${rect.top}px`, width: `${rect.width}px`, height: `${rect.height}px` });
      return box;
    });
    holder.append(...this.#boxes);
  }

  clear(): void {
    if (this.#control) delete this.#control.dataset.hit;
    this.#control = null;
    this.#boxes.forEach((box) => box.remove());
    this.#boxes = [];
  }
}

/** The lines of the stretch, in px from the corner of `holder`: measured in a copy of the field's text. */
function rectsOf(control: TextControl, holder: HTMLElement, start: number, end: number): DOMRect[] {
  const copy = document.createElement('div');
  const type = getComputedStyle(control);
  for (const name of TYPE) copy.style.setProperty(name, type.getPropertyValue(name));
  Object.assign(copy.style, {
    position: 'absolute', visibility: 'hidden', boxSizing: 'border-box', overflowWrap: 'break-word',
    whiteSpace: control instanceof HTMLTextAreaElement ? 'pre-wrap' : 'pre',
    left: `${control.offsetLeft}px`, top: `${control.offsetTop}px`, width: `${control.offsetWidth}px`,
  });
  const stretch = document.createElement('span');
  stretch.textContent = control.value.slice(start, end);
  copy.append(control.value.slice(0, start), stretch, `${control.value.slice(end)}\u200b`);
  holder.append(copy);
  const from = holder.getBoundingClientRect();
  const one = control instanceof HTMLTextAreaElement ? 0 : (control.clientHeight - copy.clientHeight) / 2;
  const rects = [...stretch.getClientRects()].map(
    (rect) => new DOMRect(rect.left - from.left - control.scrollLeft, rect.top - from.top + Math.max(0, one), rect.width, rect.height),
  );
  copy.remove();
  return rects;
}
