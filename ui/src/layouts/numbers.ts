/** The numbers of a layout profile: what was typed → the number in the profile. */

import type { Layout, LayoutPage, LayoutTitle } from '../generated';

/** A number of the profile, in one field of the form. */
export interface NumberField {
  /** The JSON path, as the engine names it in a fault. */
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  /** Without decimals. */
  readonly whole: boolean;
  readonly of: (layout: Layout) => number | null;
  readonly put: (layout: Layout, value: number) => Layout;
}

const page = (key: keyof LayoutPage, label: string, unit: string, whole = false): NumberField => ({
  path: `page.${key}`, label, unit, whole,
  of: (layout) => layout.page[key],
  put: (layout, value) => ({ ...layout, page: { ...layout.page, [key]: value } }),
});

const title = (key: keyof LayoutTitle, label: string, unit: string, whole = false): NumberField => ({
  path: `title.${key}`, label, unit, whole,
  of: (layout) => layout.title[key],
  put: (layout, value) => ({ ...layout, title: { ...layout.title, [key]: value } }),
});

export const MARGINS: readonly NumberField[] = [
  page('top', '上边距', '毫米'), page('bottom', '下边距', '毫米'), page('left', '左边距', '毫米'), page('right', '右边距', '毫米'),
];
export const LINES = page('lines', '每页行数', '行', true);
export const PITCH = page('pitch', '固定行距', '磅');
export const CHARACTERS = page('characters', '每行字数', '字', true);
export const TITLE_PITCH = title('pitch', '标题行距', '磅');
export const TITLE_BELOW = title('below', '标题下空行', '行', true);

/** The fields that count: of lines a page and pitch, one follows from the other. */
export function fieldsOf(layout: Layout): readonly NumberField[] {
  return [...MARGINS, layout.page.pitch === null ? LINES : PITCH, CHARACTERS, TITLE_PITCH, TITLE_BELOW];
}

/** The number in `text`, full-width digits and the unit behind it allowed; `null` where there is none that JSON can carry to the engine. */
export function readNumber(text: string, { whole, unit }: NumberField): number | null {
  let plain = text.normalize('NFKC').replace(/。/g, '.').trim();
  if (plain.endsWith(unit)) plain = plain.slice(0, -unit.length).trimEnd();
  // Whatever fits into the engine’s integers is for the engine to judge.
  const shape = whole ? /^\d{1,2}$/ : /^-?\d{1,6}(\.\d{1,6})?$/;
  return shape.test(plain) ? Number(plain) : null;
}

/** What to say where there is no number. */
export function numberFault({ label, unit, whole }: NumberField): string {
  return whole ? `${label}应是不超过两位的整数（${unit}）` : `${label}应是数字（${unit}），如 28 或 28.5`;
}
