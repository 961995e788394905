/** A short notice that offers to take back what was just done, until something else is done. */

import type { App } from '../app';
import type { Editor } from '../editor';

export function offerUndo(app: App, editor: Editor, text: string): void {
  const { draft } = editor;
  app.toast({ text, holds: () => editor.draft === draft, action: { label: '撤销', run: () => editor.undo() } });
}
