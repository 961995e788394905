/** The only caller of the shell: one function a call, typed by what the engine generates. */

import type {
  Calls, Code, Composed, Create, Draft, Exported, ExportReport, Failure, Home, OpenExported, OpenReport, Save, Saved, Settings, View,
} from './generated';
import { wellFormedDeep } from './text';

/** What a window host offers: commands, and events from outside the page. */
export interface Shell {
  invoke(command: string, payload?: Record<string, unknown>): Promise<unknown>;
  listen(event: string, handler: () => void): Promise<unknown>;
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
  remove(id: string): Promise<unknown>;
  restore(id: string): Promise<unknown>;
  settings(): Promise<Settings>;
  setSettings(settings: Settings): Promise<Settings>;
  exportDocx(args: ExportReport): Promise<Exported>;
  openExported(args: OpenExported): Promise<unknown>;
  openDataDir(): Promise<unknown>;
  closeNow(): Promise<unknown>;
  /** Calls `handler` when the user wants to close the window; the window stays until {@link Api.closeNow}. */
  onCloseRequested(handler: () => void): void;
}

const CODES: readonly Code[] = ['invalid', 'not_found', 'conflict', 'in_use', 'blocked', 'io'];

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
  return {
    home: () => call('home', {}),
    create: (args) => call('create', args),
    open: (id) => call('open', { id }),
    save: (args) => call('save', args),
    view: (draft) => call('view', { draft }),
    example: (draft, part) => call('example', { draft, part }),
    copy: (id) => call('copy', { id }),
    remove: (id) => call('remove', { id }),
    restore: (id) => call('restore', { id }),
    settings: () => call('settings', {}),
    setSettings: (settings) => call('set_settings', settings),
    exportDocx: (args) => invoke('export_docx', { args }),
    openExported: (args) => invoke('open_exported', { args }),
    openDataDir: () => invoke('open_data_dir'),
    closeNow: () => invoke('close_now'),
    onCloseRequested: (handler) => void shell.listen('close-requested', handler),
  };
}
