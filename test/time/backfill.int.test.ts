import { readFileSync } from 'node:fs';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { launchFromDraft } from '../../domain/campaign/launch.ts';
import { parsePlan } from '../../domain/plan/draft.ts';
import { type DraftChange, fillDraft } from '../../domain/plan/fill.ts';
import { sourceOf } from '../../domain/plan/source.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { play, type Run, type Script } from './script.ts';

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;
let wulong: Run;
let lianyun: Run;

/** A plan of the years 2020 and 2021, filled by the office and launched in March 2026 as backfill. */
async function script(file: string, changes: readonly DraftChange[]): Promise<Script> {
  const { org, now } = await stack.ledger.moment();
  const units = org.units();
  const draft = parsePlan(sourceOf(readFileSync(new URL(`../fixtures/plans/${file}.txt`, import.meta.url), 'utf8')), { units });
  const rest: readonly DraftChange[] = [
    { select: { where: { lacks: 'lead' } }, set: { lead: { unitId: district.ids.unit('health') } } },
    { select: { where: { lacks: 'deadline' } }, set: { dueOn: '2021-06-30' } },
    { select: { where: { lacks: 'phase' } }, set: { phase: 'intervention' } },
  ];
  const filled = fillDraft(draft, [...changes, ...rest], { units });
  if (!filled.ok) throw new Error(`the plan was not filled: ${filled.code}`);
  const launch = launchFromDraft(filled.draft, { dates: { mode: 'backfill' } }, { org, now, actor: district.acting.actor('office') });
  return { launchedAt: '2026-03-02 10:00', launch, steps: [], until: '2026-04-11 10:00' };
}

beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 08:00') });
  district = await loadTestDistrict(stack.ledger);
  const ahead: DraftChange = { select: { section: '健康知识普及行动' }, set: { dueOn: '2026-03-20' } };
  [wulong, lianyun] = (await play(stack, district, [await script('wulong-2021', [ahead]), await script('lianyun-2020', [])])) as [Run, Run];
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

const tasks = async (run: Run, history: string | null): Promise<number> =>
  (await stack.pool.query("SELECT count(*)::int AS n FROM process WHERE parent_id = $1 AND type = 'task' AND state->>'history' IS NOT DISTINCT FROM $2", [run.id, history])).rows[0]
    .n;

describe('a plan launched as backfill, 40 days on the real engine', () => {
  test('连云, whose every date lies in the past, tells of its launch and of nothing else', async () => {
    expect(await tasks(lianyun, 'open')).toBeGreaterThanOrEqual(30);
    expect(await tasks(lianyun, null)).toBe(0);
    expect(await lianyun.counts()).toEqual({ campaignLaunched: 1 });
  });

  test('武隆, of whose 92 tasks four lie ahead, chases these four alone, every rung once', async () => {
    expect(await tasks(wulong, 'open')).toBe(88 + 2 * 4);
    expect(await tasks(wulong, null)).toBe(4);
    expect(await wulong.counts()).toEqual({
      campaignLaunched: 1,
      taskIssued: 4,
      unsigned: 4,
      stillUnsigned: 4,
      neverSigned: 8,
      reminder: 4,
      overdueNotice: 4,
      draftUnsigned: 8,
      draftStillUnsigned: 4,
      escalation: 4,
      urgingNotice: 8,
      leadingGroup: 4,
    });
  });

  test('no notice is of a task that entered as history, and none names a date before the launch', async () => {
    const { rows } = await stack.pool.query(
      "SELECT count(*)::int AS n FROM notice n JOIN process p ON p.id = n.process_id WHERE p.state->>'history' IS NOT NULL OR n.due_at < timestamptz '2026-03-02 10:00+08'",
    );
    expect(rows).toEqual([{ n: 0 }]);
    expect((await verify(stack.pool)).faults).toEqual([]);
  });
});
