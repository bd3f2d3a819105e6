import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** A result with the circumstances in which it was measured, as docs/benchmarks keeps it. */
type Kept = Result & { readonly circumstances: Circumstances };

const toldOf = ({ day, machine, versions, commit, quick }: Circumstances): string =>
  `${day}, ${machine}, ${versions}, commit ${commit}${quick ? '; a quick run: short and few runs, absolute figures are not judged' : ''}.`;

/** docs/benchmarks.md as text. */
function pageOf(all: readonly Kept[]): string {
  const short = all.flatMap((one) => shortfalls([one], one.circumstances.quick));
  return [
    '# Benchmarks',
    '',
    'Measured, never asserted by a timed test, and written by `npm run bench -- --write`. Each system runs on an embedded instance of its own in a temporary folder, servers, services and load generator on the one machine.',
    '',
    '"Plain Temporal" is a hand-written minimal application of the same case (`bench/baseline`): Express, each step an Update that awaits one local activity, which inserts one row into PostgreSQL; deadlines are timers; worker and API are processes of their own; the same PostgreSQL settings and the same Temporal server on the same kind of file. It runs in turn with Duban, never at once.',
    '',
    '```sh',
    'npm run bench                     # everything; about an hour',
    'npm run bench -- --quick          # five minutes: ratios and correctness are judged',
    `npm run bench -- --only ${all
      .slice(0, 2)
      .map((one) => one.measure.name)
      .join(',')} --write   # measures these anew; the other sections stay`,
    '```',
    '',
    '## What fell short',
    ...(short.length === 0 ? ['Nothing.'] : short.map((line) => `- ${line}`)),
    ...all.flatMap((one) => [
      '',
      `## ${one.measure.title}`,
      toldOf(one.circumstances),
      '',
      ...('section' in one ? sectionLines(one.section, one.circumstances.quick) : [`It failed: ${one.failure}`]),
    ]),
    '',
  ].join('\n');
}

/** Keeps the results, each as a file of its own, and writes the page of all that are kept, in the order of these names; charts that no measure draws any more are removed. */
export function writePage(docs: string, results: readonly Result[], circumstances: Circumstances, order: readonly string[]): void {
  const folder = join(docs, 'benchmarks');
  mkdirSync(folder, { recursive: true });
  const fileOf = (name: string): string => join(folder, `${name}.json`);
  for (const { measure, ...result } of results) {
    const kept = { measure: { name: measure.name, title: measure.title }, ...result, circumstances };
    writeFileSync(fileOf(measure.name), `${JSON.stringify(kept, undefined, 2)}\n`);
  }
  const files = readdirSync(folder);
  const all = order.filter((name) => files.includes(`${name}.json`)).map((name) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Kept);
  const charts = all.flatMap((one) => ('section' in one ? (one.section.charts ?? []) : []));
  for (const name of files) if (name.endsWith('.svg')) rmSync(join(folder, name));
  for (const chart of charts) writeFileSync(join(folder, `${chart.name}.svg`), svgOf(chart));
  writeFileSync(join(docs, 'benchmarks.md'), pageOf(all));
}
