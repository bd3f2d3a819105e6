import type { Contender } from './contender.ts';
import { median } from './figures.ts';
import { field, type Http, signIn } from './http.ts';
import { password } from './instance.ts';
import type { Context, Measure } from './measure.ts';
import { fillPlan, importPlan, type Plan, textOf, unitId } from './plan.ts';
import { allSeen, ofCampaign } from './watching.ts';

/** 34 of the plan's 92 tasks go to each of 36 towns and streets: 1,224 shares. */
const towns = 36;
const eachUnitTasks = 34;
const shares = towns * eachUnitTasks;
const planTasks = 92;
const everything = planTasks + shares;

/** Invented towns until there are as many as wanted, each with a liaison officer who can be told of its share. */
async function addTowns(contender: Contender, admin: Http): Promise<void> {
  const { rows } = await contender.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM unit_record WHERE kind IN ('town', 'subDistrict')");
  const parentId = await unitId(admin, '演示区人民政府');
  for (let n = rows[0]?.n ?? 0; n < towns; n++) {
    const name = `演示第${n + 1}镇`;
    const unit = field(await admin.post('/api/v1/units', { name: `${name}人民政府`, shortName: name, kind: 'town', parentId, from: '2026-01-01' }), 'id');
    const personId = field(await admin.post('/api/v1/people', { name: `${name}联络员`, username: `liaison-town-${n + 1}` }), 'id');
    await admin.post('/api/v1/posts', { unitId: unit, role: 'liaisonOfficer', title: `${name}联络员`, personId, from: '2026-01-01' });
  }
}

async function draft(office: Http): Promise<Plan> {
  const plan = await importPlan(office, textOf('武隆2021'), 'text/plain');
  const fanned = plan.tasks.slice(0, eachUnitTasks).map((task) => task.number);
  const lead = await unitId(office, '演示区卫生健康委员会');
  return fillPlan(office, plan, [
    { select: { all: true }, set: { each: null, lead: { unitId: lead }, phase: 'intervention', dueOn: '2021-10-31' } },
    { select: { tasks: fanned }, set: { each: { expression: '各乡镇街道', kinds: ['town', 'subDistrict'] } } },
  ]);
}

interface Launched {
  readonly committedMs: number;
  readonly runningMs: number;
  readonly processes: number;
}

async function launchOnce(contender: Contender, office: Http, log: Context['log']): Promise<Launched> {
  const plan = await draft(office);
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const began = performance.now();
  const answer = await office.post('/api/v1/campaigns', { planId: plan.id, dates: { mode: 'shift', startsOn: today } });
  const committedMs = performance.now() - began;
  const id = field(answer, 'id');
  log(`committed in ${(committedMs / 1_000).toFixed(2)} s`);
  let told = performance.now();
  const processes = await allSeen(contender, ofCampaign, id, ({ all, seen }) => {
    if (performance.now() < told + 2_000) return;
    told = performance.now();
    log(`${seen} of ${all} running after ${((told - began) / 1_000).toFixed(1)} s`);
  });
  return { committedMs, runningMs: performance.now() - began, processes };
}

/** A plan of 92 tasks, many of which go to every town. */
export const launch: Measure = {
  name: 'launch',
  title: 'Launch of a campaign',
  inQuick: false,
  run: async ({ quick, log, shared }) => {
    const contender = await shared();
    const [office, admin] = [await signIn(contender.instance.url, 'office', password), await signIn(contender.instance.url, 'admin', password)];
    try {
      await addTowns(contender, admin);
      const launches: Launched[] = [];
      for (let run = 0; run < (quick ? 1 : 3); run++) launches.push(await launchOnce(contender, office, log));
      const seconds = (of: (one: Launched) => number): string => `${(median(launches.map(of)) / 1_000).toFixed(2)} s`;
      const counts = [...new Set(launches.map((one) => one.processes))];
      return {
        findings: [
          { what: `launch of ${planTasks} tasks and ${shares.toLocaleString('en')} shares: request to committed`, seen: seconds((one) => one.committedMs) },
          { what: 'request to every workflow running', seen: seconds((one) => one.runningMs) },
          {
            what: 'processes that run: the campaign, its tasks, their shares',
            seen: counts.map((count) => count.toLocaleString('en')).join(', '),
            aim: (everything + 1).toLocaleString('en'),
            ok: counts.length === 1 && counts[0] === everything + 1,
            judgedInQuick: true,
          },
        ],
        notes: [
          `武隆2021, ${eachUnitTasks} of whose tasks go to each of ${towns} towns and streets of the demo district (invented towns were added). Running: the workflow has looked at the newest version. ${launches.length === 1 ? 'One launch' : `Medians of ${launches.length} launches`}.`,
        ],
      };
    } finally {
      office.close();
      admin.close();
    }
  },
};
