/** A file that came back, in memory: four differences, one of which cannot be merged. */

import type { Change, Draft, ReviseApply, RevisedFrom, ReviseOffer, Row } from '../src/generated';

const row = (label: string, older: string, newer: string): Row => ({
  label, changed: true,
  older: older === '' ? null : { stretches: [{ text: older, changed: true }] },
  newer: newer === '' ? null : { stretches: [{ text: newer, changed: true }] },
});

const change = (id: number, more: Partial<Change>): Change => ({
  id, kind: 'changed', section: 'work', section_name: '主要履职情况', item: null, field: 'body', label: '（一）抓学习 › 正文', ticked: true, note: '',
  before: '', after: '', now: null, rows: [row('（一） 正文', more.before ?? '', more.after ?? '')], ...more,
});

export class FakeRevise {
  handle: number | null = 1;
  changes: Change[] = [
    change(0, { before: '召开会议3次。', after: '召开会议5次。' }),
    change(1, { kind: 'added', label: '新的一条', after: '（三）抓安全。' }),
    change(2, { kind: 'removed', section: 'problem', section_name: '存在问题', label: '第1条 走访少 › 整条', before: '（一）走访少。', ticked: false, note: '与别的内容有 1 处对应，删掉后这些对应就断了' }),
    change(3, { kind: 'cannot', section: 'basic', section_name: '基本信息', label: '标题', before: '一、', after: '二、', ticked: false, note: '编号由程序编写，不能合并' }),
  ];
  from: RevisedFrom | null = { number: 7, made: '2026-01-04T15:20:00+08:00' };
  notices = [{ text: '没有读入批注 1 处', left_out: '这里再写实一点' }];

  offer(args: unknown): ReviseOffer {
    const { handle } = args as { handle: number };
    return { name: '改后稿.docx', handle, revision: 1, from: this.from, notices: this.notices, changes: this.changes };
  }

  /** What is merged says so in the first item. */
  merged(draft: Draft, { accepted }: ReviseApply): Draft {
    const parts = draft.parts.map((part) => (part.id === 'work'
      ? { ...part, items: part.items.map((item, index) => (index === 0 ? { ...item, body: `合并了${accepted.join('、')}` } : item)) }
      : part));
    return { ...draft, parts };
  }
}
