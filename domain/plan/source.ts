/** One line of a plan's text; numbers start at 1 and are those that warnings and quotes point at. */
export interface SourceLine {
  readonly line: number;
  readonly text: string;
}

/** One cell. `merged` marks the continuation of a merged cell: its text repeats that of the cell above or to the left. */
export interface SourceCell {
  readonly text: string;
  readonly merged?: 'down' | 'across';
}

export interface SourceRow {
  readonly line: number;
  /** Where a person finds the row, e.g. `任务表!A5`. */
  readonly where?: string;
  readonly cells: readonly SourceCell[];
}

export interface SourceTable {
  readonly line: number;
  readonly title?: string;
  readonly rows: readonly SourceRow[];
}

/** What a reader takes from a file: lines and tables in one numbering. */
export interface PlanSource {
  readonly lines: readonly SourceLine[];
  readonly tables: readonly SourceTable[];
  /** SHA-256 (hex) of the text read, so that the same plan imported again is recognised. */
  readonly hash?: string;
  /** True when the file held more lines, rows or columns than are read. */
  readonly truncated?: boolean;
}

/** A plan's text as a source, line by line. Any of CRLF, CR and LF ends a line; empty lines count in the numbering and are left out, for a text may be nothing else. */
export function sourceOf(text: string, hash?: string): PlanSource {
  const lines: SourceLine[] = [];
  for (const [index, line] of text.split(/\r\n|[\n\r\u2028\u2029]/).entries()) if (line !== '') lines.push({ line: index + 1, text: line });
  return { lines, tables: [], ...(hash === undefined ? {} : { hash }) };
}
