/** What can be taken back at once: a short notice that offers it, until something else is done; a finding's mend. */

import type { App } from '../app';
import type { Editor } from '../editor';
import type { Fix } from '../generated';

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
    offerUndo(app, editor, MENDED[fix.kind]);
  });
}

const MENDED: Record<Fix['kind'], string> = { take_in: '已补进这个问题，请写整改情况', mark_recurs: '已标为复发', use_figure: '已换成关键数据' };
