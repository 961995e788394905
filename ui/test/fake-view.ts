/** Reports for tests, and enough of what the engine makes of them to draw every screen. */

import type { Block, Draft, Finding, Item, Origin, Part, Profile, Section, Table, TextStyle, View } from '../src/generated';
import { departuresOf, standard } from './layouts';
import { template } from './template';

const HAN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

const style = (face: string, align: TextStyle['align'], first_line: number, size = 32): TextStyle =>
  ({ face, size, bold: false, align, first_line, right: 0, line: 579, own_digits: false, red: false });

const profile: Profile = {
  id: 'gbt9704', name: '国家标准',
  page: { width: 11906, height: 16838, top: 2098, bottom: 1984, left: 1587, right: 1474, lines: 22, characters: 28, pitch: 579, footer: 1446, spacing: 0, grid_spacing: 0 },
  blocks: {
    title: style('方正小标宋简体', 'centre', 0, 44), byline: style('楷体_GB2312', 'centre', 0), heading1: style('黑体', 'both', 2),
    heading3: style('仿宋_GB2312', 'both', 2), paragraph: style('仿宋_GB2312', 'both', 2),
  },
  spans: { run_in2: { face: '楷体_GB2312', bold: false }, series_lead: { face: null, bold: false } },
  footer: style('宋体', 'right', 0, 28), digits: 'Times New Roman', byline: 'title', page_number: 'outside',
  page_number_form: 'dashes', sealed: false, title_below: 1, line_numbers: false, keep_headings: false,
};

function partsOf(list: typeof template.parts): Part[] {
  return list.map((entry) => ({
    id: entry.id, heading: entry.heading, lead: '', items: [], tail: '', parts: partsOf(entry.parts), left_out: false,
    numbering: entry.numbering, run_in: entry.run_in, join: entry.join, ...(entry.pattern === undefined ? {} : { pattern: entry.pattern }),
  }));
}

export function newDraft(id: string): Draft {
  return {
    schema: 1, id, previous: null, year: 2025, created: '2026-01-05T09:00:00+08:00', modified: '2026-01-05T09:00:00+08:00',
    template: { id: template.id, version: 1, content: template }, fields: { unit: '青石园区党工委', reporter: '李明远', first_year: '否' },
    figures: [], parts: partsOf(template.parts), layout: { profile: '' }, done: [],
  };
}

/** A report with something in every part. */
export function sampleDraft(id: string): Draft {
  const draft = newDraft(id);
  const item = (key: string, heading: string, body: string, more: Partial<Item> = {}): Item => ({ id: key, heading, body, items: [], ...more });
  const fill = (part: string, change: Partial<Part>): void => {
    const find = (list: Part[]): Part | undefined => list.find((entry) => entry.id === part) ?? list.map((entry) => find(entry.parts)).find(Boolean);
    Object.assign(find(draft.parts) ?? {}, change);
  };
  fill('opening', { lead: '按照统一安排，现将本人抓基层党建工作情况述职如下。' });
  fill('work', { items: [
    item('w1', '压实责任，健全机制', '年初制定责任清单，召开会议××次。'),
    item('w2', '规范生活，夯实基础', '每季度抽查一次记录。', { items: [item('w2a', '分类指导', '新建支部4个。'), item('w2b', '分层培训', '举办培训班2期。')] }),
    item('w3', '围绕中心，服务发展', '收集诉求68件，办结61件。'),
  ] });
  fill('rect', { items: [item('r1', '', '', { problem: 'p0', text: '支部活动形式单一', measure: '建立活动资源库。', result: '新增场所3处。', state: '已销号', year: 2024 })] });
  fill('problems', { items: [item('p1', '指导员力量不足', '9名指导员联系46家企业。'), item('p2', '台账不规范', '')] });
  fill('causes', { items: [item('c1', '统筹不够', '', { explains: ['p1'] })] });
  fill('plan', { items: [item('n1', '配强指导员', '增选6名。', { answers: ['p1'] })] });
  return draft;
}

const partTemplate = (id: string): typeof template.parts[number] | undefined =>
  template.parts.concat(template.parts.flatMap((entry) => entry.parts)).find((entry) => entry.id === id);

/** Composes as far as the tests need it. */
export function viewOf(draft: Draft): View {
  const labels: Record<string, string> = {};
  const counts: Record<string, number> = {};
  const blocks: Block[] = [];
  const findings: Finding[] = [];
  const sections: Section[] = [];
  const title = `${draft.year ?? '××××'}年度述职报告`;
  const add = (role: Block['role'], texts: [string, Origin | null, Block['spans'][number]['role']?][]): void => {
    blocks.push({ role, spans: texts.filter(([text]) => text).map(([text, origin, span]) => ({ text, role: span ?? 'text', origin, literal: origin !== null })) });
    for (const [text, origin] of texts) {
      for (const hit of origin ? text.matchAll(/×+/g) : []) {
        if (!origin) continue;
        findings.push({ rule: 'placeholder', level: 'error', part: origin.part, item: origin.item, field: origin.field, start: hit.index, end: hit.index + hit[0].length, text: hit[0], message: `“${hit[0]}”待填`, suggestion: '填上数字' });
      }
    }
  };
  const origin = (part: string | null, item: string | null, field: string, text: string): Origin => ({ part, item, field, start: 0, end: text.length });
  const letterhead = draft.elements?.letterhead;
  if (letterhead?.on) {
    add('issuing_body', [[letterhead.bodies, origin(null, null, 'elements.bodies', letterhead.bodies)]]);
    add('issuing_suffix', [['文件', null]]);
    add('document_number', [[letterhead.number, origin(null, null, 'elements.number', letterhead.number)]]);
  }
  add('title', [[draft.fields.title || title, draft.fields.title ? origin(null, null, 'title', draft.fields.title) : null]]);
  for (const field of template.fields) {
    if (field.required && !draft.fields[field.id]) findings.push({ rule: 'required-field', level: 'error', part: null, item: null, field: field.id, start: 0, end: 0, text: '', message: `没有填${field.name}`, suggestion: '' });
  }
  let tables = 0;
  const cells = (part: string | null, table: Table): void => {
    table.rows.forEach((row, r) => row.forEach((text, c) => {
      add(r === 0 ? 'table_head' : 'table_cell', [[text, origin(part, table.id, `cell:${r}:${c}`, text)]]);
      Object.assign(blocks.at(-1) ?? {}, { cell: { table: tables, row: r, column: c }, wide: table.wide });
    }));
    tables += 1;
  };
  const items = (part: Part, list: Item[], nested: boolean): void => list.forEach((item, i) => {
    labels[item.id] = nested ? `${HAN[i]}是` : `（${HAN[i]}）`;
    const body = item.body || item.measure || '';
    const field = item.body ? 'body' : 'measure';
    add('paragraph', [[labels[item.id] ?? '', null, 'run_in2'], [item.heading, origin(part.id, item.id, 'heading', item.heading), 'run_in2'], [body, origin(part.id, item.id, field, body)]]);
    counts[item.id] = item.heading.length + body.length;
    items(part, item.items, true);
    item.tables?.forEach((table) => cells(part.id, table));
  });
  const open = (part: Part): void => {
    const entry = partTemplate(part.id);
    const say = (rule: string, level: Finding['level'], message: string, suggestion: string): void =>
      void findings.push({ rule, level, part: part.id, item: null, field: null, start: 0, end: 0, text: '', message, suggestion });
    const count = part.items.filter((item) => item.heading || item.body).length;
    if (entry?.required && !part.lead && count === 0) say('required-part', 'error', `“${entry.name}”还没有写`, entry.hint);
    else if (count > 0 && entry?.min !== undefined && count < entry.min) say('item-count', 'warning', `“${entry.name}”有 ${count} 条`, `一般写 ${entry.min} 至 ${entry.max ?? ''} 条`);
  };
  let number = 0;
  const walk = (parts: Part[], depth: number): void => parts.forEach((part) => {
    const from = blocks.length;
    const headed = part.heading !== '' && depth === 0 && !part.left_out;
    const label = headed ? `${HAN[number++]}、` : '';
    if (!part.left_out) {
      if (part.heading) add('heading1', [[label, null], [part.heading, origin(part.id, null, 'heading', part.heading)]]);
      if (part.lead) add('paragraph', [[part.lead, origin(part.id, null, 'lead', part.lead)]]);
      part.tables?.forEach((table) => cells(part.id, table));
      items(part, part.items, false);
      open(part);
    }
    const name = partTemplate(part.id)?.name ?? part.heading;
    const here = findings.filter((finding) => finding.part === part.id);
    const text = blocks.slice(from).flatMap((block) => block.spans.map((span) => span.text)).join('');
    sections.push({
      id: part.id, name, number: label, depth, characters: text.length, items: part.items.length, left_out: part.left_out,
      state: draft.done.includes(part.id) ? 'done' : part.items.length > 0 || part.lead ? 'started' : 'not_started',
      placeholders: here.filter((finding) => finding.rule === 'placeholder').length, errors: here.filter((finding) => finding.level === 'error').length,
    });
    walk(part.parts, depth + 1);
  });
  walk(draft.parts, 0);
  const { attachments } = draft.elements ?? {};
  const attached = attachments?.on ? attachments.items : [];
  attached.forEach((entry) => {
    add('attachment_label', [['附件', null]]);
    add('attachment_title', [[entry.name, origin(null, entry.id, 'name', entry.name)]]);
    if (entry.kind === 'table') cells(null, entry.table);
  });
  const basic = findings.filter((finding) => finding.part === null);
  sections.unshift({ id: 'basic', name: '基本信息', number: '', depth: 0, state: draft.done.includes('basic') ? 'done' : 'started', characters: 0, items: 0, placeholders: 0, errors: basic.length, left_out: false });
  const marks = findings.filter((finding) => attached.some((entry) => entry.id === finding.item)).length;
  sections.push({
    id: 'elements', name: '版头、附件和版记', number: '', depth: 0, characters: 0, items: 0, placeholders: marks, errors: marks, left_out: false,
    state: Object.values(draft.elements ?? {}).some((element) => element.on) ? 'started' : 'unused',
  });
  sections.splice(1, 0, {
    id: 'figures', name: '关键数据', number: '', depth: 0, state: draft.figures.length > 0 ? 'started' : 'unused', characters: 0,
    items: draft.figures.length, placeholders: 0, errors: 0, left_out: false,
  });
  const placeholders = findings.filter((finding) => finding.rule === 'placeholder').length;
  return {
    document: { title: draft.fields.title || title, creator: '', created: draft.created, modified: draft.modified, blocks },
    placements: blocks.map((block) => ({ before: null, after: null, side: null, breaks: breaksOf(block), size: null, spread: null, line: null })),
    profile, departures: departuresOf(draft.layout.content ?? standard), findings, sections, labels, composed_title: title, composed_byline: `${draft.fields.unit ?? ''} ${draft.fields.reporter ?? ''}`,
    characters: blocks.flatMap((block) => block.spans).reduce((sum, span) => sum + span.text.length, 0), item_characters: counts, placeholders, problem_share: 21,
    matrix: { rows: [], loose: [], asks_causes: false, asks_measures: false }, counted: [['整改统计', '共0项，已整改0项'], ['上年问题数', '0'], ['已整改数', '0'], ['持续推进数', '0']], figures: {},
  };
}

/** A title of more than 20 characters is broken after the tenth. */
const breaksOf = (block: Block): number[] =>
  block.role === 'title' && block.spans.reduce((sum, span) => sum + span.text.length, 0) > 20 ? [10] : [];
