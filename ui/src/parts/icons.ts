/** The program's own icons: 16 × 16, one stroke, in the colour of the text around them. */

import { html, svg, type TemplateResult } from 'lit-html';

const SHAPES = {
  back: svg`<path d="M10 3 5 8l5 5" />`,
  next: svg`<path d="m6 3 5 5-5 5" />`,
  up: svg`<path d="M8 13V3.5M4 7.2 8 3.2l4 4" />`,
  down: svg`<path d="M8 3v9.5M4 8.8l4 4 4-4" />`,
  more: svg`<path d="M3.2 8h.1M8 8h.1M12.8 8h.1" class="dot" />`,
  plus: svg`<path d="M8 3.2v9.6M3.2 8h9.6" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  fold: svg`<path d="m4 10 4-4 4 4" />`,
  unfold: svg`<path d="m4 6 4 4 4-4" />`,
  grip: svg`<path d="M6 4h.1M6 8h.1M6 12h.1M10 4h.1M10 8h.1M10 12h.1" class="dot" />`,
  undo: svg`<path d="M6.5 3 3.2 6.3l3.3 3.3M3.5 6.3h5.7a3.4 3.4 0 0 1 0 6.8H6.4" />`,
  redo: svg`<path d="m9.500 3 3.300 3.300-3.300 3.300M12.500 6.300H6.800a3.400 3.400 0 0 0 0 6.800h2.800" />`,
  pane: svg`<rect x="2.200" y="3" width="11.600" height="10" rx="1.500" /><path d="M9.600 3v10" />`,
  help: svg`<circle cx="8" cy="8" r="6" /><path d="M6.300 6.400a1.750 1.750 0 1 1 2.600 1.500c-.6.35-.9.7-.9 1.400M8 11.400v.1" />`,
  alert: svg`<path d="M8 2.300 14.200 13H1.800zM8 6.500v3M8 11.200v.1" />`,
  file: svg`<path d="M9 2H4.500A1.500 1.500 0 0 0 3 3.500v9A1.500 1.500 0 0 0 4.500 14h7a1.500 1.500 0 0 0 1.500-1.500V6zM9 2v4h4" />`,
  search: svg`<circle cx="7" cy="7" r="4.300" /><path d="m10.300 10.300 3.200 3.200" />`,
  todo: svg`<circle cx="8" cy="8" r="6" />`,
  started: svg`<circle cx="8" cy="8" r="6" /><path d="M8 2a6 6 0 0 0 0 12z" class="solid" />`,
  done: svg`<circle cx="8" cy="8" r="6.600" class="solid" /><path d="m5.200 8.200 2 2 3.600-4" class="inner" />`,
  history: svg`<path d="M3 5.200A6 6 0 1 1 2 8M2.600 2.400 3 5.400l3-.400M8 4.800V8l2.200 1.600" />`,
  check: svg`<path d="m3 8.500 3.300 3.300L13 4.800" />`,
  leftout: svg`<circle cx="8" cy="8" r="6" /><path d="M5 8h6" />`,
} as const;

export type Icon = keyof typeof SHAPES;

export function icon(name: Icon): TemplateResult {
  return html`<svg class="icon icon-${name}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}
