import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { workflowId } from '../engine/nudger.ts';
import { at } from '../test/campaign/district.ts';
import { createTestDatabase } from '../test/harness/database.ts';
import { loadTestDistrict } from '../test/harness/district.ts';
import { startTestServers } from '../test/harness/servers.ts';
import { createSkippingStack } from '../test/harness/stack.ts';
import { timeSkippingServer } from '../test/harness/temporal.ts';
import { plan, planned } from '../test/time/plan.ts';
import { play, type Script, type Step } from '../test/time/script.ts';
import { historyOf, type Kept, kibibytes } from './histories.ts';
import type { Measure } from './measure.ts';

const first = 2026;
const spans = [1, 2, 5] as const;

/** So many years from March: two tasks that last as long, a supervision visit each quarter, a meeting each half-year, the evaluation in the last two months. */
function story(ids: Parameters<typeof plan>[0], years: number): Script {
  const last = first + years - 1;
  const office = (day: string, command: Step['command']): Step => ({ at: `${day} 10:17`, by: 'office', command });
  const confirm = (
    day: string,
    ...conditions: readonly ('publicCommitment' | 'officeSetUp' | 'planApproved' | 'mobilisationMeeting' | 'baselineSurvey' | 'priorityAreas' | 'selfCheck')[]
  ) => conditions.map((condition) => office(day, { type: 'confirmCondition', condition, note: '见附件' }));
  const quarters = Array.from({ length: years }, (_, index) => first + index).flatMap((year) =>
    ['03-23', '06-22', '09-21'].map((day) => `${year}-${day}`).filter((day) => day > `${first}-05`),
  );
  const halves = Array.from({ length: years }, (_, index) => first + index).flatMap((year) =>
    ['02-22', '08-20'].map((day) => `${year}-${day}`).filter((day) => day > `${first}-05`),
  );
  const steps: readonly Step[] = [
    ...(['1', '2'] as const).map(
      (task, index): Step => ({ at: `${first}-03-03 14:23`, by: index === 0 ? 'liaison-publicity' : 'liaison-health', task, command: { type: 'sign' } }),
    ),
    ...confirm(`${first}-03-05`, 'publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting'),
    ...confirm(`${first}-05-13`, 'baselineSurvey', 'priorityAreas'),
    ...quarters.map((day) => office(day, { type: 'recordSupervision', heldOn: day, note: '督导' })),
    ...halves.map((day) => office(day, { type: 'recordMeeting', heldOn: day, minutes: '听取进展' })),
    ...(['1', '2'] as const).flatMap((task, index): readonly Step[] => [
      { at: `${last}-10-13 15:41`, by: index === 0 ? 'liaison-publicity' : 'liaison-health', task, command: { type: 'submit', summary: '已完成' } },
      { at: `${last}-10-14 10:29`, by: 'office', task, command: { type: 'accept' } },
    ]),
    ...confirm(`${last}-11-18`, 'selfCheck'),
    office(`${last}-12-09`, { type: 'recordResult', result: '通过', note: '省级评估' }),
  ];
  return {
    launchedAt: `${first}-03-02 10:00`,
    launch: plan(
      ids,
      [1, 2].map((number) => planned(ids, number, `${last}-10-15`)),
      {
        phases: [
          { kind: 'commitment', name: '政府承诺、工作启动', startsOn: `${first}-03-01`, endsOn: `${first}-03-31` },
          { kind: 'intervention', name: '综合干预、全面建设', startsOn: `${first}-04-01`, endsOn: `${last}-10-31` },
          { kind: 'evaluation', name: '考评督导、效果评估', startsOn: `${last}-11-01`, endsOn: `${last}-12-31` },
        ],
      },
    ),
    steps: steps.toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    until: `${last + 1}-01-04 10:11`,
  };
}

interface Lived {
  readonly years: number;
  readonly campaign: Kept;
  readonly task: Kept;
}

async function live(environment: TestWorkflowEnvironment, years: number): Promise<Lived> {
  const database = await createTestDatabase();
  const stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at(`${first}-03-02 08:00`) });
  try {
    const district = await loadTestDistrict(stack.ledger);
    const [run] = await play(stack, district, [story(district.ids, years)]);
    if (!run || run.refused.length > 0) throw new Error(`steps of the story of ${years} years were refused: ${run?.refused.join('; ')}`);
    const { rows } = await stack.pool.query<{ id: string; stage: string; task: string }>(
      `SELECT c.id, c.stage, t.id AS task FROM campaign_record c JOIN task_record t ON t.campaign_id = c.id AND t.number = '1' WHERE c.id = $1`,
      [run.id],
    );
    const found = rows[0];
    if (found?.stage !== 'closed') throw new Error(`the campaign of ${years} years ended at ${found?.stage}`);
    return {
      years,
      campaign: await historyOf(environment.client, workflowId({ type: 'campaign', id: found.id })),
      task: await historyOf(environment.client, workflowId({ type: 'task', id: found.task })),
    };
  } finally {
    await stack.stop();
    await database.drop();
  }
}

/** What Temporal keeps of a campaign that lasts for years, lived through on the time-skipping server. */
export const years: Measure = {
  name: 'years',
  title: 'History of a campaign, by its years',
  inQuick: false,
  run: async ({ quick, log, afterwards }) => {
    const servers = await startTestServers();
    afterwards(() => servers.stop());
    const before = process.env.TMPDIR;
    Object.assign(process.env, servers.environment);
    const lived: Lived[] = [];
    try {
      for (const span of quick ? spans.slice(0, 1) : spans) {
        // A server of its own: each story begins at the same moment.
        const environment = await timeSkippingServer();
        try {
          lived.push(await live(environment, span));
        } finally {
          await environment.teardown();
        }
        log(`${span} years: ${lived.at(-1)?.campaign.events} events of the campaign, ${lived.at(-1)?.task.events} of a task`);
      }
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    const perYear = lived.map((one) => one.campaign.events / one.years);
    return {
      findings: [
        {
          what: `history events a year of a campaign of ${lived.map((one) => one.years).join(', ')} years`,
          seen: perYear.map((value) => value.toFixed(0)).join(', '),
          aim: 'not growing with the years',
          ok: Math.max(...perYear) <= (perYear[0] ?? 0) * 1.25,
          judgedInQuick: true,
        },
      ],
      tables: [
        {
          title: 'What Temporal keeps of a whole campaign, all runs together',
          heads: ['years', "the campaign's events", 'size', 'runs', "a task's events", 'size', 'runs'],
          rows: lived.map(({ years: span, campaign, task }) => [
            String(span),
            ...[campaign, task].flatMap(({ events, bytes, runs }) => [String(events), kibibytes(bytes), String(runs)]),
          ]),
        },
      ],
      charts: [
        {
          name: 'years',
          title: 'History events by years',
          unit: 'events',
          labels: lived.map((one) => `${one.years} years`),
          series: [
            { name: 'campaign', values: lived.map((one) => one.campaign.events) },
            { name: 'task', values: lived.map((one) => one.task.events) },
          ],
        },
      ],
      notes: [
        'Lived through on the time-skipping server with the real worker and ledger: two tasks that last as long as the campaign, a supervision visit each quarter, a meeting each half-year. Most events are the look that every workflow takes once a week.',
      ],
    };
  },
};
