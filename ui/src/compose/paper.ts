/** Composed paragraphs in their official faces: what the preview and the examples show. Running text, no pages. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Align, Block, Finding, Placement, Profile, Role, Span, TextStyle, View } from '../generated';
import { look } from '../parts/directives';
import { stretches, type Stretch } from './marks';
import { sheet } from './sheet';

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

/** Points are twentieths, sizes halves of a point: a pitch as a share of the size. */
const share = (pitch: number, size: number): string => String(pitch / (size * 10));

function blockLook(style: TextStyle | undefined, profile: Profile): Record<string, string> {
  if (!style) return {};
  const body = profile.blocks.paragraph?.size ?? style.size;
  return {
    'font-family': faces(style.face, style.own_digits ? null : profile.digits),
    'font-size': `${style.size / body}em`,
    'font-weight': style.bold ? '700' : '400',
    'text-align': ALIGN[style.align],
    'text-indent': `${style.first_line}em`,
    'padding-right': `${style.right}em`,
    // On the page's own lines, the sheet's height holds.
    ...(style.line === profile.page.pitch ? {} : { 'line-height': share(style.line, style.size) }),
    ...(style.red ? { color: 'var(--paper-red)' } : {}),
  };
}

/**
 * What Word gets too: gaps in lines of the page, indents as shares of the text area, another size. A sheet that is narrower than the
 * page's characters ask for keeps to characters where lines must stand below each other.
 */
function placeLook(block: Block, placement: Placement | undefined, profile: Profile): Record<string, string> {
  if (!placement) return {};
  const { page } = profile;
  const { before, after, side, size, spread, line } = placement;
  const gap = (length: number): string => `calc(var(--paper-size) * ${(LINE * length) / page.pitch})`;
  const part = (length: number): string => `${(100 * length) / (page.width - page.left - page.right)}%`;
  const own = size?.[0] ?? profile.blocks[block.role]?.size ?? 0;
  const characters = (length: number): number => length / (own * 10);
  return {
    ...(before === null ? {} : { 'margin-top': gap(before) }),
    ...(after === null ? {} : { 'margin-bottom': gap(after) }),
    ...(side?.from === 'right' ? { 'padding-right': part(side.right) } : {}),
    ...(side?.from === 'left' ? { 'padding-left': part(side.left), 'padding-right': '0', 'text-align': 'left' } : {}),
    ...(side?.from === 'middle' ? { 'padding-left': part(side.left), 'padding-right': '0', 'text-align': 'center' } : {}),
    ...(side?.from === 'hanging' ? { 'padding-left': `${characters(side.left)}em`, 'text-indent': `${-characters(side.hanging)}em` } : {}),
    ...(size ? { 'font-size': `${size[0] / (profile.blocks.paragraph?.size ?? size[0])}em`, 'line-height': share(size[1], size[0]) } : {}),
    ...(spread === null ? {} : spaced(block, placement, characters(spread))),
    ...(line === null ? {} : { 'grid-row': String(line + 1) }),
  };
}

/** The letters of a line evenly over so many characters. Where the text has more lines than one, these differ, and none is spread. */
function spaced(block: Block, { breaks }: Placement, width: number): Record<string, string> {
  const letters = [...block.spans.map((span) => span.text).join('')].length;
  if (breaks.length > 0 || letters < 2 || width <= letters) return {};
  const space = `${(width - letters) / (letters - 1)}em`;
  return { 'letter-spacing': space, 'margin-right': `-${space}` };
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
  return sheet(blocks, (block) => html`<p class=${`p p-${block.role}`} ${look(blockLook(profile.blocks[block.role], profile))}>${block.spans.map(
    (span) => html`<span ${look(spanLook(span, profile))}>${span.text}</span>`)}</p>`);
}

/** A stretch of a span that stands in one line, and whether that line ends with it. */
interface Piece extends Stretch {
  readonly ends: boolean;
}

/** Cuts the stretches of a span where lines end; `at` is where the span begins in its paragraph, in UTF-16 units. */
function pieces(span: Span, findings: readonly Finding[], at: number, breaks: readonly number[]): Piece[] {
  let begins = at;
  return stretches(span, findings).flatMap((stretch) => {
    const { text, from } = stretch;
    const start = begins;
    begins += text.length;
    const cuts = breaks.filter((cut) => cut > start && cut <= begins).map((cut) => cut - start);
    const ends = cuts.at(-1) === text.length ? cuts : [...cuts, text.length];
    return ends.map((end, i): Piece => {
      const begin = ends[i - 1] ?? 0;
      return { text: text.slice(begin, end), from: from === null || !span.literal ? from : from + begin, marked: stretch.marked, ends: cuts.includes(end) };
    });
  });
}

/** What Word gets in lines of its own, none of which is as wide as the page's text area. */
const TITLES: readonly Role[] = ['title', 'attachment_title'];

/**
 * Paragraphs that lead back to the form: every stretch names its block, its span, and where it begins in its field. `current` are the ids of
 * items and the names of elements' texts that are being worked on. Lines that never wrap are fitted by {@link fitLines}.
 */
export function linkedBlocks(
  { document: { blocks }, placements, profile }: View, findings: readonly Finding[], current: ReadonlySet<string>,
): TemplateResult[] {
  const isCurrent = ({ origin }: Span): boolean => origin !== null && current.has(origin.item ?? origin.field);
  return sheet(blocks, (block, b) => {
    const placement = placements[b];
    const { 'font-size': size = '1em', ...rest } = { ...blockLook(profile.blocks[block.role], profile), ...placeLook(block, placement, profile) };
    const inLines = TITLES.includes(block.role) || (placement?.breaks.length ?? 0) > 0;
    const style = { ...rest, [inLines ? '--size' : 'font-size']: size };
    const typed = block.spans.filter((span) => span.origin?.item || isCurrent(span));
    const whole = typed.length > 0 && typed.every(isCurrent);
    let at = 0;
    const span = (entry: Span, s: number): TemplateResult => {
      const parts = pieces(entry, findings, at, placement?.breaks ?? []);
      at += entry.text.length;
      return html`<span class=${!whole && isCurrent(entry) ? 'now' : ''} ${look(spanLook(entry, profile))}>${parts.map(
        (part) => html`<span data-span=${s} data-from=${part.from ?? ''} class=${part.marked ? 'mark' : ''}>${part.text}</span>${part.ends ? html`<br />` : nothing}`)}</span>`;
    };
    return html`<p class=${`p p-${block.role}${inLines ? ' in-lines' : ''}${whole ? ' now' : ''}`} data-block=${b} ${look(style)}>${block.spans.map(span)}</p>`;
  });
}

/** Sets lines that are wider than the sheet as much smaller as they are too wide. */
export function fitLines(root: ParentNode): void {
  const paragraphs = [...root.querySelectorAll<HTMLElement>('.in-lines')];
  for (const { style } of paragraphs) style.removeProperty('--fit');
  const shares = paragraphs.map(({ clientWidth, scrollWidth }) => clientWidth / scrollWidth);
  paragraphs.forEach(({ style }, i) => {
    const share = shares[i] ?? 1;
    if (share < 1) style.setProperty('--fit', share.toFixed(3));
  });
}
