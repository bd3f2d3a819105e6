import type { Step } from './clocks.ts';
import type { Span } from './days.ts';

/** What somebody does to a case. */
export type CaseStep =
  | { readonly type: 'recordInspection'; readonly officers: readonly string[]; readonly result: 'clean' | 'violation'; readonly inspectedAt?: number }
  | { readonly type: 'issueOrder' | 'suspendBusiness'; readonly period: Span }
  | { readonly type: 'summonForTalk'; readonly at?: number }
  | { readonly type: 'withdrawMeasure'; readonly measure: number }
  | { readonly type: 'submitRectification'; readonly submittedOn?: string }
  | { readonly type: 'recordFollowUp'; readonly officers: readonly string[]; readonly result: 'rectified' | 'partly' | 'not'; readonly inspectedAt?: number }
  | { readonly type: 'requestExtension'; readonly period: Span; readonly measure?: number }
  | { readonly type: 'decideExtension' | 'decideClose'; readonly approve: boolean }
  | { readonly type: 'fileCase' | 'concludeFiled' | 'reopen' | 'withdrawStep' }
  | { readonly type: 'correctDecision'; readonly penaltyFen: number }
  | { readonly type: 'close'; readonly ground?: 'openedInError' | 'duplicate' | 'partyGone'; readonly duplicateOf?: string }
  | { readonly type: 'correctField'; readonly value: string };

/** People of the body that acts. */
export interface Staff {
  readonly inspectors: readonly string[];
  /** Last day of each certificate. */
  readonly certificates: Readonly<Record<string, string>>;
  readonly manager: string;
  readonly leader: string;
}

export interface Asker {
  readonly id: string;
  readonly role: 'inspector' | 'managerInCharge' | 'unitLeader';
}

/** Somebody hears something. */
export interface Heard {
  readonly kind: string;
  readonly to: readonly string[];
  readonly rung?: string;
  /** Number of the fact that set the deadline of a rung. */
  readonly deadline?: number;
}

export interface Measure {
  readonly number: number;
  readonly kind: 'order' | 'suspension' | 'talk';
  readonly takenAt: number;
  dueAt?: number;
  /** What a follow-up made of it, or that it was taken back. */
  fate?: string;
}

/** Until when a party is in time with what it hands in: the last date of its orders; a suspension's only where nothing was ordered beside it. */
export function inTimeUntil(binding: readonly Measure[]): number {
  const orders = binding.filter((measure) => measure.kind === 'order');
  const dates = (orders.length === 0 ? binding : orders).map(({ dueAt = Number.POSITIVE_INFINITY }) => dueAt);
  return dates.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...dates);
}

const workingDays = (value: number): Span => ({ value, unit: 'workingDay' });
const calendarDays = (value: number): Span => ({ value, unit: 'calendarDay' });
const chased = (reminders: readonly Span[], again: number): readonly Step[] => [
  ...reminders.map((offset, index): Step => ({ name: index === 0 ? 'reminder' : `reminder.${index + 1}`, offset, to: 'inspectors' })),
  { name: 'overdue', offset: workingDays(0), to: 'manager' },
  { name: 'stillOverdue', offset: workingDays(again), to: 'manager' },
];
export const ladders: Readonly<Record<string, readonly Step[]>> = {
  inspect: chased([workingDays(-3)], 5),
  measure: chased([workingDays(-1)], 3),
  rectify: chased([workingDays(-1)], 3),
  suspension: chased([workingDays(-1)], 3),
  followUp: chased([workingDays(-1)], 3),
  conclude: chased([calendarDays(-30), calendarDays(-10)], 10),
  decide: [
    { name: 'reminder', offset: workingDays(-1), to: 'manager' },
    { name: 'overdue', offset: workingDays(0), to: 'leader' },
    { name: 'stillOverdue', offset: workingDays(3), to: 'leader' },
  ],
};
export const limits = { inspect: workingDays(15), measure: workingDays(5), followUp: workingDays(5), conclude: calendarDays(90), decide: workingDays(3) } as const;

const ofInspectors = ['recordInspection', 'issueOrder', 'suspendBusiness', 'submitRectification', 'recordFollowUp', 'requestExtension'];
const ofAll = ['summonForTalk', 'withdrawMeasure', 'fileCase', 'concludeFiled', 'correctDecision', 'close', 'decideClose', 'reopen', 'correctField', 'withdrawStep'];

/** Steps that a post of the acting body may take at all. */
export const stepsOf = (role: Asker['role']): readonly string[] => [...ofAll, ...(role === 'inspector' ? ofInspectors : ['decideExtension'])];

const unfinished = ['opened', 'inspected', 'ordered', 'corrected', 'filed'];
/** Stages in which a step has its place. */
export const places: Readonly<Record<CaseStep['type'], readonly string[]>> = {
  recordInspection: ['opened'],
  issueOrder: ['inspected', 'ordered'],
  suspendBusiness: ['inspected', 'ordered'],
  summonForTalk: ['inspected', 'ordered'],
  withdrawMeasure: ['ordered', 'corrected', 'filed'],
  submitRectification: ['ordered', 'filed'],
  recordFollowUp: ['ordered', 'corrected', 'filed'],
  requestExtension: ['inspected', 'ordered', 'filed'],
  decideExtension: ['inspected', 'ordered', 'filed'],
  fileCase: ['inspected', 'ordered', 'corrected'],
  concludeFiled: ['filed'],
  correctDecision: [...unfinished, 'settled', 'closed'],
  close: unfinished,
  decideClose: unfinished,
  reopen: ['closed'],
  correctField: [...unfinished, 'settled'],
  withdrawStep: [...unfinished, 'settled', 'closed'],
};
/** Steps that whoever took them may take back until another acts. */
export const mayBeTakenBack: readonly string[] = ['submitRectification', 'requestExtension', 'close'];
export const byNewMeasure = ['issueOrder', 'suspendBusiness', 'summonForTalk'];
