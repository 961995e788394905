/** Versions in words: why they were kept, when, and what to fold of what is the same. */

import type { Cause, Row, VersionEntry } from '../generated';
import { dayName, minuteTime } from '../text';

const CAUSES: Record<Cause, string> = {
  work: '自动保存', named: '手动', export: '导出前', import: '导入前', carry: '补进上年问题前', restore: '恢复前', replace: '替换前', revise: '改后稿合并前',
  conflict: '另一个窗口的稿子', backup: '来自备份',
};

/** `当前`, `自动保存`, `手动：送审前`. */
export function causeName({ number, cause, name }: VersionEntry): string {
  return number === null ? '当前' : name ? `${CAUSES[cause]}：${name}` : CAUSES[cause];
}

/** `今天 14:03 自动保存`; `当前`. */
export function entryName(entry: VersionEntry, now: Date): string {
  return entry.number === null ? '当前' : `${dayName(entry.made, now)} ${minuteTime(entry.made)} ${causeName(entry)}`;
}

export interface Day {
  readonly name: string;
  readonly entries: readonly { readonly entry: VersionEntry; readonly index: number }[];
}

/** The versions in the order given, those of a day in a row together. */
export function days(versions: readonly VersionEntry[], now: Date): Day[] {
  const list: { name: string; entries: { entry: VersionEntry; index: number }[] }[] = [];
  versions.forEach((entry, index) => {
    const name = dayName(entry.made, now);
    const last = list.at(-1);
    if (last?.name === name) last.entries.push({ entry, index });
    else list.push({ name, entries: [{ entry, index }] });
  });
  return list;
}

/** Text that is the same on both sides is shown up to so many characters; of more, so many at each end. */
const SAME = 60;
const EDGE = 18;

const characters = (text: string): number => [...text].length;

/** A text that is the same on both sides: as it is, or its ends and how many characters stand between them. */
export function foldText(text: string): readonly [string] | readonly [before: string, left: number, after: string] {
  const all = [...text];
  if (all.length <= SAME) return [text];
  return [all.slice(0, EDGE).join(''), all.length - 2 * EDGE, all.slice(-EDGE).join('')];
}

export type Shown = { readonly row: Row } | { readonly rows: number; readonly characters: number };

const length = (row: Row): number => (row.newer ?? row.older)?.stretches.reduce((sum, { text }) => sum + characters(text), 0) ?? 0;

/** The rows to show: those that changed, and for the others between them how many there are. */
export function foldRows(rows: readonly Row[]): Shown[] {
  const list: Shown[] = [];
  for (const row of rows) {
    const last = list.at(-1);
    if (row.changed) list.push({ row });
    else if (last && 'rows' in last) list[list.length - 1] = { rows: last.rows + 1, characters: last.characters + length(row) };
    else list.push({ rows: 1, characters: length(row) });
  }
  return list;
}
