/** The words for a layout profile's values, and the faces and sizes that offices use. No rule: what is possible, the engine says. */

import type { Layout, LayoutFaces, PageNumber, PageNumberForm, Place } from '../generated';

export type Choices<T extends string> = readonly (readonly [T, string])[];

export const PLACES: Choices<Place> = [['title', '标题下'], ['end', '文末'], ['none', '不写']];
export const PAGE_NUMBERS: Choices<PageNumber> = [['outside', '单页右、双页左'], ['centre', '居中']];
export const PAGE_NUMBER_FORMS: Choices<PageNumberForm> = [['dashes', '— 1 —'], ['plain', '1'], ['of_total', '第1页 共6页']];

/** The usual face of digits and Latin letters. */
export const TIMES = 'Times New Roman';

/** What has a face of its own, in the order of the page. */
export const FACES: readonly (readonly [keyof LayoutFaces, string])[] = [
  ['title', '标题'], ['byline', '署名行'], ['heading1', '一级标题'], ['heading2', '二级标题'], ['heading3', '三级标题'],
  ['heading4', '四级标题'], ['body', '正文'], ['table', '表格'], ['page_number', '页码'],
];

/** Sizes by the names that Word and WPS give them, with points. */
export const SIZES: readonly (readonly [string, number])[] = [
  ['初号', 42], ['小初', 36], ['一号', 26], ['小一', 24], ['二号', 22], ['小二', 18], ['三号', 16], ['小三', 15], ['四号', 14],
  ['小四', 12], ['五号', 10.5], ['小五', 9],
];

/** Face names to pick from; any other can be typed. */
export const USUAL_FACES: readonly string[] = [
  '方正小标宋简体', '方正小标宋_GBK', '华文中宋', '黑体', '方正黑体_GBK', '楷体_GB2312', '楷体', '方正楷体_GBK', '仿宋_GB2312', '仿宋',
  '方正仿宋_GBK', '宋体', TIMES,
];

/** `三号（16 磅）`; sizes without a name by their points. */
export function sizeName(points: number): string {
  const name = SIZES.find(([, size]) => size === points)?.[0];
  return name === undefined ? `${points} 磅` : `${name}（${points} 磅）`;
}

/** What a profile says of itself below its name. */
export function departuresText(departures: readonly string[]): string {
  return departures.length === 0 ? '与国家标准一致' : departures.join('；');
}

/** A name for a copy of `name` that none of `taken` has. */
export function copyName(name: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) {
    const wanted = `${name}（副本${n === 1 ? '' : n}）`;
    if (!taken.includes(wanted)) return wanted;
  }
}

/** Whether two values are the same as JSON, whatever the order of their keys. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
}

/** `layout` under another id and name. */
export const renamed = (layout: Layout, id: string, name: string): Layout => ({ ...layout, id, name });
