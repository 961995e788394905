/**
 * Edits of one item from the ledger. In: what is typed. Out: one call a text, so that a date that is refused holds nothing else
 * back. What is refused stays typed, and is tried again.
 */

import { toFailure, type Api } from '../api';
import type { Failure, LedgerEdit, LedgerEntry, State } from '../generated';
import { Saver } from '../saver';

export type Texts = Required<Omit<LedgerEdit, 'report' | 'item' | 'note'>>;

export class EntryEdit {
  readonly saver: Saver;
  /** When something was saved last, RFC 3339; empty before. */
  savedAt = '';
  /** What was refused, by text. */
  readonly refused = new Map<keyof Texts, Failure>();
  readonly #typed: Partial<Texts> = {};
  readonly #unsaved = new Set<keyof Texts>();

  constructor(
    private readonly api: Api,
    readonly entry: LedgerEntry,
    redraw: () => void,
    private readonly saved: () => void,
  ) {
    this.saver = new Saver(() => this.#save(), redraw);
  }

  value<K extends keyof Texts>(key: K): Texts[K] {
    return (this.#typed[key] ?? this.entry[key]) as Texts[K];
  }

  set<K extends keyof Texts>(key: K, value: Texts[K]): void {
    this.#typed[key] = value;
    this.#unsaved.add(key);
    this.saver.touch();
  }

  /** Adds a note, after all that was typed before. */
  async note(date: string, text: string): Promise<void> {
    await this.saver.flush();
    await this.api.editLedger({ ...this.#named(), note: { date, text } });
    this.#done();
  }

  async #save(): Promise<void> {
    for (const key of this.#unsaved) await this.#send(key);
    const [failure] = this.refused.values();
    if (failure) throw failure;
  }

  async #send(key: keyof Texts): Promise<void> {
    const value: string | State | undefined = this.#typed[key];
    try {
      await this.api.editLedger({ ...this.#named(), [key]: value });
    } catch (reason) {
      const failure = toFailure(reason);
      if (failure.code !== 'invalid') throw failure;
      this.refused.set(key, failure);
      return;
    }
    this.refused.delete(key);
    if (this.#typed[key] === value) this.#unsaved.delete(key);
    this.#done();
  }

  #done(): void {
    this.savedAt = new Date().toISOString();
    this.saved();
  }

  #named(): Pick<LedgerEdit, 'report' | 'item'> {
    return { report: this.entry.report, item: this.entry.item };
  }
}
