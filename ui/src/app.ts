/** The frame around the screens: which one is shown, its settings, menus, notices and dialogs; draws, and never decides a rule. */

import { html, nothing, render, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { toFailure, type Api } from './api';
import { Editor } from './editor';
import type { ArchiveContent, Failure, ImportView, Layout, LedgerRow, OpenReport, Origin, Settings } from './generated';
import { spotOf } from './locate';
import { growPending } from './parts/directives';
import { helpDialog } from './parts/help';
import { placeMenu } from './parts/menu';
import { dialogView, toastView, workDialog, type DialogState, type ToastState } from './parts/overlays';
import { guardReload } from './parts/reload';
import type { Saver } from './saver';
import { ComposeScreen } from './screens/compose';
import { FailedScreen } from './screens/failed';
import { HomeScreen, type HomePlace } from './screens/home';
import type * as Later from './screens/later';
import type { LedgerScreen } from './screens/ledger';
import type { VersionsWay } from './versions/screen';
import { Watch } from './watch';

/** One screen: state → DOM, and what the frame tells it. */
export interface Screen {
  readonly title: string;
  /** The report that is open in it. */
  readonly editor?: Editor;
  /** What it saves without a report that is open. */
  readonly saver?: Saver | undefined;
  view(): TemplateResult;
  /** After each drawing, with everything in the page. */
  rendered?(): void;
  key?(event: KeyboardEvent): void;
  /** The screen goes away; `false` keeps it. */
  leave?(): Promise<boolean>;
  /** What is lost when it goes away all the same; that saving failed where absent. */
  readonly unsaved?: string;
}

/** From where 设置 was opened, and which layout profile to show there; 备份与换机 and what follows it lead back the same way. */
export interface SettingsWay {
  /** By way of 设置. */
  readonly settings?: boolean;
  readonly from?: Editor | undefined;
  readonly layout?: string | undefined;
}

const TOAST_MS = 9000;
/** How long a window that is to close waits for a save before it asks the user. */
export const CLOSE_MS = 5000;

export class App {
  settings: Settings = { theme: 'system', zoom: 100, unit: '', reporter: '', post: '', creator: '', ledger_columns: [] };
  /** What is known of damage to the data. */
  readonly watch = new Watch(this);
  /** Where 首页 was left for a report; it goes on there. */
  homePlace: HomePlace | null = null;
  /** The id of the open menu. */
  menu: string | null = null;
  #screen: Screen | undefined;
  #dialog: DialogState | null = null;
  /** What had the focus before the dialog. */
  #before: Element | null = null;
  #toast: ToastState | null = null;
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  #drawing = false;
  /** Goes up with each screen that is shown or asked for. */
  #turn = 0;

  constructor(
    readonly api: Api,
    readonly root: HTMLElement,
    /** Brings the screens that are not there at the start. */
    private readonly bring: () => Promise<typeof Later> = () => import('./screens/later'),
  ) {}

  /** Shows the first screen, and listens to keys and to the window. */
  async start(): Promise<void> {
    document.addEventListener('keydown', (event) => this.#key(event));
    document.addEventListener('pointerdown', (event) => {
      if (this.menu !== null && !(event.target instanceof Element && event.target.closest('[data-menu]'))) this.openMenu(null);
    });
    guardReload(() => (this.#saver?.state.kind ?? 'saved') !== 'saved');
    this.api.onCloseRequested(() => void this.#close());
    await this.restart();
  }

  /** Asks for everything anew, as at the start, and then whether the data is whole. */
  async restart(): Promise<void> {
    try {
      const [settings, home] = await Promise.all([this.#stored(), this.api.home()]);
      this.applySettings(settings);
      await this.#go(() => new HomeScreen(this, home));
      void this.watch.check();
    } catch (reason) {
      this.fail(toFailure(reason));
    }
  }

  /** The settings as stored. Damaged ones are not used, which the check then tells; they must not bar the way to the reports. */
  async #stored(): Promise<Settings> {
    try {
      return await this.api.settings();
    } catch (reason) {
      const failure = toFailure(reason);
      if (failure.code !== 'invalid') throw failure;
      return this.settings;
    }
  }

  /** Nothing can be shown any more. */
  fail(failure: Failure): void {
    this.#show(new FailedScreen(this, failure));
  }

  applySettings(settings: Settings): void {
    this.settings = settings;
    const root = document.documentElement;
    if (settings.theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = settings.theme;
  }

  async home(): Promise<void> {
    try {
      const home = await this.api.home();
      await this.#go(() => new HomeScreen(this, home));
    } catch (reason) {
      const failure = toFailure(reason);
      if (failure.code !== 'damaged') throw failure;
      await this.#go(() => new FailedScreen(this, failure));
    }
  }

  /** Shows a report, at a place of it where one is named. */
  compose(report: OpenReport, at?: Origin): Promise<void> {
    return this.#go(() => {
      const editor = new Editor(this.api, report, () => this.redraw());
      if (at) editor.reveal(spotOf(report.draft, at));
      return new ComposeScreen(this, editor);
    });
  }

  /** Opens a stored report; leads to what can be done where it is damaged. */
  async openReport(id: string, at?: Origin): Promise<void> {
    const report = await this.#read(id);
    if (report) await this.compose(report, at);
  }

  /** A stored report; nothing where it cannot be read, which is told then. */
  async #read(id: string): Promise<OpenReport | null> {
    try {
      return await this.api.open(id);
    } catch (reason) {
      await this.watch.refused(id, toFailure(reason));
      return null;
    }
  }

  /** Shows a report as it is stored, whatever is on the screen. */
  replace(report: OpenReport): void {
    this.#show(new ComposeScreen(this, new Editor(this.api, report, () => this.redraw())));
  }

  /** Back to a report that is open already. */
  edit(editor: Editor): Promise<void> {
    return this.#go(() => new ComposeScreen(this, editor), editor);
  }

  /** 沿用上年报告, with a report chosen where one is named. */
  openCarry(report?: string): Promise<void> {
    return this.#later(this.api.home(), ({ CarryScreen }, home) => new CarryScreen(this, home, report));
  }

  /** 导入旧稿: the files that are under way. */
  openImports(): Promise<void> {
    return this.#later(this.api.imports(), ({ ImportsScreen }, { entries }) => new ImportsScreen(this, entries));
  }

  /** One of them, to be confirmed. */
  openImport(view: ImportView | Promise<ImportView>): Promise<void> {
    return this.#later(view, ({ ImportScreen }, shown) => new ImportScreen(this, shown));
  }

  check(editor: Editor): Promise<void> {
    return this.#later(null, ({ CheckScreen }) => new CheckScreen(this, editor), editor);
  }

  /** The versions of a report that is open. */
  versions(editor: Editor, way: VersionsWay = {}): Promise<void> {
    return this.#later(null, ({ VersionsScreen }) => new VersionsScreen(this, editor, way), editor);
  }

  /** The versions of a report in the list; `version` is the one to show first. */
  async history(id: string, version?: number): Promise<void> {
    const report = await this.#read(id);
    if (report) await this.versions(new Editor(this.api, report, () => this.redraw()), { home: true, version });
  }

  /** 改后稿: asks for the file that came back, and shows what it says otherwise. */
  async revise(editor: Editor): Promise<void> {
    if (!(await editor.saver.flush())) return;
    const { handle } = await this.api.reviseFile();
    if (handle === null) return;
    await this.#later(this.api.reviseOffer({ id: editor.draft.id, handle }), ({ ReviseScreen }, offer) => new ReviseScreen(this, editor, offer), editor);
  }

  /** The same for a report in the list. */
  async reviseStored(id: string): Promise<void> {
    const report = await this.#read(id);
    if (report) await this.revise(new Editor(this.api, report, () => this.redraw()));
  }

  openSettings(way: SettingsWay = {}): Promise<void> {
    return this.#later(this.api.home(), ({ SettingsScreen }, home) => new SettingsScreen(this, home.data_dir, way));
  }

  openBackups(way: SettingsWay = {}): Promise<void> {
    return this.#later(null, ({ BackupsScreen }) => new BackupsScreen(this, way));
  }

  /** What a file or a backup holds, before anything of it is merged. */
  openArchive(content: ArchiveContent, way: SettingsWay): Promise<void> {
    return this.#later(null, ({ ArchiveScreen }) => new ArchiveScreen(this, content, way));
  }

  /** The damaged reports, the one named first. */
  openDamage(id?: string): Promise<void> {
    return this.#later(null, ({ DamageScreen }) => new DamageScreen(this, id));
  }

  /** 整改台账; `screen` as it was left for `problem`, a new one where none is given. */
  openLedger(screen?: LedgerScreen, problem = ''): Promise<void> {
    return this.#later(null, ({ LedgerScreen }) => {
      screen?.back(problem);
      return screen ?? new LedgerScreen(this);
    });
  }

  /** The life of a problem; `from` is the ledger to go back to. */
  openProblem(row: LedgerRow, from: LedgerScreen): Promise<void> {
    return this.#later(null, ({ ProblemScreen }) => new ProblemScreen(this, row, from));
  }

  openFigures(): Promise<void> {
    return this.#later(null, ({ FiguresScreen }) => new FiguresScreen(this));
  }

  /** Edits a layout profile; one with an empty id is new. */
  editLayout(layout: Layout, from: Editor | undefined): Promise<void> {
    return this.#later(null, ({ LayoutEditor }) => new LayoutEditor(this, layout, from));
  }

  get #saver(): Saver | undefined {
    return this.#screen?.editor?.saver ?? this.#screen?.saver;
  }

  shows(screen: Screen): boolean {
    return this.#screen === screen;
  }

  /** Runs something that calls the shell, and tells the user when it fails. */
  async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (reason) {
      this.tell(toFailure(reason));
    }
  }

  /** A failure, in a dialog. */
  tell(failure: Failure): void {
    this.ask({
      title: failure.message,
      body: html`<p>${failure.hint}</p>`,
      actions: [{ label: '知道了', testid: 'dialog-ok', primary: true, run: () => undefined }],
    });
  }

  /** Runs long work behind a dialog that shows that it goes on. */
  async working<T>(title: string, work: () => Promise<T>): Promise<T> {
    // The dialog whose button began this closes first.
    await Promise.resolve();
    const dialog = workDialog(title);
    this.ask(dialog);
    try {
      return await work();
    } finally {
      if (this.#dialog === dialog) this.closeDialog();
    }
  }

  ask(dialog: DialogState): void {
    this.menu = null;
    this.#before ??= document.activeElement;
    this.#dialog = dialog;
    this.redraw();
  }

  closeDialog(): void {
    const closed = this.#dialog;
    this.#dialog = null;
    this.redraw();
    closed?.closed?.();
  }

  get asking(): boolean {
    return this.#dialog !== null;
  }

  toast(toast: ToastState): void {
    clearTimeout(this.#toastTimer);
    this.#toast = toast;
    if (!toast.stays) this.#toastTimer = setTimeout(() => this.closeToast(), TOAST_MS);
    this.redraw();
  }

  closeToast(): void {
    this.#dropToast();
    this.redraw();
  }

  #dropToast(): void {
    clearTimeout(this.#toastTimer);
    this.#toast = null;
  }

  openMenu(id: string | null): void {
    const before = this.menu;
    this.menu = id;
    this.redraw();
    queueMicrotask(() => {
      if (id !== null) {
        placeMenu(this.root);
        this.root.querySelector<HTMLElement>('.menu button:not(:disabled)')?.focus();
      }
      else if (before !== null && document.activeElement === document.body) document.getElementById(`menu-${before}`)?.focus();
    });
  }

  /** Draws soon, once for everything that changes until then. */
  redraw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    const screen = this.#screen;
    if (!screen) return;
    document.title = screen.title;
    if (this.#toast?.holds?.() === false) this.#dropToast();
    const active = document.activeElement;
    render(
      html`${screen.view()}
        ${this.#toast ? toastView(this, this.#toast) : nothing}
        ${this.#dialog ? keyed(this.#dialog, dialogView(this, this.#dialog)) : nothing}`,
      this.root,
    );
    growPending();
    // A row that was moved in the page loses the focus, though it is still the same element.
    if (active instanceof HTMLElement && active !== document.activeElement && active.isConnected) active.focus({ preventScroll: true });
    if (this.#dialog === null) this.#focusBack();
    screen.rendered?.();
  }

  #focusBack(): void {
    const before = this.#before;
    this.#before = null;
    if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body) before.focus({ preventScroll: true });
  }

  /** Leaves the screen for another one; `kept` is the report that stays open. */
  async #go(next: () => Screen, kept?: Editor): Promise<void> {
    const screen = this.#screen;
    const left = screen?.leave ? await screen.leave() : true;
    if (!left && (kept === undefined || screen?.editor !== kept)) {
      if (!(await this.#discard('离开'))) return;
      this.#saver?.rest();
    }
    this.#show(next());
  }

  /** As {@link #go}, to a screen that is loaded when it is first opened, with what was asked for it; what is opened meanwhile goes before it. */
  async #later<T>(asked: T | Promise<T>, next: (screens: typeof Later, answer: T) => Screen, kept?: Editor): Promise<void> {
    const turn = ++this.#turn;
    await this.attempt(async () => {
      const [answer, screens] = await Promise.all([asked, this.#brought()]);
      if (turn === this.#turn) await this.#go(() => next(screens, answer), kept);
    });
  }

  async #brought(): Promise<typeof Later> {
    try {
      return await this.bring();
    } catch (cause) {
      const failure: Failure = { code: 'io', message: '没有打开：程序自己的一个文件读不出来', hint: '请重新启动程序；仍不行请重新安装，写好的报告不受影响。' };
      throw Object.assign(failure, { cause });
    }
  }

  #show(screen: Screen): void {
    this.#turn += 1;
    this.#screen = screen;
    this.menu = null;
    this.#dropToast();
    this.redraw();
  }

  async #close(): Promise<void> {
    const leave = this.#screen?.leave?.();
    // A save that is never answered, of a disk that hangs, must not hold the window for ever.
    const left = leave === undefined || (await Promise.race([leave, after(CLOSE_MS, false)]));
    if (!left && !(await this.#discard('关闭'))) return;
    await this.attempt(() => this.api.closeNow());
  }

  /** Asks whether unsaved text may be lost. */
  #discard(act: string): Promise<boolean> {
    return new Promise((resolve) => {
      let answer = false;
      this.ask({
        title: this.#screen?.unsaved ?? '有改动没有保存成功',
        body: html`<p>${act}后，没有保存的内容就没有了。${this.#screen?.unsaved === undefined ? '返回可以重试，或者另存到别处。' : '返回可以接着改，改好后再保存。'}</p>`,
        actions: [
          { label: '返回', testid: 'discard-no', primary: true, run: () => undefined },
          { label: `仍要${act}（丢弃未保存内容）`, testid: 'discard-yes', danger: true, run: () => { answer = true; } },
        ],
        closed: () => resolve(answer),
      });
    });
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      if (this.menu !== null) return this.openMenu(null);
      if (this.#toast !== null && this.#dialog === null) return this.closeToast();
    }
    if (this.#dialog !== null) return;
    if (event.key === 'F1') {
      event.preventDefault();
      return helpDialog(this);
    }
    this.#screen?.key?.(event);
  }
}

const after = <T>(ms: number, answer: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(answer), ms));
