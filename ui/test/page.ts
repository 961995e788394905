/** Opens the program's page over a fake shell, and waits for it. */

import { api } from '../src/api';
import { App } from '../src/app';
import { FakeShell } from './fake-shell';

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

export async function openPage(shell: FakeShell): Promise<Page> {
  document.body.replaceChildren();
  const root = document.createElement('div');
  document.body.append(root);
  await new App(api(shell), root).start();
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
