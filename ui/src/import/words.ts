/** The words of the import's screens, as clerks say them. */

import type { Format, PartKind, Piece, PieceRole } from '../generated';

/** What a piece can be made: a role, and of headings its level. */
export interface Choice {
  /** The value in the list. */
  readonly key: string;
  readonly name: string;
  readonly role: PieceRole;
  readonly level: number | null;
  /** What is meant by the name, where it does not say it by itself. */
  readonly hint: string;
}

const HAN = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
const heading = (level: number): Choice => ({ key: `heading-${level}`, name: `${HAN[level - 1] ?? level}级标题`, role: 'heading', level, hint: '' });
const plain = (role: PieceRole, name: string, hint = ''): Choice => ({ key: role, name, role, level: null, hint });

export const CHOICES: readonly Choice[] = [
  plain('title', '标题'), plain('byline', '署名', '标题下面的单位、职务、姓名'), plain('date', '日期'), plain('salutation', '称谓', '如“各位领导：”'),
  heading(1), heading(2), heading(3), heading(4), heading(5),
  plain('series', '一是、二是', '用一是、二是或者首先、其次分开写的一条'), plain('clause', '句中的问题', '一句话里连着写了几个问题，这是其中一个'),
  plain('text', '正文'), plain('cell', '表格'),
  plain('signature', '落款', '末尾的单位或姓名'), plain('signature_date', '落款日期'), plain('noise', '搁置', '广告、网页文字之类，不进报告，随时可以恢复'),
];

export function choiceOf({ role, level }: Piece): Choice {
  return CHOICES.find((choice) => choice.role === role && (choice.level === null || choice.level === level)) ?? heading(Math.min(Math.max(level, 1), 5));
}

export const KINDS: readonly (readonly [PartKind, string])[] = [
  ['work', '工作'], ['rectification', '上年整改'], ['problem', '问题'], ['cause', '原因'], ['plan', '打算'], ['prose', '其他'],
];

export const kindName = (kind: PartKind): string => KINDS.find(([known]) => known === kind)?.[1] ?? '其他';

export const FORMATS: Readonly<Record<Format, string>> = { docx: 'Word 文件', text: '文本', foreign: '旧版 Word 文件' };

/** How a row of this role is marked. */
export function toneOf({ role }: Piece): 'front' | 'head' | 'list' | 'text' | 'aside' {
  switch (role) {
    case 'heading': return 'head';
    case 'series': case 'clause': return 'list';
    case 'text': case 'cell': return 'text';
    case 'noise': return 'aside';
    default: return 'front';
  }
}
