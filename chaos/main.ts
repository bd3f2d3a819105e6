import { summaryOf } from './history.ts';
import { checkHealed, checkSafety, healedWithinMs } from './invariant/check.ts';
import { type ChaosOptions, readOptions } from './options.ts';
import { Random } from './random.ts';
import { Report } from './report.ts';
import { deploying } from './scenario/deploying.ts';
import { erasedTemporal } from './scenario/erased-temporal.ts';
import { herd } from './scenario/herd.ts';
import { killScenarios } from './scenario/kills.ts';
import { lineScenarios } from './scenario/lines.ts';
import { mailFaults } from './scenario/mail-faults.ts';
import { backUpUnderLoad, endFresh, restoreInto, startFresh } from './scenario/restoring.ts';
import { rolling } from './scenario/rolling.ts';
import { type Scenario, underLoad } from './scenario/scenario.ts';
import { sweeping } from './scenario/sweeping.ts';
import { versions } from './scenario/versions.ts';
import { createWorld, type World } from './scenario/world.ts';
import { until } from './stack/until.ts';

/** On one instance, one after the other. The start command's own death comes first: what it leaves is healed while the next ones run. */
const order = ['F5', 'F10', 'F1', 'F2', 'F4', 'F3', 'F6'];
const shortForm = order.flatMap((name) => [...killScenarios, ...lineScenarios].filter((scenario) => scenario.name === name));
/** The full form mails badly too, and then those on instances of their own. */
const shared = [...shortForm, mailFaults];
const apart = [deploying, versions, erasedTemporal, rolling, herd, sweeping];

async function checkAll(world: World, report: Report, name: string): Promise<void> {
  const { findings, tookMs } = await checkHealed(world.checked());
  report.say(`${name}  healed ${tookMs === undefined ? `not within ${healedWithinMs / 1000} s` : `after ${(tookMs / 1000).toFixed(1)} s`}`);
  report.findings(name, findings);
}

/** F15: the backup is taken under load on the shared instance; it is restored into a fresh one while the shared one heals. */
async function runRestore(world: World, random: Random, report: Report, beside: () => Promise<void>): Promise<void> {
  report.say('F15  an older backup restored into an empty Temporal');
  const backup = await backUpUnderLoad(world, random);
  const [fresh] = await Promise.all([startFresh(), beside()]);
  try {
    const { figures, faults, findings } = await restoreInto(world, fresh, backup);
    report.scenario('F15', figures, faults);
    report.findings('F15', findings);
  } finally {
    await endFresh(fresh, world.options.keep || report.fellShort);
  }
}

async function runShared(scenarios: readonly Scenario[], options: ChaosOptions, seed: number, report: Report, restores: boolean): Promise<void> {
  if (scenarios.length === 0 && !restores) return;
  const world = await createWorld(options, seed, (line) => report.say(line));
  const random = new Random(seed);
  try {
    for (const { name, title, run } of scenarios) {
      report.say(`${name}  ${title}`);
      const { figures, faults } = await run(world, random.child(name));
      report.scenario(name, [...figures, summaryOf(world.history.writes)], faults);
      // The short form is checked once, after all of them: whatever one of them broke stays broken.
      if (options.short) continue;
      await firstMail(world);
      report.findings(name, await checkSafety(world.checked()));
      await checkAll(world, report, name);
    }
    const healAll = async (): Promise<void> => {
      if (!options.short || scenarios.length === 0) return;
      await firstMail(world);
      report.findings('all', await checkSafety(world.checked()));
      await checkAll(world, report, 'all');
    };
    if (restores) await runRestore(world, random.child('F15'), report, healAll);
    else await healAll();
  } finally {
    await world.close(options.keep || report.fellShort);
  }
}

/** Notices gather for ten seconds before they leave: the first of an instance are waited for, so that there is something to look at. */
const firstMail = (world: World): Promise<unknown> => until(async () => world.mail.received.length > 0, 20_000);

/** Milliseconds of work before a scenario on an instance of its own: some cases and tasks in every stage. */
const workMs = 8_000;

async function ordinaryWork(world: World, random: Random): Promise<void> {
  await underLoad({ ...world, options: { ...world.options, loadSeconds: workMs / 1_000 } }, random, async () => undefined);
  await firstMail(world);
}

async function runApart({ name, title, unchecked, run }: Scenario, options: ChaosOptions, seed: number, report: Report): Promise<void> {
  report.say(`${name}  ${title}`);
  const world = await createWorld({ ...options, buggify: 0 }, seed, (line) => report.say(line));
  try {
    // What goes wrong goes wrong in a ledger that is in use: without work before it there would be nothing to check.
    if (!unchecked) await ordinaryWork(world, new Random(seed).child('work'));
    const { figures, faults } = await run(world, new Random(seed).child(name));
    report.scenario(name, figures, faults);
    if (unchecked) return;
    report.findings(name, await checkSafety(world.checked()));
    await checkAll(world, report, name);
  } finally {
    await world.close(options.keep || report.fellShort);
  }
}

// Ended from outside, what was started ends too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

const options = readOptions(process.argv.slice(2));
const report = new Report();
const wanted = (name: string): boolean => options.only.length === 0 || options.only.includes(name);
for (let run = 0; run < options.repeat; run++) {
  const seed = options.seed + run;
  report.say(`seed ${seed}, ${options.rate} steps a second, loads of ${options.loadSeconds} s, DUBAN_BUGGIFY ${options.buggify}`);
  await runShared(
    (options.short && options.only.length === 0 ? shortForm : shared).filter(({ name }) => wanted(name)),
    options,
    seed,
    report,
    wanted('F15'),
  );
  const alone = options.short && options.only.length === 0 ? [] : apart.filter(({ name }) => wanted(name));
  for (const scenario of alone) await runApart(scenario, options, seed, report);
}
report.end(options.seed);
process.exitCode = report.fellShort ? 1 : 0;
