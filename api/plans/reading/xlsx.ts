import type { SourceCell, SourceLine, SourceRow, SourceTable } from '../../../domain/plan/source.ts';
import type { Archive } from './archive.ts';
import { budgetOfFile } from './budget.ts';
import type { ReadDocument } from './docx.ts';
import { cellLimit, columnLimit, rowLimit, sheetLimit, sheetNameLimit } from './limits.ts';
import { mainPart, readRelations, readXml } from './xml.ts';

/** Column of a cell reference, from 0: A1 → 0, AB7 → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const char of reference) {
    const value = char.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
}
const rowOf = (reference: string): number => Number(/\d{1,7}$/.exec(reference)?.[0] ?? 0);

/** A serial day number of a workbook as a date; 60 is the 29 February 1900 that never was. Undefined outside 1990–2100. */
export function serialDate(serial: number, since1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 1) return undefined;
  const day = Math.floor(serial) + (since1904 ? 1_462 : 0);
  const date = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * 86_400_000);
  const year = date.getUTCFullYear();
  return year < 1990 || year > 2100 ? undefined : date.toISOString().slice(0, 10);
}

const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const isDateFormat = (code: string): boolean => /[ymd年月日]/i.test(code.replace(/\[[^\]]{0,40}\]|"[^"]{0,80}"|\\./g, '').replace(/General/i, '')) || /[年月日]/.test(code);

async function readStrings(archive: Archive, part: string): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let take = false;
  let phonetic = 0;
  await readXml(archive, part, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't') take = phonetic === 0;
      return strings.length < 400_000;
    },
    close: (name) => {
      if (name === 'si') strings.push(text.slice(0, cellLimit));
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 't') take = false;
    },
    text: (value) => {
      if (take && text.length < cellLimit) text += value;
    },
  });
  return strings;
}

/** For each cell style whether it shows a date. */
async function readDateStyles(archive: Archive, part: string): Promise<readonly boolean[]> {
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(archive, part, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt' && numFmtId !== undefined) formats.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(numFmtId ?? 0);
        const code = formats.get(id);
        styles.push(code === undefined ? builtInDates.has(id) : isDateFormat(code));
      }
      return styles.length < 70_000;
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** A merged range: its first and last cell, as row and column. */
interface Merge {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Reads the visible sheets of a .xlsx as tables. Rows, columns and characters are bounded, merged cells repeat their text and are marked, serial numbers shown as dates become ISO dates. */
export async function readXlsx(archive: Archive): Promise<ReadDocument> {
  const main = await mainPart(archive, 'xl/workbook.xml');
  const relations = await readRelations(archive, main);
  const byType = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`) && archive.names.includes(relation.target))?.target;
  const sheets: { readonly name: string; readonly part: string }[] = [];
  let since1904 = false;
  let truncated = false;
  await readXml(archive, main, {
    open: (name, attributes) => {
      if (name === 'workbookPr') since1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      else if (name === 'sheet' && (attributes.state ?? 'visible') === 'visible') {
        const part = relations.get(attributes.id ?? '')?.target;
        if (part !== undefined && archive.names.includes(part)) sheets.push({ name: (attributes.name ?? '').slice(0, sheetNameLimit), part });
      }
      return sheets.length <= sheetLimit;
    },
    close: () => undefined,
  });
  if (sheets.length > sheetLimit) {
    truncated = true;
    sheets.length = sheetLimit;
  }
  const stringsPart = byType('sharedStrings');
  const stylesPart = byType('styles');
  const strings = stringsPart === undefined ? [] : await readStrings(archive, stringsPart);
  const dateStyles = stylesPart === undefined ? [] : await readDateStyles(archive, stylesPart);

  const lines: SourceLine[] = [];
  const tables: SourceTable[] = [];
  const fits = budgetOfFile();
  let line = 0;
  for (const sheet of sheets) {
    const grid = new Map<number, Map<number, string>>();
    const widths = new Map<number, number>();
    /** Puts a text into a cell; one beyond what is read of the file is left out and told. */
    const put = (cells: Map<number, string>, at: number, column: number, text: string): boolean => {
      const width = widths.get(at) ?? 0;
      if (!fits(text, Math.max(0, column - width))) {
        truncated = true;
        return false;
      }
      cells.set(column, text);
      widths.set(at, Math.max(width, column + 1));
      return true;
    };
    const merges: Merge[] = [];
    let row = 0;
    let column = -1;
    let type = 'n';
    let style = 0;
    let value = '';
    let take = false;
    let rows = 0;
    await readXml(archive, sheet.part, {
      open: (name, attributes) => {
        if (name === 'row') {
          row = Number(attributes.r ?? row + 1) || row + 1;
          column = -1;
        } else if (name === 'c') {
          column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0) || 0;
          value = '';
        } else if (name === 'v' || name === 't') take = true;
        else if (name === 'mergeCell') {
          const [from = '', to = from] = (attributes.ref ?? '').split(':');
          if (merges.length < 20_000) merges.push({ from: [rowOf(from), columnOf(from)], to: [rowOf(to), columnOf(to)] });
        }
        return true;
      },
      close: (name) => {
        if (name === 'v' || name === 't') take = false;
        else if (name === 'c') {
          const shown = cellText(value, type, style, strings, dateStyles, since1904);
          if (shown.length === 0) return;
          if (column < 0 || column >= columnLimit) {
            truncated = true;
            return;
          }
          const known = grid.get(row);
          if (!known && rows >= rowLimit) {
            truncated = true;
            return;
          }
          const cells = known ?? new Map<number, string>();
          if (!put(cells, row, column, shown) || known) return;
          rows += 1;
          grid.set(row, cells);
        }
      },
      text: (text) => {
        if (take && value.length < cellLimit) value += text;
      },
    });
    if (grid.size === 0) continue;
    const marks = new Map<string, 'down' | 'across'>();
    /** Repeats a merged cell's text in the cells that it covers; false once no more of the file is read. Rows passed over count too, so that many merges end as well. */
    const spread = ({ from, to }: Merge): boolean => {
      const text = grid.get(from[0])?.get(from[1]);
      const lastColumn = Math.min(to[1], columnLimit - 1);
      if (text === undefined || from[0] < 1 || from[1] < 0) return true;
      for (let at = from[0]; at <= Math.min(to[0], from[0] + rowLimit); at += 1) {
        if (!fits('')) {
          truncated = true;
          return false;
        }
        const cells = grid.get(at);
        for (let across = from[1]; cells !== undefined && across <= lastColumn; across += 1) {
          if (at === from[0] && across === from[1]) continue;
          if (!put(cells, at, across, text)) return false;
          marks.set(`${at}:${across}`, at > from[0] ? 'down' : 'across');
        }
      }
      return true;
    };
    merges.every(spread);
    const tableRows: SourceRow[] = [...grid]
      .sort((a, b) => a[0] - b[0])
      .map(([at, cells]) => {
        line += 1;
        return {
          line,
          where: `${sheet.name}!A${at}`,
          cells: Array.from({ length: widths.get(at) ?? 0 }, (_, index): SourceCell => {
            const merged = marks.get(`${at}:${index}`);
            return { text: cells.get(index) ?? '', ...(merged ? { merged } : {}) };
          }),
        };
      });
    const first = tableRows[0];
    if (!first) continue;
    // A sheet's title stands alone in its first rows; it is a line of the document as well.
    for (const head of tableRows.slice(0, 3)) {
      const texts = [...new Set(head.cells.map((cell) => cell.text.trim()).filter((text) => text.length > 0))];
      if (texts.length === 1 && texts[0]) lines.push({ line: head.line, text: texts[0] });
      else break;
    }
    tables.push({ line: first.line, ...(/^sheet\s?\d{0,3}$/i.test(sheet.name) ? {} : { title: sheet.name }), rows: tableRows });
  }
  return { lines, tables, truncated };
}

function cellText(value: string, type: string, style: number, strings: readonly string[], dateStyles: readonly boolean[], since1904: boolean): string {
  if (type === 's') return (strings[Number(value)] ?? '').trim();
  if (type === 'e' || type === 'b') return '';
  if (type === 'n' && dateStyles[style] && value.length > 0) return serialDate(Number(value), since1904) ?? value;
  return value.trim().slice(0, cellLimit);
}
