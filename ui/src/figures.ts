/** 关键数据 of a draft. In: a draft and what the user did. Out: a new draft; what stands for a name in a text; how a figure changed. */

import type { Draft, Figure, Tally } from './generated';
import { mapTexts } from './texts';

/** `{{name}}` in a text. */
const TOKEN = /\{\{([^{}\n]*)\}\}/g;

/** The clause that is counted over the earlier problems, and the counts in it. */
export const TALLY = '整改统计';
const COUNTED = ['上年问题数', '已整改数', '持续推进数'];
/** What the program itself puts in the place of a name. */
const TAKEN = [TALLY, ...COUNTED, '上年问题'];

export const tokenOf = (name: string): string => `{{${name.trim()}}}`;

export function addFigure(draft: Draft, id: string): Draft {
  return { ...draft, figures: [...draft.figures, { id, name: '', value: '', unit: '' }] };
}

export function setFigure(draft: Draft, id: string, change: Partial<Figure>): Draft {
  return { ...draft, figures: draft.figures.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)) };
}

export function removeFigure(draft: Draft, id: string): Draft {
  return { ...draft, figures: draft.figures.filter((entry) => entry.id !== id) };
}

/** `draft` with another name in the texts where a figure is used. */
export function renameUses(draft: Draft, from: string, to: string): Draft {
  return mapTexts(draft, (text) => text.replace(TOKEN, (token, name: string) => (name.trim() === from.trim() ? tokenOf(to) : token)));
}

/** Why a figure cannot be used under its name; empty where it can. */
export function nameFault(figures: readonly Figure[], figure: Figure): string {
  const name = figure.name.trim();
  if (name === '') return figure.value.trim() === '' ? '' : '起个名称，文字里按名称取用';
  if (/[{}]/.test(name)) return '名称里不能有大括号';
  if (TAKEN.includes(name)) return `“${name}”由程序统计，请换个名称`;
  const same = figures.find((entry) => entry.name.trim() === name);
  return same === undefined || same.id === figure.id ? '' : '和上面的一项重名，请换个名称';
}

/** What stands for the names in `text`, each once, in their order; a figure without a value is empty. */
export function valuesIn(text: string, figures: readonly Figure[], tally: Tally): readonly (readonly [name: string, value: string])[] {
  const names = new Set([...text.matchAll(TOKEN)].map(([, name]) => (name ?? '').trim()));
  const counted = countsOf(tally);
  return [...names].flatMap((name) => {
    const value = counted.get(name) ?? figures.find((figure) => figure.name.trim() === name)?.value.trim();
    return name === '' || value === undefined ? [] : [[name, value] as const];
  });
}

/** What is counted, by name; worded as the engine does. */
export function countsOf({ total, closed, continuing, handed_over }: Tally): Map<string, string> {
  const more = [[continuing, '持续推进'], [handed_over, '移交']] as const;
  const clause = `共${total}项，已整改${closed}项${more.map(([count, what]) => (count > 0 ? `，${what}${count}项` : '')).join('')}`;
  return new Map([[TALLY, clause], ...COUNTED.map((name, i) => [name, String([total, closed, continuing][i])] as const)]);
}

/** The number in `text`, whether it is a percentage, and its decimals. */
function numberOf(text: string): readonly [number: number, percent: boolean, decimals: number] | null {
  const found = /^([+-]?\d+(?:\.(\d+))?)(%?)$/.exec(text.normalize('NFKC').replace(/[\s,]/g, ''));
  return found ? [Number(found[1]), found[3] === '%', found[2]?.length ?? 0] : null;
}

const signed = (text: string): string => (text.startsWith('-') ? `−${text.slice(1)}` : `+${text}`);

/** `+3（+25%）`, of percentages `−1.5个百分点`; empty where one of the two is no number. */
export function changeOf(last: string, value: string): string {
  const [from, to] = [numberOf(last), numberOf(value)];
  if (!from || !to || from[1] !== to[1]) return '';
  const difference = (to[0] - from[0]).toFixed(Math.max(from[2], to[2]));
  if (Number(difference) === 0) return '持平';
  if (to[1]) return `${signed(difference)}个百分点`;
  const share = from[0] > 0 ? ((to[0] - from[0]) / from[0]) * 100 : null;
  return signed(difference) + (share === null ? '' : `（${signed(share.toFixed(Math.abs(share) < 10 ? 1 : 0).replace(/\.0$/, ''))}%）`);
}
