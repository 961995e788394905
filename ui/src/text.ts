/** Small facts about text. */

// With the flag `u` a pair is one character, so only halves that stand alone match (WebKitGTK 2.38 has no look-behind).
const LONE = /\p{Surrogate}/gu;

/** `text` with U+FFFD for every half of a surrogate pair that stands alone; no JSON reader takes those. */
export function wellFormed(text: string): string {
  return text.replace(LONE, '\uFFFD');
}

/** `value` with every string in it, keys included, made well-formed. Parts that need no change are kept as they are. */
export function wellFormedDeep<T>(value: T): T {
  if (typeof value === 'string') return wellFormed(value) as T;
  if (Array.isArray(value)) {
    const copy = value.map(wellFormedDeep);
    return (copy.some((entry, i) => entry !== value[i]) ? copy : value) as T;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value);
    const copy = entries.map(([key, entry]) => [wellFormed(key), wellFormedDeep(entry)] as const);
    const changed = copy.some(([key, entry], i) => key !== entries[i]?.[0] || entry !== entries[i]?.[1]);
    return changed ? (Object.fromEntries(copy) as T) : value;
  }
  return value;
}

/** A UUID, version 4, from the platform's random source. `crypto.randomUUID` is missing where a page has no secure origin. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `14:03:22` of an RFC 3339 time, in the machine's zone. */
export function clockTime(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `今天 14:03`, `昨天 09:12` or `2026年1月8日` of an RFC 3339 time, in the machine's zone. */
export function dayTime(time: string, now: Date): string {
  const day = dayName(time, now);
  return day === '今天' || day === '昨天' ? `${day} ${minuteTime(time)}` : day;
}

/** `今天`, `昨天` or `2026年1月8日`. */
export function dayName(time: string, now: Date): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '';
  const day = (d: Date): number => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();
  const days = Math.round((day(now) - day(date)) / 86_400_000);
  return days === 0 ? '今天' : days === 1 ? '昨天' : `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
}

/** `14:03` */
export const minuteTime = (time: string): string => clockTime(time).slice(0, 5);

/** `14:03` of a time of the machine's clock. */
export function shortTime(time: number): string {
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `今天 14:03`, `11月20日 14:03` or `2025年11月20日 14:03` of an RFC 3339 time, in the machine's zone. */
export function moment(time: string, now: Date): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '时间不明';
  const day = `${date.getMonth() + 1}月${date.getDate()}日`;
  const year = date.getFullYear() === now.getFullYear() ? '' : `${date.getFullYear()}年`;
  return `${year === '' && date.toDateString() === now.toDateString() ? '今天' : year + day} ${minuteTime(time)}`;
}

/** `2026-01-08` of a day of the machine's clock. */
export const isoDay = (day: Date): string => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;

/** `320 KB` or `1.4 MB`. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `2 846`: thousands apart by a thin space. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** The day that was typed, as `2026-06-30`; `null` where the calendar has none such. */
export function dayOf(text: string): string | null {
  const found = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? isoDay(date) : null;
}

/** The year in what was typed; `null` where there is none. */
export function yearOf(text: string): number | null {
  const digits = /^\s*(\d{1,4})\s*年?\s*$/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
