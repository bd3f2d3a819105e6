import type { CampaignPersonCommand } from '../../domain/campaign/commands.ts';
import type { ConveneMeeting, MeetingPersonCommand } from '../../domain/meeting/commands.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { PlanSupervision, SupervisionPersonCommand } from '../../domain/supervision/commands.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import { workflowId } from '../../engine/nudger.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { inSkippedTime } from './in-skipped-time.ts';
import { plan, planned } from './plan.ts';
import { minute, passTo } from './script.ts';

let campaignId = '';
const skipped = inSkippedTime(at('2026-03-02 08:00'), async () => {
  const { ids, acting } = skipped.district;
  await passTo(skipped.stack, at('2026-03-02 10:00'));
  campaignId = await acting.begin('office', 'campaign', plan(ids, [planned(ids, 1, '2026-12-15')]));
});

const state = async <S>(id: string): Promise<S> => (await skipped.stack.pool.query<{ state: S }>('SELECT state FROM process WHERE id = $1', [id])).rows[0]?.state as S;
const rungs = async (id: string): Promise<readonly string[]> =>
  (
    await skipped.stack.pool.query<{ at: number; rung: string; to: string }>(
      `SELECT (extract(epoch FROM n.created_at) * 1000)::float8 AS at, n.rung, p.username AS "to" FROM notice n JOIN person_record p ON p.id = n.person_id
 WHERE n.process_id = $1 AND n.is_rung ORDER BY n.created_at, p.username`,
      [id],
    )
  ).rows.map((row) => `${minute(row.at)} ${row.rung} → ${row.to}`);
/** When the process took a fact of this type. */
const when = async (id: string, type: string): Promise<readonly string[]> =>
  (
    await skipped.stack.pool.query<{ at: number; by: string }>(
      `SELECT (extract(epoch FROM at) * 1000)::float8 AS at, actor ->> 'by' AS by FROM fact WHERE process_id = $1 AND type = $2 ORDER BY seq`,
      [id, type],
    )
  ).rows.map((row) => `${minute(row.at)} by ${row.by}`);
const ended = (type: 'meeting' | 'supervision', id: string): Promise<string> => skipped.endOf(workflowId({ type, id }));

test('a meeting asks silent units again, is held with the end of its day and ends with its minutes; what a visit found is put right or withdrawn, and the supervision closes when all is settled', async () => {
  const { ids, acting } = skipped.district;
  const on = {
    campaign: (command: CampaignPersonCommand) => acting.step('office', 'campaign', campaignId, command),
    meeting: (by: string, id: string, command: MeetingPersonCommand) => acting.step(by, 'meeting', id, command),
    supervision: (by: string, id: string, command: SupervisionPersonCommand) => acting.step(by, 'supervision', id, command),
    task: (by: string, id: string, command: TaskPersonCommand) => acting.step(by, 'task', id, command),
  };
  const [finance, culture, health] = ['finance', 'culture', 'health'].map(ids.unit) as [string, string, string];
  const convene: ConveneMeeting = { type: 'convene', campaignId, kind: 'leadingGroup', title: '半年会议', heldOn: '2026-03-17', agenda: [], unitIds: [finance, culture] };
  const visit: PlanSupervision = {
    type: 'plan',
    campaignId,
    kind: 'department',
    title: '督查',
    scope: '全部',
    plannedOn: '2026-03-20',
    unitIds: [finance, culture],
    team: [ids.person('expert')],
  };

  await passTo(skipped.stack, at('2026-03-03 10:10'));
  const meetingId = await acting.begin('office', 'meeting', convene);
  const supervisionId = await acting.begin('office', 'supervision', visit);
  await passTo(skipped.stack, at('2026-03-04 11:20'));
  await on.meeting('liaison-culture', meetingId, { type: 'reply', attends: true });

  await passTo(skipped.stack, at('2026-03-24 10:40'));
  const findings = [
    { unitId: finance, kind: 'problem' as const, content: '经费未到位', dueOn: '2026-05-08' },
    { unitId: culture, kind: 'problem' as const, content: '场馆未开放', dueOn: '2026-05-06' },
  ];
  await on.supervision('office', supervisionId, { type: 'recordVisit', on: '2026-03-24', note: '实地查看', findings });
  await passTo(skipped.stack, at('2026-03-26 14:00'));
  await on.meeting('office', meetingId, { type: 'recordMinutes', minutes: '纪要', decisions: [{ content: '经费到位', leadUnitId: finance, dueOn: '2026-06-30' }] });
  await passTo(skipped.stack, at('2026-03-30 15:30'));
  await on.supervision('liaison-finance', supervisionId, { type: 'object', finding: 1, reason: '已到位' });

  expect(await rungs(meetingId)).toEqual([
    '2026-03-13 09:00 replyReminder → liaison-finance',
    '2026-03-17 09:00 replyOverdue → liaison-finance',
    '2026-03-23 09:00 minutesReminder → office',
    '2026-03-23 09:00 minutesReminder → office-2',
    '2026-03-25 09:00 minutesOverdue → office',
    '2026-03-25 09:00 minutesOverdue → office-2',
  ]);
  expect(await when(meetingId, 'meetingHeld')).toEqual(['2026-03-18 00:00 by time']);
  expect([(await state<MeetingState>(meetingId)).stage, await ended('meeting', meetingId)]).toEqual(['recorded', 'COMPLETED']);

  await passTo(skipped.stack, at('2026-04-30 16:10'));
  await on.supervision('leader-2', supervisionId, { type: 'reviewObjection', finding: 1, decision: 'withdrawn', reason: '属实' });
  await passTo(skipped.stack, at('2026-05-21 10:50'));
  expect(await rungs(supervisionId)).toEqual([
    '2026-03-17 09:00 visitReminder → office',
    '2026-03-17 09:00 visitReminder → office-2',
    '2026-03-23 09:00 visitOverdue → office',
    '2026-03-23 09:00 visitOverdue → office-2',
    '2026-04-22 09:00 objectionReminder → office',
    '2026-04-22 09:00 objectionReminder → office-2',
    '2026-04-30 09:00 objectionOverdue → office',
    '2026-04-30 09:00 objectionOverdue → office-2',
    '2026-05-15 09:00 findingsOpen → office',
    '2026-05-15 09:00 findingsOpen → office-2',
  ]);
  expect(await when(supervisionId, 'objectionsOver')).toEqual(['2026-04-24 00:00 by time']);

  // A week at a standstill: nothing is chased, and the next look comes a week later.
  await on.campaign({ type: 'suspend', reason: '汛期' });
  await passTo(skipped.stack, at('2026-05-28 10:20'));
  expect((await state<SupervisionState>(supervisionId)).stage).toBe('suspended');
  await on.campaign({ type: 'resume', mode: 'shift' });
  const { findings: found } = await state<SupervisionState>(supervisionId);
  const task = found[1]?.taskId ?? '';
  await on.task('liaison-culture', task, { type: 'sign' });
  await on.task('liaison-culture', task, { type: 'submit', summary: '已开放' });
  await on.task('office', task, { type: 'accept' });
  await passTo(skipped.stack, at('2026-06-30 11:15'));
  expect(await when(supervisionId, 'supervisionClosed')).toEqual(['2026-06-05 09:00 by time']);
  expect([(await state<SupervisionState>(supervisionId)).stage, await ended('supervision', supervisionId)]).toEqual(['closed', 'COMPLETED']);

  // What is still to come ends with its campaign.
  const later = await acting.begin('office', 'meeting', { ...convene, heldOn: '2026-07-20', unitIds: [health] });
  const visitLater = await acting.begin('office', 'supervision', { ...visit, plannedOn: '2026-07-21', unitIds: [health] });
  await on.campaign({ type: 'cancel', reason: '撤销' });
  await passTo(skipped.stack, at('2026-09-01 09:45'));
  expect([(await state<MeetingState>(later)).stage, (await state<SupervisionState>(visitLater)).stage]).toEqual(['cancelled', 'cancelled']);
  expect([await rungs(later), await rungs(visitLater), await ended('meeting', later), await ended('supervision', visitLater)]).toEqual([[], [], 'COMPLETED', 'COMPLETED']);
  expect((await verify(skipped.stack.pool)).faults).toEqual([]);
});
