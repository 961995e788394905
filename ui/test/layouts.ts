/** The layout profiles that the fake shell begins with, and the little of the engine's judgement that the tests need. */

import type { Layout, LayoutEntry, LayoutFace, LayoutReport } from '../src/generated';

const face = (name: string, size: number): LayoutFace => ({ face: name, size, bold: false });

export const standard: Layout = {
  schema: 1, id: 'gbt9704', name: '国家标准',
  page: { top: 37, bottom: 35, left: 28, right: 26, lines: 22, characters: 28, pitch: null },
  title: { pitch: 35, below: 1 },
  faces: {
    title: face('方正小标宋简体', 22), byline: face('楷体_GB2312', 16), heading1: face('黑体', 16), heading2: face('楷体_GB2312', 16),
    heading3: face('仿宋_GB2312', 16), heading4: face('仿宋_GB2312', 16), body: face('仿宋_GB2312', 16), table: face('仿宋_GB2312', 12),
    page_number: face('宋体', 14),
  },
  digits: 'Times New Roman', bold_series: false, keep_headings: false, page_number: { place: 'outside', form: 'dashes' }, byline: null,
};

export const fixed: Layout = { ...standard, id: 'fixed-28', name: '固定行距28磅', page: { ...standard.page, pitch: 28 } };

/** One of the user's own: numbers centred, level 3 in bold. */
export const office: Layout = {
  ...standard, id: 'office', name: '本局版式', page_number: { place: 'centre', form: 'plain' },
  faces: { ...standard.faces, heading3: { ...standard.faces.heading3, bold: true } },
};

export function departuresOf({ page, page_number }: Layout): string[] {
  return [
    ...(page.top === 37 ? [] : [`上边距 ${page.top} 毫米（标准 37 毫米）`]),
    ...(page.pitch === null ? [] : [`固定行距 ${page.pitch} 磅`]),
    ...(page_number.place === 'centre' ? ['页码居中（标准是单页居右、双页居左）'] : []),
  ];
}

export const entry = (layout: Layout): LayoutEntry => ({ layout, departures: departuresOf(layout) });

export function reportOn(layout: Layout): LayoutReport {
  const { page, name, faces, id } = layout;
  const faults = [
    ...(id === '' ? [{ path: 'id', message: '编号不对' }] : []),
    ...(name.trim() === '' ? [{ path: 'name', message: '名称应有 1 至 40 个字' }] : []),
    ...(page.top > 150 ? [{ path: 'page.top', message: `上边距应在 5 至 150 毫米之间，现在是 ${page.top}` }] : []),
    ...(page.lines > 80 ? [{ path: 'page.lines', message: `每页行数应在 1 至 80 行之间，现在是 ${page.lines}` }] : []),
    ...(faces.title.face === '' ? [{ path: 'faces.title.face', message: '没有写标题的字体' }] : []),
  ];
  const lines = page.pitch === null ? page.lines : Math.floor((297 - page.top - page.bottom) / 0.3528 / page.pitch);
  return { faults, departures: departuresOf(layout), lines: faults.length > 0 ? 0 : lines };
}
