/** 整改台账 in words and signs: states, years, days, where an item stands. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { LedgerEntry, LedgerRow, LedgerState, LedgerYear, Origin, State } from '../generated';

/** The states, by the names that the filter and the styles have for them. */
export const STATES: readonly (readonly [LedgerState, State])[] = [
  ['waiting', '待整改'], ['underway', '整改中'], ['review', '待验收'], ['continuous', '持续整改'], ['closed', '已销号'], ['handed_over', '移交'],
];

const nameOf = (state: State): string => STATES.find(([, name]) => name === state)?.[0] ?? '';

export function statePill(state: State): TemplateResult {
  const look = { 整改中: ' attention', 待验收: ' attention', 已销号: ' done' }[state as string] ?? '';
  return html`<span class=${`pill${look}`}>${state}</span>`;
}

export function overduePill({ overdue }: Pick<LedgerRow, 'overdue'>): TemplateResult | typeof nothing {
  return overdue === null ? nothing : html`<span class="pill overdue" data-testid="overdue">逾期 ${overdue} 天</span>`;
}

/** What a report does with a problem, in words. */
export function roleText({ role }: LedgerEntry): string {
  return { named: '提出', answered: '整改', waived: '本年不写', dropped: '报告没有提到', recalled: '更早的报告不在，照这份报告带来的记录' }[role];
}

/** The years of a problem, each a sign that can be read without its colour. */
export function yearChips(years: readonly LedgerYear[]): TemplateResult {
  return html`<span class="year-chips">${years.map((entry) => {
    const { year, state, entries } = entry;
    const roles = [...new Set(entries.map(roleText))].join('、');
    const text = `${year}年：${state}${roles ? `（${roles}）` : ''}`;
    const dropped = entries.every(({ role }) => role === 'dropped');
    return html`<span role="img" class=${`chip ${nameOf(state)}${dropped ? ' dropped' : ''}`} data-testid="year-chip" aria-label=${text} title=${text}>${
      String(year).slice(-2)}${state === '已销号' ? '✓' : ''}</span>`;
  })}</span>`;
}

/** `今天到期`, `还有 5 天` or `逾期 12 天`. */
export function daysText(days: number): string {
  return days < 0 ? `逾期 ${-days} 天` : days === 0 ? '今天到期' : `还有 ${days} 天`;
}

/** Where an item stands in its report. */
export function placeIn({ part, item }: { part: string; item: string }): Origin | undefined {
  return part === '' ? undefined : { part, item: item === '' ? null : item, field: '', start: 0, end: 0 };
}
