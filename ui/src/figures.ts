/** 关键数据 of a draft. In: a draft and what the user did. Out: a new draft; what stands for a name in a text. */

import type { Draft, Figure, View } from './generated';
import { mapTexts } from './texts';

/** `{{name}}` in a text. */
const TOKEN = /\{\{([^{}\n]*)\}\}/g;

/** What the program itself puts in the place of a name, beside what is counted. */
const QUOTED = '上年问题';

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
export function isUsable(figures: readonly Figure[], figure: Figure, counted: View['counted']): boolean {
  const name = figure.name.trim();
  const first = figures.find((entry) => entry.name.trim() === name);
  return name !== '' && !/[{}]/.test(name) && name !== QUOTED && !counted.some(([taken]) => taken === name) && first?.id === figure.id;
}

/** What stands for the names in `text`, each once, in their order; a figure without a value is empty. */
export function valuesIn(text: string, figures: readonly Figure[], counted: View['counted']): readonly (readonly [name: string, value: string])[] {
  const names = new Set([...text.matchAll(TOKEN)].map(([, name]) => (name ?? '').trim()));
  const counts = new Map(counted);
  return [...names].flatMap((name) => {
    const value = counts.get(name) ?? figures.find((figure) => figure.name.trim() === name)?.value.trim();
    return name === '' || value === undefined ? [] : [[name, value] as const];
  });
}
