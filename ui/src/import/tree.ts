/** The right side of an import: the recognised parts, the problems with their ticks, and what was set aside. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ImportPart, ImportPlace, ImportProblem, ImportStep, ImportView, Piece } from '../generated';
import { grouped } from '../text';
import { icon } from '../parts/icons';
import { look } from '../parts/directives';
import { asideStep } from './piece';
import { tableOf } from './table';
import { choiceOf, kindName } from './words';

/** What the right side needs of its screen. */
export interface Tree {
  readonly selected: number | null;
  /** The parts whose texts are shown, by their headings; 0 stands for what comes before the first, -1 for what is set aside. */
  readonly unfolded: ReadonlySet<number>;
  fold(part: number): void;
  choose(piece: number): void;
  step(step: ImportStep): void;
}

export const ASIDE = -1;

export function treeView(view: ImportView, tree: Tree): TemplateResult {
  const pieces = new Map(view.pieces.map((piece) => [piece.id, piece]));
  const aside = view.pieces.filter(({ role }) => role === 'noise');
  return html`
    <section class="import-parts" aria-labelledby="import-parts"><h2 id="import-parts">认出的各部分</h2>
      <ul data-testid="import-parts">${repeat(view.parts, ({ heading }) => heading ?? 0, (part) => partView(view, part, pieces, tree))}</ul>
    </section>
    ${ticks('今年的问题', 'import-problem', view.problems, ({ piece }) => piece, (one: ImportProblem) => ({ step: 'edit', edit: { do: 'problem', piece: one.piece, named: !one.named } }), tree)}
    ${ticks('上年的问题', 'import-last-year', view.last_year, ({ piece, start }) => `${piece}-${start}`, ({ piece, start, end, named }: ImportPlace) => ({ step: 'last_year', piece, start, end, named: !named }), tree)}
    ${aside.length === 0 ? nothing : asideView(view, aside, tree)}`;
}

/** A table is one line: its first cell's. */
function tableOnce(view: ImportView, pieces: readonly Piece[]): Piece[] {
  return pieces.filter(({ id }) => { const table = tableOf(view, id); return !table || table.pieces[0] === id; });
}

function partView(view: ImportView, { heading, depth, pieces, characters }: ImportPart, known: ReadonlyMap<number, Piece>, tree: Tree): TemplateResult {
  const head = heading === null ? undefined : known.get(heading);
  const texts = tableOnce(view, pieces.flatMap((id) => known.get(id) ?? []));
  const id = heading ?? 0;
  const open = tree.unfolded.has(id);
  const shown = open ? texts : texts.filter(({ id: one, role }) => tableOf(view, one) || (role !== 'text' && role !== 'cell' && role !== 'clause'));
  const folded = texts.length - shown.length;
  const name = head ? `${head.number}${head.text}` : '开头';
  return html`<li class="import-part" data-testid="import-part" data-piece=${heading ?? ''} ${look({ '--depth': String(depth) })}>
    <div class="import-head">
      ${texts.length === 0 ? html`<span class="import-fold"></span>` : html`<button type="button" class="quiet square import-fold" data-testid="import-fold" aria-expanded=${open} aria-label=${`${open ? '收起' : '展开'}“${name}”下面的文字`} @click=${() => tree.fold(id)}>${icon(open ? 'fold' : 'unfold')}</button>`}
      ${head
        ? html`<button type="button" class="import-go" data-testid="import-heading" aria-current=${head.id === tree.selected} @click=${() => tree.choose(head.id)}>${name}</button>${head.kind ? html`<span class="pill">${kindName(head.kind)}</span>` : nothing}`
        : html`<span class="import-go">${name}</span>`}
      ${folded > 0 || (open && texts.length > 0) ? html`<span class="quiet-text import-size">${texts.length} 段 ${grouped(characters)} 字</span>` : nothing}
    </div>
    ${shown.length === 0 ? nothing : html`<ul>${shown.map((piece) => pieceView(view, piece, tree))}</ul>`}
  </li>`;
}

function pieceView(view: ImportView, piece: Piece, { selected, choose }: Tree): TemplateResult {
  const table = tableOf(view, piece.id);
  const here = table ? selected !== null && table.pieces.includes(selected) : piece.id === selected;
  const { name, hint } = choiceOf(piece);
  return html`<li><button type="button" class=${table ? 'import-piece table' : 'import-piece'} data-testid="import-piece" data-piece=${piece.id} aria-current=${here} title=${hint === '' ? nothing : hint} @click=${() => choose(piece.id)}>
    <span class="import-role">${name}</span><span class="import-brief">${table ? table.says : html`${piece.number}${piece.text}`}</span></button></li>`;
}

/** What may name problems, each with its tick; the words lead to the piece. */
function ticks<T extends { piece: number; text: string; named: boolean }>(
  name: string, testid: string, list: readonly T[], key: (one: T) => unknown, turn: (one: T) => ImportStep, tree: Tree,
): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<section class="import-ticks" aria-labelledby=${testid}><h2 id=${testid}>${name}<span class="quiet-text">${list.filter(({ named }) => named).length} 个；不是的去掉勾</span></h2>
    <ul>${repeat(list, key, (one) => html`<li data-testid=${testid} data-piece=${one.piece}>
      <input type="checkbox" data-testid=${`${testid}-tick`} aria-label=${one.text} .checked=${one.named} @change=${() => tree.step(turn(one))} />
      <button type="button" class=${one.named ? 'import-go' : 'import-go off'} data-testid=${`${testid}-go`} @click=${() => tree.choose(one.piece)}>${one.text}</button></li>`)}</ul>
  </section>`;
}

function asideView(view: ImportView, aside: readonly Piece[], tree: Tree): TemplateResult {
  const open = tree.unfolded.has(ASIDE);
  const lines = tableOnce(view, aside);
  return html`<section class="import-aside">
    <button type="button" class="quiet" data-testid="import-aside" aria-expanded=${open} @click=${() => tree.fold(ASIDE)}>${icon(open ? 'fold' : 'unfold')}搁置的 ${lines.length} ${lines.length === aside.length ? '行' : '处'}，不进报告</button>
    ${open ? html`<ul>${lines.map((piece) => html`<li>
      <button type="button" class="import-go off" data-testid="import-aside-piece" @click=${() => tree.choose(piece.id)}>${tableOf(view, piece.id) ? '表格：' : ''}${piece.number}${piece.text}</button>
      <button type="button" class="quiet" data-testid="import-restore" aria-label=${`恢复“${piece.text.slice(0, 20)}”`} @click=${() => tree.step(asideStep(view, piece))}>恢复</button></li>`)}</ul>` : nothing}
  </section>`;
}
