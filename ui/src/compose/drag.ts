/** Moving cards with the mouse: by the handle, with a line where the card would land. */

/** A card that is being dragged, and the place in the list it would take. */
export interface Drag {
  readonly item: string;
  readonly to: number;
}

/** The place that a card from `from` would take when the pointer is at `y`, by the middles of all cards. */
export function placeAt(middles: readonly number[], from: number, y: number): number {
  const above = middles.filter((middle, i) => i !== from && middle < y).length;
  return above;
}

/** Follows the pointer from its press on a handle until it is let go. */
export function startDrag(
  event: PointerEvent, item: string, from: number, show: (drag: Drag | null) => void, drop: (to: number) => void,
): void {
  if (event.button !== 0) return;
  event.preventDefault();
  const handle = event.currentTarget as HTMLElement;
  const cards = [...(handle.closest('[data-cards]')?.children ?? [])];
  const middles = cards.map((card) => {
    const box = card.getBoundingClientRect();
    return box.top + box.height / 2;
  });
  const scroller = handle.closest('[data-scroller]');
  const scrolled = scroller?.scrollTop ?? 0;
  let to = from;
  handle.setPointerCapture(event.pointerId);
  const moved = (e: PointerEvent): void => {
    to = placeAt(middles, from, e.clientY + (scroller?.scrollTop ?? 0) - scrolled);
    show({ item, to });
  };
  const ended = (e: Event): void => {
    handle.removeEventListener('pointermove', moved);
    handle.removeEventListener('pointerup', ended);
    handle.removeEventListener('pointercancel', ended);
    show(null);
    if (e.type === 'pointerup' && to !== from) drop(to);
  };
  handle.addEventListener('pointermove', moved);
  handle.addEventListener('pointerup', ended);
  handle.addEventListener('pointercancel', ended);
}
