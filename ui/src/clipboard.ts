/** What spreadsheets and word processors put on the clipboard → rows of cells. Knows no draft. */

/**
 * The cells in what was copied: from the HTML where that is a table and nothing else, or else from the plain text, where tabs and
 * line ends part them. `null` where it is text and no table.
 */
export function copiedCells(html: string, plain: string): string[][] | null {
  const table = html === '' ? null : cellsOfHtml(html);
  if (table) return table;
  const text = plain.replace(/\r\n?/g, '\n');
  const body = text.replace(/\n+$/, '');
  // Lines without tabs are paragraphs where they come with a format, and a column where they come from a plain list.
  return body.includes('\t') || (body.includes('\n') && html === '') ? cellsOfText(body) : null;
}

/** A cell in quotes; a spreadsheet puts those there that hold a tab, a line end or a quote. */
const QUOTED = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
const BARE = /[^\t\n]*/y;

function cellsOfText(text: string): string[][] {
  const rows: string[][] = [[]];
  const take = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = 0; at <= text.length; at += 1) {
    const quoted = take(QUOTED, at);
    const held = quoted?.[1] !== undefined && /[\t\n"]/.test(quoted[1]) ? quoted[1].replace(/""/g, '"') : null;
    const whole = (held === null ? take(BARE, at) : quoted)?.[0] ?? '';
    rows.at(-1)?.push(tidy(held ?? whole));
    at += whole.length;
    if (text[at] === '\n') rows.push([]);
  }
  return rows;
}

const TOKEN = /<!--[^]*?-->|<[!?][^>]*>|<(\/?)([a-z][a-z0-9]*)(?:[:][a-z]+)?((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+|</gi;
const SKIPPED = new Set(['head', 'style', 'script', 'title', 'xml']);
const BREAKING = new Set(['p', 'div', 'br', 'li', 'tr']);

/** Read by hand: a page that trusts no markup cannot have the browser parse some. */
function cellsOfHtml(html: string): string[][] | null {
  const rows: Row[] = [];
  let skipped = '';
  let depth = 0;
  let cell: CopiedCell | null = null;
  for (const [token, closing, tag, attributes] of html.matchAll(TOKEN)) {
    const name = (tag ?? '').toLowerCase();
    if (skipped !== '') {
      if (closing && name === skipped) skipped = '';
    } else if (name === '') {
      if (token.startsWith('<!') || token.startsWith('<?')) continue;
      if (cell) cell.text += token.replace(/\s+/g, (blank) => (blank.includes('\n') ? WRAP : ' '));
      else if (decoded(token).trim() !== '') return null;
    } else if (SKIPPED.has(name)) {
      if (!closing) skipped = name;
    } else if (name === 'table') {
      depth += closing ? -1 : 1;
      if (depth === (closing ? 0 : 1)) cell = null;
    } else if (depth === 1 && name === 'tr') {
      cell = null;
      if (!closing) rows.push([]);
    } else if (depth === 1 && (name === 'td' || name === 'th')) {
      cell = null;
      if (closing) continue;
      cell = { text: '', columns: span(attributes, 'colspan'), rows: span(attributes, 'rowspan') };
      if (rows.length === 0) rows.push([]);
      rows.at(-1)?.push(cell);
    } else if (cell && BREAKING.has(name) && (closing || name === 'br')) {
      cell.text += '\n';
    }
  }
  return rows.some((row) => row.length > 0) ? laidOut(rows) : null;
}

interface CopiedCell {
  text: string;
  readonly columns: number;
  readonly rows: number;
}

type Row = CopiedCell[];

/** More than any table has. */
const MOST_SPAN = 1000;

function span(attributes: string | undefined, name: string): number {
  const found = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d+)`, 'i').exec(attributes ?? '')?.[1];
  return Math.min(Math.max(Number(found ?? 1), 1), MOST_SPAN);
}

/** Every cell in its column: a merged one says its text at the top left, and leaves the others empty. */
function laidOut(rows: readonly Row[]): string[][] {
  const below: number[] = [];
  const grid = rows.map((row) => {
    const line: string[] = [];
    const free = (): void => {
      while ((below[line.length] ?? 0) > 0) {
        below[line.length] = (below[line.length] ?? 0) - 1;
        line.push('');
      }
    };
    for (const cell of row) {
      free();
      for (let i = 0; i < cell.columns; i += 1) {
        below[line.length] = cell.rows - 1;
        line.push(i === 0 ? tidy(unwrapped(decoded(cell.text))) : '');
      }
    }
    free();
    return line;
  });
  // Spreadsheets end with a row that only holds the widths.
  while (grid.length > 1 && grid.at(-1)?.every((text) => text === '')) grid.pop();
  return grid;
}

const ENTITIES: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", ensp: ' ', emsp: ' ', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', mdash: '—', hellip: '…', middot: '·' };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Stands for a line end of the source, which is a blank in the text, and nothing between Han characters and their marks. */
const WRAP = '\r';
const HAN = /[\u2010-\u2027\u2e80-\u9fff\uff00-\uffef]/;

function unwrapped(text: string): string {
  return text.replace(/\r+/g, (wrap: string, at: number) =>
    HAN.test(text[at - 1] ?? '') && HAN.test(text[at + wrap.length] ?? '') ? '' : ' ');
}

/** Lines without blanks at their ends; empty ones say nothing in a cell. */
function tidy(text: string): string {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
}
