/** A button with a menu below it. Which one is open is state of the app, so that Escape and a click elsewhere close it. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import { icon, type Icon } from './icons';

export interface MenuEntry {
  readonly label: string;
  readonly testid: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** The entry that holds now, where the menu is a choice. */
  readonly chosen?: boolean;
}

export interface MenuOptions {
  readonly id: string;
  readonly label: string;
  readonly testid: string;
  readonly icon: Icon;
  /** The label stands beside the icon. */
  readonly labelled?: boolean;
  readonly entries: readonly MenuEntry[];
}

export function menuButton(app: App, options: MenuOptions): TemplateResult {
  const open = app.menu === options.id;
  return html`<span class="menu-anchor" data-menu>
    <button
      type="button" class=${options.labelled ? 'quiet' : 'quiet square'} id=${`menu-${options.id}`} data-testid=${options.testid}
      aria-label=${options.label} title=${options.labelled ? nothing : options.label} aria-haspopup="menu" aria-expanded=${open}
      @click=${() => app.openMenu(open ? null : options.id)}
    >${icon(options.icon)}${options.labelled ? options.label : nothing}</button>
    ${open ? html`<div class="menu" role="menu" aria-label=${options.label} @keydown=${walk}>${options.entries.map((entry) => row(app, entry))}</div>` : nothing}
  </span>`;
}

/** Opens the menu that was just drawn upwards where there is no room below its button, and some above. */
export function placeMenu(root: ParentNode): void {
  const menu = root.querySelector<HTMLElement>('.menu');
  const anchor = menu?.parentElement;
  if (!menu || !anchor) return;
  const page = menu.closest('[data-scroller]')?.getBoundingClientRect() ?? { top: 0, bottom: window.innerHeight };
  const [box, button] = [menu.getBoundingClientRect(), anchor.getBoundingClientRect()];
  const gap = box.top - button.bottom;
  if (box.bottom > page.bottom && button.top - gap - box.height >= page.top) menu.classList.add('upwards');
}

function row(app: App, entry: MenuEntry): TemplateResult {
  return html`<button
    type="button" role=${entry.chosen === undefined ? 'menuitem' : 'menuitemradio'} tabindex="-1"
    aria-checked=${entry.chosen ?? nothing} class=${entry.danger ? 'danger' : ''} data-testid=${entry.testid}
    ?disabled=${entry.disabled ?? false}
    @click=${() => { app.openMenu(null); entry.run(); }}
  >${entry.label}</button>`;
}

function walk(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const rows = [...menu.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const at = rows.findIndex((entry) => entry === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  rows.at(to >= rows.length ? 0 : to)?.focus();
}
