/** The way through an import by keyboard, in the order of the file. */

import type { ImportView } from '../generated';
import { visible } from './piece';
import { tableOf } from './table';

/** The pieces in the order of the file. */
function inFile(view: ImportView): readonly number[] {
  const seen = new Set(visible(view).map(({ id }) => id));
  return view.paragraphs.flatMap(({ pieces, joined }) => (joined ? [] : pieces)).filter((id) => seen.has(id));
}

/** Where the arrows stop: a table is one stop. */
function stops(view: ImportView, selected: number | null): readonly number[] {
  const left = new Set(view.tables.flatMap(({ pieces }) => {
    const stop = pieces.find((id) => id === selected) ?? pieces[0];
    return pieces.filter((id) => id !== stop);
  }));
  return inFile(view).filter((id) => !left.has(id));
}

/** The piece that a key leads to; left and right go through the cells of a table. */
export function stopAt(view: ImportView, selected: number | null, key: string): number | undefined {
  const cells = selected === null ? undefined : tableOf(view, selected)?.pieces;
  const across = cells !== undefined && (key === 'ArrowLeft' || key === 'ArrowRight');
  const list = across ? cells : stops(view, selected);
  const at = list.findIndex((id) => id === selected);
  const to = across ? at + (key === 'ArrowLeft' ? -1 : 1) : { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[key];
  return to === undefined ? undefined : list[Math.max(0, Math.min(to, list.length - 1))];
}

/** The next piece to be looked at after `from`, and the first of all. */
export function unsureAfter(view: ImportView, from: number | null): { later: number | undefined; first: number | undefined } {
  const list = inFile(view);
  const unsure = new Set(view.unsure);
  const at = list.findIndex((id) => id === from);
  return { later: list.slice(at + 1).find((id) => unsure.has(id)), first: list.find((id) => unsure.has(id)) };
}
