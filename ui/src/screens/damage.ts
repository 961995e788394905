/** 损坏的报告: from what each can be brought back, one by one or all at once; what is hopeless can be taken out of the list. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { toFailure } from '../api';
import type { App, Screen } from '../app';
import type { DamagedReport, Remedy, RemedySource } from '../generated';
import { wayHome } from '../parts/common';
import { icon } from '../parts/icons';
import { moment } from '../text';

export class DamageScreen implements Screen {
  readonly title = '损坏的报告 - 述职';
  #mended = 0;
  #failures: string[] = [];
  /** What was taken out of the list last. */
  #aside: { readonly name: string; readonly kept: string } | null = null;
  /** The next drawing puts the focus on what was mended, or on the report that the user came for. */
  #target: string | null;

  constructor(
    private readonly app: App,
    private readonly first: string | undefined,
  ) {
    this.#target = first === undefined ? null : `[data-report="${CSS.escape(first)}"] button`;
  }

  /** The damaged reports, the one that the user came for first. */
  get #reports(): readonly DamagedReport[] {
    const damaged = this.app.watch.health?.damaged ?? [];
    return [...damaged.filter(({ id }) => id === this.first), ...damaged.filter(({ id }) => id !== this.first)];
  }

  view(): TemplateResult {
    const reports = this.#reports;
    const curable = reports.filter(({ remedies }) => remedies.length > 0);
    return html`<div class="damage" data-testid="damage">
      <header class="bar">
        ${wayHome(this.app)}
        <h1 class="bar-title">损坏的报告</h1>
        <span class="spring"></span>
        ${curable.length > 1 ? html`<button type="button" class="primary" data-testid="mend-all" @click=${() => void this.#mend(curable)}>全部找回</button>` : nothing}
      </header>
      <main class="page" data-scroller tabindex="-1">
        <div class="page-inner narrow">
          ${this.#outcome(reports)}
          ${reports.length > 0
            ? html`<p class="damage-about">这些报告存放的地方被改坏了（多半是磁盘有坏道，或电脑突然断电）。别的报告不受影响。找回会把完好的旧稿放回原处，损坏的内容另外留存，不会删掉。</p>
              <ul class="damaged">${repeat(reports, ({ id }) => id, (report) => this.#row(report))}</ul>`
            : nothing}
          ${this.#notices()}
        </div>
      </main>
    </div>`;
  }

  rendered(): void {
    if (this.#target === null) return;
    this.app.root.querySelector<HTMLElement>(this.#target)?.focus();
    this.#target = null;
  }

  #outcome(reports: readonly DamagedReport[]): TemplateResult | typeof nothing {
    const aside = this.#aside;
    if (this.#mended === 0 && this.#failures.length === 0 && !aside && reports.length > 0) return nothing;
    return html`<section class=${`summary${this.#failures.length === 0 ? ' fine' : ''}`} role="status" data-testid="mended">
      <h2>${icon(this.#failures.length === 0 ? 'done' : 'alert')}${aside ? `已移出${aside.name}` : this.#mended > 0 ? `已找回 ${this.#mended} 份` : reports.length === 0 ? '报告都是完好的' : '没有找回'}</h2>
      ${aside ? html`<p>损坏的内容原样存在“${aside.kept}”。${reports.length === 0 ? '其余的报告都是完好的。' : nothing}</p>` : nothing}
      ${this.#failures.map((text) => html`<p>${text}</p>`)}
      ${reports.length === 0 ? html`<div class="row"><button type="button" class="primary" data-testid="damage-home" @click=${() => void this.app.attempt(() => this.app.home())}>回到全部报告</button></div>` : nothing}
    </section>`;
  }

  #row(report: DamagedReport): TemplateResult {
    const { id, remedies } = report;
    const name = nameOf(report);
    return html`<li class="box" data-testid="damaged" data-report=${id}>
      <h2>${report.title === '' ? unread(id) : report.title}</h2>
      ${remedies.length === 0
        ? html`<p>本机没有找到这份报告完好的旧稿。如果曾备份到 U 盘，或者存过“换电脑”的文件，请先读入它们。都没有的话，可以把它移出列表，程序不再提醒。</p>
          <div class="row"><button type="button" data-testid="damaged-backups" @click=${() => void this.app.attempt(() => this.app.openBackups())}>打开“备份与换机”</button>
            <button type="button" class="quiet danger" data-testid="set-aside" aria-label=${`移出列表：${name}`} @click=${() => this.#confirm(report)}>移出列表…</button></div>`
        : html`<ul class="remedies">${remedies.map((remedy, i) => html`<li>
            <span>${remedyText(remedy)}${i === 0 && remedies.length > 1 ? html`<span class="pill done">最新</span>` : nothing}</span>
            <button type="button" class=${i === 0 ? 'primary' : ''} data-testid="mend" aria-label=${`找回这一稿：${name}，${remedyText(remedy)}`}
              @click=${() => void this.#mend([report], remedy.source)}>找回这一稿</button></li>`)}</ul>`}
    </li>`;
  }

  #notices(): TemplateResult | typeof nothing {
    const { notices } = this.app.watch;
    if (notices.length === 0) return nothing;
    return html`<section class="notices" data-testid="damage-notices" aria-label="另外"><ul>${notices.map((text) => html`<li>${text}</li>`)}</ul></section>`;
  }

  #confirm(report: DamagedReport): void {
    this.app.ask({
      title: `把${nameOf(report)}移出列表？`,
      body: html`<h3>会失去</h3>
        <p>这份报告已经打不开，本机也没有它完好的旧稿。移出以后，它不再出现在列表里，程序里也不能再把它放回来。</p>
        <h3>会留下</h3>
        <p>损坏的内容原样存成一个文件，放在数据文件夹的 damaged 文件夹里，不会自动删掉；懂电脑的人也许还能从里面取出一些文字。别的报告不受影响。</p>
        <p>以后在 U 盘或另一台电脑上找到它的备份，仍然可以读入。</p>`,
      actions: [
        { label: '取消', testid: 'set-aside-no', primary: true, run: () => undefined },
        { label: '移出列表', testid: 'set-aside-yes', danger: true, run: () => void this.app.attempt(() => this.#setAside(report)) },
      ],
    });
  }

  async #setAside(report: DamagedReport): Promise<void> {
    const { kept } = await this.app.working('正在移出', () => this.app.api.setAside(report.id));
    this.#failures = [];
    this.#mended = 0;
    this.#aside = { name: nameOf(report), kept };
    await this.app.watch.check();
    this.#target = '[data-testid="damage-home"], [data-testid="mend"], [data-testid="set-aside"]';
    this.app.redraw();
  }

  /** Brings back `reports`, each from `source` or from its newest whole state. */
  async #mend(reports: readonly DamagedReport[], source: RemedySource | null = null): Promise<void> {
    this.#failures = [];
    this.#mended = 0;
    this.#aside = null;
    await this.app.working('正在找回', async () => {
      for (const report of reports) {
        try {
          await this.app.api.mend({ id: report.id, source });
          this.#mended += 1;
        } catch (reason) {
          const { message, hint } = toFailure(reason);
          this.#failures.push(`${nameOf(report)}：${message}。${hint}`);
        }
      }
      await this.app.watch.check();
    });
    this.#target = '[data-testid="damage-home"], [data-testid="mend"]';
    this.app.redraw();
  }
}

const unread = (id: string): string => `题目读不出来的报告（编号 ${id.slice(0, 8)}）`;
const nameOf = ({ title, id }: DamagedReport): string => (title === '' ? unread(id) : `“${title}”`);

function remedyText({ source, modified }: Remedy): string {
  return `${source.kind === 'version' ? '历史版本' : '备份'} ${moment(modified, new Date())}`;
}
