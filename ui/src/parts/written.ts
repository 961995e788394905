/** A file that was written: its name and folder in a short notice, with a way to it. */

import type { App } from '../app';
import type { Exported } from '../generated';

export interface Notice {
  /** What comes before the file's name. */
  readonly begin: string;
  /** What comes after its folder. */
  readonly end?: string;
  /** Opens the file itself in place of its folder. */
  readonly file?: boolean;
  /** Stays until it is closed. */
  readonly stays?: boolean;
}

/** Says nothing where the user closed the dialog. */
export function tellWritten(app: App, exported: Exported, { begin, end = '', file = false, stays = false }: Notice): void {
  if (exported.outcome !== 'written') return;
  const { name, folder, handle } = exported;
  const open = (): Promise<void> => app.attempt(() => app.api.openExported({ handle, folder: !file }));
  app.toast({ text: `${begin}“${name}”，在 ${folder}${end}`, stays, action: { label: file ? '打开文件' : '打开所在文件夹', run: () => void open() } });
}
