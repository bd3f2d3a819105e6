import { lazyClient } from '../engine/connection.ts';
import { startBaseline } from './baseline/start.ts';
import { Closings } from './closings.ts';
import { type Contender, type Step, stepsAfterOpening } from './contender.ts';
import { historyOf, type Kept, kibibytes } from './histories.ts';
import type { Measure } from './measure.ts';
import { allSeen, ofProcess } from './watching.ts';

/** Steps of people in a case, opening included: the shortest that is closed by a follow-up, then orders that were only partly met, one after the other. */
const lengths = [5, 20, 80] as const;
/** Each step waits until it was seen, a second or so: the longest alone would take a third of a quick run. */
const quickLengths = [5, 20] as const;
const stepsOfARound = 3;

const clientOf = ({ instance }: Contender) => lazyClient({ connectionOptions: { address: instance.temporalAddress }, namespace: 'default' });

/** A case of so many steps, each taken when the workflow has seen the one before, as in life, where days lie between two of them. */
async function walk(contender: Contender, steps: number): Promise<Kept> {
  const id = await contender.open();
  const take = async (step: Step | 'partly'): Promise<void> => {
    await allSeen(contender, ofProcess, id);
    await (step === 'partly' ? contender.followUpPartly(id) : contender.step(id, step));
  };
  await take('inspect');
  for (let round = 0; round < (steps - stepsAfterOpening.length - 1) / stepsOfARound; round++) for (const step of ['order', 'rectify', 'partly'] as const) await take(step);
  for (const step of ['order', 'rectify', 'followUp'] as const) await take(step);
  return closedHistory(contender, id);
}

async function closedHistory(contender: Contender, id: string): Promise<Kept> {
  await new Closings(contender).closed(id);
  const client = clientOf(contender);
  try {
    await client.workflow.getHandle(`case:${id}`).result();
    return await historyOf(client, `case:${id}`);
  } finally {
    await client.connection.close();
  }
}

async function plainCase(contender: Contender): Promise<Kept> {
  const id = await contender.open();
  for (const step of stepsAfterOpening) await contender.step(id, step);
  return closedHistory(contender, id);
}

/** What Temporal keeps of a case, and how it grows with the case's steps. */
export const caseHistory: Measure = {
  name: 'case-history',
  title: 'History of a case',
  inQuick: true,
  run: async (context) => {
    const contender = await context.shared();
    const kept: (readonly [number, Kept])[] = [];
    const walked = context.quick ? quickLengths : lengths;
    for (const steps of walked) kept.push([steps, await walk(contender, steps)]);
    const rows = kept.map(([steps, { events, bytes, runs }]) => ['Duban', String(steps), String(events), (events / steps).toFixed(1), kibibytes(bytes), String(runs)]);
    if (!context.quick) {
      const baseline = await startBaseline(context);
      const { events, bytes, runs } = await plainCase(baseline);
      await baseline.stop();
      rows.push(['plain Temporal', '5', String(events), (events / 5).toFixed(1), kibibytes(bytes), String(runs)]);
    }
    const perStep = kept.map(([steps, { events }]) => events / steps);
    const most = Math.max(...perStep);
    return {
      findings: [
        { what: 'history events of a case of five steps', seen: String(kept[0]?.[1].events) },
        {
          what: `history events for a step, of cases of ${walked.join(', ')} steps`,
          seen: perStep.map((value) => value.toFixed(1)).join(', '),
          aim: 'not growing with the length of the case',
          ok: most === perStep[0] || most <= (perStep[0] ?? 0) * 1.1,
          judgedInQuick: true,
        },
      ],
      tables: [{ title: 'What Temporal keeps of a case', heads: ['system', 'steps of people', 'events', 'events a step', 'size', 'runs'], rows }],
      charts: [
        {
          name: 'case-history',
          title: 'History events of a case by its steps',
          unit: 'events',
          labels: walked.map((steps) => `${steps} steps`),
          series: [{ name: 'Duban', values: kept.map(([, { events }]) => events) }],
        },
      ],
      notes: ['Every step waits until the workflow has seen the one before: nothing is coalesced.'],
    };
  },
};
