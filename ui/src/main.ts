/** Begins: the page over the desktop's shell. */

import { api } from './api';
import { App } from './app';
import { tauri } from './tauri';

void new App(api(tauri), document.body).start();
