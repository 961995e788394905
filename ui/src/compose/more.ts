/** What a problem or a rectification item holds beside its text: kept with the report, not printed in it. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { setItem, unsetItem } from '../draft';
import type { Editor } from '../editor';
import type { Item, MeasureKind, Part, State } from '../generated';
import { controlId } from '../locate';
import { control, errorList, shownErrors } from './controls';

const KINDS: readonly MeasureKind[] = ['立行立改', '分阶段', '持续整改'];
export const STATES: readonly State[] = ['待整改', '整改中', '待验收', '已销号', '持续整改', '移交'];

/** Who points problems out, as offices name it. */
const SOURCES = ['自查', '上级点评', '群众评议', '督查'];

type TextKey =
  'cause' | 'owner' | 'leader' | 'due' | 'goal' | 'source' | 'closed' | 'reason' | 'evidence' | 'measure' | 'result' | 'text' | 'heading' | 'body';

/** A control for one text of an item. */
export function itemText(
  editor: Editor, part: Part, item: Item, key: TextKey, label: string,
  options: { lines?: boolean; prose?: boolean; bare?: boolean; placeholder?: string; list?: readonly string[] } = {},
): TemplateResult {
  return control(editor, { part: part.id, item: item.id, field: key }, {
    label,
    value: item[key] ?? '',
    commit: (value) => editor.type(setItem(editor.draft, part.id, item.id, { [key]: value }), `${key} ${item.id}`),
    testid: `item-${key}`,
    ...options,
  });
}

export function select<T extends string>(
  editor: Editor, part: Part, item: Item, key: 'kind' | 'state' | 'recurs', label: string, values: readonly (T | readonly [value: T, name: string])[], none = '未定',
): TemplateResult {
  const id = controlId(part.id, item.id, key);
  const errors = shownErrors(editor, { part: part.id, item: item.id, field: key });
  const take = (event: Event): void => {
    const { value } = event.currentTarget as HTMLSelectElement;
    const next = value === ''
      ? unsetItem(editor.draft, part.id, item.id, key)
      : setItem(editor.draft, part.id, item.id, { [key]: value });
    editor.change(next, `${key} ${item.id}`);
  };
  return html`<div class="field narrow">
    <label for=${id}>${label}</label>${errorList(id, errors)}
    <select id=${id} data-testid=${`item-${key}`} aria-describedby=${errors.length > 0 ? `${id}-errors` : nothing} @change=${take}>
      <option value="" .selected=${item[key] === undefined}>${none}</option>
      ${values.map((entry) => (typeof entry === 'string' ? ([entry, entry] as const) : entry)).map(([value, name]) =>
        html`<option value=${value} .selected=${item[key] === value}>${name}</option>`)}
    </select>
  </div>`;
}

const ASIDE = html`<span class="hint">不印进报告，附上整改台账时列入</span>`;

export function problemMore(editor: Editor, part: Part, item: Item): TemplateResult {
  const { year, carried = [] } = editor.draft;
  const earlier = carried
    .filter(({ problem, state }) => state === '已销号' || state === '移交' || problem === item.recurs)
    .map((one) => [one.problem, `${one.year === null ? '' : `${one.year}年：`}${one.text}`] as const);
  const recurs = item.recurs !== undefined && !earlier.some(([id]) => id === item.recurs) ? [...earlier, [item.recurs, '更早的一个问题'] as const] : earlier;
  return html`<details class="more" data-testid="more">
    <summary>更多：原因、责任、时限、来源${ASIDE}</summary>
    <div class="grid">
      <div class="span">${itemText(editor, part, item, 'cause', '原因（不印进报告）', { lines: true })}</div>
      ${itemText(editor, part, item, 'owner', '责任单位/责任人')}
      ${itemText(editor, part, item, 'due', '完成时限', { placeholder: year === null ? '写明年、月、日，或写“长期”' : `如 ${year + 1}年6月30日，或“长期”` })}
      ${itemText(editor, part, item, 'leader', '责任领导')}
      ${select(editor, part, item, 'kind', '整改方式', KINDS)}
      ${itemText(editor, part, item, 'source', '来源', { list: SOURCES, placeholder: '如：自查、上级点评' })}
      ${recurs.length > 0 ? select(editor, part, item, 'recurs', '是不是老问题复发', recurs, '不是') : nothing}
      <div class="span">${itemText(editor, part, item, 'goal', '整改目标', { lines: true })}</div>
    </div>
  </details>`;
}

export function rectificationMore(editor: Editor, part: Part, item: Item): TemplateResult {
  return html`<details class="more" data-testid="more">
    <summary>更多：责任领导、整改目标${ASIDE}</summary>
    <div class="grid">
      ${item.report === undefined ? yearControl(editor, part, item) : nothing}
      ${itemText(editor, part, item, 'leader', '责任领导')}
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
