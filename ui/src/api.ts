/** The only caller of the shell: one function a call, typed by what the engine generates. */

import type {
  ApplyFix, ArchiveRead, Backups, Calls, CarryResult, CarryChoice, CarryFrom, CarryOffer, Code, CompareVersions, Comparison, Composed, Create, Draft, Erased,
  Exported, ExportLedger, ExportReport, Faces, Failure, FigureQuery, FigureTable, Health, Home, ImportChoose, ImportEdit, ImportedLayout, ImportFiles, ImportFinished, Imports, ImportView, KeepVersion, LastYear, LastYearOf, Layout, LayoutReport,
  Layouts, LedgerColumns, LedgerEdit, LedgerQuery, LedgerView, Mend, MergeArchive, Merged, NameVersion, OpenedDraft, OpenExported, OpenReport,
  PdfProgram, PdfProgress, ReadArchive, Rescued, RestoreVersion, ReviseApply, Revised, ReviseFile, ReviseOf, ReviseOffer, Save, Saved, Search, SearchFound, SetAside, Settings, Versions, View, WriteArchive,
} from './generated';
import { wellFormedDeep } from './text';

/** What a window host offers: commands, and events from outside the page. */
export interface Shell {
  invoke(command: string, payload?: Record<string, unknown>): Promise<unknown>;
  listen(event: string, handler: (payload: unknown) => void): Promise<unknown>;
}

/** The calls of the engine and of the desktop. Every one rejects with a {@link Failure} and nothing else. */
export interface Api {
  home(): Promise<Home>;
  create(args: Create): Promise<OpenReport>;
  open(id: string): Promise<OpenReport>;
  save(args: Save): Promise<Saved>;
  view(draft: Draft): Promise<View>;
  example(draft: Draft, part: string): Promise<Composed>;
  copy(id: string): Promise<OpenReport>;
  /** What the earlier report has in the place of a part. */
  lastYear(args: LastYearOf): Promise<LastYear>;
  /** What goes on from a report; makes nothing. */
  carryOffer(args: CarryFrom): Promise<CarryOffer>;
  carry(args: CarryChoice): Promise<CarryResult>;
  /** Asks for a draft's file and stores it as a report; no id when the dialog was closed. */
  openDraftFile(): Promise<OpenedDraft>;
  /** Takes in a text that was pasted, to be confirmed. */
  importText(text: string): Promise<ImportView>;
  /** Asks for files and reads them; tells `progress` of each, and answers what became of them. */
  importFiles(progress: (files: ImportFiles) => void): Promise<ImportFiles>;
  cancelImport(): Promise<unknown>;
  /** What is under way. */
  imports(): Promise<Imports>;
  importView(id: number): Promise<ImportView>;
  importEdit(args: ImportEdit): Promise<ImportView>;
  importUndo(id: number): Promise<ImportView>;
  importRedo(id: number): Promise<ImportView>;
  importChoose(args: Partial<ImportChoose> & { id: number }): Promise<ImportView>;
  /** Makes the report. */
  importFinish(id: number): Promise<ImportFinished>;
  importDiscard(id: number): Promise<unknown>;
  /** A draft with a finding's mend in it. */
  fix(args: ApplyFix): Promise<Draft>;
  remove(id: string): Promise<unknown>;
  restore(id: string): Promise<unknown>;
  versions(id: string): Promise<Versions>;
  nameVersion(args: NameVersion): Promise<unknown>;
  compareVersions(args: CompareVersions): Promise<Comparison>;
  restoreVersion(args: RestoreVersion): Promise<OpenReport>;
  /** Asks for the file that a superior sent back, and reads it; no handle when the dialog was closed. */
  reviseFile(): Promise<ReviseFile>;
  /** What it says otherwise than the report as it is stored. */
  reviseOffer(args: ReviseOf): Promise<ReviseOffer>;
  /** Takes differences into the report. */
  reviseApply(args: ReviseApply): Promise<Revised>;
  /** Removes a report with all traces that the program can reach. */
  erase(id: string): Promise<Erased>;
  search(args: Search): Promise<SearchFound>;
  keepVersion(args: KeepVersion): Promise<unknown>;
  settings(): Promise<Settings>;
  setSettings(settings: Settings): Promise<Settings>;
  layouts(): Promise<Layouts>;
  checkLayout(layout: Layout): Promise<LayoutReport>;
  saveLayout(layout: Layout): Promise<Layouts>;
  removeLayout(id: string): Promise<Layouts>;
  exportLayout(id: string): Promise<Exported>;
  importLayout(): Promise<ImportedLayout>;
  faces(draft: Draft): Promise<Faces>;
  exportDocx(args: ExportReport): Promise<Exported>;
  pdfProgram(): Promise<PdfProgram>;
  /** Tells `progress` of each step; answers `cancelled` after {@link Api.cancelPdf}. */
  exportPdf(args: ExportReport, progress: (step: PdfProgress) => void): Promise<Exported>;
  cancelPdf(): Promise<unknown>;
  /** Writes a draft to a file that the user names; works although the data cannot be opened. */
  saveElsewhere(draft: Draft): Promise<Exported>;
  /** 整改台账 over all reports. */
  ledger(query: LedgerQuery): Promise<LedgerView>;
  /** Changes an item in the draft it belongs to. */
  editLedger(edit: LedgerEdit): Promise<unknown>;
  setLedgerColumns(columns: LedgerColumns): Promise<LedgerColumns>;
  figureTable(query: FigureQuery): Promise<FigureTable>;
  exportLedger(args: ExportLedger): Promise<Exported>;
  exportFigures(args: FigureQuery): Promise<Exported>;
  backups(): Promise<Backups>;
  backupNow(): Promise<Backups>;
  /** Asks for the second folder; answers what was when the dialog is closed. */
  pickBackupFolder(): Promise<Backups>;
  forgetSecondFolder(): Promise<Backups>;
  /** Asks where to, and writes everything to one file for another computer. */
  writeArchive(args: WriteArchive): Promise<Exported>;
  /** Asks for a file, or reads a backup. Merges nothing. */
  readArchive(args: ReadArchive): Promise<ArchiveRead>;
  /** Merges what was read last. */
  mergeArchive(args: MergeArchive): Promise<Merged>;
  checkStore(): Promise<Health>;
  mend(args: Mend): Promise<unknown>;
  /** Takes a damaged report of which nothing whole is left out of the list. */
  setAside(id: string): Promise<SetAside>;
  /** Makes a new database from what is whole in the one that cannot be opened. */
  rescue(): Promise<Rescued>;
  openExported(args: OpenExported): Promise<unknown>;
  openDataDir(): Promise<unknown>;
  closeNow(): Promise<unknown>;
  /** Calls `handler` when the user wants to close the window; the window stays until {@link Api.closeNow}. */
  onCloseRequested(handler: () => void): void;
}

const CODES: readonly Code[] = ['invalid', 'not_found', 'conflict', 'in_use', 'blocked', 'io', 'damaged'];

/** Whatever a shell rejected with, as a {@link Failure}. */
export function toFailure(reason: unknown): Failure {
  if (typeof reason === 'object' && reason !== null && 'message' in reason && typeof reason.message === 'string') {
    const code = 'code' in reason ? CODES.find((known) => known === reason.code) : undefined;
    const hint = 'hint' in reason && typeof reason.hint === 'string' ? reason.hint : '请重试；如仍不行，请重新启动程序';
    return { code: code ?? 'io', message: reason.message, hint };
  }
  const detail = typeof reason === 'string' && reason !== '' ? `（${reason}）` : '';
  return { code: 'io', message: `程序内部没有应答${detail}`, hint: '请重试；如仍不行，请重新启动程序' };
}

/** The calls over `shell`. */
export function api(shell: Shell): Api {
  const invoke = async <T>(command: string, payload?: Record<string, unknown>): Promise<T> => {
    try {
      return (await shell.invoke(command, payload && wellFormedDeep(payload))) as T;
    } catch (reason) {
      throw toFailure(reason);
    }
  };
  const call = <N extends keyof Calls>(name: N, args: Calls[N]['args']): Promise<Calls[N]['result']> => invoke('call', { name, args });
  let progress: ((step: PdfProgress) => void) | null = null;
  let listening: Promise<unknown> | undefined;
  let reading: ((files: ImportFiles) => void) | null = null;
  let hearing: Promise<unknown> | undefined;
  return {
    home: () => call('home', {}),
    create: (args) => call('create', args),
    open: (id) => call('open', { id }),
    save: (args) => call('save', args),
    view: (draft) => call('view', { draft }),
    example: (draft, part) => call('example', { draft, part }),
    copy: (id) => call('copy', { id }),
    lastYear: (args) => call('last_year', args),
    carryOffer: (args) => call('carry_offer', args),
    carry: (args) => call('carry', args),
    openDraftFile: () => invoke('open_draft_file'),
    importText: (text) => call('import_text', { text }),
    importFiles: async (tell) => {
      // Without the events the files are read all the same.
      hearing ??= shell.listen('import-progress', (files) => reading?.(files as ImportFiles)).catch(() => undefined);
      await hearing;
      reading = tell;
      try {
        return await invoke<ImportFiles>('import_files');
      } finally {
        reading = null;
      }
    },
    cancelImport: () => invoke('cancel_import'),
    imports: () => call('imports', {}),
    importView: (id) => call('import_view', { id }),
    importEdit: (args) => call('import_edit', args),
    importUndo: (id) => call('import_undo', { id }),
    importRedo: (id) => call('import_redo', { id }),
    importChoose: (args) => call('import_choose', { template: null, year: null, unit: null, chained: null, ...args }),
    importFinish: (id) => call('import_finish', { id }),
    importDiscard: (id) => call('import_discard', { id }),
    fix: (args) => call('fix', args),
    remove: (id) => call('remove', { id }),
    restore: (id) => call('restore', { id }),
    versions: (id) => call('versions', { id }),
    nameVersion: (args) => call('name_version', args),
    compareVersions: (args) => call('compare', args),
    restoreVersion: (args) => call('restore_version', args),
    reviseFile: () => invoke('revise_file'),
    reviseOffer: (args) => call('revise_offer', args),
    reviseApply: (args) => call('revise_apply', args),
    erase: (id) => call('erase', { id }),
    search: (args) => call('search', args),
    keepVersion: (args) => call('keep_version', args),
    settings: () => call('settings', {}),
    setSettings: (settings) => call('set_settings', settings),
    layouts: () => call('layouts', {}),
    checkLayout: (layout) => call('check_layout', { layout }),
    saveLayout: (layout) => call('save_layout', { layout }),
    removeLayout: (id) => call('remove_layout', { id }),
    exportLayout: (id) => invoke('export_layout', { args: { id } }),
    importLayout: () => invoke('import_layout'),
    faces: (draft) => invoke('call', { name: 'faces', args: { draft } }),
    exportDocx: (args) => invoke('export_docx', { args }),
    pdfProgram: () => invoke('pdf_program'),
    exportPdf: async (args, tell) => {
      // Without the events the file is made all the same.
      listening ??= shell.listen('pdf-progress', (step) => progress?.(step as PdfProgress)).catch(() => undefined);
      await listening;
      progress = tell;
      try {
        return await invoke<Exported>('export_pdf', { args });
      } finally {
        progress = null;
      }
    },
    cancelPdf: () => invoke('cancel_pdf'),
    saveElsewhere: (draft) => invoke('save_elsewhere', { args: { draft } }),
    ledger: (query) => call('ledger', query),
    editLedger: (edit) => call('edit_ledger', edit),
    setLedgerColumns: (columns) => call('set_ledger_columns', columns),
    figureTable: (query) => call('figure_table', query),
    exportLedger: (args) => invoke('export_ledger', { args }),
    exportFigures: (args) => invoke('export_figures', { args }),
    backups: () => call('backups', {}),
    backupNow: () => invoke('backup_now'),
    pickBackupFolder: () => invoke('pick_backup_folder'),
    forgetSecondFolder: () => call('forget_second_folder', {}),
    writeArchive: (args) => invoke('write_archive', { args }),
    readArchive: (args) => invoke('read_archive', { args }),
    mergeArchive: (args) => invoke('merge_archive', { args }),
    checkStore: () => invoke('check_store'),
    mend: (args) => call('mend', args),
    setAside: (id) => call('set_aside', { id }),
    rescue: () => invoke('rescue'),
    openExported: (args) => invoke('open_exported', { args }),
    openDataDir: () => invoke('open_data_dir'),
    closeNow: () => invoke('close_now'),
    onCloseRequested: (handler) => void shell.listen('close-requested', () => handler()).then(() => {
      // The window looks for this: a page without it cannot ask the user anything.
      document.documentElement.dataset.hearsClose = 'true';
    }),
  };
}
