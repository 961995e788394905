/** A small template for tests, with every kind of part and of field. */

import type { Field, PartKind, Template, TemplatePart } from '../src/generated';

const part = (id: string, kind: PartKind, name: string, more: Partial<TemplatePart> = {}): TemplatePart => ({
  id, kind, name, heading: name, numbering: '（一）', run_in: true, join: 'paragraphs', shown: 'here', asks: ['items'], required: false,
  carry: 'none', hint: `${name}怎么写`, prompts: ['看什么'], example: { lead: `${name}的范例` }, parts: [], ...more,
});

const field = (id: string, name: string, more: Partial<Field> = {}): Field => ({
  id, name, type: 'text', required: false, hint: '', example: '', ask_in: '', carry: 'none', ...more,
});

export const template: Template = {
  schema: 1, id: 'small', version: 1, name: '小模板', description: '测试用', title: '{year}年度述职报告', byline: '{unit} {reporter}',
  settings: { person: 'first', length: 3000, problem_share: 30, layout: 'gbt9704', byline: 'title' },
  fields: [
    field('title', '标题', { type: 'lines' }),
    field('unit', '单位', { required: true, example: '青石园区党工委' }),
    field('reporter', '述职人', { required: true }),
    field('first_year', '是否首次述职', { type: 'choice', options: ['是', '否'], example: '否' }),
    field('last_date', '上年述职日期', { type: 'date', when: { equals: { field: 'first_year', value: '否' } } }),
    field('salutation', '称谓', { ask_in: 'opening' }),
  ],
  parts: [
    part('opening', 'prose', '开头', { heading: '', asks: ['lead'], required: true }),
    part('work', 'work', '主要履职情况', { alternatives: ['履职工作情况'], min: 2, max: 6 }),
    part('rect', 'rectification', '上年问题整改', { pattern: '针对{text}问题。{measure}{result}' }),
    part('now', 'prose', '问题与原因', { asks: [], parts: [part('problems', 'problem', '存在问题'), part('causes', 'cause', '原因分析')] }),
    part('plan', 'plan', '努力方向', { run_in: false }),
  ],
};
