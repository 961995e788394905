/** What a problem or a rectification item holds beside its text: kept with the report, not printed in it. */

import { html, type TemplateResult } from 'lit-html';
import { setItem, unsetItem } from '../draft';
import type { Editor } from '../editor';
import type { Item, MeasureKind, Part, State } from '../generated';
import { control } from './controls';

const KINDS: readonly MeasureKind[] = ['立行立改', '分阶段', '持续整改'];
const STATES: readonly State[] = ['待整改', '整改中', '待验收', '已销号', '持续整改', '移交'];

type TextKey = 'cause' | 'owner' | 'leader' | 'due' | 'goal' | 'closed' | 'evidence' | 'measure' | 'result' | 'text' | 'heading' | 'body';

/** A control for one text of an item. */
export function itemText(
  editor: Editor, part: Part, item: Item, key: TextKey, label: string,
  options: { lines?: boolean; prose?: boolean; bare?: boolean; narrow?: boolean; placeholder?: string; hint?: string } = {},
): TemplateResult {
  return control(editor, { part: part.id, item: item.id, field: key }, {
    label,
    value: item[key] ?? '',
    commit: (value) => editor.type(setItem(editor.draft, part.id, item.id, { [key]: value }), `${key} ${item.id}`),
    testid: `item-${key}`,
    ...options,
  });
}

function select<T extends string>(
  editor: Editor, part: Part, item: Item, key: 'kind' | 'state', label: string, values: readonly T[],
): TemplateResult {
  const id = `at-${part.id}-${item.id}-${key}`;
  const now = item[key];
  const take = (event: Event): void => {
    const { value } = event.currentTarget as HTMLSelectElement;
    const next = value === ''
      ? unsetItem(editor.draft, part.id, item.id, key)
      : setItem(editor.draft, part.id, item.id, { [key]: value });
    editor.change(next, `${key} ${item.id}`);
  };
  return html`<div class="field narrow">
    <label for=${id}>${label}</label>
    <select id=${id} data-testid=${`item-${key}`} @change=${take}>
      <option value="" .selected=${now === undefined}>未定</option>
      ${values.map((value) => html`<option value=${value} .selected=${now === value}>${value}</option>`)}
    </select>
  </div>`;
}

const ASIDE = html`<span class="hint">不印进报告，附上整改台账时列入</span>`;

/** An example of a due date, so many years after the one reported on. */
function dueExample(editor: Editor, later: number): string {
  const { year } = editor.draft;
  return year === null ? '写明年、月、日，或写“长期”' : `如 ${year + later}年6月30日，或“长期”`;
}

function closedExample(editor: Editor): string {
  const { year } = editor.draft;
  return year === null ? '写明年、月、日' : `如 ${year}年6月30日`;
}

export function problemMore(editor: Editor, part: Part, item: Item): TemplateResult {
  return html`<details class="more" data-testid="more">
    <summary>更多：原因、责任、时限${ASIDE}</summary>
    <div class="grid">
      <div class="span">${itemText(editor, part, item, 'cause', '原因（不印进报告）', { lines: true })}</div>
      ${itemText(editor, part, item, 'owner', '责任人或责任单位')}
      ${itemText(editor, part, item, 'leader', '责任领导')}
      ${itemText(editor, part, item, 'due', '整改时限', { placeholder: dueExample(editor, 1) })}
      ${select(editor, part, item, 'kind', '整改方式', KINDS)}
      <div class="span">${itemText(editor, part, item, 'goal', '整改目标', { lines: true })}</div>
    </div>
  </details>`;
}

export function rectificationMore(editor: Editor, part: Part, item: Item): TemplateResult {
  return html`<details class="more" data-testid="more">
    <summary>更多：状态、佐证、责任、时限${ASIDE}</summary>
    <div class="grid">
      ${select(editor, part, item, 'state', '整改状态', STATES)}
      ${yearControl(editor, part, item)}
      <div class="span">${itemText(editor, part, item, 'evidence', '佐证', { lines: true, placeholder: '如文件、会议记录、台账' })}</div>
      ${itemText(editor, part, item, 'owner', '责任人或责任单位')}
      ${itemText(editor, part, item, 'leader', '责任领导')}
      ${itemText(editor, part, item, 'due', '整改时限', { placeholder: dueExample(editor, 0) })}
      ${itemText(editor, part, item, 'closed', '销号日期', { placeholder: closedExample(editor) })}
      <div class="span">${itemText(editor, part, item, 'goal', '整改目标', { lines: true })}</div>
    </div>
  </details>`;
}

function yearControl(editor: Editor, part: Part, item: Item): TemplateResult {
  const commit = (text: string): void => {
    const year = /^\s*(\d{1,4})\s*$/.exec(text)?.[1];
    const next = year === undefined
      ? unsetItem(editor.draft, part.id, item.id, 'year')
      : setItem(editor.draft, part.id, item.id, { year: Number(year) });
    editor.type(next, `year ${item.id}`);
  };
  return control(editor, { part: part.id, item: item.id, field: 'year' }, {
    label: '问题提出的年度', value: item.year === undefined ? '' : String(item.year), commit, testid: 'item-year', narrow: true, numeric: true,
  });
}
