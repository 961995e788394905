/** 版头、附件和版记: one page with a switch for each; its fields appear when it is on, and what is typed in them stays when it is off. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Editor } from '../editor';
import { elementsOf, setElement, TEXTS, type ElementText } from '../elements';
import type { Elements, Section } from '../generated';
import { controlId } from '../locate';
import { AttachmentList } from './attachments';
import { control, tick, type ControlOptions } from './controls';
import type { TableEditor } from './table';

type Key = keyof Elements;

const ABOUT: Record<Key, readonly [name: string, about: string]> = {
  letterhead: ['版头', '首页红线以上的部分，有发文机关、发文字号等。作为正式文件印发时才用。'],
  recipient: ['主送机关', '标题下面顶格写的收文机关。报告要报送给某个机关时用。'],
  attachments: ['附件', '另起一页附在后面的材料，如整改台账；正文末尾自动写明名称。'],
  note: ['附注', '成文日期下面括号里的话，如联系人和电话。需要说明这些事项时用。'],
  imprint: ['版记', '最后一页下端的抄送机关、印发机关和印发日期。作为正式文件印发时才用。'],
};

type Options = Partial<Pick<ControlOptions, 'hint' | 'placeholder' | 'lines' | 'wide' | 'narrow' | 'required'>>;

export class ElementsForm {
  readonly attachments: AttachmentList;

  constructor(
    app: App,
    private readonly editor: Editor,
    tables: TableEditor,
  ) {
    this.attachments = new AttachmentList(app, editor, tables);
  }

  view(section: Section): TemplateResult {
    const year = this.editor.draft.year ?? Number(this.editor.draft.created.slice(0, 4));
    const unit = this.editor.draft.fields.unit || '青石园区党工委';
    return html`<header class="part-head"><h1 tabindex="-1">${section.name}</h1></header>
      <p class="part-hint">述职报告一般不用这些；按公文报送、印发时，用哪样打开哪样。关掉后不印，填的内容还在。</p>
      ${this.#element('letterhead', () => html`<div class="fields">
        ${this.#text(TEXTS.copy_number, { narrow: true, hint: '涉密文件才编，六位数字', placeholder: '如：000001' })}
        ${this.#text(TEXTS.secrecy, { narrow: true, hint: '不涉密不填', placeholder: '如：机密★1年' })}
        ${this.#text(TEXTS.urgency, { narrow: true, hint: '不急不填', placeholder: '如：特急、加急' })}
        ${this.#text(TEXTS.bodies, { lines: true, wide: true, required: true, hint: '一行一个，联合行文时主办的写在最前', placeholder: `如：${unit}` })}
        <div class="wide">${tick({
          id: controlId(null, null, 'elements.suffix'), testid: 'element-suffix', label: '后面加“文件”二字', on: elementsOf(this.editor.draft).letterhead.suffix,
          set: (suffix) => this.#set('letterhead', { suffix }),
        })}</div>
        ${this.#text(TEXTS.number, { hint: '年份写全，放在六角括号〔〕里', placeholder: `如：青园党〔${year}〕12号` })}
        ${this.#text(TEXTS.signers, { lines: true, hint: '一行一个；报送上级的才写', placeholder: '如：李明远' })}
      </div>`)}
      ${this.#element('recipient', () => html`<div class="fields">
        ${this.#text(TEXTS.recipient, { wide: true, hint: '末尾的冒号由程序加上', placeholder: '如：青石县委组织部' })}
      </div>`)}
      ${this.#element('attachments', () => this.attachments.view(), () => this.attachments.ledgerButton())}
      ${this.#element('note', () => html`<div class="fields">
        ${this.#text(TEXTS.note, { wide: true, hint: '括号由程序加上', placeholder: '如：联系人：李明远，电话：0000-1234567' })}
      </div>`)}
      ${this.#element('imprint', () => html`<div class="fields">
        ${this.#text(TEXTS.copies, { lines: true, wide: true, hint: '机关之间用逗号隔开，前面的“抄送”和末尾的句号由程序加上', placeholder: '如：青石县纪委，青石县直机关工委' })}
        ${this.#text(TEXTS.issuer, { placeholder: `如：${unit}办公室` })}
        ${this.#text(TEXTS.print_date, { placeholder: `如 ${year + 1}年1月8日` })}
      </div>`)}`;
  }

  /** An element with its switch; `beside` is offered while it is off. */
  #element(key: Key, fields: () => TemplateResult, beside?: () => TemplateResult | typeof nothing): TemplateResult {
    const [name, about] = ABOUT[key];
    const { on } = elementsOf(this.editor.draft)[key];
    const id = controlId(null, null, `elements.${key}.on`);
    return html`<section class=${on ? 'element on' : 'element'} aria-labelledby=${`${id}-name`}>
      <header>
        <input
          type="checkbox" role="switch" class="switch" id=${id} data-testid=${`element-${key}`} aria-describedby=${`${id}-about`} .checked=${on}
          @change=${(event: Event) => this.#set(key, { on: (event.currentTarget as HTMLInputElement).checked })}
        />
        <h2 id=${`${id}-name`}><label for=${id}>${name}</label></h2>
        <p id=${`${id}-about`}>${about}</p>
        ${on ? nothing : beside?.() ?? nothing}
      </header>
      ${on ? html`<div class="element-body">${fields()}</div>` : nothing}
    </section>`;
  }

  #text(entry: ElementText, options: Options): TemplateResult {
    const { editor } = this;
    return control(editor, { part: null, item: null, field: entry.field }, {
      label: entry.name, value: entry.read(elementsOf(editor.draft)), testid: entry.field.replace('.', '-'),
      commit: (value) => editor.type(entry.write(editor.draft, value), entry.field), ...options,
    });
  }

  #set<K extends Key>(key: K, change: Partial<Elements[K]>): void {
    this.editor.change(setElement(this.editor.draft, key, change), `element ${key}`);
  }
}
