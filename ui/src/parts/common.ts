/** Small pieces that most screens have. */

import { html, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Failure } from '../generated';
import { icon } from './icons';

/** The way back at the left of the bar, to the screen of this test id and name. */
export function wayBack(app: App, to: string, name: string, go: () => Promise<unknown>): TemplateResult {
  return html`<button type="button" class="quiet" data-testid=${to} @click=${() => void app.attempt(go)}>${icon('back')}${name}</button>`;
}

/** The way back to 首页. */
export const wayHome = (app: App): TemplateResult => wayBack(app, 'to-home', '全部报告', () => app.home());

/** What failed and what to do, in a line. */
export const inWords = ({ message, hint }: Failure): string => `${message}。${hint}`;

/** Something wrong, in a line of its own; `more` stands behind the text. */
export function alertLine(kind: string, text: string, more: unknown = ''): TemplateResult {
  return html`<p class=${kind} role="alert">${icon('alert')}<span>${text}</span>${more}</p>`;
}

/** Ends what an input method is composing, so that it is taken with the rest. */
export function endTyping(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
