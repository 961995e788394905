/** The ledger of a shell in memory: rows as they are planted, filtered by state and words, and edits that go into them. */

import type {
  Failure, FigureTable, LedgerColumn, LedgerColumns, LedgerEdit, LedgerEntry, LedgerOffer, LedgerQuery, LedgerRow, LedgerView, LedgerYear, State,
} from '../src/generated';
import { USUAL } from '../src/elements';

export function entryOf(report: string, year: number, state: State, more: Partial<LedgerEntry> = {}): LedgerYear {
  const entry: LedgerEntry = {
    report, unit: '某局', reporter: '李明', part: 'rectification', item: `${report}-item`, role: 'answered', text: '', state, measure: '', result: '', evidence: '',
    owner: '', leader: '', due: '', reason: '', waived: '', closed: '', progress: [], ...more,
  };
  return { year, state, entries: [entry] };
}

export function rowOf(id: string, text: string, state: State, years: LedgerYear[], more: Partial<LedgerRow> = {}): LedgerRow {
  return {
    id, text, wordings: [], found_year: years[0]?.year ?? null, unit: '某局', source: '自查', shows: '', cause: '', goal: '', kind: null, measure: '', leader: '',
    owner: '王芳', due: '2025-11-08', progress: [], result: '', evidence: '', state, reason: '', closed: '', overdue: null, recurs: null, recurred: [], years, ...more,
  };
}

export class FakeLedger {
  rows: LedgerRow[] = [];
  columns: LedgerColumn[] = [];
  units = ['某局'];
  notices: string[] = [];
  offers: LedgerOffer[] = [];
  figures: FigureTable = { years: [], rows: [], units: [] };

  answer(name: string, args: unknown): unknown {
    switch (name) {
      case 'ledger': return this.#view(args as LedgerQuery);
      case 'edit_ledger': return this.#edit(args as LedgerEdit);
      case 'set_ledger_columns': this.columns = (args as LedgerColumns).columns; return args;
      case 'figure_table': return this.figures;
      case 'export_ledger': return { outcome: 'written', name: '整改台账.xlsx', folder: '/home/a/文档', handle: 6 };
      case 'export_figures': return { outcome: 'written', name: '关键数据.xlsx', folder: '/home/a/文档', handle: 7 };
      default: return undefined;
    }
  }

  #view({ state, owner, text }: LedgerQuery): LedgerView {
    const asked = this.rows.filter((row) => (owner === '' || row.owner === owner) && row.text.includes(text));
    const isOpen = (row: LedgerRow): boolean => row.state !== '已销号' && row.state !== '移交';
    const rows = asked.filter((row) => {
      switch (state) {
        case 'open': return isOpen(row);
        case 'all': return true;
        case 'overdue': return row.overdue !== null;
        case 'closed': return row.state === '已销号';
        default: return row.state === '整改中';
      }
    });
    const columns = this.columns.length > 0 ? this.columns : [...USUAL];
    const cell = (row: LedgerRow, column: LedgerColumn, i: number): string => {
      const texts: Partial<Record<LedgerColumn, string>> = {
        序号: String(i + 1), 问题: row.text, 来源: `${row.found_year} ${row.source}`, 整改措施: row.measure, '责任单位/责任人': row.owner, 完成时限: row.due, 状态: row.state,
      };
      return texts[column] ?? '';
    };
    return {
      rows, columns, cells: rows.map((row, i) => columns.map((column) => cell(row, column, i))),
      all: asked.length, open: asked.filter(isOpen).length, overdue: asked.filter((row) => row.overdue !== null).length,
      sentence: `共查摆问题${asked.length}项`, units: this.units, years: [2025, 2024], owners: [...new Set(this.rows.map((row) => row.owner))],
      notices: this.notices, offers: this.offers,
    };
  }

  #edit({ report, item, note, ...texts }: LedgerEdit): unknown {
    const dates = [texts.due, texts.closed, note?.date];
    if (dates.includes('2025-02-30')) {
      return Promise.reject({ code: 'invalid', message: '没有2025年2月30日这一天', hint: '请改成有的日期' } satisfies Failure);
    }
    for (const row of this.rows) {
      for (const year of row.years) {
        for (const entry of year.entries.filter((each) => each.report === report && each.item === item)) {
          Object.assign(entry, texts);
          if (note) entry.progress.push(note);
          if (texts.state) row.state = year.state = texts.state;
        }
      }
    }
    return {};
  }
}
