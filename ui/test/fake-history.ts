/** The versions of a report in memory: as many as a test puts there, and a comparison to order. */

import type { CompareVersions, Draft, KeepVersion, NameVersion, RestoreVersion, SectionDifference, VersionEntry } from '../src/generated';

export const version = (number: number | null, made: string, more: Partial<VersionEntry> = {}): VersionEntry =>
  ({ number, revision: number ?? 99, cause: 'work', name: null, made, changes: [], damaged: false, ...more });

const same = (text: string): { text: string; changed: boolean } => ({ text, changed: false });
const other = (text: string): { text: string; changed: boolean } => ({ text, changed: true });

/** A changed body, a new heading, and much that is the same. */
export const sections: SectionDifference[] = [{
  section: 'work', name: '主要履职情况', rows: [
    { label: '小标题', changed: false, older: { stretches: [same('压实责任，健全机制')] }, newer: { stretches: [same('压实责任，健全机制')] } },
    { label: '正文', changed: false, older: { stretches: [same('不变。')] }, newer: { stretches: [same('不变。')] } },
    {
      label: '正文', changed: true,
      older: { stretches: [same('年初'.repeat(50)), other('召开'), same('会议3次。')] }, newer: { stretches: [same('年初'.repeat(50)), other('组织召开'), same('会议3次。')] },
    },
    { label: '小标题', changed: true, older: null, newer: { stretches: [same('新的一条')] } },
  ],
}];

export class FakeHistory {
  versions: VersionEntry[] = [version(null, '2026-01-05T09:00:00+08:00')];
  sections: SectionDifference[] = sections;
  /** What a restored version holds. */
  older: Draft | null = null;

  answer(name: string, args: unknown): unknown {
    switch (name) {
      case 'versions': return { id: (args as { id: string }).id, title: '2025年度述职报告', versions: this.versions };
      case 'compare': return { sections: (args as CompareVersions).older === (args as CompareVersions).newer ? [] : this.sections };
      case 'keep_version': {
        const { cause, name: given } = args as KeepVersion;
        this.#keep(version(this.versions.length, '2026-01-05T14:03:22+08:00', { cause, name: given }));
        return {};
      }
      case 'name_version': {
        const { number, name: given } = args as NameVersion;
        this.versions = this.versions.map((entry) => (entry.number === number ? { ...entry, name: given } : entry));
        return {};
      }
      default: return undefined;
    }
  }

  restored(draft: Draft, args: unknown): Draft {
    const { section } = args as RestoreVersion;
    const older = this.older ?? draft;
    this.#keep(version(this.versions.length, '2026-01-05T14:03:22+08:00', { cause: 'restore' }));
    return section === null ? { ...older, id: draft.id } : { ...draft, parts: draft.parts.map((part) => older.parts.find(({ id }) => id === section && id === part.id) ?? part) };
  }

  #keep(entry: VersionEntry): void {
    const [now, ...rest] = this.versions;
    this.versions = now ? [now, entry, ...rest] : [entry];
  }
}
