/** Whether a template's condition holds; the same small rule as the engine's, for fields of the form. */

import type { Condition } from './generated';

export function holds(condition: Condition, fields: Record<string, string>): boolean {
  const value = (id: string): string => (fields[id] ?? '').trim();
  if ('equals' in condition) return value(condition.equals.field) === condition.equals.value;
  if ('filled' in condition) return value(condition.filled.field) !== '';
  if ('not' in condition) return !holds(condition.not, fields);
  if ('all' in condition) return condition.all.every((inner) => holds(inner, fields));
  return condition.any.some((inner) => holds(inner, fields));
}
