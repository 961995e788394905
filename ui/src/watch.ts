/**
 * What is known of damage to the data. In: that 首页 stands, or that a report could not be opened. Out: what the engine's check
 * found, for the banner and the list, and the way to that list.
 */

import { toFailure } from './api';
import type { App } from './app';
import type { Failure, Health } from './generated';

export class Watch {
  /** What the last check found; `null` before it has answered. */
  health: Health | null = null;
  /** The file as a whole is damaged, though it can be opened: rescuing it helps. */
  broken: Failure | null = null;
  #asked = 0;

  constructor(private readonly app: App) {}

  /** Asks the engine to check everything that is stored; an answer that comes too late is dropped. */
  async check(): Promise<void> {
    const asked = ++this.#asked;
    let health: Health;
    let broken: Failure | null = null;
    try {
      health = await this.app.api.checkStore();
    } catch (reason) {
      const failure = toFailure(reason);
      const { code, message, hint } = failure;
      if (code === 'damaged') broken = failure;
      health = { damaged: [], versions: 0, settings: false, notices: broken ? [] : [`没能检查数据是否完好：${message}。${hint}`] };
    }
    if (asked !== this.#asked) return;
    this.health = health;
    this.broken = broken;
    this.app.redraw();
  }

  /** What is worth telling beside damaged reports, one sentence each. */
  get notices(): string[] {
    const { versions = 0, notices = [] } = this.health ?? {};
    return versions > 0 ? [`有 ${versions} 个历史版本已损坏，打不开了；报告本身和别的版本不受影响。`, ...notices] : [...notices];
  }

  /** A report could not be opened: leads to the list where it is damaged, and tells why otherwise. */
  async refused(id: string, failure: Failure): Promise<void> {
    if (failure.code === 'invalid' || failure.code === 'damaged') {
      await this.check();
      if (this.health?.damaged.some((report) => report.id === id)) return this.app.openDamage(id);
      if (failure.code === 'damaged') return this.app.fail(failure);
    }
    this.app.tell(failure);
  }
}
