import { loadavg } from 'node:os';
import { Command } from 'commander';
import { messageOf } from '../app/failure.ts';
import { machine } from './figures.ts';
import type { Measure } from './measure.ts';
import { measures } from './measures.ts';
import { resultLines } from './print.ts';
import { type Result, verdict } from './verdict.ts';
import { openWorkplace } from './workplace.ts';

const names = measures.map((measure) => measure.name).join(', ');
const options = new Command('npm run bench --')
  .description('Measures Duban on this machine, beside a plain Temporal application of the same case. Exit status 1 when anything fell short.')
  .option('--quick', 'short runs, five minutes in all: ratios and correctness are judged, absolute figures only printed', false)
  .option('--only <names>', `some of: ${names}`)
  .showHelpAfterError('(npm run bench -- --help lists flags)')
  .parse()
  .opts<{ quick: boolean; only?: string }>();

function chosen(): readonly Measure[] {
  if (options.only === undefined) return measures.filter((measure) => !options.quick || measure.inQuick);
  return options.only.split(',').map((name) => {
    const found = measures.find((measure) => measure.name === name.trim());
    if (found) return found;
    console.error(`There is no measure "${name}". There are: ${names}`);
    return process.exit(2);
  });
}

const workplace = openWorkplace();
/** What the running measure has to undo, the last first. */
const undos: (() => Promise<void> | void)[] = [];

async function undoAll(): Promise<void> {
  for (let done = undos.pop(); done; done = undos.pop()) await (async () => done())().catch((error: unknown) => console.error(`could not be undone: ${messageOf(error)}`));
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The guardian of the workplace ends by force what is left.
    if (interrupted) process.exit(130);
    interrupted = true;
    console.error('stopping (once more to stop at once) …');
    void undoAll().finally(() => {
      workplace.close();
      process.exit(130);
    });
  });
}

async function runOne(measure: Measure): Promise<Result> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1_000;
  const log = (line: string): void => console.log(`    ${measure.name} ${seconds().toFixed(0)} s: ${line}`);
  try {
    const section = await measure.run({ quick: options.quick, log, workplace, afterwards: (undo) => undos.push(undo) });
    return { measure, section, seconds: seconds() };
  } catch (error) {
    if (!interrupted) console.error(error);
    return { measure, failure: messageOf(error), seconds: seconds() };
  } finally {
    if (!interrupted) await undoAll();
  }
}

console.log(`${machine()}; load average before the run ${loadavg()[0]?.toFixed(2)}`);
if (options.quick) console.log('A quick run: fewer and shorter runs than the figures in docs/benchmarks.md; ratios and correctness are judged, absolute figures only printed.');
const results: Result[] = [];
for (const measure of chosen()) {
  const result = await runOne(measure);
  // The handler of the signal ends the process when all has been undone.
  if (interrupted) await new Promise(() => undefined);
  results.push(result);
  for (const line of resultLines(result, options.quick)) console.log(line);
}
workplace.close();
const { ok, line } = verdict(results, options.quick);
console.log(line);
process.exit(ok ? 0 : 1);
