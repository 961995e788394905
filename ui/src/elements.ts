/**
 * 版头, 主送机关, 附件, 附注, 版记 of a draft. In: a draft and what the user did. Out: a new draft that shares what is unchanged. What
 * was typed stays when an element is switched off.
 */

import { clamp, move } from './draft';
import type { Attachment, Draft, Elements, LedgerColumn } from './generated';
import { emptyTable } from './tables';

const NONE: Elements = {
  letterhead: { on: false, copy_number: '', secrecy: '', urgency: '', bodies: '', suffix: false, number: '', signers: '' },
  recipient: { on: false, text: '' },
  attachments: { on: false, items: [] },
  note: { on: false, text: '' },
  imprint: { on: false, copies: '', issuer: '', date: '' },
};

export function elementsOf(draft: Draft): Elements {
  return draft.elements ?? NONE;
}

/** Changes one element: its switch, its texts. */
export function setElement<K extends keyof Elements>(draft: Draft, key: K, change: Partial<Elements[K]>): Draft {
  const elements = elementsOf(draft);
  return { ...draft, elements: { ...elements, [key]: { ...elements[key], ...change } } };
}

/** A text of an element: the name that findings and origins give it, and its label. */
export interface ElementText {
  readonly field: string;
  readonly name: string;
  readonly element: keyof Elements;
  readonly read: (elements: Elements) => string;
  readonly write: (draft: Draft, value: string) => Draft;
}

type Texts<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T];

function text<K extends 'letterhead' | 'recipient' | 'note' | 'imprint'>(
  field: string, name: string, element: K, key: Texts<Elements[K]>,
): ElementText {
  return {
    field: `elements.${field}`, name, element,
    read: (elements) => String(elements[element][key]),
    write: (draft, value) => setElement(draft, element, { [key]: value } as unknown as Partial<Elements[K]>),
  };
}

/** The texts before the attachments in the order of the form. */
const BEFORE = {
  copy_number: text('copy_number', '份号', 'letterhead', 'copy_number'),
  secrecy: text('secrecy', '密级和保密期限', 'letterhead', 'secrecy'),
  urgency: text('urgency', '紧急程度', 'letterhead', 'urgency'),
  bodies: text('bodies', '发文机关', 'letterhead', 'bodies'),
  number: text('number', '发文字号', 'letterhead', 'number'),
  signers: text('signers', '签发人', 'letterhead', 'signers'),
  recipient: text('recipient', '主送机关', 'recipient', 'text'),
};
/** Those after the attachments. */
const AFTER = {
  note: text('note', '附注', 'note', 'text'),
  copies: text('copies', '抄送机关', 'imprint', 'copies'),
  issuer: text('issuer', '印发机关', 'imprint', 'issuer'),
  print_date: text('print_date', '印发日期', 'imprint', 'date'),
};

export const TEXTS = { ...BEFORE, ...AFTER };

/** All fields in the order of the form; `attachments` stands for the list of these. */
export const FIELDS: readonly string[] = [
  ...Object.values(BEFORE).map((entry) => entry.field), 'attachments', ...Object.values(AFTER).map((entry) => entry.field),
];

export function textNamed(field: string): ElementText | undefined {
  return Object.values(TEXTS).find((entry) => entry.field === field);
}

/** The element that a field of the form belongs to: a text, its switch, 文件; `null` where it is none. */
export function elementAt(field: string): keyof Elements | null {
  const key = /^elements\.(\w+)\.on$/.exec(field)?.[1];
  return (key as keyof Elements | undefined) ?? (field === 'elements.suffix' ? 'letterhead' : textNamed(field)?.element ?? null);
}

/** The columns of 整改台账 in their usual order. */
export const COLUMNS: readonly LedgerColumn[] = [
  '序号', '问题', '来源', '具体表现', '原因', '整改目标', '整改类型', '整改措施', '责任领导', '责任单位/责任人', '完成时限', '进展情况', '成效', '佐证',
  '状态', '销号日期',
];

/** The columns of a ledger for which none are chosen. */
export const USUAL: readonly LedgerColumn[] = ['序号', '问题', '来源', '整改措施', '责任单位/责任人', '完成时限', '成效', '状态'];

export function emptyAttachment(id: string, table: string): Attachment {
  return { id, name: '', kind: 'text', body: '', table: emptyTable(table), columns: [], wide: true };
}

function setAttachments(draft: Draft, edit: (items: Attachment[]) => Attachment[]): Draft {
  return setElement(draft, 'attachments', { items: edit(elementsOf(draft).attachments.items) });
}

/** Adds an attachment at the end, and has attachments printed. */
export function addAttachment(draft: Draft, attachment: Attachment): Draft {
  return setElement(setAttachments(draft, (items) => [...items, attachment]), 'attachments', { on: true });
}

export function setAttachment(draft: Draft, id: string, change: Partial<Attachment>): Draft {
  return setAttachments(draft, (items) => items.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)));
}

export function removeAttachment(draft: Draft, id: string): Draft {
  return setAttachments(draft, (items) => items.filter((entry) => entry.id !== id));
}

/** Moves an attachment to a place in the list; the draft itself when it stands there. */
export function moveAttachmentTo(draft: Draft, id: string, to: number): Draft {
  const { items } = elementsOf(draft).attachments;
  const from = items.findIndex((entry) => entry.id === id);
  const place = clamp(to, 0, items.length - 1);
  return from < 0 || from === place ? draft : setAttachments(draft, (list) => move(list, from, place));
}

/** The attachment with this id, or the one that holds the table with this id. */
export function attachmentOf(draft: Draft, id: string): Attachment | undefined {
  return elementsOf(draft).attachments.items.find((entry) => entry.id === id || entry.table.id === id);
}

/** The columns of a ledger: those that are chosen, or the usual ones. */
export function columnsOf(attachment: Attachment): readonly LedgerColumn[] {
  return attachment.columns.length > 0 ? attachment.columns : USUAL;
}

/** Takes a column in at the end, or out; the last one stays. */
export function toggledColumn(now: readonly LedgerColumn[], column: LedgerColumn): LedgerColumn[] {
  const columns = now.includes(column) ? now.filter((entry) => entry !== column) : [...now, column];
  return columns.length === 0 ? [...now] : columns;
}

export function movedColumn(now: readonly LedgerColumn[], column: LedgerColumn, step: number): LedgerColumn[] {
  const from = now.indexOf(column);
  const to = clamp(from + step, 0, now.length - 1);
  return from < 0 || from === to ? [...now] : move(now, from, to);
}
