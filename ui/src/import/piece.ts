/** What can be done with the piece that was chosen. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { tick } from '../compose/controls';
import type { Edit, ImportStep, ImportView, Piece } from '../generated';
import { icon } from '../parts/icons';
import { cellName, tableOf } from './table';
import { choiceOf, CHOICES, KINDS } from './words';

/** What the panel needs of its screen. */
export interface Desk {
  readonly busy: boolean;
  step(step: ImportStep): void;
  next(): void;
}

/** What may name a problem of this year. */
const NAMING: ReadonlySet<Piece['role']> = new Set(['heading', 'series', 'clause', 'text'] as const);

const edit = (change: Edit): ImportStep => ({ step: 'edit', edit: change });

/** The pieces that can be seen, in the report's order. */
export const visible = (view: ImportView): readonly Piece[] => view.pieces.filter(({ text, number }) => text.trim() !== '' || number !== '');

/** The step that moves a piece by one place: a heading with all below it, a cell with its table. */
export const moveStep = ({ id }: Piece, by: -1 | 1): ImportStep => edit({ do: 'move', piece: id, up: by < 0 });

/** The step that sets a piece aside, or takes it up again; of a table the whole. */
export function asideStep(view: ImportView, { id, role }: Piece): ImportStep {
  const table = tableOf(view, id);
  if (table) return { step: 'table', pieces: table.pieces, aside: !table.aside };
  return edit({ do: 'role', piece: id, role: role === 'noise' ? 'text' : 'noise', level: null });
}

export function pieceView(view: ImportView, piece: Piece | undefined, desk: Desk): TemplateResult {
  if (!piece) {
    return html`<section class="import-desk empty-desk" aria-label="选中的一段"><p class="quiet-text">单击左边的一段，在这里改它是什么；↑ ↓ 换一段，F8 到下一处要确认的。</p></section>`;
  }
  const table = tableOf(view, piece.id);
  const list = visible(view);
  const at = list.findIndex(({ id }) => id === piece.id);
  return html`<section class="import-desk" aria-label="选中的一段" data-testid="import-desk" data-piece=${piece.id}>
    ${table ? html`<p class="import-what"><strong>${cellName(view, piece)}</strong><span class="quiet-text" data-testid="import-table-told">${table.says}</span></p>` : what(view, piece, desk)}
    ${keyed(`${piece.id}:${piece.text}`, textView(piece, table !== undefined, desk))}
    <div class="row import-acts">
      ${table ? nothing : html`
        <button type="button" data-testid="import-merge" ?disabled=${desk.busy || at <= 0} @click=${() => desk.step(edit({ do: 'merge', piece: piece.id }))}>与上一段合并</button>
        <button type="button" data-testid="import-split" title="光标放在要断开的地方，也可以按回车" ?disabled=${desk.busy} @click=${() => split(piece, desk)}>在光标处拆分</button>`}
      ${move('import-up', 'up', '上移', at <= 0)}${move('import-down', 'down', '下移', at === list.length - 1)}
      ${table
        ? html`<button type="button" data-testid="import-noise" ?disabled=${desk.busy} @click=${() => desk.step(asideStep(view, piece))}>${table.aside ? '恢复表格' : '整张表搁置'}</button>`
        : html`<button type="button" data-testid="import-noise" title=${piece.role === 'noise' ? nothing : '不进报告（Delete）'} ?disabled=${desk.busy} @click=${() => desk.step(asideStep(view, piece))}>${piece.role === 'noise' ? '恢复' : '搁置'}</button>`}
      ${piece.role === 'noise' ? nothing : html`<button type="button" data-testid="import-mark" title="先在上面的文字里选中写上年问题的那几个字" ?disabled=${desk.busy} @click=${() => mark(piece, desk)}>选中的是上年问题</button>`}
    </div>
  </section>`;

  function move(testid: string, sign: 'up' | 'down', name: string, edge: boolean): TemplateResult {
    const of = table ? `表格${name}` : piece?.role === 'heading' ? `${name}，连同下面的文字` : name;
    return html`<button type="button" class="square" data-testid=${testid} aria-label=${of} title=${`${of}（Alt+${sign === 'up' ? '↑' : '↓'}）`} ?disabled=${desk.busy || edge}
      @click=${() => piece && desk.step(moveStep(piece, sign === 'up' ? -1 : 1))}>${icon(sign)}</button>`;
  }
}

/** What the piece is: its role, of headings number and part, and why it was taken for that. */
function what(view: ImportView, piece: Piece, desk: Desk): TemplateResult {
  const doubtful = view.unsure.includes(piece.id);
  const choice = choiceOf(piece);
  // Where the role is the whole reason, the list beside it says so already.
  const reason = piece.reason === choice.name ? '' : piece.reason;
  const inTable = view.paragraphs[piece.paragraph]?.cell != null;
  const choices = CHOICES.filter(({ role }) => role !== 'cell' || inTable);
  return html`<div class="import-what">
      ${list('import-role', '这一段是', choices.map(({ key, name }) => [key, name] as const), choice.key, (key) => choose(key, piece, desk))}
      ${piece.role === 'heading' || piece.role === 'series' ? numberView(piece, desk) : nothing}
      ${piece.role === 'heading' && (piece.level === 1 || piece.kind)
        ? list('import-kind', '写的是', KINDS, piece.kind ?? 'prose', (kind) => desk.step(edit({ do: 'kind', piece: piece.id, kind }))) : nothing}
      ${NAMING.has(piece.role) ? tick({ id: 'import-names', testid: 'import-names', label: '是今年的问题', on: piece.problem, set: (named) => desk.step(edit({ do: 'problem', piece: piece.id, named })) }) : nothing}
      <span class=${doubtful ? 'import-why attention' : 'import-why quiet-text'} data-testid="import-why">${[doubtful ? '请确认' : '', reason].filter(Boolean).join('：')}</span>
      ${doubtful ? html`<button type="button" data-testid="import-sure" ?disabled=${desk.busy} @click=${() => { desk.step({ step: 'sure', piece: piece.id }); desk.next(); }}>${icon('check')}没错</button>` : nothing}
      ${choice.hint === '' ? nothing : html`<span class="import-hint quiet-text" data-testid="import-hint">${choice.name}：${choice.hint}</span>`}
    </div>`;
}

/** The number as it was recognised; the report's own is made by the program. */
function numberView({ id, number }: Piece, desk: Desk): TemplateResult {
  const take = (event: Event): void => {
    const typed = (event.currentTarget as HTMLInputElement).value.trim();
    if (typed !== number) desk.step(edit({ do: 'number', piece: id, number: typed }));
  };
  return html`<span class="import-pick"><label for="import-number" title=${NUMBER_HINT}>编号</label>${keyed(`${id}:${number}`, html`<input
    type="text" id="import-number" data-testid="import-number" maxlength="12" autocomplete="off" placeholder="没有" title=${NUMBER_HINT} .value=${number} @change=${take} />`)}</span>`;
}

const NUMBER_HINT = '认错的编号在这里改；清空的话，原来的编号并到文字里。报告里的编号由程序统一编';

function choose(key: string, piece: Piece, desk: Desk): void {
  const choice = CHOICES.find((one) => one.key === key);
  if (choice) desk.step(edit({ do: 'role', piece: piece.id, role: choice.role, level: choice.level }));
}

/** A list to choose from, behind its label. */
function list<T extends string>(id: string, label: string, options: readonly (readonly [T, string])[], now: T, take: (value: T) => void): TemplateResult {
  return html`<span class="import-pick"><label for=${id}>${label}</label>
    <select id=${id} data-testid=${id} @change=${(event: Event) => take((event.currentTarget as HTMLSelectElement).value as T)}>
      ${options.map(([value, name]) => html`<option value=${value} .selected=${value === now}>${name}</option>`)}
    </select></span>`;
}

/** The text to point into: the caret goes through it, but nothing can be typed. */
function textView(piece: Piece, cell: boolean, desk: Desk): TemplateResult {
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter') cell || split(piece, desk);
    else if (event.key === 'Backspace' && area()?.selectionStart === 0) cell || desk.step(edit({ do: 'merge', piece: piece.id }));
    else if (event.key !== 'Delete') return;
    event.preventDefault();
    event.stopPropagation();
  };
  // What an input method composes cannot be prevented.
  const undo = (event: Event): void => { (event.currentTarget as HTMLTextAreaElement).value = piece.text; };
  return html`<textarea id="import-text" class="prose" data-testid="import-text" rows="3" spellcheck="false" aria-label=${cell ? '这一格的文字' : '这一段的文字：光标放在要断开的地方按回车，就在那里拆分；在开头按退格，与上一段合并'}
    .value=${piece.text} @beforeinput=${(event: Event) => event.preventDefault()} @input=${undo} @compositionend=${undo} @keydown=${key}></textarea>`;
}

const area = (): HTMLTextAreaElement | null => document.querySelector<HTMLTextAreaElement>('#import-text');

function split({ id, text }: Piece, desk: Desk): void {
  const at = area()?.selectionStart ?? 0;
  if (at > 0 && at < text.length) desk.step(edit({ do: 'split', piece: id, at }));
  else area()?.focus();
}

function mark({ id }: Piece, desk: Desk): void {
  const [start, end] = [area()?.selectionStart ?? 0, area()?.selectionEnd ?? 0];
  if (start < end) desk.step({ step: 'last_year', piece: id, start, end, named: true });
  else area()?.focus();
}
