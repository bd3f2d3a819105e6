import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { workflowId } from '../../engine/nudger.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { rehearse } from './rehearse.ts';
import { minute, passTo, play, type Run } from './script.ts';
import { suspendedStory } from './suspended-story.ts';
import { wholeStory } from './whole-story.ts';
import { withdrawnStory } from './withdrawn-story.ts';

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;
let whole: Run;
let shifted: Run;
let kept: Run;
let withdrawn: Run;

// One engine plays the four campaigns side by side, from March 2026 to January 2027; each test reads what came of it.
beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 08:00') });
  district = await loadTestDistrict(stack.ledger);
  const { ids } = district;
  const scripts = [wholeStory(ids), suspendedStory(ids, 'shift'), suspendedStory(ids, 'keep'), withdrawnStory(ids)];
  [whole, shifted, kept, withdrawn] = (await play(stack, district, scripts)) as [Run, Run, Run, Run];
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

const task = (number: string, run = whole): Promise<TaskState> => run.state<TaskState>(number);
const campaign = (run = whole): Promise<CampaignState> => run.state<CampaignState>();

describe('a campaign of ten months in skipped time', () => {
  test('takes every step of its story, nothing refused', () => {
    expect([whole.refused, shifted.refused, kept.refused, withdrawn.refused]).toEqual([[], [], [], []]);
  });

  test('a silent unit climbs every rung once, each on its morning: its liaison, its liaison again, its manager, the office for the 督办通知书, the leading group; and is chased for its answer until it gives one', async () => {
    expect(await whole.rungs('5')).toEqual([
      '2026-06-10 09:00 reminder → liaison-finance',
      '2026-06-16 09:00 overdueNotice → liaison-finance',
      '2026-06-18 09:00 escalation → manager-finance',
      '2026-06-24 09:00 urgingNotice → office',
      '2026-06-24 09:00 urgingNotice → office-2',
      '2026-07-01 09:00 leadingGroup → leader',
      '2026-07-03 09:00 unanswered → liaison-finance',
      '2026-07-07 09:00 stillUnanswered → manager-finance',
    ]);
    const state = await task('5');
    expect([state.urgingNumbers, state.urgingNotice?.answer?.late]).toEqual([['督办〔2026〕1号'], true]);
    expect([state.stage, state.madeGoodLate]).toEqual(['accepted', true]);
  });

  test('an unsigned task is chased from the morning after its day: the liaison, the manager after two working days, the office after five, until it is signed', async () => {
    expect(await whole.rungs('12')).toEqual([
      '2026-03-04 09:00 unsigned → liaison-ecology',
      '2026-03-06 09:00 stillUnsigned → manager-ecology',
      '2026-03-11 09:00 neverSigned → office',
      '2026-03-11 09:00 neverSigned → office-2',
    ]);
  });

  test('a submission stops the unit’s ladder and chases the office; sent back, the ladder goes on at the rung where it stood, moved by the 17 days under review', async () => {
    expect(await whole.rungs('6')).toEqual([
      '2026-06-10 09:00 reminder → liaison',
      '2026-06-18 09:00 reviewReminder → office',
      '2026-06-18 09:00 reviewReminder → office-2',
      '2026-06-23 09:00 reviewOverdue → office',
      '2026-06-23 09:00 reviewOverdue → office-2',
      '2026-06-26 09:00 reviewEscalation → leader-2',
      '2026-07-03 09:00 overdueNotice → liaison',
      '2026-07-06 09:00 escalation → manager-education',
    ]);
    expect((await task('6')).due?.dueOn).toBe('2026-06-15');
  });

  test('an extension starts the ladder anew from the new date and keeps the old one', async () => {
    expect(await whole.rungs('7')).toEqual(['2026-06-10 09:00 reminder → liaison-civil', '2026-08-11 09:00 reminder → liaison-civil']);
    expect((await task('7')).dueHistory).toMatchObject([{ dueOn: '2026-06-15', cause: 'extension' }]);
  });

  test('diligent units, and the whole of a task that each unit has, hear nothing of any ladder', async () => {
    for (const number of ['1', '2', '3', '4', '8', '9', '10', '11', '13', '13-1', '13-2', '13-3', '13-4']) {
      expect([number, await whole.rungs(number)]).toEqual([number, []]);
      expect((await task(number)).stage).toBe('accepted');
    }
  });

  test('an unmet condition keeps the commitment open and calls the office, then the deputy chair; meetings and supervision are called in their rhythm', async () => {
    expect(await whole.rungs()).toEqual([
      '2026-03-24 09:00 phaseReminder → office',
      '2026-03-24 09:00 phaseReminder → office-2',
      '2026-04-01 09:00 phaseOverdue → office',
      '2026-04-01 09:00 phaseOverdue → office-2',
      '2026-04-07 09:00 phaseEscalation → leader-2',
      '2026-07-01 09:00 supervisionReminder → office',
      '2026-07-01 09:00 supervisionReminder → office-2',
      '2026-07-09 09:00 supervisionOverdue → office',
      '2026-07-09 09:00 supervisionOverdue → office-2',
      '2026-08-19 09:00 meetingReminder → office',
      '2026-08-19 09:00 meetingReminder → office-2',
      '2026-09-28 09:00 supervisionReminder → office',
      '2026-09-28 09:00 supervisionReminder → office-2',
      '2026-10-26 09:00 phaseReminder → office',
      '2026-10-26 09:00 phaseReminder → office-2',
      '2026-12-24 09:00 phaseReminder → office',
      '2026-12-24 09:00 phaseReminder → office-2',
    ]);
  });

  test('a phase closes with its last condition once its end has passed, otherwise at its end; with the result recorded the workflow closes the campaign', async () => {
    const state = await campaign();
    expect(state.phases.map((phase) => [phase.kind, minute(phase.openedAt ?? 0), minute(phase.closedAt ?? 0), phase.closedBy])).toEqual([
      ['commitment', '2026-03-02 10:00', '2026-04-08 10:00', 'date'],
      ['intervention', '2026-04-08 10:00', '2026-11-01 00:00', 'date'],
      ['evaluation', '2026-11-01 00:00', '2027-01-01 00:00', 'date'],
    ]);
    expect([state.stage, state.outcome, state.result?.result, minute(state.closedAt ?? 0)]).toEqual(['closed', 'completed', '通过', '2027-01-01 00:00']);
    const streams = await whole.streams();
    const closings = streams.campaign?.filter((fact) => fact.type === 'phaseClosed').map((fact) => fact.conditions);
    expect(closings).toEqual([
      ['publicCommitment', 'officeSetUp', 'liaisonOfficers', 'planApproved', 'mobilisationMeeting', 'phaseTasks'].map((condition) => ({
        by: condition === 'planApproved' ? 'override' : 'held',
        condition,
      })),
      ['baselineSurvey', 'priorityAreas', 'tasksBrokenDown', 'phaseTasks'].map((condition) => ({ by: condition === 'priorityAreas' ? 'override' : 'held', condition })),
      ['selfCheck', 'resultRecorded', 'phaseTasks'].map((condition) => ({ by: 'held', condition })),
    ]);
  });
});

describe('a campaign that stands still for two months', () => {
  test('is chased by nothing meanwhile; with dates moved, every rung comes 63 days later', async () => {
    expect(await shifted.rungs('5')).toEqual([
      '2026-08-12 09:00 reminder → liaison-finance',
      '2026-08-18 09:00 overdueNotice → liaison-finance',
      '2026-08-20 09:00 escalation → manager-finance',
      '2026-08-26 09:00 urgingNotice → office',
      '2026-08-26 09:00 urgingNotice → office-2',
      '2026-08-28 09:00 draftUnsigned → office',
      '2026-08-28 09:00 draftUnsigned → office-2',
      '2026-08-31 09:00 draftStillUnsigned → leader-2',
      '2026-09-02 09:00 leadingGroup → leader',
    ]);
    expect((await task('5', shifted)).due?.dueOn).toBe('2026-08-17');
    expect(await shifted.rungs('4')).toEqual([
      '2026-07-15 09:00 reviewReminder → office',
      '2026-07-15 09:00 reviewReminder → office-2',
      '2026-07-17 09:00 reviewOverdue → office',
      '2026-07-17 09:00 reviewOverdue → office-2',
    ]);
  });

  test('with dates moved, the phase closes with the end of its new last day, not on the working morning after it', async () => {
    expect((await campaign(shifted)).phases.map((phase) => phase.endsOn)).toEqual(['2026-03-31', '2027-01-02', '2027-03-04']);
    const { rows } = await stack.pool.query<{ at: number }>(
      `SELECT (rung->>'at')::float8 AS at FROM fact f, jsonb_array_elements(f.data->'resumes') resumed, jsonb_array_elements(resumed->'rungs') rung
 WHERE f.process_id = $1 AND f.type = 'campaignResumed' AND resumed->>'kind' = 'phaseEnd' AND rung->>'rung' = 'phaseEnd'`,
      [shifted.id],
    );
    expect(rows.map((row) => minute(row.at + 1))).toEqual(['2027-01-03 00:00']);
  });

  test('with dates kept, tells what came due meanwhile one rung at a time, the later ones by as much later', async () => {
    expect(await kept.rungs('5')).toEqual([
      '2026-07-13 10:00 overdueNotice → liaison-finance',
      '2026-07-16 09:00 escalation → manager-finance',
      '2026-07-22 09:00 urgingNotice → office',
      '2026-07-22 09:00 urgingNotice → office-2',
      '2026-07-24 09:00 draftUnsigned → office',
      '2026-07-24 09:00 draftUnsigned → office-2',
      '2026-07-27 09:00 draftStillUnsigned → leader-2',
      '2026-07-29 09:00 leadingGroup → leader',
    ]);
    expect((await task('5', kept)).due?.dueOn).toBe('2026-06-15');
  });
});

describe('a submission that is withdrawn', () => {
  test('within the hour: the silent unit is chased on the very mornings of one that never handed in, and the office’s own limit strikes nobody', async () => {
    expect(await withdrawn.rungs('5')).toEqual([
      '2026-06-10 09:00 reminder → liaison-finance',
      '2026-06-16 09:00 overdueNotice → liaison-finance',
      '2026-06-18 09:00 escalation → manager-finance',
      '2026-06-24 09:00 urgingNotice → office',
      '2026-06-24 09:00 urgingNotice → office-2',
      '2026-06-26 09:00 draftUnsigned → office',
      '2026-06-26 09:00 draftUnsigned → office-2',
      '2026-06-29 09:00 draftStillUnsigned → leader-2',
      '2026-07-01 09:00 leadingGroup → leader',
    ]);
  });

  test('when the day has passed: what came due meanwhile is told at once, the later rungs by as much later', async () => {
    expect(await withdrawn.rungs('4')).toEqual([
      '2026-06-10 09:00 reminder → liaison-economy',
      '2026-06-17 10:30 overdueNotice → liaison-economy',
      '2026-06-22 09:00 escalation → manager-economy',
      '2026-06-26 09:00 urgingNotice → office',
      '2026-06-26 09:00 urgingNotice → office-2',
      '2026-06-30 09:00 draftUnsigned → office',
      '2026-06-30 09:00 draftUnsigned → office-2',
      '2026-07-01 09:00 draftStillUnsigned → leader-2',
      '2026-07-03 09:00 leadingGroup → leader',
    ]);
  });
});

describe('the books afterwards', () => {
  test('the exact number of notices of each kind, one for each reader', async () => {
    expect(await whole.counts()).toEqual({
      campaignLaunched: 1,
      campaignSettled: 2,
      campaignClosed: 3,
      phaseOpened: 4,
      phaseReminder: 6,
      phaseOverdue: 2,
      phaseEscalation: 1,
      meetingReminder: 2,
      supervisionReminder: 4,
      supervisionOverdue: 2,
      taskIssued: 16,
      unsigned: 1,
      stillUnsigned: 1,
      neverSigned: 2,
      taskSubmitted: 34,
      taskSentBack: 1,
      taskAccepted: 18,
      extensionRequested: 2,
      extensionGranted: 1,
      reminder: 4,
      overdueNotice: 2,
      escalation: 2,
      urgingNotice: 2,
      unanswered: 1,
      stillUnanswered: 1,
      urgingNoticeAnswered: 2,
      urgingNoticeSigned: 2,
      leadingGroup: 1,
      reviewReminder: 2,
      reviewOverdue: 2,
      reviewEscalation: 1,
    });
  });

  test('the deciders alone, in discrete events, give the same facts in the same order with the same rungs', async () => {
    const { org } = await stack.ledger.moment();
    for (const run of [whole, shifted, kept, withdrawn]) {
      const rehearsed = rehearse(run.script, district, org);
      expect(rehearsed.refused).toEqual(run.refused);
      const streams = await run.streams();
      expect(Object.keys(streams).length).toBeGreaterThan(2);
      expect(rehearsed.streams).toEqual(streams);
    }
  });

  test('200 more days bring not one notice and not one fact; every workflow has ended and every chain holds', async () => {
    const count = async (): Promise<unknown> => (await stack.pool.query('SELECT (SELECT count(*)::int FROM notice) AS notices, (SELECT count(*)::int FROM fact) AS facts')).rows[0];
    const before = await count();
    await passTo(stack, at('2027-07-23 10:00'));
    expect(await count()).toEqual(before);
    const { rows } = await stack.pool.query<{ id: string; type: 'campaign' | 'task' }>("SELECT id, type FROM process WHERE type IN ('campaign', 'task')");
    expect(rows).toHaveLength(1 + 17 + 3 * 3);
    for (const row of rows) expect((await environment.client.workflow.getHandle(workflowId(row)).describe()).status.name).toBe('COMPLETED');
    const verification = await verify(stack.pool);
    expect(verification.faults).toEqual([]);
    expect(verification.processes).toBeGreaterThan(rows.length);
  });
});
