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
const LIMIT = 300;

export function begin(draft: Draft): History {
  return { past: [], present: { draft, at: '', section: '', time: 0 }, future: [] };
}

/** Adds a state. Typing (`typed`) in the same field without a long pause replaces the last one. */
export function record(history: History, step: Step, typed: boolean): History {
  const { past, present } = history;
  if (step.draft === present.draft) return history;
  const together = typed && past.length > 0 && present.at === step.at && step.time - present.time < PAUSE_MS;
  if (together) return { past, present: step, future: [] };
  return { past: [...past, present].slice(-LIMIT), present: step, future: [] };
}

/** One step back; where to look is the step that was taken back. */
export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  return { past: history.past.slice(0, -1), present: last, future: [history.present, ...history.future] };
}

/** One step forward again. */
export function redo(history: History): History {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.present], present: next, future: rest };
}
