import { lazyClient } from '../engine/connection.ts';
import { workflowId } from '../engine/nudger.ts';
import { atOnce } from './at-once.ts';
import type { Contender } from './contender.ts';
import { historyOf, type Kept, kibibytes, together } from './histories.ts';
import { field, type Http, signIn } from './http.ts';
import { password } from './instance.ts';
import type { Measure } from './measure.ts';
import { fillPlan, importPlan, unitId } from './plan.ts';
import { allSeen, ofCampaign } from './watching.ts';

/** Histories read at once. */
const width = 16;

// Three digits at most: the reader takes four at the beginning of a line for a year.
const planOf = (tasks: number): string =>
  ['演示区健康促进区建设工作实施方案', '一、重点任务', ...Array.from({ length: tasks }, (_, index) => `${index + 1}.开展第${index + 1}项健康环境整治工作。`)].join('\n');

async function launchOf(office: Http, tasks: number): Promise<string> {
  const plan = await importPlan(office, planOf(tasks), 'text/plain');
  if (plan.tasks.length !== tasks) throw new Error(`the plan of ${tasks} tasks was read as one of ${plan.tasks.length}`);
  const lead = await unitId(office, '演示区卫生健康委员会');
  const today = new Date(Date.now() + 8 * 3_600_000);
  const nextYear = `${today.getUTCFullYear() + 1}-06-30`;
  const filled = await fillPlan(office, plan, [{ select: { all: true }, set: { each: null, lead: { unitId: lead }, phase: 'intervention', dueOn: nextYear } }]);
  return field(await office.post('/api/v1/campaigns', { planId: filled.id }), 'id');
}

interface Launched {
  readonly tasks: number;
  readonly campaign: Kept;
  readonly all: Kept;
}

async function keptOf(contender: Contender, id: string, tasks: number): Promise<Launched> {
  await allSeen(contender, ofCampaign, id);
  const client = lazyClient({ connectionOptions: { address: contender.instance.temporalAddress }, namespace: 'default' });
  try {
    const { rows } = await contender.pool.query<{ id: string }>('SELECT id FROM task_record WHERE campaign_id = $1', [id]);
    const campaign = await historyOf(client, workflowId({ type: 'campaign', id }));
    const ofTasks = await atOnce(width, rows, (row) => historyOf(client, workflowId({ type: 'task', id: row.id })));
    return { tasks, campaign, all: together([campaign, ...ofTasks]) };
  } finally {
    await client.connection.close();
  }
}

/** What Temporal keeps of a campaign that has just begun, and how it grows with its tasks. */
export const campaignHistory: Measure = {
  name: 'campaign-history',
  title: 'History of a campaign, by its tasks',
  inQuick: true,
  run: async ({ quick, shared }) => {
    const contender = await shared();
    const office = await signIn(contender.instance.url, 'office', password);
    try {
      const launched: Launched[] = [];
      for (const tasks of quick ? [10, 100] : [10, 100, 900]) launched.push(await keptOf(contender, await launchOf(office, tasks), tasks));
      const own = launched.map((one) => one.campaign.events);
      return {
        findings: [
          {
            what: `history events of a campaign's own workflow once all runs, with ${launched.map((one) => one.tasks.toLocaleString('en')).join(', ')} tasks`,
            seen: own.join(', '),
            aim: 'not growing with the tasks',
            ok: Math.max(...own) <= Math.min(...own) * 1.5,
            judgedInQuick: true,
          },
        ],
        tables: [
          {
            title: 'What Temporal keeps of a campaign once all of it runs',
            heads: ['tasks', 'its own events', 'its own size', 'events with all tasks', 'size with all tasks', 'events a task'],
            rows: launched.map(({ tasks, campaign, all }) => [
              tasks.toLocaleString('en'),
              String(campaign.events),
              kibibytes(campaign.bytes),
              all.events.toLocaleString('en'),
              kibibytes(all.bytes),
              ((all.events - campaign.events) / tasks).toFixed(1),
            ]),
          },
        ],
      };
    } finally {
      office.close();
    }
  },
};
