/** Imports in memory: enough of the engine's answers to confirm a report, with undo. */

import type {
  Cell, Edit, ImportChoose, ImportEdit, ImportEntry, ImportFile, ImportFiles, ImportMoved, ImportStep, ImportView, Piece, PieceRole, ReportSummary,
} from '../src/generated';

export const piece = (id: number, role: PieceRole, number: string, text: string, more: Partial<Piece> = {}): Piece => ({
  id, paragraph: id - 1, goes_on: false, role, number, text, end: '', level: 0, run_in: false, kind: null, problem: false, last_year: [], confidence: 90, reason: '', ...more,
});

/** A short report: everything that has a look of its own. */
export const PIECES: readonly Piece[] = [
  piece(1, 'title', '', '2024年度述职报告'),
  piece(2, 'text', '', '现将情况报告如下。'),
  piece(3, 'heading', '一、', '主要做法', { level: 1, kind: 'work', reason: '有序号“一、”' }),
  piece(4, 'heading', '（一）', '抓学习', { level: 2, run_in: true, end: '。' }),
  piece(5, 'text', '', '针对走访偏少的问题，每月走访。', { paragraph: 3, goes_on: true, last_year: [{ start: 2, end: 6 }] }),
  piece(6, 'heading', '二、', '存在问题', { paragraph: 4, level: 1, kind: 'problem' }),
  piece(7, 'series', '一是', '台账不全。', { paragraph: 5, problem: true, confidence: 40, reason: '一是开头，句子短' }),
  piece(8, 'text', '', '以上报告。', { paragraph: 6 }),
  piece(9, 'noise', '', '关注公众号', { paragraph: 7, confidence: 50 }),
];

interface State {
  pieces: readonly Piece[];
  dropped: readonly { piece: number; start: number; end: number }[];
}

export class FakeImport {
  done: State[] = [];
  undone: State[] = [];
  state: State;
  year: number | null = 2024;
  unit = '青禾县水利局';
  template = 'small';
  chained = true;
  earlier: ImportEntry['earlier'] = null;
  duplicates: ReportSummary[] = [];
  again = false;
  /** Which lines stand in a table. */
  cells = new Map<number, Cell>();
  lines = 8;
  moved: ImportMoved[] = [];
  notices = [{ text: '去掉了页眉 1 处', left_out: '某某单位' }];

  constructor(
    readonly id: number,
    readonly name: string,
    pieces: readonly Piece[] = PIECES,
  ) {
    this.state = { pieces, dropped: [] };
  }

  entry(): ImportEntry {
    const { id, name, year, unit, template, chained, earlier } = this;
    const count = (is: (one: Piece) => boolean): number => this.state.pieces.filter(is).length;
    return {
      id, name, year, unit, template, chained, earlier, title: '2024年度述职报告', again: this.again || this.duplicates.length > 0, edited: this.done.length > 0,
      unsure: this.unsure().length, summary: `认出 ${count(({ role, level }) => role === 'heading' && level === 1)} 个部分，搁置 ${count(({ role }) => role === 'noise')} 行`,
    };
  }

  unsure(): number[] {
    return this.state.pieces.filter(({ confidence }) => confidence < 60).map(({ id }) => id);
  }

  view(): ImportView {
    const { pieces, dropped } = this.state;
    const of = (id: number): Piece | undefined => pieces.find((one) => one.id === id);
    const parts: ImportView['parts'] = [];
    for (const one of pieces.filter(({ role }) => role !== 'noise')) {
      if (one.role === 'heading') parts.push({ heading: one.id, depth: one.level - 1, pieces: [], characters: 0 });
      else {
        if (parts.length === 0) parts.push({ heading: null, depth: 0, pieces: [], characters: 0 });
        const last = parts.at(-1)!;
        last.pieces.push(one.id);
        last.characters += one.text.length;
      }
    }
    const places = [
      ...pieces.flatMap((one) => one.last_year.map((place) => ({ piece: one.id, ...place, named: true }))), ...dropped.map((place) => ({ ...place, named: false })),
    ];
    const paragraphs = Array.from({ length: this.lines }, (_, n) => {
      const here = pieces.filter(({ paragraph }) => paragraph === n).map(({ id }) => id);
      const cell = this.cells.get(n) ?? null;
      return here.length > 0 ? { text: '', cell, pieces: here, joined: false } : { text: '并走的一段', cell, pieces: [pieces[0]!.id], joined: true };
    });
    const cells = pieces.filter(({ paragraph }) => this.cells.has(paragraph));
    const aside = cells.every(({ role }) => role === 'noise');
    const tables = cells.length === 0 ? [] : [{ table: 0, pieces: cells.map(({ id }) => id), aside, says: aside ? '表格：已搁置，不进报告' : '台账：1 行，成为上年问题整改的 1 条' }];
    return {
      entry: this.entry(), format: 'docx', notices: this.notices, paragraphs, pieces: [...pieces], parts, tables, moved: this.moved, unsure: this.unsure(),
      problems: PIECES.filter(({ id, problem }) => problem && of(id)).map(({ id, text }) => ({ piece: id, text, named: of(id)!.problem })),
      last_year: places.map((place) => ({ ...place, text: of(place.piece)?.text.slice(place.start, place.end) ?? '' })),
      proposals: [{ template: 'small', name: '通用', fit: 90, reasons: ['有存在问题', '有下一步打算'] }, { template: 'other', name: '另一个', fit: 40, reasons: [] }],
      duplicates: this.duplicates, can_undo: this.done.length > 0, can_redo: this.undone.length > 0,
    };
  }

  take(step: ImportStep): void {
    const next = this.#after(step);
    this.done.push(this.state);
    this.undone = [];
    this.state = next;
  }

  undo(): void {
    const last = this.done.pop();
    if (last) { this.undone.push(this.state); this.state = last; }
  }

  redo(): void {
    const last = this.undone.pop();
    if (last) { this.done.push(this.state); this.state = last; }
  }

  #after(step: ImportStep): State {
    const { pieces, dropped } = this.state;
    const change = (id: number, by: Partial<Piece>): Piece[] => pieces.map((one) => (one.id === id ? { ...one, ...by } : one));
    if (step.step === 'sure') return { pieces: change(step.piece, { confidence: 100 }), dropped };
    if (step.step === 'edit') return { pieces: this.#edited(step.edit, change), dropped };
    if (step.step === 'table') return { pieces: pieces.map((one) => (step.pieces.includes(one.id) ? { ...one, role: step.aside ? 'noise' : 'cell' } : one)), dropped };
    const { piece: id, start, end, named } = step;
    return {
      pieces: change(id, { last_year: named ? [{ start, end }] : [] }),
      dropped: named ? dropped.filter((place) => place.piece !== id) : [...dropped, { piece: id, start, end }],
    };
  }

  #edited(edit: Edit, change: (id: number, by: Partial<Piece>) => Piece[]): Piece[] {
    const list = [...this.state.pieces];
    const at = list.findIndex(({ id }) => id === edit.piece);
    const one = list[at]!;
    switch (edit.do) {
      case 'role': return change(one.id, { role: edit.role, level: edit.level ?? 0, confidence: 100 });
      case 'kind': return change(one.id, { kind: edit.kind });
      case 'problem': return change(one.id, { problem: edit.named });
      case 'merge': {
        const before = list[at - 1]!;
        list.splice(at - 1, 2, { ...before, text: before.text + one.text });
        return list;
      }
      case 'split': {
        const id = Math.max(...PIECES.map((known) => known.id)) + 1 + this.done.length;
        list.splice(at, 1, { ...one, text: one.text.slice(0, edit.at) }, { ...one, id, goes_on: true, text: one.text.slice(edit.at) });
        return list;
      }
      case 'number': return change(one.id, { number: edit.number });
      case 'move': {
        list.splice(at, 1);
        list.splice(Math.max(0, at + (edit.up ? -1 : 1)), 0, one);
        return list;
      }
      default: return list;
    }
  }
}

/** What the shell answers about imports. */
export class FakeImports {
  readonly open = new Map<number, FakeImport>();
  /** What the dialog brings; files with an import are read. */
  files: { name: string; import?: FakeImport; reason?: string }[] = [];
  /** What a report was linked with. */
  linked: string[] = [];

  put(...imports: FakeImport[]): void {
    imports.forEach((one) => this.open.set(one.id, one));
  }

  /** The answer of a call; `finish` makes the report. */
  answer(name: string, args: unknown, finish: (one: FakeImport) => unknown): unknown {
    const { id } = args as { id: number };
    const one = this.open.get(id);
    switch (name) {
      case 'import_text': {
        const pasted = new FakeImport(90, '粘贴的文字', [piece(1, 'text', '', (args as { text: string }).text)]);
        this.put(pasted);
        return pasted.view();
      }
      case 'import_files': return this.#read();
      case 'imports': return { entries: [...this.open.values()].sort((a, b) => (a.year ?? 9999) - (b.year ?? 9999)).map((each) => each.entry()) };
      case 'cancel_import': return {};
    }
    if (!name.startsWith('import_') || !one) return undefined;
    switch (name) {
      case 'import_edit': one.take((args as ImportEdit).step); break;
      case 'import_undo': one.undo(); break;
      case 'import_redo': one.redo(); break;
      case 'import_choose': this.#choose(one, args as ImportChoose); break;
      case 'import_discard': this.open.delete(id); return {};
      case 'import_finish': this.open.delete(id); return { report: finish(one), notices: this.linked };
    }
    return one.view();
  }

  #choose(one: FakeImport, { template, year, unit, chained }: ImportChoose): void {
    one.template = template ?? one.template;
    one.year = year ?? one.year;
    one.unit = unit ?? one.unit;
    one.chained = chained ?? one.chained;
  }

  #read(): ImportFiles {
    const files = this.files.map(({ name, import: one, reason }): ImportFile => {
      if (!one) return { name, state: { state: 'failed', reason: reason ?? '' } };
      this.put(one);
      return { name, state: { state: 'ready', id: one.id } };
    });
    return { files };
  }
}
