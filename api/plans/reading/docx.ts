import type { SourceCell, SourceLine, SourceRow, SourceTable } from '../../../domain/plan/source.ts';
import type { Archive } from './archive.ts';
import { budgetOfFile } from './budget.ts';
import { cellLimit, columnLimit, paragraphLimit, rowLimit } from './limits.ts';
import { readNumbering } from './numbering.ts';
import { mainPart, readRelations, readXml } from './xml.ts';

export interface ReadDocument {
  readonly lines: readonly SourceLine[];
  readonly tables: readonly SourceTable[];
  readonly truncated: boolean;
}

/** Content that is not part of the text as printed: deleted runs, text boxes (Word stores them twice), fallbacks, notes. */
const skipped = new Set(['del', 'moveFrom', 'txbxContent', 'Fallback', 'footnote', 'endnote', 'comment', 'rPrChange', 'pPrChange', 'tblPrChange', 'object', 'pict']);

/** Reads paragraphs and tables of a .docx in order. Numbers that Word generates for lists are written out; merged cells repeat their text and are marked. */
export async function readDocx(archive: Archive): Promise<ReadDocument> {
  const main = await mainPart(archive, 'word/document.xml');
  const relations = [...(await readRelations(archive, main)).values()];
  const part = (type: string): string | undefined => relations.find((relation) => relation.type.endsWith(`/${type}`))?.target;
  const numbering = await readNumbering(archive, part('numbering'), part('styles'));

  const lines: SourceLine[] = [];
  const tables: SourceTable[] = [];
  let line = 0;
  let truncated = false;
  const fits = budgetOfFile();
  /** Whether a text still goes into what is read of the file; what does not is told. */
  const taken = (value: string): boolean => {
    const isRead = fits(value);
    if (!isRead) truncated = true;
    return isRead;
  };
  let skip = 0;
  let tableDepth = 0;
  let text = '';
  let inRun = false;
  let listId: string | undefined;
  let level = 0;
  let inNumber = false;
  let styleId: string | undefined;
  let rows: SourceRow[] = [];
  let cells: SourceCell[] = [];
  let above: readonly SourceCell[] = [];
  let cell: string[] = [];
  let span = 1;
  let merge: 'restart' | 'continue' | undefined;
  let before = 0;

  const endParagraph = (): void => {
    // An entry of the table of contents repeats a heading.
    const isContents = /^TOC\d$/i.test(styleId ?? '');
    const list = listId === undefined ? (styleId === undefined ? undefined : numbering.ofStyle(styleId)) : listId === '0' ? undefined : { listId, level };
    const label = list && text.trim().length > 0 ? numbering.next(list.listId, list.level) : '';
    const full = label + text;
    if (tableDepth > 0) cell.push(full);
    else
      for (const piece of full.split('\n')) {
        line += 1;
        if (!isContents && taken(piece)) lines.push({ line, text: piece });
      }
    text = '';
    listId = undefined;
    styleId = undefined;
    level = 0;
  };
  const endCell = (): void => {
    const own = cell
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph.length > 0)
      .join('\n')
      .slice(0, cellLimit);
    const down = merge === 'continue';
    const value = down ? (above[cells.length]?.text ?? '') : own;
    for (let at = 0; at < Math.min(span, columnLimit) && cells.length < columnLimit && taken(value); at += 1)
      cells.push({ text: value, ...(down ? { merged: 'down' as const } : at > 0 ? { merged: 'across' as const } : {}) });
    cell = [];
  };
  const endRow = (): void => {
    line += 1;
    if (rows.length >= rowLimit) truncated = true;
    else if (taken('')) rows.push({ line, where: `表${tables.length + 1}第${rows.length + 1}行`, cells });
    above = cells;
    cells = [];
  };

  await readXml(archive, main, {
    open: (name, attributes) => {
      if (skip > 0 || skipped.has(name)) {
        skip += 1;
        return true;
      }
      const { val } = attributes;
      if (name === 'tbl') {
        tableDepth += 1;
        if (tableDepth === 1) {
          rows = [];
          above = [];
        }
      } else if (name === 'tr' && tableDepth === 1) {
        cells = [];
        before = 0;
      } else if (name === 'tc' && tableDepth === 1) {
        cell = [];
        span = 1;
        merge = undefined;
        for (; before > 0 && cells.length < columnLimit && taken(''); before -= 1) cells.push({ text: '' });
      } else if (name === 'gridSpan' && tableDepth === 1) span = Math.max(1, Math.min(columnLimit, Number(val ?? 1) || 1));
      else if (name === 'gridBefore' && tableDepth === 1) before = Math.max(0, Math.min(columnLimit, Number(val ?? 0) || 0));
      else if (name === 'vMerge' && tableDepth === 1) merge = val === 'restart' ? 'restart' : 'continue';
      else if (name === 'p') text = '';
      else if (name === 'numPr') inNumber = true;
      else if (name === 'ilvl' && inNumber) level = Number(val ?? 0) || 0;
      else if (name === 'numId' && inNumber) listId = val;
      else if (name === 'pStyle') styleId = val;
      else if (name === 't') inRun = true;
      else if (name === 'tab' && attributes.pos === undefined) text += '\t';
      else if (name === 'br' || name === 'cr') text += attributes.type === 'page' || attributes.type === 'column' ? '' : '\n';
      else if (name === 'noBreakHyphen') text += '-';
      if (lines.length >= paragraphLimit) truncated = true;
      return lines.length < paragraphLimit;
    },
    close: (name) => {
      if (skip > 0) {
        skip -= 1;
        return;
      }
      if (name === 't') inRun = false;
      else if (name === 'numPr') inNumber = false;
      else if (name === 'p') endParagraph();
      else if (name === 'tc' && tableDepth === 1) endCell();
      else if (name === 'tr' && tableDepth === 1) endRow();
      else if (name === 'tbl') {
        tableDepth -= 1;
        const first = rows[0];
        if (tableDepth === 0 && first) {
          const title = lines.findLast((candidate) => candidate.text.trim().length > 0)?.text.trim();
          tables.push({ line: first.line, ...(title && title.length <= 60 ? { title } : {}), rows });
        }
      }
    },
    text: (value) => {
      if (skip === 0 && inRun && text.length < 200_000) text += value;
    },
  });
  return { lines, tables, truncated };
}
