import type { Step } from './clocks.ts';
import type { Span } from './days.ts';
import type { TaskModel } from './task-model.ts';

/** What somebody does to a task. */
export type TaskStep =
  | {
      readonly type:
        | 'sign'
        | 'return'
        | 'report'
        | 'submit'
        | 'accept'
        | 'sendBack'
        | 'withdrawAcceptance'
        | 'cancel'
        | 'signUrgingNotice'
        | 'declineUrgingNotice'
        | 'answerUrgingNotice'
        | 'withdrawStep';
    }
  | { readonly type: 'relapse' | 'requestExtension'; readonly period?: Span; readonly dueOn?: string }
  | { readonly type: 'decideExtension'; readonly approve: boolean }
  | { readonly type: 'reassign'; readonly leadUnitId: string }
  | { readonly type: 'correctField'; readonly dueOn: string };

/** Steps that these histories do not take; whether they are allowed is compared all the same. */
export type Unplayed = 'breakDown' | 'planNodes' | 'completeNode' | 'attachSealedNotice' | 'urge';

/** Somebody hears something of a task or of its campaign. */
export interface HeardOf {
  /** Number of the task; empty for the campaign. */
  readonly of: string;
  readonly kind: string;
  readonly to: readonly string[];
  readonly rung?: string;
  readonly deadline?: number;
}

const workingDays = (value: number): Span => ({ value, unit: 'workingDay' });
export const ladders = {
  task: [
    { name: 'reminder', offset: workingDays(-3), to: 'liaison' },
    { name: 'overdueNotice', offset: workingDays(0), to: 'liaison' },
    { name: 'escalation', offset: workingDays(2), to: 'manager' },
    { name: 'urgingNotice', offset: workingDays(5), to: 'office' },
    { name: 'leadingGroup', offset: workingDays(10), to: 'groupLeader' },
  ],
  sign: [
    { name: 'unsigned', offset: workingDays(0), to: 'liaison' },
    { name: 'stillUnsigned', offset: workingDays(2), to: 'manager' },
    { name: 'neverSigned', offset: workingDays(5), to: 'office' },
  ],
  review: [
    { name: 'reviewReminder', offset: workingDays(-1), to: 'office' },
    { name: 'reviewOverdue', offset: workingDays(0), to: 'office' },
    { name: 'reviewEscalation', offset: workingDays(3), to: 'groupDeputy' },
    { name: 'reviewLeadingGroup', offset: workingDays(10), to: 'groupLeader' },
  ],
  urgingNotice: [
    { name: 'draftUnsigned', offset: workingDays(0), to: 'office' },
    { name: 'draftStillUnsigned', offset: workingDays(1), to: 'groupDeputy' },
  ],
  urgingAnswer: [
    { name: 'unanswered', offset: workingDays(0), to: 'liaison' },
    { name: 'stillUnanswered', offset: workingDays(2), to: 'manager' },
    { name: 'neverAnswered', offset: workingDays(5), to: 'office' },
  ],
} as const satisfies Readonly<Record<string, readonly Step[]>>;
export const limits = { sign: workingDays(1), review: workingDays(5), urgingNotice: workingDays(1), urgingAnswer: workingDays(5), relapse: workingDays(10) } as const;

/** Rules that the office may set: those of the launch, sooner ones, fewer ones. Every ladder reminds first. */
export const ruleSets: readonly { readonly task: readonly Step[]; readonly phase: readonly Step[] }[] = [
  { task: ladders.task, phase: phaseSteps(-5, 0, 3, 10) },
  { task: later({ reminder: -5, escalation: 1, urgingNotice: 3, leadingGroup: 6 }), phase: phaseSteps(-10, 1, 2, 5) },
  { task: later({ reminder: -1, overdueNotice: 2 }).filter(({ name }) => name !== 'escalation'), phase: phaseSteps(-5, 0) },
];
function later(days: Readonly<Record<string, number>>): readonly Step[] {
  return ladders.task.map((step) => ({ ...step, offset: workingDays(days[step.name] ?? step.offset.value) }));
}
function phaseSteps(...days: readonly number[]): readonly Step[] {
  const told = [
    ['phaseReminder', 'office'],
    ['phaseOverdue', 'office'],
    ['phaseEscalation', 'groupDeputy'],
    ['phaseLeadingGroup', 'groupLeader'],
  ] as const;
  return days.flatMap((value, index) => (told[index] ? [{ name: told[index][0], offset: workingDays(value), to: told[index][1] }] : []));
}

/** The kind of notice by which a rung speaks. */
export function kindOfRung(rung: Step & { readonly reminder: boolean }): string {
  if (rung.reminder) return 'reminder';
  if (rung.name === 'urgingNotice') return 'urgingNoticeDrafted';
  if (rung.to === 'manager' || rung.to === 'groupDeputy') return 'escalation';
  return rung.to === 'groupLeader' ? 'leadingGroupEscalation' : 'overdueNotice';
}

/** People of the invented district, by what they are to a record; the office does itself what it leads. */
export const holder = (to: string, leadUnitId: string): string =>
  ({
    liaison: leadUnitId === 'office' ? 'office@office' : `liaisonOfficer@${leadUnitId}`,
    manager: `managerInCharge@${leadUnitId}`,
    groupDeputy: 'groupDeputy@group',
    groupLeader: 'groupLeader@group',
  })[to] ?? 'office@office';

export const whyNot: Readonly<Record<string, string>> = {
  issued: 'task.not_signed',
  signed: 'task.already_signed',
  submitted: 'task.under_review',
  returned: 'task.returned',
  suspended: 'task.suspended',
  accepted: 'task.closed',
  cancelled: 'task.cancelled',
};
/** Steps that depend on the stage alone. */
export const placesOf: Readonly<Record<string, readonly string[]>> = {
  sign: ['issued'],
  return: ['issued', 'signed'],
  report: ['signed'],
  submit: ['signed'],
  planNodes: ['issued', 'signed'],
  reassign: ['issued', 'signed', 'returned'],
  cancel: ['issued', 'signed', 'submitted', 'returned', 'suspended'],
  correctField: ['issued', 'signed', 'submitted', 'returned', 'suspended', 'accepted'],
};
/** Steps that whoever took them may take back until another acts. */
export const mayBeTakenBack: readonly string[] = ['return', 'report', 'submit', 'sendBack', 'requestExtension'];
export const isOver = (stage: string): boolean => stage === 'accepted' || stage === 'cancelled';

/** How a task of a plan begins. */
export interface TaskPlan {
  readonly number: string;
  readonly kind: 'once' | 'recurring' | 'eachUnit';
  readonly phase: 'commitment' | 'intervention' | 'evaluation';
  readonly leadUnitId: string;
  readonly dueOn?: string;
  /** For a task of every month: no period ends after this date. */
  readonly until?: string;
  readonly shares?: readonly TaskModel[];
  /** A share without which the whole may be accepted. */
  readonly optional?: boolean;
}
