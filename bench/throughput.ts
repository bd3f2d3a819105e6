import type { Contender } from './contender.ts';
import { ofTheSystem, type Spent } from './cpu-spent.ts';
import { type Driven, drive } from './drive.ts';
import { median } from './figures.ts';
import type { Finding, Measure, Table } from './measure.ts';
import { alternately } from './rounds.ts';

const allLevels = [8, 32, 128] as const;
/** Code that has run a few thousand times is compiled, as in a service that has been up for an hour. */
const warmUp = { inFlight: 32, warmMs: 0, windowMs: 6_000 };
const wantedRatio = 1.5;

type Round = ReadonlyMap<number, Driven>;

const rate = (driven: Driven): number => driven.lifecycles / driven.seconds;
const cpuPerThousand = (spent: Spent, lifecycles: number): Spent => new Map([...spent].map(([name, seconds]) => [name, (seconds / lifecycles) * 1_000]));

/** CPU by part at one level, the median of the rounds for each. */
function cpuRows(name: string, rounds: readonly Round[], level: number): readonly (readonly string[])[] {
  const readings = rounds.flatMap((round) => {
    const driven = round.get(level);
    return driven ? [cpuPerThousand(driven.spent, driven.lifecycles)] : [];
  });
  const names = [...new Set(readings.flatMap((reading) => [...reading.keys()]))];
  const cell = (values: readonly number[]): string => median(values).toFixed(1);
  return [
    ...names.map((part) => [name, part, cell(readings.map((reading) => reading.get(part) ?? 0))]),
    [name, 'together, without the load generator', cell(readings.map(ofTheSystem))],
  ];
}

/** Complete cases a second, beside the plain application of the same case. */
export const throughput: Measure = {
  name: 'throughput',
  title: 'Complete cases per second',
  inQuick: true,
  run: async (context) => {
    const { quick, log } = context;
    const rounds = quick ? 1 : 3;
    // At 128 each run must close 256 cases before it ends: too many for a quick one.
    const levels = quick ? allLevels.slice(0, 2) : allLevels;
    const windowMs = quick ? 6_000 : 12_000;
    const work = async (contender: Contender): Promise<Round> => {
      await drive(contender, warmUp);
      const round = new Map<number, Driven>();
      for (const inFlight of levels) {
        const driven = await drive(contender, { inFlight, warmMs: quick ? 1_000 : 3_000, windowMs });
        log(`${contender.name}, ${inFlight} in flight: ${rate(driven).toFixed(1)} cases/s (${driven.lifecycles} in ${driven.seconds.toFixed(1)} s)`);
        round.set(inFlight, driven);
      }
      return round;
    };
    const { duban, baseline } = await alternately(context, rounds, work);
    const at = (of: readonly Round[], level: number): number => median(of.flatMap((round) => (round.get(level) ? [rate(round.get(level) as Driven)] : [])));
    const closing = (of: readonly Round[], level: number): string => `${median(of.flatMap((round) => round.get(level)?.closings ?? [])).toFixed(0)} ms`;
    const findings = levels.map((level): Finding => {
      const [ours, theirs] = [at(duban, level), at(baseline, level)];
      const ratio = ours / theirs;
      return {
        what: `complete cases per second, ${level} in flight`,
        seen: `${ours.toFixed(1)}, plain Temporal ${theirs.toFixed(1)}: ${ratio.toFixed(2)} times`,
        aim: `${wantedRatio} times the plain application`,
        ok: theirs > 0 && ratio >= wantedRatio,
        judgedInQuick: true,
      };
    });
    const middle = 32;
    const cpu: Table = {
      title: `CPU seconds for 1,000 complete cases, ${middle} in flight`,
      heads: ['system', 'part', 'CPU s'],
      rows: [...cpuRows('Duban', duban, middle), ...cpuRows('plain Temporal', baseline, middle)],
    };
    const lifecycles: Table = {
      title: 'Complete cases per second',
      heads: ['in flight', 'Duban', 'plain Temporal', 'times', 'last step to seen closed, p50: Duban', 'plain Temporal'],
      rows: levels.map((level) => [
        String(level),
        at(duban, level).toFixed(1),
        at(baseline, level).toFixed(1),
        (at(duban, level) / at(baseline, level)).toFixed(2),
        closing(duban, level),
        closing(baseline, level),
      ]),
    };
    return {
      findings,
      tables: [lifecycles, cpu],
      charts: [
        {
          name: 'throughput',
          title: 'Complete cases per second',
          unit: 'cases/s',
          labels: levels.map((level) => `${level} in flight`),
          series: [
            { name: 'Duban', values: levels.map((level) => at(duban, level)) },
            { name: 'plain Temporal', values: levels.map((level) => at(baseline, level)) },
          ],
        },
      ],
      notes: [
        `A case is opened, inspected, ordered to rectify, rectified, followed up (five authenticated requests with an Idempotency-Key) and counted when the database shows that its workflow has closed it. ${rounds === 1 ? 'One run' : `Medians of ${rounds} runs`} of at least ${windowMs / 1_000} s, each on a fresh instance, the two systems in turn.`,
        'Duban writes hash-chained facts, sealed personal fields, the fold, read tables, deadlines, notices and the stored answer; the plain application writes one row a step. The load generator shares the two cores with both.',
      ],
    };
  },
};
