/** The state of saving, as it truly is, the bar that stays while saving fails, and the notice that the disk is full. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Editor } from '../editor';
import type { SaveState } from '../saver';
import { clockTime, shortTime } from '../text';
import { endTyping } from './common';
import { icon } from './icons';
import { tellWritten } from './written';

export function saveState(editor: Pick<Editor, 'saver' | 'savedAt'>): TemplateResult {
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
  if (state.kind === 'failed') return failedBar(app, editor, state);
  if (!editor.lowSpace) return nothing;
  return html`<div class="save-bar calm" role="status" data-testid="low-space">${icon('alert')}
    <p><strong>磁盘快满了，已动用预留的空间。</strong>写的内容都已保存；请删除或移走一些不用的文件，腾出空间。</p>
  </div>`;
}

function failedBar(app: App, editor: Editor, state: Extract<SaveState, { kind: 'failed' }>): TemplateResult {
  const { failure, since, trying } = state;
  const conflict = failure.code === 'conflict';
  return html`<div class="save-bar" role="alert" data-testid="save-bar">
    ${icon('alert')}
    <p><strong>${failure.message}</strong> ${conflict
      ? '请选留哪一稿。两稿都不会丢：没有选的那一稿在“历史版本”里，可以对照、取回。'
      : html`${failure.hint}<br />从 ${shortTime(since)} 起的改动还没有存好。不关窗口就不会丢，可以接着写；程序每 10 秒自动再试一次。`}</p>
    <div class="row">${conflict
      ? html`<button type="button" data-testid="save-reopen" @click=${() => void app.attempt(() => reopen(app, editor))}>重新打开另一稿</button>
        <button type="button" data-testid="save-overrule" @click=${() => void app.attempt(() => editor.overrule())}>以这一稿为准</button>`
      : html`<button type="button" data-testid="save-retry" @click=${() => void editor.saver.flush()}>${trying ? '正在重试…' : '重试'}</button>`}
      <button type="button" data-testid="save-elsewhere" @click=${() => void app.attempt(() => elsewhere(app, editor))}>另存到…</button></div>
  </div>`;
}

async function reopen(app: App, editor: Editor): Promise<void> {
  for (;;) {
    const { draft } = editor;
    // What was typed since the refusal becomes a version with the rest; where that fails, the bar says so and nothing is given up.
    await editor.saver.flush();
    const { state } = editor.saver;
    if (state.kind === 'failed' && state.failure.code !== 'conflict') return;
    const report = await app.api.open(draft.id);
    endTyping();
    // What was typed meanwhile is in no version yet.
    if (editor.draft !== draft) continue;
    editor.saver.rest();
    return app.replace(report);
  }
}

/** The file is no substitute for saving: the bar stays. */
async function elsewhere(app: App, editor: Editor): Promise<void> {
  tellWritten(app, await app.api.saveElsewhere(editor.draft), { begin: '已另存为', end: '；以后可在“备份与换机”里读入', stays: true });
}
