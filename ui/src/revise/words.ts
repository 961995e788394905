/** 改后稿 in words: what was done, and the changes by the part of the report they belong to. */

import type { Change, ChangeKind, RevisedFrom, Section } from '../generated';
import { dayName, minuteTime } from '../text';

export const KINDS: Readonly<Record<ChangeKind, string>> = { changed: '改', added: '增', removed: '删', moved: '移', cannot: '不能合并' };

/** The changes of one section of the form. */
export interface Group {
  readonly section: string;
  readonly name: string;
  readonly changes: readonly Change[];
}

/** The changes by section, in the order of the form; what belongs to none of its sections comes last. */
export function groups(changes: readonly Change[], sections: readonly Section[]): Group[] {
  const found = new Map<string, Change[]>();
  for (const change of changes) found.set(change.section, [...(found.get(change.section) ?? []), change]);
  const place = (id: string): number => {
    const at = sections.findIndex((section) => section.id === id);
    return at < 0 ? sections.length : at;
  };
  return [...found].sort(([one], [other]) => place(one) - place(other))
    .map(([section, list]) => ({ section, name: list[0]!.section_name || '其他', changes: list }));
}

/** `共 5 处不同：改 2 处、增 1 处、不能合并 1 处`. */
export function summary(changes: readonly Change[]): string {
  const kinds = (Object.keys(KINDS) as ChangeKind[])
    .map((kind) => [KINDS[kind], changes.filter((change) => change.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word} ${count} 处`);
  return `共 ${changes.length} 处不同：${kinds.join('、')}`;
}

/** `与 昨天 15:20 导出的一稿比较；…`. */
export function comparedWith(from: RevisedFrom | null, now: Date): string {
  return from === null
    ? '导出的那一稿没有留下，和报告现在的样子比较；导出以后改过的地方也会列在这里。'
    : `与 ${dayName(from.made, now)} ${minuteTime(from.made)} 导出的一稿比较；导出以后在报告里另外改的，合并时都保留。`;
}
