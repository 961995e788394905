import { render } from 'lit-html';
import { describe, expect, it } from 'vitest';
import { linkedBlocks, plainBlocks } from '../src/compose/paper';
import type { Block, Cell, Placement, Role, TextStyle } from '../src/generated';
import { sampleDraft, viewOf } from './fake-shell';

const base = viewOf(sampleDraft('a'));
const style = base.profile.blocks.paragraph as TextStyle;
const view = {
  ...base,
  profile: { ...base.profile, blocks: {
    ...base.profile.blocks, issuing_body: { ...style, size: 72, line: 1008, red: true, first_line: 0 }, attachment_note: { ...style, first_line: 0 }, table_cell: { ...style, size: 24, line: 336 },
  } },
};

/** A paragraph of what was typed, with `label` in front of it. */
function block(role: Role, text: string, more: Partial<Block> & { label?: string; field?: string; item?: string } = {}): Block {
  const { label = '', field = 'body', item = null, ...rest } = more;
  const typed = { text, role: 'text' as const, origin: { part: null, item, field, start: 0, end: text.length }, literal: true };
  return { role, spans: [...(label === '' ? [] : [{ text: label, role: 'text' as const, origin: null, literal: false }]), ...(text === '' ? [] : [typed])], ...rest };
}

const at = (table: number, row: number, column: number): { cell: Cell } => ({ cell: { table, row, column } });
const bare: Placement = { before: null, after: null, side: null, breaks: [], size: null, spread: null, line: null };

function drawn(blocks: Block[], placements: Partial<Placement>[] = []): HTMLElement {
  const root = document.createElement('div');
  render(linkedBlocks({ ...view, document: { ...base.document, blocks }, placements: blocks.map((_, i) => ({ ...bare, ...placements[i] })) }, [], new Set()), root);
  return root;
}

const text = (root: ParentNode, selector: string): string[] => [...root.querySelectorAll(selector)].map((found) => found.textContent?.replace(/\s+/g, '') ?? '');

describe('the sheet', () => {
  it('sets 版头 in red above its rule, with the signers beside the number', () => {
    const root = drawn([
      block('copy_number', '000001'), block('urgency', '特急'), block('issuing_body', '甲委'), block('issuing_body', '乙委员会'), block('issuing_suffix', '', { label: '文件' }),
      block('document_number', '甲〔2025〕1号'), block('signer', '张三', { label: '签发人：' }), block('signer', '李四'), block('title', '报告'),
    ]);
    const head = root.querySelector('.letterhead');
    expect(head && text(head, '.letterhead-marks p')).toEqual(['000001', '特急']);
    expect(head && text(head, '.letterhead-bodies > div p')).toEqual(['甲委', '乙委员会']);
    expect(head && text(head, '.letterhead-bodies > p')).toEqual(['文件']);
    expect(head && text(head, '.letterhead-bodies.joint')).toHaveLength(1);
    expect(head && text(head, '.letterhead-number.signed > p')).toEqual(['甲〔2025〕1号', '签发人：张三', '李四']);
    expect(head?.querySelector<HTMLElement>('.p-issuing_body')?.style.color).toBe('var(--paper-red)');
    expect(head?.querySelector<HTMLElement>('.p-issuing_body')?.style.fontSize).toBe('2.25em');
    expect(head?.querySelector<HTMLElement>('.p-issuing_body')?.style.lineHeight).toBe('1.4');
    expect(head?.contains(root.querySelector('.p-title'))).toBe(false);
    expect(drawn([block('document_number', '一')]).querySelector('.signed')).toBeNull();
  });

  it('keeps every paragraph under its number in the document', () => {
    const blocks = [
      block('signer', '张三'), block('document_number', '号'), block('title', '题'), block('table_head', '甲', at(0, 0, 0)), block('table_cell', '1', at(0, 1, 0)),
      block('imprint_date', '日'), block('imprint_copies', '抄'),
    ];
    const root = drawn(blocks);
    blocks.forEach((entry, i) => expect(root.querySelector(`[data-block="${i}"]`)?.textContent).toBe(entry.spans[0]?.text));
  });

  it('puts the paragraphs of a table into its cells, and tables apart', () => {
    const root = drawn([
      block('table_title', '表'), block('table_head', '甲', at(0, 0, 0)), block('table_head', '乙', at(0, 0, 1)), block('table_cell', '一', at(0, 1, 0)), block('table_cell', '二', at(0, 1, 0)),
      block('table_cell', '', at(0, 1, 1)), block('table_head', '丙', at(1, 0, 0)),
    ]);
    const tables = [...root.querySelectorAll('[role="table"]')];
    expect(tables.map((table) => [...table.querySelectorAll('[role="row"]')].map((row) => text(row, '[role="cell"]')))).toEqual([[['甲', '乙'], ['一二', '']], [['丙']]]);
    expect(tables[0]?.querySelectorAll('[role="cell"]')[2]?.querySelectorAll('p')).toHaveLength(2);
    expect(root.querySelectorAll('[tabindex]')).toHaveLength(0);
    expect(drawn(Array.from({ length: 12 }, (_, i) => block('table_head', '栏', at(0, 0, i)))).querySelectorAll('[tabindex]')).toHaveLength(1);
  });

  it('tells where a page ends before attachments, and which lie across', () => {
    const root = drawn([
      block('paragraph', '文'), block('attachment_label', '', { label: '附件1' }), block('attachment_title', '材料'), block('attachment_label', '', { label: '附件2', wide: true }),
      block('attachment_title', '台账', { wide: true }), block('imprint_issuer', '办'),
    ]);
    expect([...root.children].map((child) => (child.className === 'page-end' ? child.textContent?.trim() : child.className.replace(/^p p-| in-lines$/g, '')))).toEqual([
      'paragraph', '另起一页', 'attachment_label', 'attachment_title', '另起一页，横排', 'attachment_label', 'attachment_title', '另起一页，竖排', 'imprint',
    ]);
  });

  it('stands where the placement says', () => {
    const p = (role: Role, placement: Partial<Placement>, text = '甲乙'): CSSStyleDeclaration | undefined =>
      drawn([block(role, text)], [placement]).querySelector<HTMLElement>('p')?.style;
    const hanging = p('attachment_note', { side: { from: 'hanging', left: 1840, hanging: 1200 } });
    expect([hanging?.paddingLeft, hanging?.textIndent]).toEqual(['5.75em', '-3.75em']);
    const middle = p('signature', { side: { from: 'middle', left: 4422.5 } });
    expect([middle?.paddingLeft, middle?.textAlign]).toEqual(['50%', 'center']);
    expect(p('signer', { line: 1 })?.gridRow).toBe('2');
    const spread = p('issuing_body', { size: [48, 576], spread: 480 * 5 }, '甲乙丙');
    expect([spread?.letterSpacing, spread?.marginRight]).toEqual(['1em', '-1em']);
    expect(p('issuing_body', { size: [48, 576], spread: 480 * 5, breaks: [1] }, '甲乙丙')?.letterSpacing).toBe('');
    expect(p('issuing_body', { size: [48, 576], spread: 480 }, '甲乙丙')?.letterSpacing).toBe('');
  });

  it('ends lines where the placement says, across spans, and keeps the places in the field', () => {
    const title = block('title', '2025年度报告');
    title.spans.unshift({ text: '甲乙', role: 'text', origin: null, literal: false });
    const root = drawn([title], [{ breaks: [2, 7] }]);
    const parts = [...root.querySelectorAll('[data-span], br')].map((node) => (node.tagName === 'BR' ? '|' : `${node.textContent}@${(node as HTMLElement).dataset.from}`));
    expect(parts).toEqual(['甲乙@', '|', '2025年@0', '|', '度报告@5']);
    expect(root.querySelector('p')?.textContent).toBe('甲乙2025年度报告');
  });

  it('lets titles and broken lines never wrap by themselves', () => {
    const size = (role: Role, placement: Partial<Placement> = {}): string | undefined =>
      drawn([block(role, '甲乙丙')], [placement]).querySelector<HTMLElement>('p.in-lines')?.style.getPropertyValue('--size');
    expect([size('title'), size('title', { breaks: [1] }), size('issuing_body', { size: [48, 576], breaks: [1] })]).toEqual(['1.375em', '1.375em', '1.5em']);
    expect(size('attachment_title')).toBe('1em');
    expect([size('paragraph'), size('issuing_body'), size('table_title')]).toEqual([undefined, undefined, undefined]);
  });

  it('sets a paragraph in another size where the placement says', () => {
    const p = drawn([block('issuing_body', '很长的机关名称')], [{ size: [48, 672] }]).querySelector<HTMLElement>('.p-issuing_body');
    expect([p?.style.fontSize, p?.style.lineHeight]).toEqual(['1.5em', '1.4']);
  });

  it('lays examples out in the same way', () => {
    const root = document.createElement('div');
    render(plainBlocks([block('table_head', '甲', at(0, 0, 0)), block('issuing_body', '乙')], view.profile), root);
    expect(text(root, '[role="cell"]')).toEqual(['甲']);
    expect(root.querySelector<HTMLElement>('.letterhead .p-issuing_body')?.style.color).toBe('var(--paper-red)');
    expect(root.querySelectorAll('[data-block]')).toHaveLength(0);
  });
});
