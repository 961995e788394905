/** Undo and redo over the whole form: snapshots of the draft, with typing in one field taken together. */

import type { Draft } from './generated';

/** One state of the draft, and where it was changed to become this. */
export interface Step {
  readonly draft: Draft;
  /** The field that was typed in, or what else was done; equal ones in a row are taken together. */
  readonly at: string;
  /** The section of the form it was done in. */
  readonly section: string;
  readonly time: number;
}

export interface History {
  readonly past: readonly Step[];
  readonly present: Step;
  readonly future: readonly Step[];
}

/** Typing pauses longer than this begin a new step. */
const PAUSE_MS = 2000;
export const LIMIT = 300;
/** What the snapshots may hold beyond what they share, in UTF-16 units: 64 MB. The last step stays whatever it holds. */
export const ROOM = 32 * 1024 * 1024;

export function begin(draft: Draft): History {
  return { past: [], present: { draft, at: '', section: '', time: 0 }, future: [] };
}

/** Adds a state. Typing (`typed`) in the same field without a long pause replaces the last one. */
export function record(history: History, step: Step, typed: boolean): History {
  const { past, present } = history;
  if (step.draft === present.draft) return history;
  const together = typed && past.length > 0 && present.at === step.at && step.time - present.time < PAUSE_MS;
  if (together) return { past, present: step, future: [] };
  return { past: kept([...past, present].slice(-LIMIT), step), present: step, future: [] };
}

/** The latest of `past` that there is room for. */
function kept(past: Step[], present: Step): Step[] {
  let room = ROOM;
  let from = past.length;
  for (let next = present; from > 0; from -= 1) {
    const step = past[from - 1]!;
    room -= own(step.draft, next.draft);
    if (room < 0 && from < past.length) break;
    next = step;
  }
  return from === 0 ? past : past.slice(from);
}

/** Sizes that were measured: of each state beside the one after it. */
const sizes = new WeakMap<object, { readonly beside: object; readonly size: number }>();

function own(draft: Draft, beside: Draft): number {
  const known = sizes.get(draft);
  if (known?.beside === beside) return known.size;
  const size = unshared(draft, beside);
  sizes.set(draft, { beside, size });
  return size;
}

/** What a reference, a number and the like take, in UTF-16 units. */
const SLOT = 8;

/** How much `value` holds that it does not share with `other`. */
function unshared(value: unknown, other: unknown): number {
  if (value === other) return 0;
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  const beside = besideOf(other);
  let size = 0;
  for (const [key, entry] of Object.entries(value)) size += SLOT + unshared(entry, beside(key, entry));
  return size;
}

/** What an entry of a list or an object is to be compared with: entries of lists move. */
function besideOf(other: unknown): (key: string, entry: unknown) => unknown {
  if (!Array.isArray(other)) return (key) => (typeof other === 'object' && other !== null ? other[key as keyof typeof other] : undefined);
  const all = new Set<unknown>(other);
  const named = new Map<unknown, unknown>(other.map((entry: unknown) => [idOf(entry), entry]));
  return (key, entry) => (all.has(entry) ? entry : idOf(entry) === undefined ? other[Number(key)] : named.get(idOf(entry)));
}

const idOf = (entry: unknown): unknown => (typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined);

/** One step back; where to look is the step that was taken back. */
export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  return { past: history.past.slice(0, -1), present: alone(last), future: [history.present, ...history.future] };
}

/** One step forward again. */
export function redo(history: History): History {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.present], present: alone(next), future: rest };
}

/** A state that was come back to: what is typed now is another step. */
const alone = (step: Step): Step => ({ ...step, time: 0 });
