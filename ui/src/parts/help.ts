/** The help panel: how it works, and the keys. */

import { html } from 'lit-html';
import type { App } from '../app';

const KEYS: readonly (readonly [string, string])[] = [
  ['Ctrl+↑ / Ctrl+↓', '上一部分 / 下一部分'],
  ['Ctrl+F / Ctrl+H', '在整份报告里查找 / 替换'],
  ['F3 / Shift+F3', '下一处 / 上一处'],
  ['F8', '下一处待填或要改的地方'],
  ['Ctrl+Enter', '添加一条；在表格里加一行'],
  ['Alt+↑ / Alt+↓', '移动光标所在的条目'],
  ['Ctrl+Z / Ctrl+Y', '撤销 / 重做'],
  ['Ctrl+S', '立即保存；起个名字就留作一个版本'],
  ['Esc', '关闭菜单、提示'],
  ['F1', '打开本帮助'],
];

export function helpDialog(app: App): void {
  app.ask({
    title: '怎样使用',
    scrolls: true,
    body: html`<ul class="help-list">
        <li>左边是报告的各部分，中间填写，右边是成文的样子。序号、标题的字体都由程序排好，不用自己打。</li>
        <li>暂时不知道的数字先写成“××”，程序会统计“待填”，导出前一处一处带您去补。</li>
        <li>不用点保存：停笔不到一秒就存好了，存好后上方显示“已保存”和时间。</li>
        <li>写乱了也不怕：在“历史版本”里看每次改了什么，整份或一部分恢复到原来的样子；删除的报告在回收站里留 90 天。</li>
        <li>备份：每天自动做；在首页右下角的“备份与换机”里选 U 盘再存一份，换电脑时用一个文件带走。</li>
        <li>导入旧稿：往年的 Word、WPS 文件或粘贴来的文字，核对一遍就是那一年的报告，接着可以沿用；几年的可以一次导入。</li>
        <li>单击右边的文字，光标就回到填写它的地方。</li>
        <li>表格：在部分或条目的“⋯”里选“插入表格”；可以从 Excel、WPS 复制单元格，直接粘贴。</li>
        <li>版头、附件、版记：在左边最后一项里，用哪样打开哪样；整改台账也在那里一步附上。</li>
        <li>整改台账：在首页右上方；历年的问题都在那里，改动写回所属的报告，可以导出 Excel。</li>
        <li>版式：在“检查并导出”里选；页边距、行数、字体在“设置”里改，可以存成自己的版式。</li>
        <li>送审稿：在“检查并导出”的版式里打勾，印出行号、加大行距，方便领导批改。</li>
        <li>PDF：电脑上装有 LibreOffice（Windows 上还有 Word、WPS）时，可以直接导出；缺的字体在 PDF 里会换成别的。</li>
      </ul>
      <dl class="keys">${KEYS.map(([key, text]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${text}</dd></div>`)}</dl>`,
    actions: [{ label: '知道了', testid: 'help-close', primary: true, run: () => undefined }],
  });
}
