/** What lit-html leaves to us: uncontrolled fields, styles through the CSSOM (the page's CSP forbids style attributes), modals. */

import { noChange } from 'lit-html';
import { directive, Directive, type ElementPart } from 'lit-html/directive.js';

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

const toGrow = new Set<HTMLTextAreaElement>();

/** Makes every text area whose text was changed as high as its text. Called after each drawing, when all stand in the page. */
export function growPending(): void {
  grow(toGrow);
  toGrow.clear();
}

/** Makes all text areas below `root` as high as their texts, after the width has changed. */
export function growAll(root: ParentNode): void {
  grow(root.querySelectorAll('textarea'));
}

/** All are measured at once: each change of a height between two of them would lay out the page anew. */
function grow(areas: Iterable<HTMLTextAreaElement>): void {
  const list = [...areas];
  const scrollers = [...new Set(list.map((area) => area.closest('[data-scroller]')))].map((scroller) => ({ scroller, top: scroller?.scrollTop ?? 0 }));
  for (const area of list) area.style.height = 'auto';
  const heights = list.map((area) => area.scrollHeight);
  list.forEach((area, i) => {
    if (heights[i]) area.style.height = `${heights[i]}px`;
  });
  for (const { scroller, top } of scrollers) if (scroller && scroller.scrollTop !== top) scroller.scrollTop = top;
}

/**
 * An uncontrolled text field. `value` is written into it once, and again only when `epoch` has changed (load, undo, an explicit
 * fix): never while someone types, as that breaks input methods. `commit` gets each new text, but none that is being composed.
 */
class FieldDirective extends Directive {
  #control: TextControl | undefined;
  #epoch = -1;
  #last = '';
  #commit: (value: string) => void = () => undefined;

  override render(_value: string, _epoch: number, _commit: (value: string) => void): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [value, epoch, commit]: [string, number, (value: string) => void]): typeof noChange {
    const control = part.element as TextControl;
    this.#commit = commit;
    if (this.#control !== control) this.#attach(control);
    if (this.#epoch !== epoch) {
      this.#epoch = epoch;
      if (control.value !== value) control.value = value;
      this.#last = control.value;
      if (control instanceof HTMLTextAreaElement) toGrow.add(control);
    }
    return noChange;
  }

  #attach(control: TextControl): void {
    this.#control = control;
    const take = (): void => {
      if (control instanceof HTMLTextAreaElement) grow([control]);
      if (control.value === this.#last) return;
      this.#last = control.value;
      this.#commit(control.value);
    };
    control.addEventListener('input', (event) => {
      if ((event as InputEvent).isComposing) {
        if (control instanceof HTMLTextAreaElement) grow([control]);
      } else take();
    });
    control.addEventListener('compositionend', take);
    control.addEventListener('blur', take);
  }
}

export const field = directive(FieldDirective);

class LookDirective extends Directive {
  #last: Record<string, string> = {};

  override render(_look: Record<string, string>): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [look]: [Record<string, string>]): typeof noChange {
    const style = (part.element as HTMLElement).style;
    for (const name of Object.keys(this.#last)) if (!(name in look)) style.removeProperty(name);
    for (const [name, value] of Object.entries(look)) if (this.#last[name] !== value) style.setProperty(name, value);
    this.#last = look;
    return noChange;
  }
}

/** Sets CSS properties of an element through the CSSOM. */
export const look = directive(LookDirective);

class ModalDirective extends Directive {
  #shown: HTMLDialogElement | undefined;

  override render(): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart): typeof noChange {
    const dialog = part.element as HTMLDialogElement;
    if (this.#shown === dialog) return noChange;
    this.#shown = dialog;
    // Only an element that stands in the page can be shown, and that is so after this drawing.
    queueMicrotask(() => {
      if (dialog.isConnected && !dialog.open) dialog.showModal();
    });
    return noChange;
  }
}

/** Shows a `<dialog>` as a modal one as soon as it stands in the page. */
export const modal = directive(ModalDirective);
