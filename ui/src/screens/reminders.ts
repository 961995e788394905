/** What is overdue or due soon, on 首页: in four groups, each problem a link to its place in the report. */

import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app';
import type { Reminder } from '../generated';
import { daysText, placeIn } from '../ledger/words';
import { icon } from '../parts/icons';

/** Up to so many days from today, and the name of the group. */
const GROUPS: readonly (readonly [days: number, name: string])[] = [[-1, '逾期'], [1, '1 天内'], [7, '7 天内'], [30, '30 天内']];
/** How many of a group are listed. */
const MOST = 4;

export function reminderList(app: App, reminders: readonly Reminder[]): TemplateResult | typeof nothing {
  if (reminders.length === 0) return nothing;
  const groups = GROUPS.map(([days, name], i) => {
    const from = GROUPS[i - 1]?.[0] ?? -Infinity;
    return { name, late: i === 0, entries: reminders.filter((entry) => entry.days > from && entry.days <= days) };
  });
  return html`<section class="reminders" data-testid="reminders" aria-labelledby="reminders-title">
    <h2 id="reminders-title" class="sr-only">整改到期</h2>
    <dl>${groups.filter(({ entries }) => entries.length > 0).map(({ name, late, entries }) => html`
      <dt class=${late ? 'late' : ''}>${late ? icon('alert') : nothing}${late ? `逾期 ${entries.length} 项` : `${name}到期 ${entries.length} 项`}</dt>
      <dd><ul>${entries.slice(0, MOST).map((entry) => line(app, entry))}</ul>${entries.length > MOST
        ? html`<button type="button" class="link" data-testid="reminders-rest" @click=${() => void app.attempt(() => app.openLedger())}>还有 ${entries.length - MOST} 项，看整改台账</button>`
        : nothing}</dd>`)}</dl>
  </section>`;
}

function line(app: App, entry: Reminder): TemplateResult {
  return html`<li><button type="button" class="reminder" data-testid="reminder" data-item=${entry.item} @click=${() => void app.attempt(() => app.openReport(entry.report, placeIn(entry)))}>
    <span class="title">${entry.text}</span><span class="who">${[entry.owner, entry.due].filter(Boolean).join(' · ')}</span><span class="days">${daysText(entry.days)}</span></button></li>`;
}
