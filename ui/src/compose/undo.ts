/** What can be taken back at once: a short notice that offers it, until something else is done; a finding's mend. */

import type { App } from '../app';
import type { Editor } from '../editor';
import type { Fix } from '../generated';
import { FIXES } from './controls';

export function offerUndo(app: App, editor: Editor, text: string): void {
  const { draft } = editor;
  app.toast({ text, holds: () => editor.draft === draft, action: { label: '撤销', run: () => editor.undo() } });
}

/** Makes a finding's mend, as one step. */
export function mend(app: App, editor: Editor, fix: Fix): Promise<void> {
  return app.attempt(async () => {
    const { draft } = editor;
    const mended = await app.api.fix({ draft, fix });
    // Something was typed meanwhile, and must not be lost.
    if (editor.draft !== draft) return mend(app, editor, fix);
    editor.fix(mended, `mend ${fix.kind}`);
    offerUndo(app, editor, `已${FIXES[fix.kind]}`);
  });
}
