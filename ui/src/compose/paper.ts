/** Composed paragraphs in their official faces: what the preview and the examples show. Running text, no pages. */

import { html, type TemplateResult } from 'lit-html';
import type { Align, Block, Finding, Placement, Profile, Span, TextStyle, View } from '../generated';
import { look } from '../parts/directives';
import { stretches } from './marks';

/** Stand-ins for faces that a PC may lack, nearest first. */
const STAND_INS: Record<string, string> = {
  '方正小标宋简体': '"FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "小标宋", "STZhongsong", "华文中宋", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", serif',
  '仿宋_GB2312': '"FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "华文仿宋", "FandolFang R", "FandolFang", "Noto Serif CJK SC", serif',
  '楷体_GB2312': '"KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "华文楷体", "FandolKai", "AR PL UKai CN", "Noto Serif CJK SC", serif',
  '黑体': '"SimHei", "STHeiti", "华文黑体", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif',
  '宋体': '"SimSun", "STSong", "Noto Serif CJK SC", serif',
};

/** The line height of the sheet, as in paper.css. */
const LINE = 1.81;

const ALIGN: Record<Align, string> = { left: 'left', centre: 'center', right: 'right', both: 'justify' };

/** The faces for a name from the profile, with Latin letters and digits in a face of their own. */
export function faces(face: string, digits: string | null): string {
  const east = `"${face}", ${STAND_INS[face] ?? 'serif'}`;
  return digits === null ? east : `"Shuzhi Latin", ${east}`;
}

function blockLook(style: TextStyle | undefined, profile: Profile): Record<string, string> {
  if (!style) return {};
  const body = profile.blocks.paragraph?.size ?? style.size;
  const relative = style.size / body;
  return {
    'font-family': faces(style.face, style.own_digits ? null : profile.digits),
    'font-size': `${relative}em`,
    'font-weight': style.bold ? '700' : '400',
    'text-align': ALIGN[style.align],
    'text-indent': `${style.first_line}em`,
    'padding-right': `${style.right}em`,
  };
}

/** The gaps and indents that Word gets too: gaps in lines of the page, indents as shares of the text area. */
function placeLook(placement: Placement | undefined, profile: Profile): Record<string, string> {
  if (!placement) return {};
  const { page } = profile;
  const gap = (length: number): string => `calc(var(--paper-size) * ${(LINE * length) / page.pitch})`;
  const share = (length: number): string => `${(100 * length) / (page.width - page.left - page.right)}%`;
  const { side } = placement;
  return {
    ...(placement.before === null ? {} : { 'margin-top': gap(placement.before) }),
    ...(placement.after === null ? {} : { 'margin-bottom': gap(placement.after) }),
    ...(side?.from === 'right' ? { 'padding-right': share(side.right) } : {}),
    ...(side?.from === 'left' ? { 'padding-left': share(side.left), 'padding-right': '0', 'text-align': 'left' } : {}),
  };
}

function spanLook(span: Span, profile: Profile): Record<string, string> {
  const style = profile.spans[span.role];
  const result: Record<string, string> = {};
  if (style?.face) result['font-family'] = faces(style.face, profile.digits);
  if (style?.bold) result['font-weight'] = '700';
  return result;
}

/** Paragraphs that only show. */
export function plainBlocks(blocks: readonly Block[], profile: Profile): TemplateResult[] {
  return blocks.map((block) => html`<p class=${`p p-${block.role}`} ${look(blockLook(profile.blocks[block.role], profile))}>${block.spans.map(
    (span) => html`<span ${look(spanLook(span, profile))}>${span.text}</span>`)}</p>`);
}

/** Paragraphs that lead back to the form: every stretch names its block, its span, and where it begins in its field. */
export function linkedBlocks(
  { document: { blocks }, placements, profile }: View, findings: readonly Finding[], current: ReadonlySet<string>,
): TemplateResult[] {
  return blocks.map((block, b) => {
    const style = { ...blockLook(profile.blocks[block.role], profile), ...placeLook(placements[b], profile) };
    const typed = block.spans.filter((span) => span.origin?.item);
    const isCurrent = (span: Span): boolean => span.origin?.item != null && current.has(span.origin.item);
    const whole = typed.length > 0 && typed.every(isCurrent);
    return html`<p class=${`p p-${block.role}${whole ? ' now' : ''}`} data-block=${b} ${look(style)}>${block.spans.map(
      (span, s) => html`<span class=${!whole && isCurrent(span) ? 'now' : ''} ${look(spanLook(span, profile))}>${stretches(span, findings).map(
        (part) => html`<span data-span=${s} data-from=${part.from ?? ''} class=${part.marked ? 'mark' : ''}>${part.text}</span>`)}</span>`)}</p>`;
  });
}
