import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fitLines } from '../src/compose/paper';
import { addAttachment, emptyAttachment } from '../src/elements';
import { sampleDraft } from './fake-shell';
import { openReport, pass, settle, shellWith, type Page } from './page';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The height of a paragraph, and of what shows some of them at once. */
const LINE = 100;
const SHEET = 400;

/** Lays the preview out as a browser does: paragraphs below each other, moved by what is scrolled. */
function layOut(page: Page): void {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function measured(this: HTMLElement) {
    const at = this.dataset.block === undefined ? 0 : Number(this.dataset.block) * LINE - (page.root.querySelector('#paper-scroll')?.scrollTop ?? 0);
    return { top: at, bottom: this.dataset.block === undefined ? SHEET : at + LINE, left: 0, right: 0, width: 0, height: SHEET } as DOMRect;
  });
}

const sheet = (page: Page): HTMLElement => page.root.querySelector('#paper-scroll') as HTMLElement;

/** Whether the paragraph that says `text` is in sight. */
function shows(page: Page, text: string): boolean {
  const blocks = [...sheet(page).querySelectorAll<HTMLElement>('[data-block]')].filter((block) => block.textContent?.includes(text));
  expect(blocks).toHaveLength(1);
  const { top } = blocks[0]!.getBoundingClientRect();
  return top >= 0 && top < SHEET;
}

async function open(): Promise<Page> {
  const page = await openReport(shellWith(addAttachment(sampleDraft('a'), { ...emptyAttachment('a0', 't0'), name: '材料', kind: 'table' })));
  layOut(page);
  await page.click('section-elements');
  return page;
}

async function write(page: Page, testid: string, text: string, nth = 0): Promise<void> {
  page.get(testid, nth).focus();
  await settle();
  page.type(page.get(testid, nth), text);
  await pass(200);
}

describe('the preview follows', () => {
  it('an attachment that was just added, once it is composed', async () => {
    const page = await open();
    sheet(page).scrollTop = 0;
    await page.click('add-attachment');
    await write(page, 'attachment-name', '新的材料', 1);
    expect(shows(page, '新的材料')).toBe(true);
  });

  it('a cell, and what was just pasted', async () => {
    const page = await open();
    await write(page, 'cell', '表头甲');
    expect(shows(page, '表头甲')).toBe(true);
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { getData: (type: string) => (type === 'text/html' ? '' : Array.from({ length: 20 }, (_, i) => `${i}行\t值${i}号`).join('\n')) } });
    page.get('cell').dispatchEvent(paste);
    await pass(200);
    page.all('cell').find((cell) => (cell as HTMLTextAreaElement).value === '值15号')?.focus();
    await settle();
    expect(shows(page, '值15号')).toBe(true);
  });

  it('the texts of an element, and marks the one', async () => {
    const page = await open();
    expect(shows(page, '述职报告')).toBe(false);
    await page.click('element-letterhead');
    await pass(200);
    await write(page, 'elements-bodies', '青石园区党工委');
    expect(shows(page, '青石园区党工委')).toBe(true);
    expect(sheet(page).querySelector('.p-issuing_body.now')).not.toBeNull();
    await write(page, 'attachment-name', '另一材料');
    expect(shows(page, '另一材料')).toBe(true);
    expect(sheet(page).querySelector('.p-issuing_body.now')).toBeNull();
  });

  it('no element that is not printed, and nobody who looks elsewhere while typing', async () => {
    const page = await open();
    await write(page, 'attachment-name', '材料一');
    sheet(page).scrollTop = 0;
    await page.click('element-imprint');
    await write(page, 'elements-copies', '青石县纪委');
    expect(sheet(page).scrollTop).toBe(0);
    await write(page, 'attachment-name', '材料二');
    sheet(page).scrollTop = 0;
    page.type(page.get('attachment-name'), '材料三');
    await pass(200);
    expect(sheet(page).scrollTop).toBe(0);
  });
});

it('makes lines that are wider than the sheet as much smaller, and no others', () => {
  const root = document.createElement('div');
  root.innerHTML = '<p class="in-lines"></p><p class="in-lines"></p><p></p>';
  const widths: readonly (readonly [number, number])[] = [[316, 330], [316, 316], [316, 400]];
  [...root.children].forEach((line, i) => Object.entries({ clientWidth: widths[i]?.[0], scrollWidth: widths[i]?.[1] }).forEach(([name, value]) =>
    Object.defineProperty(line, name, { value })));
  (root.children[1] as HTMLElement).style.setProperty('--fit', '0.5');
  fitLines(root);
  expect([...root.children].map((line) => (line as HTMLElement).style.getPropertyValue('--fit'))).toEqual(['0.958', '', '']);
});
