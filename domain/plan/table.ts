import { cutItems, markerOf } from './marker.ts';
import type { SourceCell, SourceLine, SourceRow, SourceTable } from './source.ts';
import { flat, tight } from './text.ts';

/** What a column of a table of tasks holds. */
export type Column = 'number' | 'section' | 'title' | 'content' | 'lead' | 'responsible' | 'supporting' | 'deadline' | 'standard' | 'evidence' | 'weight' | 'phase' | 'ignored';

const headers: readonly (readonly [RegExp, Column])[] = [
  [/^(?:序号|编号|任务编号|任务序号|项目序号|号|No\.?|NO\.?)$/, 'number'],
  [/责任人|责任领导|分管领导|联系人|联系电话|电话|联络员|牵头领导|包抓领导|挂联领导|备注|完成情况|进展情况|落实情况|工作进展|存在问题|资金|经费|自评|得分/, 'ignored'],
  [/^(?:责任单位(?:\(牵头\))?及配合单位|责任分工)$/, 'responsible'],
  [/^(?:牵头(?:责任)?(?:单位|部门|科室)|牵头|主办(?:单位|部门)|主责(?:单位|部门)|主要责任(?:单位|部门)|第一责任单位|责任主体|总牵头单位)/, 'lead'],
  [/^(?:配合(?:责任)?(?:单位|部门)|协办(?:单位|部门)|协同(?:单位|部门)|协助(?:单位|部门)|参与(?:单位|部门)|参加(?:单位|部门)|支持单位|协作单位|共同责任单位|配合)/, 'supporting'],
  [/^(?:责任(?:单位|部门|科室|股室)|负责(?:单位|部门)|承办(?:单位|部门)|落实(?:单位|部门)|实施(?:单位|主体)|完成单位|落实责任单位)/, 'responsible'],
  [
    /^(?:完成(?:时限|时间|期限|日期)|办结时限|时限(?:要求)?|时间(?:要求|节点|安排|进度|进度安排)|进度(?:要求|安排)|整改时限|推进时限|期限|截止(?:时间|日期)|实施时间|完成时间节点|计划完成时间|责任时限|工作时限|时间)$/,
    'deadline',
  ],
  [
    /^(?:工作标准|工作要求|标准|目标要求|完成标准|验收标准|达标标准|质量标准|预期目标|工作目标|目标任务|量化指标|考核标准|达标要求|目标值?|任务目标|具体要求|工作要求及标准|标准要求|创建标准|评价标准|预期效果)$/,
    'standard',
  ],
  [/^(?:佐证材料|印证材料|证明材料|支撑材料|台账资料|台账要求|资料清单|资料要求|成果形式|工作成果|成果体现|完成标志|档案资料|备查资料|需提供材料|评估资料)$/, 'evidence'],
  [/^(?:分值|权重|分数|考核分值)(?:\(.{1,6}\))?$/, 'weight'],
  [/^(?:阶段|实施阶段|工作阶段|所属阶段)$/, 'phase'],
  [
    /^(?:具体任务|具体措施|任务内容|工作任务内容|任务分解|工作措施|主要措施|具体内容|具体举措|工作举措|推进措施|重点措施|任务措施|工作任务及措施|具体工作(?:任务|内容|措施)?|主要内容|细化任务|分解任务|二级任务|三级指标|整治内容|任务事项|整改措施|重点任务内容|任务描述|主要工作内容|推进举措)$/,
    'content',
  ],
  [
    /^(?:工作内容|任务|工作任务|重点任务|主要任务|创建任务|建设任务|年度任务|重点工作|重点工作任务|工作事项|事项|内容|建设内容|创建内容|任务名称|项目名称|工作项目|重点工作内容|工作重点|主要工作任务|目标任务内容|年度重点任务|任务清单|活动内容|项目内容|行动任务|主要工作)$/,
    'title',
  ],
  [/^(?:类别|项目|行动|专项行动|行动名称|工作类别|板块|一级指标|任务类别|领域|分类|一级任务|专项|工程|章节|所属行动|大项|方面|任务分类|类型)$/, 'section'],
];

/** What a header names, or undefined. */
function columnOf(header: string): Column | undefined {
  const plain = tight(flat(header)).replace(/[:：]$/, '');
  if (plain.length === 0 || plain.length > 20) return undefined;
  return headers.find(([pattern]) => pattern.test(plain))?.[1];
}

export interface TableRow {
  readonly line: number;
  readonly lastLine: number;
  readonly where?: string;
  readonly number?: string;
  readonly section?: string;
  readonly title?: string;
  readonly content: string;
  readonly fields: Readonly<Partial<Record<Column, string>>>;
  /** Rows of a merged cell that were taken together. */
  readonly mergedRows: number;
  /** Number of the item before it in the same cell. */
  readonly sharesWith?: string;
}

const cellAt = (row: SourceRow, index: number): SourceCell => row.cells[index] ?? { text: '' };
const textOfRow = (row: SourceRow): string => row.cells.map((cell) => tight(cell.text)).join('|');

const headerAt = (row: SourceRow): ReadonlyMap<number, Column> | undefined => {
  const columns = new Map<number, Column>();
  row.cells.forEach((cell, index) => {
    const column = cell.merged === 'across' ? undefined : columnOf(cell.text);
    if (column !== undefined) columns.set(index, column);
  });
  const kinds = new Set(columns.values());
  const hasText = kinds.has('content') || kinds.has('title');
  const telling = ['lead', 'responsible', 'supporting', 'deadline', 'standard', 'number', 'evidence'].filter((kind) => kinds.has(kind as Column)).length;
  return hasText && telling >= 1 && columns.size >= 2 ? columns : undefined;
};

/** What a row right below a header names in its place (牵头单位 and 配合单位 under 责任单位), or undefined where it is a row of its own. */
function lowerHeader(row: SourceRow | undefined, above: ReadonlyMap<number, Column>): ReadonlyMap<number, Column> | undefined {
  if (!row) return undefined;
  const heads = [...above].filter(([, column]) => column === 'number' || column === 'title' || column === 'content').map(([index]) => cellAt(row, index));
  const own = row.cells.flatMap((cell, index) => (cell.merged === undefined && cell.text.trim().length > 0 ? [[index, columnOf(cell.text)] as const] : []));
  const named = own.flatMap(([index, column]) => (column === undefined ? [] : [[index, column] as const]));
  const goesOn = heads.some((cell) => cell.merged === 'down') || (heads.some((cell) => cell.text.trim().length === 0) && named.length === own.length);
  return goesOn && named.length > 0 ? new Map([...above, ...named]) : undefined;
}

/** Titles without a content column are the content; of two titles the left one is the section of the right. */
function settle(columns: ReadonlyMap<number, Column>): ReadonlyMap<number, Column> {
  const settled = new Map(columns);
  const of = (column: Column): number[] => [...settled].filter(([, kind]) => kind === column).map(([index]) => index);
  if (of('content').length === 0) {
    const titles = of('title');
    const last = titles.pop();
    if (last !== undefined) settled.set(last, 'content');
    for (const index of titles) settled.set(index, titles.length > 1 && index !== titles.at(-1) ? 'section' : 'section');
  }
  if (of('lead').length > 0) for (const index of of('responsible')) settled.set(index, 'supporting');
  return settled;
}

/** The rows of tasks of a table, or undefined where no header names a column of tasks. Headers may stand below title rows, have several rows and be repeated. */
export function readTable(table: SourceTable): readonly TableRow[] | undefined {
  const headAt = table.rows.slice(0, 12).findIndex((row) => headerAt(row) !== undefined);
  const head = table.rows[headAt];
  let found = head && headerAt(head);
  if (!head || !found) return undefined;
  const headTexts = new Set([textOfRow(head)]);
  let next = headAt + 1;
  for (let lower = lowerHeader(table.rows[next], found); lower; lower = lowerHeader(table.rows[next], found)) {
    headTexts.add(textOfRow(table.rows[next] ?? head));
    found = lower;
    next += 1;
  }
  const columns = settle(found);
  const contentAt = [...columns].find(([, column]) => column === 'content')?.[0];
  if (contentAt === undefined) return undefined;
  const rows: TableRow[] = [];
  let section: string | undefined;
  for (const row of table.rows.slice(next)) {
    if (headTexts.has(textOfRow(row))) continue;
    const filled = row.cells.filter((cell) => cell.text.trim().length > 0 && cell.merged !== 'across');
    if (filled.length === 0) continue;
    const only = filled[0];
    const texts = new Set(filled.map((cell) => tight(cell.text)));
    const alone = only ? row.cells.indexOf(only) : -1;
    const heads = row.cells.some((cell) => cell.merged === 'across') || alone !== contentAt || (row.cells.length === 1 && columns.size > 1);
    if (texts.size === 1 && only && heads && filled.every((cell) => cell.merged !== 'down')) {
      if (!/^\d+$/.test(tight(only.text))) section = only.text.trim();
      continue;
    }
    const get = (column: Column): string =>
      [...columns]
        .filter(([, kind]) => kind === column)
        .map(([index]) => cellAt(row, index).text.trim())
        .filter((text, index, all) => text.length > 0 && all.indexOf(text) === index)
        .join('\n');
    const content = get('content');
    if (/^(?:合计|总计|小计|注[:：]|说明[:：])/.test(content) || (content.length === 0 && get('title').length === 0)) continue;
    const fields: Partial<Record<Column, string>> = {};
    for (const column of ['lead', 'responsible', 'supporting', 'deadline', 'standard', 'evidence', 'weight', 'phase'] as const) {
      const text = get(column);
      if (text.length > 0) fields[column] = text;
    }
    const number = tight(flat(get('number')));
    const named = get('section') || section;
    const previous = rows.at(-1);
    const text = content || get('title');
    const repeats = cellAt(row, contentAt).merged === 'down' && previous !== undefined && tight(previous.content) === tight(text);
    if (repeats) {
      rows[rows.length - 1] = { ...previous, lastLine: row.line, mergedRows: previous.mergedRows + 1, fields: joinFields(previous.fields, fields) };
      continue;
    }
    rows.push({
      line: row.line,
      lastLine: row.line,
      ...(row.where === undefined ? {} : { where: row.where }),
      ...(number.length > 0 ? { number } : {}),
      ...(named ? { section: named } : {}),
      ...(get('title') && content ? { title: get('title') } : {}),
      content: text,
      fields,
      mergedRows: 1,
    });
  }
  return rows.flatMap((row, index) => splitCell(row, rows[index + 1]));
}

const joinFields = (a: TableRow['fields'], b: TableRow['fields']): TableRow['fields'] => {
  const joined: Partial<Record<Column, string>> = { ...a };
  for (const [column, text] of Object.entries(b) as [Column, string][]) {
    const known = joined[column];
    if (known === undefined) joined[column] = text;
    else if (!known.split('\n').includes(text)) joined[column] = `${known}\n${text}`;
  }
  return joined;
};

/** Two numbered items in one cell (“54.……55.……”) become two rows, unless they are the measures of one numbered row. */
function splitCell(row: TableRow, next: TableRow | undefined): readonly TableRow[] {
  const pieces = row.content.split('\n').flatMap((line) => cutItems(line, seriesBefore(row, line)).map((piece) => ({ ...piece, text: piece.text.trim() })));
  const numbers = pieces.map((piece) => piece.marker).filter((marker) => marker !== undefined);
  const first = numbers[0];
  const head = /^\d{1,3}$/.test(row.number ?? '') ? Number(row.number) : undefined;
  const listed = /^(\d{1,3})(?:[-~、,.和](\d{1,3}))+$/.exec(row.number ?? '');
  const straight =
    first !== undefined &&
    first.style === 'arabic' &&
    pieces[0]?.marker !== undefined &&
    numbers.every((marker, index) => marker.style === first.style && marker.ordinal === first.ordinal + index);
  const own = straight && first && row.number === undefined ? String(first.ordinal) : undefined;
  if (!straight || !first || numbers.length < 2) {
    const bare = markerOf(row.content);
    if (bare?.style !== 'arabic' || numbers.length > 1) return [row];
    if (row.number !== undefined && Number(row.number) !== bare.ordinal) return [row];
    return [{ ...row, ...(row.number === undefined ? { number: own ?? String(bare.ordinal) } : {}), content: row.content.slice(bare.length).trim() }];
  }
  const measures = head !== undefined && (first.ordinal !== head || (next?.number !== undefined && Number(next.number) <= head + 1 && numbers.length > 1));
  if (measures && !listed) return [row];
  const items: TableRow[] = [];
  for (const piece of pieces) {
    const last = items.at(-1);
    if (piece.marker) {
      const number = String(piece.marker.ordinal);
      items.push({ ...row, number, content: piece.text.slice(piece.marker.length).trim(), ...(last?.number ? { sharesWith: last.number } : {}) });
    } else if (last) items[items.length - 1] = { ...last, content: `${last.content}\n${piece.text}` };
  }
  return items;
}

const seriesBefore = (row: TableRow, line: string): ReadonlyMap<'arabic', number> => {
  const marker = markerOf(line);
  return marker?.style === 'arabic' ? new Map([['arabic', marker.ordinal]]) : /^\d{1,3}$/.test(row.number ?? '') ? new Map([['arabic', Number(row.number)]]) : new Map();
};

/** Tables in plain text: runs of lines with tabs (or |) whose first names columns of tasks. The lines used are returned with them. */
export function textTables(lines: readonly SourceLine[]): { readonly tables: readonly SourceTable[]; readonly used: ReadonlySet<number> } {
  const tables: SourceTable[] = [];
  const used = new Set<number>();
  const cellsOf = (text: string): SourceCell[] | undefined => {
    const trimmed = text.trim().replace(/^\|/, '').replace(/\|$/, '');
    const cells = text.includes('\t') ? text.split('\t') : text.includes('|') || text.includes('｜') ? trimmed.split(/[|｜]/) : undefined;
    return cells && cells.length >= 2 && cells.length <= 64 ? cells.map((cell) => ({ text: cell.trim() })) : undefined;
  };
  let rows: SourceRow[] = [];
  const close = (): void => {
    const first = rows[0];
    if (first && rows.length > 1) {
      tables.push({ line: first.line, rows });
      for (const row of rows) used.add(row.line);
    }
    rows = [];
  };
  for (const line of lines) {
    if (line.text.trim().length === 0) continue;
    const cells = cellsOf(line.text);
    if (rows.length === 0) {
      const row = cells && { line: line.line, cells };
      if (row && headerAt(row)) rows = [row];
      continue;
    }
    if (!cells) close();
    else if (!cells.every((cell) => /^[-:\s]*$/.test(cell.text))) rows.push({ line: line.line, cells });
  }
  close();
  return { tables, used };
}
