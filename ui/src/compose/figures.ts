/** 关键数据: one row a figure, with what it was last year and how often it is used. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App } from '../app';
import type { Editor } from '../editor';
import { addFigure, isUsable, removeFigure, renameUses, setFigure, tokenOf } from '../figures';
import type { Figure, Section } from '../generated';
import { changeText } from '../ledger/change';
import { controlId, FIGURES } from '../locate';
import { field } from '../parts/directives';
import { icon } from '../parts/icons';
import { uuid } from '../text';
import { errorList, shownErrors } from './controls';
import { offerUndo } from './undo';

type Key = 'name' | 'value' | 'unit';
const LABELS: Record<Key, readonly [label: string, example: string]> = {
  name: ['名称', '如：党委会议'], value: ['数值', '待填'], unit: ['单位', '如：次'],
};

export class FiguresForm {
  /** The name of the figure whose name is being typed, as it was. */
  #was = '';

  constructor(
    private readonly app: App,
    private readonly editor: Editor,
  ) {}

  view(section: Section): TemplateResult {
    const { figures } = this.editor.draft;
    return html`<header class="part-head"><h1 tabindex="-1">${section.name}</h1></header>
      <p class="part-hint">同一个数字只在这里填一次，写正文时单击“插入数据”取用，文字里写成 <code>${tokenOf('名称')}</code>，印出来是数值；单位不进正文。</p>
      ${figures.length === 0
        ? html`<p class="empty">还没有关键数据。会议次数这类要用好几处的数字放在这里。</p>`
        : html`<div class="key-figures" role="table" aria-label="关键数据">
            <div role="row" class="overview-head">
              ${['名称', '数值', '单位', '上年', '比上年', '用在'].map((name) => html`<span role="columnheader">${name}</span>`)}<span role="columnheader"><span class="sr-only">删除</span></span>
            </div>
            ${repeat(figures, (figure) => figure.id, (figure) => this.#row(figure))}
          </div>`}
      <button type="button" class="add" data-testid="add-figure" @click=${() => this.add()}>${icon('plus')}添加一项</button>`;
  }

  add(): void {
    const { editor } = this;
    const id = uuid();
    editor.change(addFigure(editor.draft, id), `add ${id}`);
    editor.reveal({ section: FIGURES, part: null, item: id, field: 'name', start: 0, end: 0 });
  }

  #row(figure: Figure): TemplateResult {
    const { editor } = this;
    const used = editor.view.figures[figure.id] ?? 0;
    const last = figure.last ?? '';
    return html`<div role="row" data-item=${figure.id} data-testid="figure">
      ${this.#cell(figure, 'name')}${this.#cell(figure, 'value')}${this.#cell(figure, 'unit')}
      <span role="cell" class="number">${last}${last !== '' && figure.last_year !== undefined ? html`<span class="quiet-text">${figure.last_year}年</span>` : nothing}</span>
      <span role="cell" class="number" data-testid="figure-change">${changeText(last, figure.value)}</span>
      <span role="cell" class="quiet-text" data-testid="figure-used">${used} 处</span>
      <span role="cell"><button type="button" class="quiet square" aria-label=${`删除“${figure.name}”`} title="删除" data-testid="figure-remove" @click=${() => this.#remove(figure, used)}>${icon('close')}</button></span>
    </div>`;
  }

  #cell(figure: Figure, key: Key): TemplateResult {
    const { editor } = this;
    const [label, placeholder] = LABELS[key];
    const id = controlId(null, figure.id, key);
    // Under a name that is none nothing can be used, which is to be seen at once.
    const errors = key === 'name' ? editor.findingsAt(null, figure.id, key) : shownErrors(editor, { part: null, item: figure.id, field: key });
    const commit = (value: string): void => editor.type(setFigure(editor.draft, figure.id, { [key]: value }), `${key} ${figure.id}`);
    return html`<span role="cell" class=${errors.length > 0 ? 'field wrong' : 'field'}>
      <input
        type="text" id=${id} data-testid=${`figure-${key}`} autocomplete="off" spellcheck="false" aria-label=${label} placeholder=${placeholder}
        aria-describedby=${errors.length > 0 ? `${id}-errors` : nothing} aria-invalid=${errors.some((error) => error.level === 'error') ? 'true' : nothing}
        @focus=${() => { if (key === 'name') this.#was = figure.name; }} @change=${() => { if (key === 'name') this.#renamed(figure.id); }}
        ${field(figure[key], editor.epoch, commit)}
      />${errorList(id, errors)}
    </span>`;
  }

  /** The texts that use the figure follow its new name, unless that name is none. */
  #renamed(id: string): void {
    const { editor } = this;
    const { draft: { figures }, view } = editor;
    const now = figures.find((figure) => figure.id === id);
    const was = this.#was.trim();
    if (!now || was === '' || now.name.trim() === was || !isUsable(figures, now, view.counted)) return;
    this.#was = now.name;
    // Another figure of that name keeps its uses.
    if (figures.some((figure) => figure.name.trim() === was)) return;
    editor.type(renameUses(editor.draft, was, now.name), `name ${id}`);
  }

  #remove(figure: Figure, used: number): void {
    const { editor } = this;
    editor.change(removeFigure(editor.draft, figure.id), `remove ${figure.id}`);
    offerUndo(this.app, editor, used > 0 ? `已删除“${figure.name}”，文字里还有 ${used} 处用到它` : `已删除“${figure.name || '一项'}”`);
  }
}
