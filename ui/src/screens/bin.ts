/** 回收站: the deleted reports on 首页, how long each stays, and the two ways out of it. */

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { App } from '../app';
import type { ReportSummary } from '../generated';
import { moment } from '../text';

export class Bin {
  #open = false;

  constructor(
    private readonly app: App,
    /** Takes a report out of the bin. */
    private readonly restore: (id: string) => Promise<unknown>,
    private readonly refresh: () => Promise<unknown>,
  ) {}

  view(deleted: readonly ReportSummary[]): TemplateResult | typeof nothing {
    if (deleted.length === 0) return nothing;
    return html`<section class="deleted" data-testid="deleted" aria-label="回收站">
      <button type="button" class="quiet" aria-expanded=${this.#open} data-testid="deleted-toggle"
        @click=${() => { this.#open = !this.#open; this.app.redraw(); }}>回收站：已删除 ${deleted.length} 份 · ${this.#open ? '收起' : '查看'}</button>
      ${this.#open ? html`<ul>${repeat(deleted, (report) => report.id, (report) => this.#row(report))}</ul>` : nothing}
    </section>`;
  }

  #row(report: ReportSummary): TemplateResult {
    const { id, title, unit, reporter, year, modified, days_left } = report;
    return html`<li>
      <span class="year">${year ?? '—'}</span>
      <span class="what"><span class="title">${title}</span><span class="who">${[unit, reporter, `${moment(modified, new Date())} 保存`].filter(Boolean).join(' · ')}</span></span>
      <span class="days" data-testid="days-left">${daysText(days_left)}</span>
      <button type="button" data-testid="report-restore" aria-label=${`恢复“${title}”`} @click=${() => void this.app.attempt(() => this.restore(id))}>恢复</button>
      <button type="button" class="quiet danger" data-testid="report-erase" aria-label=${`清除全部痕迹：“${title}”`} @click=${() => this.#confirm(report)}>清除全部痕迹…</button>
    </li>`;
  }

  #confirm(report: ReportSummary): void {
    this.app.ask({
      title: `清除“${report.title}”的全部痕迹？`,
      body: html`<p>${[report.unit, report.reporter, `${moment(report.modified, new Date())} 保存`].filter(Boolean).join(' · ')}</p><p>清除后不能恢复，也不能撤销。</p>
        <h3>会清除</h3>
        <ul class="points"><li>这份报告和它的全部历史版本</li><li>搜索里的记录</li><li>程序自己的备份里的这一份（别的报告照样留着）</li></ul>
        <h3>保证不了</h3>
        <ul class="points"><li>导出的 Word、PDF 文件，另存的、换电脑用的文件，由它复制、沿用出来的报告，要您自己删除</li>
          <li>没有插着的 U 盘里的备份</li>
          <li>固态硬盘和 U 盘会留下删掉的旧内容，专门的恢复软件有可能读出来</li></ul>`,
      actions: [
        { label: '取消', testid: 'erase-no', primary: true, run: () => undefined },
        { label: '清除全部痕迹', testid: 'erase-yes', danger: true, run: () => void this.app.attempt(() => this.#erase(report)) },
      ],
    });
  }

  async #erase({ id, title }: ReportSummary): Promise<void> {
    const { remains } = await this.app.working('正在清除', () => this.app.api.erase(id));
    await this.refresh();
    this.app.ask({
      title: `已清除“${title}”`,
      body: remains.length === 0
        ? html`<p>程序能找到的地方都清除了。</p>`
        : html`<p>程序能找到的地方都清除了。下面这些地方可能还有：</p><ul class="points" data-testid="erase-remains">${remains.map((text) => html`<li>${text}</li>`)}</ul>`,
      actions: [{ label: '知道了', testid: 'erase-done', primary: true, run: () => undefined }],
    });
  }
}

function daysText(days: number | null): string {
  if (days === null) return '';
  return days === 0 ? '今天之后随时会清掉' : `还留 ${days} 天`;
}
