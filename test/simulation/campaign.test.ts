import fc from 'fast-check';
import { defaultCampaignLadders } from '../../domain/campaign/ladders.ts';
import { campaignRefusals } from '../../domain/campaign/refusals.ts';
import { conditionKeys } from '../../domain/campaign/state.ts';
import { taskRefusals } from '../../domain/task/refusals.ts';
import { announcements } from './announcements.ts';
import type { CampaignStep } from './campaign-model.ts';
import type { By } from './campaign-moves.ts';
import { type CampaignHistory, type CampaignMove, numbers, playCampaign } from './campaign-play.ts';
import { simulate } from './histories.ts';
import { Met } from './met.ts';
import { ruleSets, type TaskStep } from './task-terms.ts';

const minutesOfDays = (days: number): number => days * 24 * 60;
const someDate = fc.integer({ min: 0, max: 220 }).map((days) => new Date(Date.parse('2026-03-01T00:00:00Z') + minutesOfDays(days) * 60_000).toISOString().slice(0, 10));
const period = fc.record({ value: fc.integer({ min: 0, max: 20 }), unit: fc.constantFrom('workingDay' as const, 'calendarDay' as const) });
const dated = fc.oneof(
  period.map((one) => ({ period: one })),
  someDate.map((dueOn) => ({ dueOn })),
  fc.constant({}),
  fc.tuple(period, someDate).map(([one, dueOn]) => ({ period: one, dueOn })),
);

const taskStep: fc.Arbitrary<TaskStep> = fc.oneof(
  fc.record({
    type: fc.constantFrom(
      'sign' as const,
      'return',
      'report',
      'submit',
      'accept',
      'sendBack',
      'withdrawAcceptance',
      'signUrgingNotice',
      'declineUrgingNotice',
      'answerUrgingNotice',
      'withdrawStep',
    ),
  }) as fc.Arbitrary<TaskStep>,
  fc.tuple(fc.constantFrom('relapse' as const, 'requestExtension' as const), dated).map(([type, more]): TaskStep => ({ type, ...more })),
  fc.record({ type: fc.constant('decideExtension' as const), approve: fc.boolean() }),
  fc.record({ type: fc.constant('reassign' as const), leadUnitId: fc.constantFrom('health', 'education', 'town-3') }),
  fc.record({ type: fc.constant('correctField' as const), dueOn: someDate }),
);
const rare: fc.Arbitrary<TaskStep> = fc.constant({ type: 'cancel' });

const condition = fc.constantFrom(...conditionKeys);
const campaignStep: fc.Arbitrary<CampaignStep> = fc.oneof(
  fc.oneof(fc.record({ type: fc.constant('confirmCondition' as const), condition }), fc.record({ type: fc.constant('confirmCondition' as const), condition, on: someDate })),
  fc.record({ type: fc.constantFrom('withdrawConfirmation' as const, 'overrideCondition' as const), condition }),
  fc.record({ type: fc.constantFrom('closePhase' as const, 'recordResult' as const, 'suspend' as const) }),
  fc.record({ type: fc.constantFrom('recordMeeting' as const, 'recordSupervision' as const), heldOn: someDate }),
  fc.record({ type: fc.constant('resume' as const), mode: fc.constantFrom('keep' as const, 'shift' as const) }),
  fc.record({ type: fc.constant('correctField' as const), phaseEndsOn: fc.oneof(someDate, fc.constantFrom('2026-03-20', '2026-06-30')) }),
  fc.record({ type: fc.constant('addTask' as const), number: fc.constant('9'), dueOn: someDate }),
  fc.record({ type: fc.constant('setLadders' as const), rules: fc.nat({ max: ruleSets.length - 1 }) }),
  fc.record({ type: fc.constant('shiftDates' as const), days: fc.constantFrom(-60, -7, 3, 14) }),
  fc.record({ type: fc.constant('reassignTasks' as const), fromUnitId: fc.constantFrom('education', 'town-1', 'town-3'), toUnitId: fc.constantFrom('education', 'finance') }),
);
const cancel: fc.Arbitrary<CampaignStep> = fc.constant({ type: 'cancel' });

const move: fc.Arbitrary<CampaignMove> = fc.record({
  wait: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 300 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: minutesOfDays(4) }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: minutesOfDays(50) }) },
  ),
  watched: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  queued: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 5_000 }) }),
  ask: fc.oneof(
    { weight: 20, arbitrary: fc.record({ legal: fc.nat({ max: 999 }) }) },
    { weight: 8, arbitrary: fc.record({ task: fc.constantFrom(...numbers, '4', '9'), by: fc.constantFrom<By>('lead', 'office', 'second'), step: taskStep }) },
    { weight: 5, arbitrary: fc.record({ step: campaignStep }) },
    { weight: 1, arbitrary: fc.record({ task: fc.constantFrom(...numbers), by: fc.constant<By>('office'), step: rare }) },
    { weight: 2, arbitrary: fc.constant({ advance: true as const }) },
    { weight: 2, arbitrary: fc.record({ relapses: fc.nat({ max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ strikes: fc.constantFrom('', ...numbers) }) },
    { weight: 1, arbitrary: fc.record({ announced: fc.nat({ max: announcements.length - 1 }) }) },
  ),
});
const histories: fc.Arbitrary<CampaignHistory> = fc
  .record({ moves: fc.array(move, { maxLength: 50, size: 'max' }), ends: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: cancel }) })
  .map(({ moves, ends }) => ({
    moves: ends ? [...moves, { wait: 0, watched: true, queued: 0, ask: { step: ends } }, { wait: 50_000, watched: true, queued: 0, ask: { legal: 1 } }] : moves,
  }));

const taskTypes = [
  ...['sign', 'return', 'report', 'submit', 'accept', 'sendBack', 'relapse', 'withdrawAcceptance', 'requestExtension', 'decideExtension', 'reassign'],
  ...['correctField', 'cancel', 'signUrgingNotice', 'declineUrgingNotice', 'answerUrgingNotice', 'withdrawStep'],
];
const campaignTypes = [
  'confirmCondition',
  'withdrawConfirmation',
  'overrideCondition',
  'closePhase',
  'recordResult',
  'recordMeeting',
  'recordSupervision',
  'addTask',
  'setLadders',
  'shiftDates',
  'reassignTasks',
  'suspend',
  'resume',
];
const ladders = defaultCampaignLadders;
// The very end of a phase speaks to nobody.
const rungs = [ladders.task, ladders.sign, ladders.review, ladders.urgingNotice, ladders.urgingAnswer, ladders.phase, ladders.meeting, ladders.supervision].flatMap((ladder) => {
  if (!ladder) throw new Error('a ladder that is played is missing');
  return ladder.map((one) => one.rung);
});
/** Refusals that these histories cannot meet: of launches, evidence, units and numbers, and a campaign that settles is closed before anybody asks. Other tests hold them. */
const elsewhere = [
  ...Object.keys(campaignRefusals).filter((code) => code.startsWith('plan.')),
  ...[
    'task.evidence_missing',
    'task.unit_unknown',
    'task.lead_also_supports',
    'task.period_not_begun',
    'task.report_blank',
    // Of steps that these histories do not take.
    'task.node_repeated',
    'task.node_later',
    'task.node_unknown',
    'task.node_done',
    'task.no_open_node',
    'task.not_divisible',
    'task.unit_not_below',
    'task.number_unfit',
    'task.unit_repeated',
    'task.share_due_later',
    'task.scan_unfit',
    'task.scan_reason_needed',
    'task.of_campaign',
    // Why a chosen task is left out of an urging; no step is refused so.
    'task.waits_for_shares',
    'task.undated',
    'task.not_overdue',
    'task.outside_choice',
  ],
  ...[
    'campaign.number_needed',
    'campaign.settled',
    'campaign.already_launched',
    'campaign.phases_disordered',
    'campaign.no_tasks',
    'campaign.too_many_tasks',
    'campaign.dates_past',
    // Of a re-plan, which has its own tests.
    'campaign.nobody_to_urge',
    'campaign.task_unknown',
    'campaign.change_repeated',
    'campaign.change_refused',
    'campaign.phase_closed',
    // Of the preparation, which has its own tests.
    'plan.consultation_open',
    'campaign.approver_needed',
    'campaign.post_unknown',
    'campaign.section_unknown',
    'campaign.not_commitment',
    'campaign.liaison_complete',
    'campaign.due_needed',
    'campaign.person_elsewhere',
  ],
  ...['campaign.shift_needed', 'campaign.unit_unknown', 'campaign.office_unfit'],
];

const runs = 250;

describe('campaigns and their tasks against a model of their own', () => {
  test('hundreds of histories of units, office, time, outages and calendars: after every move both tell the same of the campaign and of every task', async () => {
    const met = new Met();
    const played = await simulate({ story: 'campaign', histories, play: (history) => playCampaign(history, met), runs });
    if (played < runs) return;
    expect([...taskTypes, ...campaignTypes].filter((type) => met.times(`took ${type}`) === 0)).toEqual([]);
    for (const code of ['process.nothing_to_withdraw', 'process.step_of_another']) expect([code, met.times(`refused ${code}`) > 0]).toEqual([code, true]);
    // A rare refusal or the last rung of a half-yearly meeting may be missed by one run; many may not.
    const codes = [...Object.keys(taskRefusals), ...Object.keys(campaignRefusals)].filter((one) => !elsewhere.includes(one));
    const unmet = [...codes.filter((code) => met.times(`refused ${code}`) === 0), ...rungs.filter((rung) => met.times(`hears ${rung}`) === 0)];
    expect([unmet.length <= 4, unmet]).toEqual([true, unmet]);
    expect([met.times('counted anew') > 20, met.times('closed') > 0]).toEqual([true, true]);
  });
});
