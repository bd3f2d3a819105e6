import { atOnce } from './at-once.ts';
import { startBaseline } from './baseline/start.ts';
import type { Contender, Escalation } from './contender.ts';
import { startDuban } from './duban.ts';
import { ms, type Spread, spread } from './figures.ts';
import { signIn } from './http.ts';
import { password } from './instance.ts';
import type { Context, Finding, Measure, Table } from './measure.ts';
import { pace } from './pace.ts';

/** Requests under way while cases are opened, and while orders are given: few of these, so that each is decided in the second in which it was sent. */
const width = 32;
const orderWidth = 8;
/** Cases on which it is seen how long an order takes. */
const probes = 64;
/** Past this part of a second an order waits for the next one. */
const latestMs = 600;
/** A workflow looks at its order after it was given, which takes 16 ms of two cores: a herd of days later finds none that still has to. */
const lookMs = 20;
/** Between two lines that tell how far the escalation has come. */
const tellEveryMs = 5_000;
/** Steps of other people a second while the deadlines pass. */
const otherSteps = 10;
const wantedMaxMs = 5_000;
const wantedStepP99Ms = 500;
/** Whoever has not been told by then counts as lost. */
const limitMs = 600_000;
/** For comparison alone: the plain application would take half an hour to be given ten thousand. */
const plainCount = 2_000;
/** A page of the API's list holds at most so many. */
const pageSize = 200;

interface Herd {
  readonly ids: readonly string[];
  readonly escalations: readonly Escalation[];
  readonly steps: Spread;
  readonly armingSeconds: number;
  /** Workflows that had not looked at their order as it was about to fall due. */
  readonly unseen: number;
}

const sleep = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

/** Orders that all fall due in the second that begins at `dueAt`: the period is counted from the second in which the order arrives. */
async function orderAll(contender: Contender, ids: readonly string[], dueAt: number): Promise<void> {
  await atOnce(orderWidth, ids, async (id) => {
    // A request that would arrive in the next second must not be sent in this one.
    const fraction = Date.now() % 1_000;
    if (fraction > latestMs) await sleep(1_000 - fraction);
    await contender.order(id, { value: Math.round((dueAt - Math.floor(Date.now() / 1_000) * 1_000) / 1_000), unit: 'second' });
  });
}

/** Milliseconds that an order takes when as many are under way as later: seen on cases of their own, whose orders are not due. */
async function timeOfOrder(contender: Contender, ids: readonly string[]): Promise<number> {
  const began = performance.now();
  await atOnce(orderWidth, ids, (id) => contender.step(id, 'order'));
  return (performance.now() - began) / ids.length;
}

async function herd(contender: Contender, count: number, log: Context['log']): Promise<Herd> {
  const began = performance.now();
  const opened = await atOnce(width, Array.from({ length: count + probes }), async () => {
    const id = await contender.open();
    await contender.step(id, 'inspect');
    return id;
  });
  const ids = opened.slice(probes);
  log(`${contender.name}: ${count} cases opened and inspected over HTTP in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  const perOrder = await timeOfOrder(contender, opened.slice(0, probes));
  // Orders are given in a part of each second alone; a quarter more than that takes, and the time in which every workflow looks at its order.
  const dueAt = Math.ceil((Date.now() + perOrder * count * (1_000 / latestMs) * 1.25 + 20_000 + lookMs * count) / 1_000) * 1_000;
  await orderAll(contender, ids, dueAt);
  const armingSeconds = (performance.now() - began) / 1_000;
  const left = dueAt - Date.now();
  log(`${contender.name}: ${count} orders given over HTTP, all due in the same second, in ${(left / 1_000).toFixed(0)} s`);
  if (left < 1_000) throw new Error('the orders took so long that the first were due before the last was given');
  // Those of the demo.
  const before = await contender.escalated();
  await sleep(Math.max(0, dueAt - 3_000 - Date.now()));
  const unseen = await contender.unseen();
  log(`${contender.name}: ${unseen} workflows still have to look at their order`);
  const times: number[] = [];
  let over = false;
  const others = pace(contender, { perSecond: otherSteps, until: () => over, answered: (time) => times.push(time) });
  others.catch(() => undefined);
  let known = 0;
  let toldAt = dueAt;
  try {
    while (known < count && Date.now() < dueAt + limitMs) {
      await sleep(1_000);
      known = (await contender.escalated()) - before;
      if (Date.now() < toldAt + tellEveryMs && known < count) continue;
      toldAt = Date.now();
      log(`${contender.name}: ${known} of ${count} escalated ${((Date.now() - dueAt) / 1_000).toFixed(0)} s after the due second began`);
    }
    // Whatever was told twice has time to show.
    await sleep(3_000);
  } finally {
    over = true;
  }
  await others;
  return { ids, escalations: await contender.escalations(ids), steps: spread(times), armingSeconds, unseen };
}

interface Told {
  readonly late: Spread;
  readonly lost: number;
  readonly doubled: number;
  readonly early: number;
  readonly dueWithinMs: number;
}

function judge({ ids, escalations }: Herd): Told {
  const times = new Map<string, number>();
  for (const { caseId } of escalations) times.set(caseId, (times.get(caseId) ?? 0) + 1);
  const dues = escalations.map((one) => one.dueAt);
  return {
    late: spread(escalations.map(({ dueAt, at }) => at - dueAt)),
    lost: ids.filter((id) => !times.has(id)).length,
    doubled: [...times.values()].filter((n) => n > 1).length,
    early: escalations.filter(({ dueAt, at }) => at < dueAt).length,
    dueWithinMs: dues.length === 0 ? Number.NaN : dues.reduce((most, due) => Math.max(most, due), 0) - dues.reduce((least, due) => Math.min(least, due), Number.POSITIVE_INFINITY),
  };
}

interface Notification {
  readonly rung: string | null;
  readonly process: { readonly id: string };
}

/** How often the API's list tells the manager in charge of each case that its deadline has passed. */
async function toldByApi(contender: Contender, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const manager = await signIn(contender.instance.url, 'manager', password);
  const wanted = new Set(ids);
  const told = new Map<string, number>();
  try {
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await manager.get(`/api/v1/notifications?limit=${pageSize}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      const { items, next } = JSON.parse(page.text) as { readonly items: readonly Notification[]; readonly next: string | null };
      for (const { rung, process } of items) if (rung === 'overdue' && wanted.has(process.id)) told.set(process.id, (told.get(process.id) ?? 0) + 1);
      cursor = next;
    }
  } finally {
    manager.close();
  }
  return told;
}

function row(name: string, count: number, { steps, armingSeconds, unseen }: Herd, { late, lost, doubled, early, dueWithinMs }: Told): readonly string[] {
  const second = (value: number): string => `${(value / 1_000).toFixed(2)} s`;
  return [
    name,
    String(count),
    ...[late.p50, late.p99, late.max].map(second),
    `${lost} / ${doubled} / ${early}`,
    `${ms(steps.p50)} / ${ms(steps.p99)}`,
    ms(dueWithinMs),
    `${armingSeconds.toFixed(0)} s`,
    String(unseen),
  ];
}

/** A herd of deadlines in one second. */
export const deadlines: Measure = {
  name: 'deadlines',
  title: 'Many deadlines in the same second',
  inQuick: true,
  run: async (context) => {
    const { quick, log } = context;
    const count = quick ? 400 : 10_000;
    const duban = await startDuban(context);
    const ours = await herd(duban, count, log);
    const told = judge(ours);
    const api = await toldByApi(duban, ours.ids);
    await duban.stop();
    const rows = [row('Duban', count, ours, told)];
    if (!quick) {
      const baseline = await startBaseline(context);
      const theirs = await herd(baseline, plainCount, log);
      rows.push(row('plain Temporal', plainCount, theirs, judge(theirs)));
      await baseline.stop();
    }
    const n = count.toLocaleString('en');
    const apiOnce = ours.ids.filter((id) => api.get(id) === 1).length;
    const findings: readonly Finding[] = [
      {
        what: `${n} deadlines in the same second: from due to escalated by the ledger's clock, max`,
        seen: `${(told.late.max / 1_000).toFixed(2)} s (p50 ${(told.late.p50 / 1_000).toFixed(2)} s, p99 ${(told.late.p99 / 1_000).toFixed(2)} s)`,
        aim: `${wantedMaxMs / 1_000} s`,
        ok: told.late.max <= wantedMaxMs,
      },
      {
        what: 'lost, doubled, early, by the ledger',
        seen: `${told.lost}, ${told.doubled}, ${told.early} of ${n}`,
        aim: 'none',
        ok: told.lost + told.doubled + told.early === 0 && told.late.n === count,
        judgedInQuick: true,
      },
      {
        what: 'cases of which the manager in charge was told exactly once, by the API',
        seen: `${apiOnce.toLocaleString('en')} of ${n}`,
        aim: 'all',
        ok: apiOnce === count,
        judgedInQuick: true,
      },
      {
        what: `a step of somebody else meanwhile (${otherSteps} a second, ${ours.steps.n} steps), p99`,
        seen: `${ms(ours.steps.p99)} (p50 ${ms(ours.steps.p50)})`,
        aim: `${wantedStepP99Ms} ms`,
        ok: ours.steps.p99 < wantedStepP99Ms,
      },
    ];
    const table: Table = {
      title: 'Deadlines of orders, all due in the same second',
      heads: ['system', 'deadlines', 'late p50', 'p99', 'max', 'lost / doubled / early', 'steps meanwhile p50 / p99', 'due within', 'made in', 'still to look'],
      rows,
    };
    return {
      findings,
      tables: [table],
      notes: [
        'Cases are opened, inspected and ordered to rectify over HTTP, each order with the period in seconds that ends in one chosen second. Lateness is the time of the fact that a rung was reached, minus the due moment that the order carries. They fall due once the workflows have looked at their orders (still to look: how many had not), as at the end of a day; workflows that look at new cases meanwhile take the same two cores.',
      ],
    };
  },
};
