import { maskContactLines, maskContacts } from './contact.ts';
import type { PlanSource, SourceLine, SourceTable } from './source.ts';
import { clean, lineLimit, linesLimit, textLimit } from './text.ts';

/** Lines cleaned, cut to what is read, with contacts masked; cells likewise. */
export function prepare(source: PlanSource): {
  readonly lines: readonly SourceLine[];
  readonly tables: readonly SourceTable[];
  readonly truncated: boolean;
  readonly masked: readonly number[];
} {
  let budget = textLimit;
  let truncated = source.truncated ?? false;
  const kept: SourceLine[] = [];
  for (const line of source.lines) {
    // Blank lines say nothing; lines keep their numbers.
    if (line.text.trim().length === 0) continue;
    if (budget <= 0 || kept.length >= linesLimit) {
      truncated = true;
      break;
    }
    if (line.text.length > Math.min(lineLimit, budget)) truncated = true;
    const text = clean(line.text.slice(0, Math.max(0, budget)));
    budget -= text.length + 1;
    kept.push({ line: line.line, text });
  }
  const masked = maskContactLines(kept.map((line) => line.text));
  const changed = kept.filter((line, index) => line.text !== masked[index]).map((line) => line.line);
  const lines = kept.map((line, index) => ({ line: line.line, text: masked[index] ?? '' }));
  const inCells: number[] = [];
  const hide = (text: string, line: number): string => {
    const hidden = maskContacts(text);
    if (hidden !== text && inCells.at(-1) !== line) inCells.push(line);
    return hidden;
  };
  const tables = source.tables.map((table) => ({
    ...table,
    ...(table.title === undefined ? {} : { title: clean(table.title) }),
    rows: table.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => {
        const text = budget <= 0 ? '' : clean(cell.text);
        if (cell.merged === undefined) budget -= text.length + 1;
        return { ...cell, text: hide(text, row.line) };
      }),
    })),
  }));
  return { lines, tables, truncated: truncated || budget <= 0, masked: [...new Set([...changed, ...inCells])] };
}
