import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { messageOf } from '../app/failure.ts';
import { circumstancesOf } from './circumstances.ts';
import type { Contender } from './contender.ts';
import { startDuban } from './duban.ts';
import { machine } from './figures.ts';
import type { Measure } from './measure.ts';
import { measures } from './measures.ts';
import { writePage } from './page.ts';
import { resultLines } from './print.ts';
import { type Result, verdict } from './verdict.ts';
import { openWorkplace } from './workplace.ts';

const names = measures.map((measure) => measure.name).join(', ');
const options = new Command('npm run bench --')
  .description('Measures Duban on this machine, beside a plain Temporal application of the same case. Exit status 1 when anything fell short.')
  .option('--quick', 'short runs, five minutes in all: ratios and correctness are judged, absolute figures only printed', false)
  .option('--only <names>', `some of: ${names}`)
  .option('--write', 'keep the results in docs/benchmarks and write docs/benchmarks.md anew', false)
  .showHelpAfterError('(npm run bench -- --help lists flags)')
  .parse()
  .opts<{ quick: boolean; only?: string; write: boolean }>();

function chosen(): readonly Measure[] {
  if (options.only === undefined) return measures.filter((measure) => !options.quick || measure.inQuick);
  return options.only.split(',').map((name) => {
    const found = measures.find((measure) => measure.name === name.trim());
    if (found) return found;
    console.error(`There is no measure "${name}". There are: ${names}`);
    return process.exit(2);
  });
}

const wanted = chosen();
const workplace = openWorkplace();
type Undo = () => Promise<void> | void;
/** What the running measure has to undo, and what the whole run has; the last first. */
const ofMeasure: Undo[] = [];
const ofRun: Undo[] = [() => workplace.close()];

async function undoAll(undos: Undo[]): Promise<void> {
  for (let undo = undos.pop(); undo; undo = undos.pop()) {
    try {
      await undo();
    } catch (error) {
      console.error(`could not be undone: ${messageOf(error)}`);
    }
  }
}

let sharedInstance: Promise<Contender> | undefined;
const shared = (): Promise<Contender> => (sharedInstance ??= startDuban({ workplace, afterwards: (undo) => ofRun.push(undo) }));

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The guardian of the workplace ends by force what is left.
    if (interrupted) process.exit(130);
    interrupted = true;
    console.error('stopping (once more to stop at once) …');
    void undoAll(ofMeasure)
      .then(() => undoAll(ofRun))
      .finally(() => process.exit(130));
  });
}

async function runOne(measure: Measure): Promise<Result> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1_000;
  const log = (line: string): void => console.log(`    ${measure.name} ${seconds().toFixed(0)} s: ${line}`);
  try {
    const section = await measure.run({ quick: options.quick, log, workplace, shared, afterwards: (undo) => ofMeasure.push(undo) });
    return { measure, section, seconds: seconds() };
  } catch (error) {
    if (!interrupted) console.error(error);
    return { measure, failure: messageOf(error), seconds: seconds() };
  } finally {
    if (!interrupted) await undoAll(ofMeasure);
  }
}

console.log(`${machine()}; load average before the run ${loadavg()[0]?.toFixed(2)}`);
if (options.quick) console.log('A quick run: fewer and shorter runs than the figures in docs/benchmarks.md; ratios and correctness are judged, absolute figures only printed.');
const results: Result[] = [];
for (const measure of wanted) {
  const result = await runOne(measure);
  // The handler of the signal ends the process when all has been undone.
  if (interrupted) await new Promise(() => undefined);
  results.push(result);
  for (const line of resultLines(result, options.quick)) console.log(line);
}
await undoAll(ofRun);
if (options.write) {
  writePage(
    fileURLToPath(new URL('../docs', import.meta.url)),
    results,
    await circumstancesOf(options.quick),
    measures.map((measure) => measure.name),
  );
}
const { ok, line } = verdict(results, options.quick);
console.log(line);
process.exit(ok ? 0 : 1);
