/**
 * When to save. In: that something was changed, that an input method is composing, that now is the time. Out: at most one call
 * of `save` at a time, and the state to show, which never claims more than is true.
 */

import type { Failure, Saved } from './generated';
import { toFailure } from './api';

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'dirty' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** How long to wait after the last input. */
export const PAUSE_MS = 500;
/** How long to wait at most while input goes on and on. */
export const LONGEST_MS = 5000;

export class Saver {
  #changes = 0;
  #saved = 0;
  #composing = false;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #failure: Failure | undefined;

  /** `save` saves what is there when it is called; `changed` is told of every new state. */
  constructor(
    private readonly save: () => Promise<Saved>,
    private readonly changed: () => void,
  ) {}

  get state(): SaveState {
    if (this.#failure) return { kind: 'failed', failure: this.#failure };
    if (this.#running) return { kind: 'saving' };
    return { kind: this.#changes === this.#saved ? 'saved' : 'dirty' };
  }

  /** Whether an input method is composing. */
  get composing(): boolean {
    return this.#composing;
  }

  /** Something was changed and committed. */
  touch(): void {
    if (this.#changes === this.#saved) this.#since = Date.now();
    this.#changes += 1;
    this.#schedule();
    this.changed();
  }

  /** An input method begins or ends to compose; nothing is saved in between. */
  compose(composing: boolean): void {
    this.#composing = composing;
    if (composing) clearTimeout(this.#timer);
    else if (this.#changes !== this.#saved) this.#schedule();
  }

  /** Saves what is unsaved now, waits for it, and says whether everything is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#running) await this.#running;
    while (this.#changes !== this.#saved && !this.#composing) {
      await this.#run();
      if (this.#failure) break;
    }
    return this.#changes === this.#saved;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    // A conflict does not go away by itself, and trying again would hide what the user has to decide.
    if (this.#composing || this.#failure?.code === 'conflict') return;
    const left = Math.max(0, this.#since + LONGEST_MS - Date.now());
    this.#timer = setTimeout(() => void this.#run(), Math.min(PAUSE_MS, left));
  }

  #run(): Promise<void> {
    this.#running ??= this.#once().finally(() => {
      this.#running = undefined;
      if (this.#changes !== this.#saved && !this.#failure) {
        this.#since = Date.now();
        this.#schedule();
      }
      this.changed();
    });
    this.changed();
    return this.#running;
  }

  async #once(): Promise<void> {
    const changes = this.#changes;
    try {
      await this.save();
      this.#saved = changes;
      this.#failure = undefined;
    } catch (reason) {
      this.#failure = toFailure(reason);
    }
  }
}
