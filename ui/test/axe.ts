/** What axe-core finds, but for what needs a real layout: colours are looked at in the window's tests. */

import axe from 'axe-core';
import { vi } from 'vitest';

export async function violations(root: HTMLElement): Promise<string[]> {
  vi.useRealTimers();
  const { violations: found } = await axe.run(root, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return found.map((entry) => `${entry.id}: ${entry.nodes.map((node) => node.html).join(' ')}`);
}
