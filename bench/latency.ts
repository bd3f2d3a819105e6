import { type Contender, stepsAfterOpening } from './contender.ts';
import { drive } from './drive.ts';
import { median, ms, type Spread, spread } from './figures.ts';
import { Http } from './http.ts';
import type { Finding, Measure, Table } from './measure.ts';
import { pace } from './pace.ts';
import { alternately } from './rounds.ts';

/** Light load: ten steps a second is a busy hour of a district; the workflow of one step has gone back to sleep before the next. */
const lightPerSecond = 10;
const inFlight = 64;
const wantedShare = 1 / 3;
const wantedLightMs = 5;

interface Round {
  /** A request that does nothing, at the pace of light load: what client, connection and a waking machine cost. */
  readonly nothing: Spread;
  readonly light: Spread;
  readonly backToBack: Spread;
  readonly loaded: Spread;
  readonly refused: number;
}

async function nothing({ instance }: Contender, count: number): Promise<Spread> {
  const http = new Http(instance.url);
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await http.get('/livez');
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 1_000 / lightPerSecond));
  }
  http.close();
  return spread(times);
}

async function light(contender: Contender, seconds: number): Promise<Spread> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await pace(contender, { perSecond: lightPerSecond, until: () => performance.now() > end, answered: (time) => times.push(time) });
  return spread(times);
}

/** One step after the other without a pause; the workflows of the cases run beside. */
async function backToBack(contender: Contender, seconds: number): Promise<Spread> {
  const times: number[] = [];
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await work;
    times.push(performance.now() - began);
    return answer;
  };
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    const id = await timed(contender.open());
    for (const step of stepsAfterOpening) await timed(contender.step(id, step));
  }
  return spread(times);
}

/** The median of the rounds for each percentile. */
const middle = (spreads: readonly Spread[]): Spread => ({
  n: spreads.reduce((sum, one) => sum + one.n, 0),
  p50: median(spreads.map((one) => one.p50)),
  p95: median(spreads.map((one) => one.p95)),
  p99: median(spreads.map((one) => one.p99)),
  max: Math.max(...spreads.map((one) => one.max)),
});

const kinds = {
  nothing: 'a request that does nothing (/livez), 10 a second',
  light: 'a step at light load, 10 a second',
  backToBack: 'steps back to back, workflows running beside',
  loaded: `a step with ${inFlight} cases in flight`,
} as const;
type Kind = keyof typeof kinds;

/** The time of one step, beside the plain application of the same case. */
export const latency: Measure = {
  name: 'latency',
  title: 'Time of one step',
  inQuick: true,
  run: async (context) => {
    const { quick, log } = context;
    const rounds = quick ? 1 : 3;
    const seconds = quick ? 6 : 20;
    const work = async (contender: Contender): Promise<Round> => {
      // Code that has run a few thousand times is compiled, as in a service that has been up for an hour.
      await drive(contender, { inFlight: 32, warmMs: 0, windowMs: quick ? 4_000 : 10_000 });
      const loaded = spread((await drive(contender, { inFlight, warmMs: 2_000, windowMs: quick ? 5_000 : 10_000 })).steps);
      const round = {
        loaded,
        backToBack: await backToBack(contender, quick ? 3 : 6),
        nothing: await nothing(contender, quick ? 30 : 60),
        light: await light(contender, seconds),
        refused: contender.http.refused,
      };
      log(`${contender.name}: light load p50 ${ms(round.light.p50)}, ${inFlight} in flight p50 ${ms(round.loaded.p50)}, nothing p50 ${ms(round.nothing.p50)}`);
      return round;
    };
    const { duban, baseline } = await alternately(context, rounds, work);
    const of = (results: readonly Round[], kind: Kind): Spread => middle(results.map((round) => round[kind]));
    const share = (kind: Kind): Finding => {
      const [ours, theirs] = [of(duban, kind).p50, of(baseline, kind).p50];
      return {
        what: `${kinds[kind]}, p50`,
        seen: `${ms(ours)}, plain Temporal ${ms(theirs)}: ${(ours / theirs).toFixed(2)} of it`,
        aim: 'a third of the plain application',
        ok: ours / theirs <= wantedShare,
        judgedInQuick: true,
      };
    };
    const absolute = of(duban, 'light');
    const refused = duban.reduce((sum, round) => sum + round.refused, 0);
    const findings: readonly Finding[] = [
      share('light'),
      share('loaded'),
      { what: `${kinds.light}, p50, absolute`, seen: ms(absolute.p50), aim: `${wantedLightMs} ms`, ok: absolute.p50 <= wantedLightMs },
      {
        what: 'steps answered with 503 and sent again',
        seen: `${refused}, plain Temporal ${baseline.reduce((sum, round) => sum + round.refused, 0)}`,
        aim: 'none',
        ok: refused === 0,
      },
    ];
    const row = (name: string, results: readonly Round[], kind: Kind): readonly string[] => {
      const { n, p50, p95, p99, max } = of(results, kind);
      return [kinds[kind], name, String(n), ms(p50), ms(p95), ms(p99), ms(max)];
    };
    const order: readonly Kind[] = ['nothing', 'light', 'backToBack', 'loaded'];
    const table: Table = {
      title: 'Time of one request',
      heads: ['what', 'system', 'requests', 'p50', 'p95', 'p99', 'max'],
      rows: order.flatMap((kind) => [row('Duban', duban, kind), row('plain Temporal', baseline, kind)]),
    };
    return {
      findings,
      tables: [table],
      charts: [
        {
          name: 'latency',
          title: 'Time of one step, p50',
          unit: 'ms',
          labels: ['light load', 'back to back', `${inFlight} in flight`],
          series: [
            { name: 'Duban', values: [of(duban, 'light').p50, of(duban, 'backToBack').p50, of(duban, 'loaded').p50] },
            { name: 'plain Temporal', values: [of(baseline, 'light').p50, of(baseline, 'backToBack').p50, of(baseline, 'loaded').p50] },
          ],
        },
      ],
      notes: [
        `A step is any of the five requests of a case, over HTTP as the client sees it, sent at a fixed pace whatever the answers take (light load) or in a closed loop. ${rounds === 1 ? 'One run' : `Medians of ${rounds} runs`} on fresh instances, the two systems in turn.`,
      ],
    };
  },
};
