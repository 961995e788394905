/** 关键数据 of a draft. In: a draft and what the user did. Out: a new draft; what stands for a name in a text. */

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

/** Whether a text can have a figure by its name; the engine says why not. */
export function isUsable(figures: readonly Figure[], figure: Figure): boolean {
  const name = figure.name.trim();
  const first = figures.find((entry) => entry.name.trim() === name);
  return name !== '' && !/[{}]/.test(name) && !TAKEN.includes(name) && first?.id === figure.id;
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
