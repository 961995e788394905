/** Keeps the webview from loading the page anew, by which unsaved text would be lost: its keys, its menu, and all else. */

/** Listens for as long as the page stands; `unsaved` says whether there is anything to lose. */
export function guardReload(unsaved: () => boolean): void {
  // Captured: no field may stop these before, nor an input method that is composing.
  document.addEventListener('keydown', (event) => {
    const key = event.key.toLowerCase();
    const reload = key === 'f5' || key === 'browserrefresh' || ((event.ctrlKey || event.metaKey) && !event.altKey && key === 'r');
    if (reload) event.preventDefault();
  }, { capture: true });
  document.addEventListener('contextmenu', (event) => {
    if (!offersCopy(event.target)) event.preventDefault();
  });
  window.addEventListener('beforeunload', (event) => {
    if (unsaved()) event.preventDefault();
  });
}

/** In a field and on selected text the webview's menu offers to copy and paste; anywhere else it offers to reload. */
function offersCopy(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('textarea, input:not([type="checkbox"], [type="radio"]), [contenteditable="true"]')) return true;
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(target);
}
