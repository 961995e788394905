/** How a figure changed: two values as typed → words; nothing where one of them is no number. */

/** `+3（+12%）`, `持平`; empty where there is nothing to compare. */
export function changeText(before: string, after: string): string {
  const [from, to] = [numberOf(before), numberOf(after)];
  if (from === null || to === null || percent(before) !== percent(after)) return '';
  const step = Number((to - from).toFixed(6));
  if (step === 0) return '持平';
  if (percent(after)) return `${signed(step)}个百分点`;
  const share = Math.round((step / Math.abs(from)) * 100);
  // Less than half a percent says nothing beside the step itself, and of nothing there is no share.
  return signed(step) + (Number.isFinite(share) && share !== 0 ? `（${signed(share)}%）` : '');
}

const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0');

const percent = (text: string): boolean => /[%％]\s*$/.test(text);

function numberOf(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,，]|%$/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
