/** What lies over a screen: one dialog, one short notice. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import { modal } from './directives';
import { icon } from './icons';

export interface DialogAction {
  readonly label: string;
  readonly testid: string;
  readonly primary?: boolean;
  readonly danger?: boolean;
  readonly run: () => void;
  /** Whether the dialog stays, as something in it is to be put right. */
  readonly keep?: () => boolean;
}

export interface DialogState {
  readonly title: string;
  readonly body: TemplateResult | (() => TemplateResult);
  readonly actions: readonly DialogAction[];
  readonly wide?: boolean;
  /** Long text without anything to focus: the keyboard scrolls it. */
  readonly scrolls?: boolean;
  /** Cannot be closed by the user: work is under way. */
  readonly busy?: boolean;
  /** After it was closed in any way. */
  readonly closed?: () => void;
}

export interface ToastState {
  readonly text: string;
  /** Whether it still makes sense; it goes away when it no longer does. */
  readonly holds?: () => boolean;
  /** Stays until it is closed: it tells of a loss, and the page may be busy for a while. */
  readonly stays?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export function dialogView(app: App, dialog: DialogState): TemplateResult {
  return html`<dialog
    class=${dialog.wide ? 'dialog wide' : 'dialog'} aria-labelledby="dialog-title" data-testid="dialog" ${modal()}
    @cancel=${(event: Event) => { event.preventDefault(); if (!dialog.busy) app.closeDialog(); }}
  >
    <h2 id="dialog-title">${dialog.title}</h2>
    <div class="dialog-body" tabindex=${dialog.scrolls ? '0' : nothing} role=${dialog.scrolls ? 'region' : nothing} aria-labelledby=${dialog.scrolls ? 'dialog-title' : nothing}>${typeof dialog.body === 'function' ? dialog.body() : dialog.body}</div>
    ${dialog.actions.length === 0 ? nothing : html`<div class="dialog-actions">
      ${dialog.actions.map((action) => html`<button
        type="button" class=${action.primary ? 'primary' : action.danger ? 'danger' : ''} data-testid=${action.testid}
        @click=${() => press(app, action)}
      >${action.label}</button>`)}
    </div>`}
  </dialog>`;
}

/** Shows that long work goes on; whoever does it closes the dialog. */
export function workDialog(title: string): DialogState {
  return { title, busy: true, actions: [], body: html`<div class="working" role="status" tabindex="-1" autofocus><p>请稍等，不要关机或拔出 U 盘。</p><div class="progress" aria-hidden="true"><span></span></div></div>` };
}

function press(app: App, action: DialogAction): void {
  if (action.keep?.()) return;
  action.run();
  app.closeDialog();
}

export function toastView(app: App, toast: ToastState): TemplateResult {
  const { action } = toast;
  return html`<div class="toast" role="status" data-testid="toast">
    <span>${toast.text}</span>
    ${action
      ? html`<button type="button" class="link" data-testid="toast-action" @click=${() => { app.closeToast(); action.run(); }}>${action.label}</button>`
      : nothing}
    <button type="button" class="quiet square" aria-label="关闭提示" data-testid="toast-close" @click=${() => app.closeToast()}>${icon('close')}</button>
  </div>`;
}
