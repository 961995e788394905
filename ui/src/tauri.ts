/** The desktop's window host. */

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Shell } from './api';

export const tauri: Shell = {
  invoke: (command, payload) => invoke(command, payload),
  listen: (event, handler) => listen(event, ({ payload }) => handler(payload)),
};
