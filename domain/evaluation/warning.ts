/** A doubt about a standard that was read, with the line it rests on; line 0 speaks of the whole. */
export interface StandardWarning {
  readonly code: StandardWarningCode;
  readonly line: number;
  readonly zh: string;
  readonly en: string;
}

const texts = {
  'standard.header_absent': ['没有找到写明考评内容和分值的表头，未读取。', 'No header names a column of contents and one of points: nothing was read.'],
  'standard.column_unused': ['“{column}”一栏不在可识别的栏目之列，未读取。', 'The column "{column}" is none that is known; it was not read.'],
  'standard.column_unnamed': ['第{column}栏没有表头，未读取。', 'Column {column} has no header; it was not read.'],
  'standard.points_absent': ['本行没有可识别的分值（“{text}”），按0分读取，请补填。', 'This row states no points that can be read ("{text}"); zero was taken, please fill it in.'],
  'standard.number_repeated': ['编号{item}重复，后一项改编为{given}。', 'Number {item} occurs again; the later item is numbered {given}.'],
  'standard.rows_merged': ['第{item}项占有合并的多行，已合为一项。', 'Item {item} spans merged rows, read as one.'],
  'standard.group_sum_differs': ['“{group}”写明{points}分，各项合计{sum}分。', '"{group}" states {points} points; its items make {sum}.'],
  'standard.sum_differs': ['合计写明{points}分，各项合计{sum}分。', 'The total states {points} points; the items make {sum}.'],
  'standard.not_hundred': ['各项合计{sum}分，不是100分；得分按比例折算为百分制。', 'The items make {sum} points, not 100; scores are scaled to a hundred.'],
  'standard.truncated': ['文件超出可读取的行数、列数或长度，其余部分未读取。', 'The file exceeds what is read; the rest was left out.'],
} as const satisfies Record<`standard.${string}`, readonly [string, string]>;
export type StandardWarningCode = keyof typeof texts;

/** A warning with its texts filled in. */
export function warn(code: StandardWarningCode, line: number, params: Readonly<Record<string, string | number>> = {}): StandardWarning {
  const fill = (text: string): string => text.replace(/\{(\w{1,20})\}/g, (all, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : all));
  const [zh, en] = texts[code];
  return { code, line, zh: fill(zh), en: fill(en) };
}
