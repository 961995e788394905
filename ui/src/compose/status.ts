/** The status bar of 编写: length, open points, share of the problems. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Editor, Kind } from '../editor';
import { look } from '../parts/directives';
import { grouped } from '../text';

export function statusBar(editor: Editor, next: (kind: Kind) => void): TemplateResult {
  const { view, draft } = editor;
  const { length, problem_share } = draft.template.content.settings;
  const required = view.findings.filter((finding) => finding.level === 'error').length - view.placeholders;
  return html`<footer class="status" data-testid="status">
    <span data-testid="status-length">全文 ${grouped(view.characters)} 字${length === null ? nothing : html`，一般 ${grouped(length)} 字`}</span>
    ${length === null ? nothing : html`<span class="gauge" aria-hidden="true"><span ${look({ width: `${Math.min(100, (view.characters / length) * 100)}%` })}></span></span>`}
    ${view.placeholders > 0
      ? html`<button type="button" class="attention" data-testid="status-open" title="到下一处待填" @click=${() => next('placeholder')}>待填 ${view.placeholders} 处</button>`
      : html`<span data-testid="status-open">${required > 0 ? '待填 0 处' : '没有待填'}</span>`}
    ${required > 0
      ? html`<button type="button" class="attention" data-testid="status-required" title="到下一处必填" @click=${() => next('required')}>必填 ${required} 处</button>`
      : nothing}
    ${view.problem_share === null ? nothing : html`<span data-testid="status-share">问题占比 ${view.problem_share}%${problem_share === null ? nothing : html`，要求 ${problem_share}%`}</span>`}
  </footer>`;
}
