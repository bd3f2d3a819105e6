import type { PlanSource, SourceLine, SourceRow, SourceTable } from '../plan/source.ts';
import { flat, tight } from '../plan/text.ts';
import { fromHundredths, hundredths, type StandardItem } from './standard.ts';
import { type StandardWarning, warn } from './warning.ts';

/** A standard as it was read: nothing is kept, the caller hands the items back when an evaluation begins. */
export interface StandardDraft {
  readonly title?: string;
  readonly items: readonly StandardItem[];
  /** Sum of all points. */
  readonly total: number;
  readonly warnings: readonly StandardWarning[];
}

type Column = 'number' | 'group' | 'content' | 'method' | 'points' | 'evidence' | 'appliesTo';

const headers: readonly (readonly [RegExp, Column])[] = [
  [/^(?:序号|编号|指标编号|条款号?|No\.?)$/i, 'number'],
  [/^(?:一级指标|类别|项目|考[评核]项目|评[估价]项目|大项|板块|领域)/, 'group'],
  [/^(?:分值|分数|标准分|满分|权重分?|考核分值)/, 'points'],
  [/(?:办法|方法|评分标准|评分细则|计分|扣分标准)/, 'method'],
  [/(?:佐证|证明|印证|支撑|备查|台账)(?:材料|资料)?|资料清单|材料清单/, 'evidence'],
  [/^适用/, 'appliesTo'],
  [/^(?:[二三]级指标|指标|指标内容|(?:考[评核]|评[估价]|检查|工作)?(?:内容|标准|要求)|考[评核]指标|标准要求)/, 'content'],
  // Last, so that a column of contents or methods that speaks of them stays one.
  [/(?:证据|材料|资料)(?:清单|要求|名称|目录)?(?:[（(].*[）)])?$/, 'evidence'],
];
const columnOf = (header: string): Column | undefined => {
  const plain = tight(flat(header));
  return plain.length === 0 || plain.length > 20 ? undefined : headers.find(([pattern]) => pattern.test(plain))?.[1];
};

/** The columns that a header row names, the first of a kind; a standard names its contents and its points. */
function columnsOf(row: SourceRow): ReadonlyMap<Column, number> | undefined {
  const columns = new Map<Column, number>();
  row.cells.forEach((cell, index) => {
    const column = cell.merged === 'across' ? undefined : columnOf(cell.text);
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  });
  return columns.has('content') && columns.has('points') ? columns : undefined;
}

/** Columns of which nothing is read: those with a header by its name, others by their place if any row has something there of its own. */
function unused(header: SourceRow, rows: readonly SourceRow[], columns: ReadonlyMap<Column, number>): readonly StandardWarning[] {
  const read = new Set(columns.values());
  const width = Math.max(...[header, ...rows].map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, index) => index).flatMap((index) => {
    if (read.has(index)) return [];
    const hasContent = rows.some(({ cells }) => cells[index]?.merged !== 'across' && (cells[index]?.text.trim() ?? '') !== '');
    const named = header.cells[index];
    const name = flat(named?.text ?? '').trim();
    // A header cell that goes on from the one before it is no column of its own unless the rows make it one.
    if (name === '' || named?.merged === 'across')
      return hasContent ? [name === '' ? warn('standard.column_unnamed', header.line, { column: index + 1 }) : warn('standard.column_unused', header.line, { column: name })] : [];
    return [warn('standard.column_unused', header.line, { column: name })];
  });
}

/** Rows of a text with a separator: tabs where there are any, else commas with quoted cells as spreadsheets write them. */
function tableOfText(lines: readonly SourceLine[]): SourceTable | undefined {
  const separator = lines.some(({ text }) => text.includes('\t')) ? '\t' : ',';
  const rows = lines.map(({ line, text }): SourceRow => ({ line, cells: cellsOf(text, separator).map((one) => ({ text: one })) }));
  const [first] = rows;
  return first && rows.some((row) => row.cells.length > 1) ? { line: first.line, rows } : undefined;
}

function cellsOf(text: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

/** Points as a cell states them (10, 5.5分, １０); undefined where it states none with at most two decimals. */
function pointsOf(text: string): number | undefined {
  const match = /^(\d{1,5}(?:\.\d{1,2})?)分?$/.exec(tight(flat(text)));
  const value = match ? Number(match[1]) : undefined;
  return value !== undefined && value <= 10_000 ? value : undefined;
}

interface Reading {
  readonly items: StandardItem[];
  readonly warnings: StandardWarning[];
  /** Groups that state their points in their own name: 组织管理（20分）. */
  readonly stated: Map<string, number>;
  group: string | undefined;
}

const listOf = (text: string): readonly string[] =>
  text
    .split(/[、，,;；\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
const totalRow = /^(?:合计|总计|总分|小计)/;

function readRow(row: SourceRow, columns: ReadonlyMap<Column, number>, reading: Reading): void {
  const cell = (column: Column) => row.cells[columns.get(column) ?? -1];
  const text = (column: Column): string => cell(column)?.text.trim() ?? '';
  const group = text('group');
  if (group !== '') {
    const named = /^(.*?)[（(]\s*(\d{1,5}(?:\.\d{1,2})?)\s*分\s*[）)]$/.exec(flat(group));
    reading.group = (named?.[1] ?? group).trim();
    if (named) reading.stated.set(reading.group, Number(named[2]));
  }
  const content = text('content');
  const last = reading.items.at(-1);
  if (last && (cell('points')?.merged === 'down' || cell('content')?.merged === 'down')) {
    const joined = cell('content')?.merged === 'down' || content === '' ? last.content : `${last.content}\n${content}`;
    reading.items[reading.items.length - 1] = { ...last, content: joined };
    reading.warnings.push(warn('standard.rows_merged', row.line, { item: last.number }));
    return;
  }
  if (content === '') return;
  const points = pointsOf(text('points'));
  if (points === undefined) reading.warnings.push(warn('standard.points_absent', row.line, { text: text('points') }));
  const method = text('method');
  const appliesTo = listOf(text('appliesTo'));
  reading.items.push({
    number: numberOf(text('number'), row.line, reading),
    ...(reading.group === undefined ? {} : { group: reading.group }),
    content,
    ...(method === '' ? {} : { method }),
    points: points ?? 0,
    evidenceRequired: listOf(text('evidence')),
    ...(appliesTo.length === 0 || appliesTo.includes('全部') ? {} : { appliesTo }),
  });
}

/** The item's number; without one its place, and one that stands already gets a mark of its own. */
function numberOf(given: string, line: number, { items, warnings }: Reading): string {
  const number = given === '' ? String(items.length + 1) : given.slice(0, 40);
  const taken = new Set(items.map((item) => item.number));
  if (!taken.has(number)) return number;
  let mark = 2;
  while (taken.has(`${number}-${mark}`)) mark += 1;
  warnings.push(warn('standard.number_repeated', line, { item: number, given: `${number}-${mark}` }));
  return `${number}-${mark}`;
}

const sumOf = (items: readonly StandardItem[]): number => fromHundredths(items.reduce((sum, item) => sum + hundredths(item.points), 0));

/** The items of a standard in a file: its first table with a column of contents and one of points. Doubts are told with their line; nothing is guessed silently. */
export function readStandard(source: PlanSource): StandardDraft {
  const tables = source.tables.length > 0 ? source.tables : [tableOfText(source.lines)].filter((table) => table !== undefined);
  const reading: Reading = { items: [], warnings: [], stated: new Map(), group: undefined };
  const found = tables.map((table) => ({ table, at: table.rows.slice(0, 12).findIndex((row) => columnsOf(row) !== undefined) })).find(({ at }) => at >= 0);
  const header = found?.table.rows[found.at];
  const columns = header && columnsOf(header);
  if (!found || !header || !columns) return { items: [], total: 0, warnings: [warn('standard.header_absent', 0)] };
  const rows = found.table.rows.slice(found.at + 1);
  reading.warnings.push(...unused(header, rows, columns));
  let statedTotal: number | undefined;
  for (const row of rows) {
    const label = row.cells.find((cell) => cell.text.trim() !== '')?.text.trim() ?? '';
    if (totalRow.test(label)) statedTotal = pointsOf(row.cells[columns.get('points') ?? -1]?.text ?? '') ?? statedTotal;
    else if (columnsOf(row) === undefined) readRow(row, columns, reading);
  }
  const { items, warnings, stated } = reading;
  const total = sumOf(items);
  for (const [group, points] of stated) {
    const sum = sumOf(items.filter((item) => item.group === group));
    if (sum !== points) warnings.push(warn('standard.group_sum_differs', 0, { group, points, sum }));
  }
  if (statedTotal !== undefined && statedTotal !== total) warnings.push(warn('standard.sum_differs', 0, { points: statedTotal, sum: total }));
  else if (total !== 100) warnings.push(warn('standard.not_hundred', 0, { sum: total }));
  if (source.truncated) warnings.push(warn('standard.truncated', 0));
  const title = source.lines.find(({ text }) => /标准|考[评核]|评[估价]/.test(text) && !text.includes('\t') && text.length <= 60)?.text.trim();
  return { ...(title === undefined || source.tables.length === 0 ? {} : { title }), items, total, warnings };
}
