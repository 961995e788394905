/** The list of sections on the left: a task list. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Editor } from '../editor';
import type { Section } from '../generated';
import { BASIC, ELEMENTS, FIGURES } from '../locate';
import { icon, type Icon } from '../parts/icons';

const STATES: Record<Section['state'], { icon: Icon; text: string }> = {
  not_started: { icon: 'todo', text: '未开始' },
  started: { icon: 'started', text: '编写中' },
  done: { icon: 'done', text: '已完成' },
  unused: { icon: 'leftout', text: '未启用' },
};

/** The state of a section in words. */
export function stateText(section: Section): string {
  return section.left_out ? '不写' : STATES[section.state].text;
}

export function sectionList(editor: Editor): TemplateResult {
  return html`<nav class="sections" aria-label="报告的各部分" data-testid="sections">
    <ol>${repeat(editor.sections, (section) => section.id, (section) => row(editor, section))}</ol>
  </nav>`;
}

function row(editor: Editor, section: Section): TemplateResult {
  const here = section.id === editor.section;
  const state = section.left_out ? ('leftout' as const) : STATES[section.state].icon;
  const classes = [
    'section', section.left_out ? 'left-out' : section.state, section.depth > 0 ? 'sub' : '', section.id === BASIC ? 'basic' : '', section.id === ELEMENTS ? 'elements' : '',
  ];
  return html`<li class=${classes.filter(Boolean).join(' ')}>
    <button
      type="button" data-testid=${`section-${section.id}`} aria-current=${here ? 'step' : nothing}
      @click=${() => editor.go(section.id)}
    >
      ${icon(state)}<span class="name">${section.name}${section.about ? html`<span class="about">${section.about}</span>` : nothing}</span><span class="sr-only">，${stateText(section)}</span>${note(editor, section)}
    </button>
  </li>`;
}

function note(editor: Editor, section: Section): TemplateResult | typeof nothing {
  if (section.left_out) return html`<span class="note">不写</span>`;
  if (section.state === 'unused') return html`<span class="note" aria-hidden="true">未启用</span>`;
  if (section.placeholders > 0) return told(section, 'attention', `待填 ${section.placeholders}`, section.placeholders);
  const missing = section.errors - section.placeholders;
  if (missing > 0 && (section.state === 'done' || editor.checked)) return told(section, 'error', `缺 ${missing} 项`, missing);
  if (section.items > 0) return html`<span class="note">${section.items} ${section.id === FIGURES ? '项' : '条'}</span>`;
  return nothing;
}

/** A note in words; beside a name that fills the line, the number alone. */
function told(section: Section, kind: 'attention' | 'error', words: string, count: number): TemplateResult {
  return section.id === ELEMENTS
    ? html`<span class=${`note ${kind}`} title=${words}><span aria-hidden="true">${count}</span><span class="sr-only">，${words}</span></span>`
    : html`<span class=${`note ${kind}`}>${words}</span>`;
}
