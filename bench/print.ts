import type { Section, Table } from './measure.ts';
import { type Result, shortfalls, stateOf } from './verdict.ts';

/** Columns that a text takes on a terminal: Chinese characters take two. */
const width = (text: string): number => [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);

function tableLines({ title, heads, rows }: Table): readonly string[] {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => `${cell}${' '.repeat((widths[column] ?? 0) - width(cell))}`)
      .join('  ')
      .trimEnd();
  return [`  ${title}`, ...all.map((row) => `    ${line(row)}`)];
}

function sectionLines({ findings, tables = [], notes = [] }: Section, quick: boolean): readonly string[] {
  const marks = { reached: '✓', 'fell short': '✗', 'not judged': '·', '': ' ' } as const;
  return [
    ...findings.map((finding) => {
      const state = stateOf(finding, quick);
      const aim = finding.aim === undefined ? '' : ` (aim: ${finding.aim}${state === 'not judged' ? '; not judged in a quick run' : ''})`;
      return `  ${marks[state]} ${finding.what}: ${finding.seen}${aim}`;
    }),
    ...tables.flatMap((table) => ['', ...tableLines(table)]),
    ...(notes.length > 0 ? ['', ...notes.map((note) => `  ${note}`)] : []),
  ];
}

/** A measure's result as lines for a terminal, with what fell short at its end. */
export function resultLines(result: Result, quick: boolean): readonly string[] {
  const head = `━━ ${result.measure.title}  (${result.seconds.toFixed(0)} s)`;
  const short = shortfalls([result], quick);
  return [head, ...('section' in result ? sectionLines(result.section, quick) : []), ...short.map((line) => `  ✗ fell short: ${line}`), ''];
}
