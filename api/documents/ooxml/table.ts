import type { OfficialTable } from '../official.ts';
import { type Element, element } from './tree.ts';

/** Width of the text of an A4 page after GB/T 9704, in twentieths of a point: what columns are shares of. */
const textWidth = 8_844;
const run = (text: string): Element =>
  element(
    'w:r',
    {},
    element(
      'w:rPr',
      {},
      element('w:rFonts', { 'w:ascii': 'Times New Roman', 'w:eastAsia': '仿宋_GB2312', 'w:hAnsi': 'Times New Roman', 'w:cs': 'Times New Roman' }),
      element('w:sz', { 'w:val': '24' }),
    ),
    element('w:t', { 'xml:space': 'preserve' }, text),
  );
const val = (name: string, value: string): Element => element(name, { 'w:val': value });
const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => element(`w:${side}`, { 'w:val': 'single', 'w:sz': '4', 'w:space': '0', 'w:color': 'auto' }));

/** A table as our own layout has it: as wide as the text, ruled, its head repeated on every page. */
export function tableElements({ columns, widths, rows }: OfficialTable): Element {
  const cell = (text: string, index: number): Element =>
    element(
      'w:tc',
      {},
      element('w:tcPr', {}, element('w:tcW', { 'w:w': String((widths[index] ?? 10) * 50), 'w:type': 'pct' })),
      element('w:p', {}, element('w:pPr', {}, val('w:jc', 'center')), run(text)),
    );
  return element(
    'w:tbl',
    {},
    element('w:tblPr', {}, element('w:tblW', { 'w:w': '5000', 'w:type': 'pct' }), element('w:tblBorders', {}, ...borders)),
    element('w:tblGrid', {}, ...columns.map((_, index) => element('w:gridCol', { 'w:w': String(Math.round((textWidth * (widths[index] ?? 10)) / 100)) }))),
    element('w:tr', {}, element('w:trPr', {}, element('w:tblHeader')), ...columns.map(cell)),
    ...rows.map((row) => element('w:tr', {}, element('w:trPr', {}, element('w:cantSplit')), ...row.map(cell))),
  );
}
