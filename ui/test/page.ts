/** Opens the program's page over a fake shell, and waits for it. */

import { vi } from 'vitest';
import { api } from '../src/api';
import { App } from '../src/app';
import type { Draft, Part, Save } from '../src/generated';
// Loaded already, so that a screen opens without waiting for a file.
import type * as Later from '../src/screens/later';
import '../src/screens/later';
import { FakeShell, sampleDraft } from './fake-shell';

/** Lets everything that is due now happen: promises, and the drawing they cause. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 30; i += 1) await Promise.resolve();
}

export interface Page {
  readonly shell: FakeShell;
  readonly root: HTMLElement;
  /** The element with this `data-testid`; `nth` where there are several. */
  get(testid: string, nth?: number): HTMLElement;
  all(testid: string): HTMLElement[];
  click(testid: string, nth?: number): Promise<void>;
  /** Types as a keyboard without an input method does. */
  type(control: HTMLElement, text: string): void;
}

export async function openPage(shell: FakeShell, bring?: () => Promise<typeof Later>): Promise<Page> {
  document.body.replaceChildren();
  const root = document.createElement('div');
  document.body.append(root);
  await new App(api(shell), root, bring).start();
  await settle();
  const all = (testid: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
  const get = (testid: string, nth = 0): HTMLElement => {
    const found = all(testid).at(nth);
    if (!found) throw new Error(`no ${testid} in ${root.textContent?.replace(/\s+/g, ' ').slice(0, 400)}`);
    return found;
  };
  return {
    shell, root, get, all,
    async click(testid, nth) {
      get(testid, nth).click();
      await settle();
    },
    type(control, text) {
      (control as HTMLTextAreaElement).value = text;
      control.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
  };
}

/** A page with one report open in 编写. */
export async function openReport(shell: FakeShell): Promise<Page> {
  const page = await openPage(shell);
  await page.click('report-open');
  return page;
}

export function key(target: EventTarget, name: string, more: KeyboardEventInit = {}): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }));
}

export function shellWith(...drafts: Draft[]): FakeShell {
  const shell = new FakeShell();
  drafts.forEach((draft) => shell.put(draft));
  return shell;
}

/** A page with the sample report open in 编写. */
export const sample = (): Promise<Page> => openReport(shellWith(sampleDraft('a')));

/** Presses F8. */
export async function f8(): Promise<void> {
  key(document.body, 'F8');
  await settle();
}

/** Lets the faked clock go on. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

/** The draft of the last save. */
export const stored = (page: Page): Draft | undefined => (page.shell.named('save').at(-1)?.args as Save | undefined)?.draft;

/** The part of the work in it. */
export const work = (page: Page): Part | undefined => stored(page)?.parts.find(({ id }) => id === 'work');

export const value = (element: HTMLElement): string => (element as HTMLInputElement).value;
