/** The state of saving, as it truly is, and the bar that stays while saving fails. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Editor } from '../editor';
import { clockTime } from '../text';
import { icon } from './icons';

export function saveState(editor: Editor): TemplateResult {
  const { kind } = editor.saver.state;
  const text = {
    saved: `已保存 ${clockTime(editor.savedAt)}`,
    saving: '正在保存…',
    dirty: '有改动未保存',
    failed: '没有保存成功',
  }[kind];
  return html`<span class=${`save-state ${kind}`} data-testid="save-state" data-state=${kind}><span class="dot" aria-hidden="true"></span>${text}</span>`;
}

export function saveBar(app: App, editor: Editor): TemplateResult | typeof nothing {
  const { state } = editor.saver;
  if (state.kind !== 'failed') return nothing;
  const { failure } = state;
  const conflict = failure.code === 'conflict';
  const reopen = (): Promise<void> => app.attempt(async () => app.replace(await app.api.open(editor.draft.id)));
  return html`<div class="save-bar" role="alert" data-testid="save-bar">
    ${icon('alert')}
    <p><strong>${failure.message}</strong> ${failure.hint}${conflict
      ? html`<br />别的窗口已经保存了这份报告的另一稿。重新打开会显示那一稿，这里未保存的改动不再保留；需要的文字请先复制出来。`
      : nothing}</p>
    ${conflict
      ? html`<button type="button" data-testid="save-reopen" @click=${() => void reopen()}>重新打开</button>`
      : html`<button type="button" data-testid="save-retry" @click=${() => void editor.saver.flush()}>重试</button>`}
  </div>`;
}
