import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import { system } from '../../domain/process/actor.ts';
import type { RegisterType } from '../../domain/process/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { workflowId } from '../../engine/nudger.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { minute, passTo, Run } from './script.ts';
import { liaisonOf, loadWulongDistrict, towns, type WulongDistrict } from './wulong-district.ts';
import { decided, invited, meeting, meetingSteps, silent } from './wulong-meeting.ts';
import { brought, dropped, eachTown, filledPlan, joined, launchOf, merger, moments, reassigned, secondVersion, slow, vacancy, yearSteps } from './wulong-year.ts';

/** People in the office, each of whom is told. */
const offices = 2;

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let year: Run;

/** A change of the register, as the administrator makes it. */
async function keep(type: RegisterType, id: string, command: { readonly type: string }): Promise<void> {
  const outcome = await stack.ledger.execute({ type, id, command, actor: system });
  if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.code}`);
}

/** Plays the year: what people do, and what happens to their posts and units meanwhile. */
async function playYear(district: WulongDistrict): Promise<Run> {
  const known = async () => ({ ...(await stack.ledger.moment()), actor: district.acting.actor('office') });
  await passTo(stack, at(moments.launch));
  const launching = await known();
  const plan = filledPlan(district, launching.org);
  const launch = launchOf(plan, district, launching);
  const steps = yearSteps(secondVersion(plan, district, launching), district.ids.unit);
  const run = new Run(stack, district, { launchedAt: moments.launch, launch, steps, until: moments.until });
  const post = district.ids.post(liaisonOf(vacancy.unit));
  const acts: readonly { readonly at: string; readonly act: () => Promise<void> }[] = [
    { at: moments.launch, act: () => run.launch() },
    { at: moments.vacated, act: () => keep('post', post, { type: 'vacate', reason: '调离' } as { readonly type: string }) },
    { at: moments.filled, act: () => keep('post', post, { type: 'assign', personId: district.ids.person(vacancy.next) } as { readonly type: string }) },
    { at: moments.merged, act: () => keep('unit', district.ids.unit(merger.from), { type: 'end', successorId: district.ids.unit(merger.into) } as { readonly type: string }) },
    {
      at: moments.thirdVersion,
      act: () =>
        run.take({
          at: moments.thirdVersion,
          by: 'office',
          command: {
            type: 'replan',
            changes: ['88', '89', '90', '91'].map((number) => ({ change: 'amend' as const, taskId: run.idOf(number), amendment: { dueOn: '2026-12-18' } })),
            phases: [
              { phase: 1, endsOn: '2026-10-31' },
              { phase: 2, startsOn: '2026-11-01', endsOn: '2026-12-31' },
            ],
            reason: '中止期间顺延，年度考核时间不变',
          },
        }),
    },
    ...[...steps, ...meetingSteps(run.id, district.ids.unit)].map((step) => ({ at: step.at, act: () => run.take(step) })),
    { at: moments.until, act: async () => undefined },
  ];
  for (const { at: moment, act } of acts.toSorted((a, b) => at(a.at) - at(b.at))) {
    await passTo(stack, at(moment));
    await act();
  }
  return run;
}

beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-01-05 08:00') });
  year = await playYear(await loadWulongDistrict(stack.ledger));
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

describe('a plan year of 92 tasks, 27 units and 15 working groups in skipped time', () => {
  test('takes every step of its story, nothing refused', () => {
    expect(year.refused).toEqual([]);
  });

  test('gives the exact number of notices of each kind, one for each reader', async () => {
    // Of the plan, the whole of an each-town task giving a share to each town; joined by its second version; decided by the meeting.
    const issued = 92 - eachTown.length + eachTown.length * towns.length + joined.length + decided.length;
    const late = slow.afterEscalation.length + slow.afterUrging.length + slow.afterGroup.length + slow.inherited.length;
    const urged = slow.afterUrging.length + slow.afterGroup.length;
    expect(await year.counts()).toEqual({
      campaignLaunched: 1,
      phaseReminder: 3 * offices,
      phaseOpened: 2 * offices,
      // Of the half-year's meeting, ten working days before 8 September, to which the standstill moved it; its minutes are in the day before.
      meetingReminder: offices,
      // The liaison officer of each member unit that there still is.
      meetingConvened: invited.length,
      // Asked again a working day before replies are due: the two that are silent. Only one still is when they were.
      replyReminder: 2,
      replyOverdue: 1,
      minutesRecorded: invited.length,
      campaignSuspended: offices + 1,
      campaignResumed: offices + 1,
      campaignSettled: offices,
      campaignClosed: offices + 1,
      taskIssued: issued,
      unsigned: slow.unsigned.length,
      stillUnsigned: slow.unsigned.length,
      // All but the one taken out of the plan; one is handed in twice.
      taskSubmitted: (issued - 1 + slow.sentBack.length) * offices,
      taskSentBack: slow.sentBack.length,
      // The whole of an each-town task is the office's own.
      taskAccepted: issued - 1 + eachTown.length * offices,
      taskCancelled: 1,
      extensionRequested: slow.extended.length * offices,
      extensionGranted: slow.extended.length,
      reminder: late,
      overdueNotice: late,
      escalation: late,
      urgingNotice: urged * offices,
      // The liaison officer and the manager of each.
      urgingNoticeSigned: slow.afterUrging.length * 2,
      leadingGroup: slow.afterGroup.length,
      // 58 by the second version, four by the shift of a section, four by the third version.
      dueCorrected: 1 + 4 + 4,
      // Each of two tasks: the unit that had it, and the one that has it now.
      taskReassigned: reassigned.tasks.length,
      taskReassignedAway: reassigned.tasks.length,
      // Liaison officers whom the four revisions touch, each told once a revision.
      planRevised: 23,
    });
    const { rows } = await stack.pool.query<{ n: number; people: number }>(
      "SELECT count(*)::int AS n, count(DISTINCT person_id)::int AS people FROM notice WHERE process_id = $1 AND kind = 'planRevised' GROUP BY created_at ORDER BY created_at",
      [year.id],
    );
    expect(rows.map(({ n, people }) => n - people)).toEqual([0, 0, 0, 0]);
  });

  test('loses no word while a post is empty, and tells the successor of a unit that has ended', async () => {
    expect(await year.rungs('12')).toEqual([
      '2026-04-27 09:00 reminder → manager-civil',
      '2026-05-06 09:00 overdueNotice → manager-civil',
      '2026-05-08 09:00 escalation → manager-civil',
    ]);
    expect(await year.rungs('14')).toEqual([
      '2026-10-13 09:00 reminder → liaison-labour',
      '2026-10-19 09:00 overdueNotice → liaison-labour',
      '2026-10-21 09:00 escalation → manager-labour',
    ]);
  });

  test('chases nobody in the two months of standstill, and answers to each recurring period, “nothing” among them', async () => {
    const { rows } = await stack.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM notice WHERE is_rung AND created_at > $1 AND created_at < $2', [
      new Date(at('2026-06-01 14:11')),
      new Date(at('2026-08-03 10:19')),
    ]);
    expect(rows[0]?.n).toBe(0);
    const answered = (await year.state<TaskState>('40')).answered;
    expect(answered.map((one) => [one.index, one.late])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => [index, false]));
    expect((await year.state<TaskState>('31')).dueHistory.map((one) => [one.dueOn, one.cause])).toEqual([
      ['2026-06-30', 'suspension'],
      ['2026-09-01', 'nextPeriod'],
    ]);
  });

  test('meets at half-year: convened, answered, attended, minuted, each decision a task worked off, the next half-year counted from the day it was held', async () => {
    const state = await year.state<MeetingState>(meeting);
    expect([state.stage, state.heldOn, state.unitIds.length, state.replies.length, state.attendance?.present.length, state.attendance?.absent.length]).toEqual([
      'recorded',
      '2026-09-03',
      invited.length,
      invited.length - 1,
      invited.length - 2,
      2,
    ]);
    expect(await year.rungs(meeting)).toEqual([
      `2026-09-01 09:00 replyReminder → ${liaisonOf('police')}`,
      `2026-09-01 09:00 replyReminder → ${liaisonOf(silent)}`,
      `2026-09-03 09:00 replyOverdue → ${liaisonOf(silent)}`,
    ]);
    const tasks = await Promise.all(decided.map((_, index) => year.state<TaskState>(`${meeting}-${index + 1}`)));
    expect(tasks.map(({ id }) => id)).toEqual(state.decisions.map(({ taskId }) => taskId));
    expect(tasks.map((task) => [task.number, task.stage, task.due?.dueOn, task.phase])).toEqual(
      decided.map(({ dueOn }, index) => [`${meeting}-${index + 1}`, 'accepted', dueOn, 'intervention']),
    );
    expect((await year.state<CampaignState>()).meetings.map(({ heldOn }) => heldOn)).toEqual(['2026-09-03']);
  });

  test('keeps each version of the plan, and closes by its workflow when the year is over', async () => {
    const state = await year.state<CampaignState>();
    expect(state.revisions.map((one) => [one.kind, one.added, [...one.amended].sort(), one.cancelled, one.left])).toEqual([
      ['replan', [...joined], [brought], [dropped], []],
      ['shiftDates', [], ['23', '26', '29', '32'], [], []],
      ['replan', [], ['88', '89', '90', '91'], [], []],
      ['reassignTasks', [], ['68', '88'], [], []],
    ]);
    expect(state.phases.map((phase) => [minute(phase.closedAt ?? 0), phase.closedBy])).toEqual([
      ['2026-04-01 00:00', 'date'],
      ['2026-11-01 00:00', 'date'],
      ['2027-01-01 00:00', 'date'],
    ]);
    expect([state.stage, state.outcome, minute(state.closedAt ?? 0)]).toEqual(['closed', 'completed', '2027-01-01 00:00']);
  });

  test('leaves no workflow behind, and every chain whole', async () => {
    const { rows } = await stack.pool.query<{ id: string; type: 'campaign' | 'task' | 'meeting' }>("SELECT id, type FROM process WHERE type IN ('campaign', 'task', 'meeting')");
    expect(rows).toHaveLength(1 + 92 + eachTown.length * towns.length + joined.length + decided.length + 1);
    for (const row of rows) expect((await environment.client.workflow.getHandle(workflowId(row)).describe()).status.name).toBe('COMPLETED');
    expect((await verify(stack.pool)).faults).toEqual([]);
  });
});
