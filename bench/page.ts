import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svgOf } from './chart.ts';
import type { Section, Table } from './measure.ts';
import { type Result, shortfalls, stateOf } from './verdict.ts';

/** What the page says of how its figures came about. */
export interface Circumstances {
  /** As people read it: 27 November 2026. */
  readonly day: string;
  readonly machine: string;
  readonly versions: string;
  readonly commit: string;
  readonly quick: boolean;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const tableLines = ({ title, heads, rows }: Table): readonly string[] => ['', `**${title}**`, '', row(heads), row(heads.map(() => '---')), ...rows.map(row)];

function sectionLines({ findings, tables = [], charts = [], notes = [] }: Section, quick: boolean): readonly string[] {
  return [
    ...notes.flatMap((note) => [note, '']),
    row(['what', 'seen', 'aim', '']),
    row(['---', '---', '---', '---']),
    ...findings.map((finding) => {
      const state = stateOf(finding, quick);
      return row([finding.what, finding.seen, finding.aim ?? '', state === 'fell short' ? `**${state}**` : state]);
    }),
    ...tables.flatMap(tableLines),
    ...charts.flatMap((chart) => ['', `![${chart.title}](benchmarks/${chart.name}.svg)`]),
  ];
}

/** docs/benchmarks.md as text. */
function pageOf(results: readonly Result[], { day, machine, versions, commit, quick }: Circumstances): string {
  const short = shortfalls(results, quick);
  return [
    '# Benchmarks',
    '',
    `Measured, never asserted by a timed test, and written by \`npm run bench -- --write\`${quick ? ', a quick run: short and few runs, absolute figures are not judged' : ''}. Each system runs on an embedded instance of its own in a temporary folder, servers, services and load generator on the one machine.`,
    '',
    '"Plain Temporal" is a hand-written minimal application of the same case (`bench/baseline`): Express, each step an Update that awaits one local activity, which inserts one row into PostgreSQL; deadlines are timers; worker and API are processes of their own; the same PostgreSQL settings and the same Temporal server on the same kind of file. It runs in turn with Duban, never at once.',
    '',
    `${day}, ${machine}, ${versions}, commit ${commit}.`,
    '',
    '```sh',
    'npm run bench                     # everything; about an hour',
    'npm run bench -- --quick          # some minutes: ratios and correctness are judged',
    `npm run bench -- --only ${results
      .slice(0, 2)
      .map((result) => result.measure.name)
      .join(',')}`,
    '```',
    '',
    '## What fell short',
    ...(short.length === 0 ? ['Nothing.'] : short.map((line) => `- ${line}`)),
    ...results.flatMap((result) => ['', `## ${result.measure.title}`, ...('section' in result ? sectionLines(result.section, quick) : [`It failed: ${result.failure}`])]),
    '',
  ].join('\n');
}

/** Writes the page and its charts; charts that no measure draws any more are removed. */
export function writePage(docs: string, results: readonly Result[], circumstances: Circumstances): void {
  const folder = join(docs, 'benchmarks');
  mkdirSync(folder, { recursive: true });
  const charts = results.flatMap((result) => ('section' in result ? (result.section.charts ?? []) : []));
  for (const name of readdirSync(folder)) if (name.endsWith('.svg')) rmSync(join(folder, name));
  for (const chart of charts) writeFileSync(join(folder, `${chart.name}.svg`), svgOf(chart));
  writeFileSync(join(docs, 'benchmarks.md'), pageOf(results, circumstances));
}
