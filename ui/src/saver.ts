/**
 * When to save. In: that something was committed, that an input method is composing (the draft holds nothing of that yet, so
 * what was committed before is saved meanwhile), that now is the time. Out: at most one call of `save` at a time, and the state
 * to show, which never claims more than is true. After a failure it tries again by itself; a conflict the user decides, and until
 * then what is written is handed over now and then, to be kept as a version.
 */

import type { Failure } from './generated';
import { toFailure } from './api';

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'dirty' }
  | { readonly kind: 'saving' }
  /** Until everything is saved. `since` is the clock's time of the first failure; `trying`: the next attempt is under way. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly since: number; readonly trying: boolean };

/** How long to wait after the last input. */
export const PAUSE_MS = 400;
/** How long to wait at most while input goes on and on: with the save itself within the second of typing that may be missing. */
export const LONGEST_MS = 800;
/** How long to wait after a failure before the next try, unless there is input; in a conflict, how much of that may be missing. */
export const RETRY_MS = 10_000;

export class Saver {
  #changes = 0;
  /** As many of them the last attempt took with it. */
  #taken = 0;
  #saved = 0;
  #composing = false;
  #resting = false;
  /** When the first change was made that no attempt has taken. A clock that jumps must not put the next save off. */
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | undefined;
  #failed: { readonly failure: Failure; readonly since: number } | undefined;
  /** The last attempt found that someone else had saved the report. */
  #conflict = false;

  /** `save` saves what is there when it is called; `changed` is told of every new state. */
  constructor(
    private readonly save: () => Promise<unknown>,
    private readonly changed: () => void,
  ) {}

  get state(): SaveState {
    if (this.#failed) return { kind: 'failed', ...this.#failed, trying: this.#running !== undefined };
    if (this.#running) return { kind: 'saving' };
    return { kind: this.#changes === this.#saved && !this.#composing ? 'saved' : 'dirty' };
  }

  /** Whether an input method is composing. */
  get composing(): boolean {
    return this.#composing;
  }

  /** Something was changed and committed. */
  touch(): void {
    if (this.#changes === this.#taken) this.#since = performance.now();
    this.#changes += 1;
    this.#resting = false;
    this.#schedule();
    this.changed();
  }

  /** An input method begins or ends to compose; until it ends not everything is saved. */
  compose(composing: boolean): void {
    if (this.#composing === composing) return;
    this.#composing = composing;
    this.changed();
  }

  /** Saves what is unsaved now, waits for it, and says whether everything is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#resting = false;
    if (this.#running) await this.#running;
    while (this.#changes !== this.#saved && (await this.#run()));
    return this.#changes === this.#saved;
  }

  /** Tries no more by itself until there is input: the user gave up what is unsaved. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#resting = true;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#changes === this.#saved || this.#resting) return;
    const untried = this.#changes !== this.#taken;
    // What was refused is kept as a version; more often than now and then would make too many of them.
    if (this.#conflict && !untried) return;
    const left = Math.max(0, this.#since + (this.#conflict ? RETRY_MS : LONGEST_MS) - performance.now());
    const wait = this.#conflict ? left : untried ? Math.min(PAUSE_MS, left) : RETRY_MS;
    this.#timer = setTimeout(() => void this.#run(), wait);
  }

  /** Whether the attempt under way, or a new one, went well. */
  #run(): Promise<boolean> {
    this.#running ??= this.#once().finally(() => {
      this.#running = undefined;
      this.#schedule();
      this.changed();
    });
    this.changed();
    return this.#running;
  }

  async #once(): Promise<boolean> {
    const changes = this.#changes;
    this.#taken = changes;
    try {
      await this.save();
    } catch (reason) {
      const failure = toFailure(reason);
      this.#failed = { failure, since: this.#failed?.since ?? Date.now() };
      this.#conflict = failure.code === 'conflict';
      return false;
    }
    this.#conflict = false;
    this.#saved = changes;
    if (changes === this.#changes) this.#failed = undefined;
    return true;
  }
}
