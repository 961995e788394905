/** The dialogs that ask for a password: twice for a file to write, once for a file to read. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import { icon } from './icons';

/** Asks whether a file to write is to be protected; `write` gets the password, or `null` for none. */
export function passwordTwice(app: App, write: (password: string | null) => void): void {
  let wanted = false;
  let wrong = '';
  const read = (id: string): string => document.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
  const refused = (): boolean => {
    wrong = !wanted ? '' : read('password') === '' ? '请填密码，或者去掉上面的勾。' : read('password') === read('password-again') ? '' : '两次填的密码不一样，请再填一次。';
    app.redraw();
    if (wrong !== '') document.getElementById(read('password') === '' ? 'password' : 'password-again')?.focus();
    return wrong !== '';
  };
  app.ask({
    title: '写出一个文件',
    body: () => html`<p>里面有全部报告和历史版本、设置和自己的模板。下一步选存放的位置，比如 U 盘。</p>
      <label class="radio password-wanted"><input type="checkbox" data-testid="password-wanted" .checked=${wanted}
        @change=${(event: Event) => { wanted = (event.currentTarget as HTMLInputElement).checked; wrong = ''; app.redraw(); }} /><span>用密码保护</span></label>
      ${wanted
        ? html`<p class="attention">密码忘了，这个文件就再也打不开，谁也找不回。请另外记好。</p>
          ${wrong === '' ? nothing : html`<p class="wrong-line" role="alert" id="password-wrong">${icon('alert')}<span>${wrong}</span></p>`}
          ${passwordField('password', '密码', wrong)}${passwordField('password-again', '再填一次', wrong)}`
        : html`<p class="quiet-text">不用密码时，拿到这个文件的人都能看到里面的报告。</p>`}`,
    actions: [
      { label: '取消', testid: 'archive-cancel', run: () => undefined },
      { label: '选择存放位置…', testid: 'archive-go', primary: true, keep: refused, run: () => write(wanted ? read('password') : null) },
    ],
  });
}

/** Asks for the password of the file `name`. */
export function passwordOnce(app: App, name: string, wrong: boolean, given: (password: string) => void): void {
  const read = (): string => document.querySelector<HTMLInputElement>('#password')?.value ?? '';
  const text = wrong ? '密码不对，请再填一次。' : '';
  app.ask({
    title: `“${name}”有密码`,
    body: html`${text === '' ? nothing : html`<p class="wrong-line" role="alert" id="password-wrong" data-testid="password-wrong">${icon('alert')}<span>${text}</span></p>`}
      ${passwordField('password', '写出文件时设的密码', text)}`,
    actions: [
      { label: '取消', testid: 'password-cancel', run: () => undefined },
      { label: '打开', testid: 'password-go', primary: true, keep: () => read() === '', run: () => given(read()) },
    ],
  });
}

function passwordField(id: string, label: string, wrong: string): TemplateResult {
  return html`<div class=${`field${wrong === '' ? '' : ' wrong'}`}><label for=${id}>${label}</label>
    <input type="password" id=${id} data-testid=${id} autocomplete="off" ?autofocus=${id === 'password'}
      aria-invalid=${wrong === '' ? nothing : 'true'} aria-describedby=${wrong === '' ? nothing : 'password-wrong'} @keydown=${enter} /></div>`;
}

/** Enter presses the dialog's main button, unless an input method takes it. */
function enter(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).closest('dialog')?.querySelector<HTMLElement>('.dialog-actions .primary')?.click();
}
