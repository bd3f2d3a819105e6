import type { CampaignPersonCommand } from '../../domain/campaign/commands.ts';
import { defaultCampaignLadders, type LadderChoice } from '../../domain/campaign/ladders.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import { planned } from '../campaign/plan.ts';
import type { CampaignStep } from './campaign-model.ts';
import { ruleSets, type TaskStep } from './task-terms.ts';

/** Who asks: somebody of the task's lead unit, the office, or a second clerk of the office. */
export type By = 'lead' | 'office' | 'second';

export const withoutDate = ({ dueOn: _dueOn, ...task }: ReturnType<typeof planned>) => task;
export const withoutLead = ({ leadUnitId: _lead, ...task }: ReturnType<typeof planned>) => task;

const reason = '理由';
export function taskCommand(step: TaskStep): TaskPersonCommand {
  switch (step.type) {
    case 'report':
      return { type: 'report', progress: '推进中' };
    case 'correctField':
      return { type: 'correctField', field: 'dueOn', value: step.dueOn, reason };
    default:
      return { ...step, reason } as TaskPersonCommand;
  }
}
export function campaignCommand(step: CampaignStep): CampaignPersonCommand {
  switch (step.type) {
    case 'correctField':
      return { type: 'correctField', field: 'phaseEndsOn', value: step.phaseEndsOn, reason };
    case 'addTask':
      return { type: 'addTask', task: withoutPhase(planned(step.number, { leadUnitId: 'housing', dueOn: step.dueOn })), reason };
    case 'setLadders':
      return { type: 'setLadders', ladders: ladderChoice(step.rules), reason };
    default:
      return { ...step, reason, note: '见附件', minutes: '纪要', result: '通过' } as unknown as CampaignPersonCommand;
  }
}
/** The set of rules as the office gives it: names, moments and whom each rung tells are the product's. */
const ladderChoice = (rules: number): LadderChoice =>
  Object.fromEntries(
    (['task', 'phase'] as const).map((kind) => [
      kind,
      (ruleSets[rules]?.[kind] ?? []).flatMap(({ name, offset }) => defaultCampaignLadders[kind].filter(({ rung }) => rung === name).map((step) => ({ ...step, offset }))),
    ]),
  );
const withoutPhase = ({ phase: _phase, ...task }: ReturnType<typeof planned>) => task;

/** The lead's and the office's steps; those that lead through a task's whole life stand several times, so that histories come to its end and beyond. */
export const taskSteps = (): readonly (readonly [By, TaskStep])[] => [
  ...Array.from({ length: 4 }, () => [
    ['lead', { type: 'sign' }] as const,
    ['lead', { type: 'submit' }] as const,
    ['office', { type: 'accept' }] as const,
    ['office', { type: 'relapse' }] as const,
  ]).flat(),
  ['lead', { type: 'return' }],
  ['lead', { type: 'report' }],
  ['lead', { type: 'requestExtension', period: { value: 10, unit: 'workingDay' } }],
  ['office', { type: 'sendBack' }],
  ...Array.from({ length: 3 }, () => ['second', { type: 'withdrawAcceptance' }] as const),
  ['office', { type: 'decideExtension', approve: true }],
  ['second', { type: 'decideExtension', approve: false }],
  ['office', { type: 'reassign', leadUnitId: 'housing' }],
  ['office', { type: 'signUrgingNotice' }],
  ['office', { type: 'declineUrgingNotice' }],
  ['lead', { type: 'answerUrgingNotice' }],
  ['lead', { type: 'withdrawStep' }],
  ['office', { type: 'withdrawStep' }],
];
export const campaignSteps = (today: string): readonly CampaignStep[] => [
  ...['publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting', 'baselineSurvey', 'priorityAreas', 'selfCheck'].map(
    (condition): CampaignStep => ({ type: 'confirmCondition', condition }),
  ),
  ...['phaseTasks', 'priorityAreas'].map((condition): CampaignStep => ({ type: 'overrideCondition', condition })),
  ...['publicCommitment', 'baselineSurvey'].map((condition): CampaignStep => ({ type: 'withdrawConfirmation', condition })),
  { type: 'closePhase' },
  { type: 'closePhase' },
  { type: 'recordResult' },
  { type: 'correctField', phaseEndsOn: '2026-09-30' },
  { type: 'recordMeeting', heldOn: today },
  { type: 'recordSupervision', heldOn: today },
  { type: 'setLadders', rules: 0 },
  { type: 'setLadders', rules: 1 },
  { type: 'setLadders', rules: 2 },
  { type: 'suspend' },
  { type: 'resume', mode: 'keep' },
  { type: 'resume', mode: 'shift' },
];
