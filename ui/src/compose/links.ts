/** Links from an item to problems: which ones it answers or explains, chosen by their wording. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { findTemplatePart, isBlank, partsOfKind, setItem } from '../draft';
import type { Editor } from '../editor';
import type { Item, Part } from '../generated';
import { icon } from '../parts/icons';

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

interface Link {
  readonly label: string;
  readonly key: 'answers' | 'explains';
  readonly choices: readonly Choice[];
}

/** What an item of this part can be linked to; `null` when there is nothing to choose from. */
export function linkOf(editor: Editor, part: Part): Link | null {
  const kind = findTemplatePart(editor.draft.template.content.parts, part.id)?.kind;
  const problems = (): Choice[] =>
    partsOfKind(editor.draft, 'problem').flatMap((entry) => entry.items).map((item) => ({
      id: item.id, label: editor.view.labels[item.id] ?? '', text: item.heading || item.body,
    }));
  const carried = (): Choice[] =>
    partsOfKind(editor.draft, 'rectification').flatMap((entry) => entry.items).map((item) => ({
      id: item.problem ?? item.id, label: item.year === undefined ? '' : `${item.year}年`, text: isBlank(item.waived) ? item.text ?? '' : '',
    }));
  const link: Link | null =
    kind === 'work' ? { label: '对应上年问题', key: 'answers', choices: carried() }
    : kind === 'plan' ? { label: '对应问题', key: 'answers', choices: problems() }
    : kind === 'cause' ? { label: '说明的问题', key: 'explains', choices: problems() }
    : null;
  if (!link) return null;
  const choices = link.choices.filter((choice) => choice.text.trim() !== '');
  return choices.length > 0 ? { ...link, choices } : null;
}

export function linkChooser(editor: Editor, part: Part, item: Item, link: Link): TemplateResult {
  const chosen = new Set(item[link.key] ?? []);
  const toggle = (id: string): void => {
    const ids = link.choices.map((choice) => choice.id).filter((entry) => (entry === id ? !chosen.has(id) : chosen.has(entry)));
    editor.change(setItem(editor.draft, part.id, item.id, { [link.key]: ids }), `${link.key} ${item.id}`);
  };
  const names = link.choices.filter((choice) => chosen.has(choice.id)).map((choice) => short(choice.text));
  return html`<details class="links" data-testid="links">
    <summary><span class="links-label">${link.label}</span>${names.length > 0
      ? html`<span class="links-names">${names.join('；')}</span>`
      : html`<span class="links-none">未选</span>`}${icon('unfold')}</summary>
    <div class="links-list" role="group" aria-label=${link.label}>
      ${repeat(link.choices, (choice) => choice.id, (choice) => html`<label>
        <input type="checkbox" data-testid="link-choice" .checked=${chosen.has(choice.id)} @change=${() => toggle(choice.id)} />
        <span>${choice.label ? html`<span class="links-number">${choice.label}</span>` : nothing}${choice.text}</span>
      </label>`)}
    </div>
  </details>`;
}

const short = (text: string): string => (text.length > 18 ? `${text.slice(0, 17)}…` : text);
