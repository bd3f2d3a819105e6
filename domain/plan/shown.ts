import { prepare } from './prepare.ts';
import type { PlanSource, SourceLine } from './source.ts';

/** A plan's text as it is shown beside the draft read from it: its lines and the rows of its tables in one numbering, contacts of persons hidden. */
export function shownLines(source: PlanSource): readonly SourceLine[] {
  const { lines, tables } = prepare(source);
  const rows = tables.flatMap((table) =>
    table.rows.map(({ line, cells }) => ({
      line,
      text: cells
        .filter(({ merged }) => merged === undefined)
        .map(({ text }) => text.replaceAll('\n', ' ').trim())
        .join(' │ '),
    })),
  );
  const known = new Set(lines.map(({ line }) => line));
  return [...lines, ...rows.filter(({ line }) => !known.has(line))].sort((one, other) => one.line - other.line);
}
