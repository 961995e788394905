/** A shell that lives in memory: enough of the engine's answers to draw every screen, and faults to order. */

import type { Shell } from '../src/api';
import type {
  ApplyFix, ArchiveContent, ArchiveRead, Backups, CarryResult, CarryChoice, CarryFrom, CarryOffer, Draft, Failure, Finding, Health, Home, LastYear, LastYearOf, Layout, Layouts, Matrix, Mend, Merged, MissingFace, OpenReport, PdfProgram,
  ReadArchive, Reminder, Rescued, ReviseApply, Save, SearchFound, Settings,
} from '../src/generated';
import { newDraft, sampleDraft, viewOf } from './fake-view';
import { FakeHistory } from './fake-history';
import { FakeImports } from './fake-import';
import { FakeLedger } from './fake-ledger';
import { FakeRevise } from './fake-revise';
import { entry, fixed, office, reportOn, standard } from './layouts';
import { template } from './template';

export { newDraft, sampleDraft, viewOf } from './fake-view';

/** A call as it arrived: the engine's name or the desktop's command. */
export interface Call {
  readonly name: string;
  readonly args: unknown;
}

export class FakeShell implements Shell {
  readonly calls: Call[] = [];
  readonly drafts = new Map<string, Draft>();
  readonly deleted = new Set<string>();
  /** Failures to answer with, by call; each is used until it is taken away. */
  readonly failures = new Map<string, Failure>();
  settings: Settings = { theme: 'system', zoom: 100, unit: '', reporter: '', post: '', creator: '', ledger_columns: [] };
  notices: string[] = [];
  /** The numbers to answer with, in place of those that were made. */
  labels: Record<string, string> | null = null;
  /** What else to answer is to be looked at. */
  findings: Finding[] = [];
  #revisions = new Map<string, number>();
  #listeners = new Map<string, (payload: unknown) => void>();
  /** The user's own layout profiles, and the one in the file that is read. */
  own: Layout[] = [];
  file: Layout | null = office;
  missing: MissingFace[] = [];
  readonly history = new FakeHistory();
  readonly ledger = new FakeLedger();
  readonly imports = new FakeImports();
  readonly revise = new FakeRevise();
  reminders: Reminder[] = [];
  /** The year that 沿用 proposes, and what it says of a report that was there already. */
  proposed = 2025;
  carryTold = '已补进 1 个上年问题';
  pdf: PdfProgram = { name: 'LibreOffice', hint: '' };
  /** What was refused as a conflict, or kept as a version. */
  readonly kept: Draft[] = [];
  /** The next saves take the room that was kept in reserve. */
  lowSpace = false;
  /** What {@link CarryOffer} says but for the report and the year. */
  offer: Omit<CarryOffer, 'from' | 'year'> = { plan: { problems: [], taken: ['单位、姓名、职务', '版式'], left: ['正文'] }, notices: [], refused: '', carried: [] };
  /** What the earlier report has in the place of a part, by part. */
  readonly lastYear = new Map<string, LastYear>();
  /** The report that a draft's file becomes. */
  opened: string | null = null;
  matrix: Matrix | null = null;
  /** Makes a finding's mend. */
  mend = (draft: Draft): Draft => ({ ...draft, fields: { ...draft.fields, unit: '改好的单位' } });
  found: SearchFound = { hits: [], more: false };
  /** Where an erased report may still be. */
  remains: string[] = [];
  backups: Backups = { backups: [], folder: '/home/a/.local/share/shuzhi/backups', second: null, failure: null };
  health: Health = { damaged: [], versions: 0, settings: false, notices: [] };
  rescued: Rescued = { whole: 3, brought_back: [], lost: [], kept: '/home/a/.local/share/shuzhi/damaged' };
  /** What the file to read holds, and its password. */
  archive: ArchiveContent | null = null;
  password: string | null = null;
  merged: Merged = { added: 1, replaced: 0, copied: 0, unchanged: 1, templates: 0, notices: [] };
  /** Calls whose answers wait for {@link release}. */
  readonly held = new Set<string>();
  #waiting = new Map<string, (answer: unknown) => void>();

  put(draft: Draft): void {
    this.drafts.set(draft.id, draft);
    this.#revisions.set(draft.id, 1);
  }

  /** Someone else saves a report. */
  elsewhere(draft: Draft): void {
    this.drafts.set(draft.id, draft);
    this.#revisions.set(draft.id, (this.#revisions.get(draft.id) ?? 0) + 1);
  }

  named(name: string): Call[] {
    return this.calls.filter((call) => call.name === name);
  }

  emit(event: string, payload?: unknown): void {
    this.#listeners.get(event)?.(payload);
  }

  /** Answers a call that was held. */
  release(name: string, answer: unknown): void {
    this.#waiting.get(name)?.(answer);
    this.#waiting.delete(name);
  }

  listen(event: string, handler: (payload: unknown) => void): Promise<unknown> {
    this.#listeners.set(event, handler);
    return Promise.resolve();
  }

  invoke(command: string, payload: Record<string, unknown> = {}): Promise<unknown> {
    const name = command === 'call' ? String(payload.name) : command;
    // What crosses the border is JSON; nothing is shared.
    const args: unknown = JSON.parse(JSON.stringify(payload.args ?? {}));
    this.calls.push({ name, args });
    const failure = this.failures.get(name);
    if (this.held.has(name)) return new Promise((resolve) => this.#waiting.set(name, resolve));
    return failure ? Promise.reject(failure) : Promise.resolve(this.#answer(name, args));
  }

  #answer(name: string, args: unknown): unknown {
    const { id } = args as { id: string };
    switch (name) {
      case 'home': return this.#home();
      case 'create': {
        const draft = (args as { sample: boolean }).sample ? sampleDraft('new') : newDraft('new');
        this.put(draft);
        return this.#opened(draft.id);
      }
      case 'open': return this.#opened(id);
      case 'save': return this.#save(args as Save);
      case 'view': {
        const view = viewOf((args as { draft: Draft }).draft);
        return { ...view, matrix: this.matrix ?? view.matrix, labels: this.labels ?? view.labels, findings: [...view.findings, ...this.findings] };
      }
      case 'example': return { blocks: [{ role: 'paragraph', spans: [{ text: '范例的文字。', role: 'text', origin: null, literal: false }] }] };
      case 'copy': {
        this.put({ ...this.#draft(id), id: `${id}-copy` });
        return this.#opened(`${id}-copy`);
      }
      case 'remove': this.deleted.add(id); return {};
      case 'restore': this.deleted.delete(id); return {};
      case 'settings': return this.settings;
      case 'set_settings': return (this.settings = args as Settings);
      case 'export_docx': return { outcome: 'written', name: '述职报告.docx', folder: '/home/a/文档', handle: 1 };
      case 'export_pdf': return { outcome: 'written', name: '述职报告.pdf', folder: '/home/a/文档', handle: 2 };
      case 'pdf_program': return this.pdf;
      case 'cancel_pdf': this.release('export_pdf', { outcome: 'cancelled' }); return {};
      case 'faces': return { missing: this.missing };
      case 'restore_version': {
        this.drafts.set(id, this.history.restored(this.#draft(id), args));
        this.#revisions.set(id, (this.#revisions.get(id) ?? 1) + 1);
        return this.#opened(id);
      }
      case 'revise_file': return { handle: this.revise.handle };
      case 'revise_offer': return this.revise.offer(args);
      case 'revise_apply': {
        this.drafts.set(id, this.revise.merged(this.#draft(id), args as ReviseApply));
        this.#revisions.set(id, (this.#revisions.get(id) ?? 1) + 1);
        return { report: this.#opened(id), merged: (args as ReviseApply).accepted.length };
      }
      case 'carry_offer': return { ...this.offer, from: this.#home().reports.find((report) => report.id === id), year: (args as CarryFrom).year ?? this.proposed };
      case 'carry': {
        const { into } = args as CarryChoice;
        this.put({ ...sampleDraft(into ?? 'carried'), previous: id });
        return { report: this.#opened(into ?? 'carried'), told: into === null ? '' : this.carryTold } satisfies CarryResult;
      }
      case 'last_year': return this.lastYear.get((args as LastYearOf).part);
      case 'open_draft_file': return { id: this.opened };
      case 'fix': return this.mend((args as ApplyFix).draft);
      case 'erase': this.drafts.delete(id); return { remains: this.remains };
      case 'search': return this.found;
      case 'save_elsewhere': return { outcome: 'written', name: '述职报告.json', folder: '/media/U盘', handle: 4 };
      default: return this.#care(name, args);
    }
  }

  #care(name: string, args: unknown): unknown {
    switch (name) {
      case 'keep_version': this.kept.push(this.#draft((args as { id: string }).id)); return this.history.answer(name, args);
      case 'backups': return this.backups;
      case 'backup_now': {
        const made = { name: 'new.bak', second: false, ordinal: 9, made: '2026-01-06T10:00:00+08:00', bytes: 400_000, reports: this.drafts.size };
        return (this.backups = { ...this.backups, backups: [made, ...this.backups.backups] });
      }
      case 'pick_backup_folder': return (this.backups = { ...this.backups, second: { path: '/media/U盘/备份', written: null, failure: null } });
      case 'forget_second_folder': return (this.backups = { ...this.backups, second: null });
      case 'write_archive': return { outcome: 'written', name: '述职.shuzhi', folder: '/media/U盘', handle: 5 };
      case 'read_archive': return this.#read(args as ReadArchive);
      case 'merge_archive': return this.merged;
      case 'check_store': return this.health;
      case 'mend': {
        const { id } = args as Mend;
        this.health = { ...this.health, damaged: this.health.damaged.filter((report) => report.id !== id) };
        return {};
      }
      case 'set_aside': {
        const { id } = args as { id: string };
        this.health = { ...this.health, damaged: this.health.damaged.filter((report) => report.id !== id) };
        this.drafts.delete(id);
        return { kept: '/数据/damaged/1.row' };
      }
      case 'rescue': return this.rescued;
      default: return this.imports.answer(name, args, (one) => this.#imported(one.year)) ?? this.ledger.answer(name, args) ?? this.history.answer(name, args) ?? this.#layout(name, args);
    }
  }

  /** The report that an import becomes. */
  #imported(year: number | null): OpenReport {
    const id = `imported-${year}`;
    this.put({ ...sampleDraft(id), year });
    return this.#opened(id);
  }

  #read({ password }: ReadArchive): ArchiveRead {
    if (!this.archive) return { outcome: 'cancelled' };
    if (password !== this.password) return { outcome: 'password', name: this.archive.name, wrong: password !== null };
    return { outcome: 'content', ...this.archive };
  }

  #layout(name: string, args: unknown): unknown {
    const { id, layout } = args as { id: string; layout: Layout };
    switch (name) {
      case 'layouts': return this.#layouts();
      case 'check_layout': return reportOn(layout);
      case 'save_layout': return this.#keep(layout);
      case 'remove_layout': {
        this.own = this.own.filter((other) => other.id !== id);
        return this.#layouts();
      }
      case 'export_layout': return { outcome: 'written', name: '本局版式.json', folder: '/home/a/文档', handle: 3 };
      case 'import_layout': return { layouts: this.file && this.#keep(this.file) };
      default: return {};
    }
  }

  #keep(layout: Layout): Layouts {
    const kept = { ...layout, id: layout.id || `own-${this.own.length + 1}` };
    const known = this.own.some(({ id }) => id === kept.id);
    this.own = known ? this.own.map((other) => (other.id === kept.id ? kept : other)) : [...this.own, kept];
    return this.#layouts();
  }

  #layouts(): Layouts {
    return { shipped: [standard, fixed].map(entry), own: this.own.map(entry) };
  }

  #draft(id: string): Draft {
    const draft = this.drafts.get(id);
    if (!draft) throw new Error(`no report ${id}`);
    return draft;
  }

  #opened(id: string): OpenReport {
    const draft = this.#draft(id);
    return JSON.parse(JSON.stringify({ draft, revision: this.#revisions.get(id) ?? 1, saved_at: draft.modified, view: viewOf(draft), earlier: this.drafts.has(draft.previous ?? '') })) as OpenReport;
  }

  #save({ draft, revision }: Save): unknown {
    if (revision !== this.#revisions.get(draft.id)) {
      this.kept.push(draft);
      return Promise.reject({ code: 'conflict', message: '这份报告已在别处改过', hint: '请选留哪一稿' } satisfies Failure);
    }
    this.drafts.set(draft.id, draft);
    this.#revisions.set(draft.id, revision + 1);
    return { revision: revision + 1, saved_at: '2026-01-05T14:03:22+08:00', low_space: this.lowSpace };
  }

  #home(): Home {
    const reports = [...this.drafts.values()].map((draft) => {
      const view = viewOf(draft);
      return {
        id: draft.id, title: view.document.title, unit: draft.fields.unit ?? '', reporter: draft.fields.reporter ?? '', year: draft.year,
        parts_done: draft.done.length, parts_total: 'imported' in draft && draft.done.length === 0 ? 0 : view.sections.length, placeholders: view.placeholders, modified: draft.modified, exported: null,
        deleted: this.deleted.has(draft.id) ? '2026-01-06T09:00:00+08:00' : null,
        days_left: this.deleted.has(draft.id) ? 90 : null,
      };
    });
    return {
      reports, notices: this.notices, data_dir: '/home/a/.local/share/shuzhi', report_year: 2025, reminders: this.reminders,
      templates: [{ id: template.id, name: template.name, description: template.description, parts: template.parts.map((entry) => entry.name), own: false }],
    };
  }
}
