import { isSameLadder, type Ladder } from '../chase/ladder.ts';
import { isSamePeriod, type Period } from '../process/time.ts';

/** How a campaign's tasks are chased: a ladder per kind of deadline, and the limits that no plan names. Data, copied into each task when it is issued. */
export interface TaskLadders {
  /** The task's own due date: the lead unit is chased. */
  readonly task: Ladder;
  /** Signing for receipt. */
  readonly sign: Ladder;
  /** The office's own limit to decide on a submission or a return. */
  readonly review: Ladder;
  /** The next dated node inside the task; absent from tasks issued before nodes were chased, which have the default. */
  readonly node?: Ladder;
  /** The office's limit to sign or decline a drafted 督办通知书; absent from tasks issued before there was one, which have the default. */
  readonly urgingNotice?: Ladder;
  /** The unit's answer to a signed 督办通知书, by the day that the letter names. Absent likewise. */
  readonly urgingAnswer?: Ladder;
  readonly limits: {
    readonly sign: Period;
    readonly review: Period;
    readonly urgingNotice?: Period;
    /** Time to put right what relapsed, when the original date has passed and no other is named. */
    readonly relapse: Period;
  };
}

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });

/** What chases a 督办通知书: the office to sign its draft within a working day, the unit to answer the signed one. */
export const defaultUrgingLadders = {
  urgingNotice: [
    { rung: 'draftUnsigned', offset: workingDays(0), to: 'office' },
    { rung: 'draftStillUnsigned', offset: workingDays(1), to: 'groupDeputy' },
  ],
  urgingAnswer: [
    { rung: 'unanswered', offset: workingDays(0), to: 'liaisonOfficer' },
    { rung: 'stillUnanswered', offset: workingDays(2), to: 'managerInCharge' },
    { rung: 'neverAnswered', offset: workingDays(5), to: 'office' },
  ],
  limit: workingDays(1),
} as const satisfies { readonly urgingNotice: Ladder; readonly urgingAnswer: Ladder; readonly limit: Period };

/** What chases the next node of a task: a word before it, its liaison officer on it, the manager after two working days. The task's own ladder goes on beside it. */
export const defaultNodeLadder: Ladder = [
  { rung: 'nodeReminder', offset: workingDays(-1), to: 'responsible' },
  { rung: 'nodeOverdue', offset: workingDays(0), to: 'liaisonOfficer' },
  { rung: 'nodeEscalation', offset: workingDays(2), to: 'managerInCharge' },
];

/** The ladders a campaign has unless its launch brings others: 催办 before the date, 超期 on it, 分管领导 after 2 working days, 督办通知书 after 5, 领导小组 after 10. */
export const defaultTaskLadders: TaskLadders = {
  task: [
    { rung: 'reminder', offset: workingDays(-3), to: 'responsible' },
    { rung: 'overdueNotice', offset: workingDays(0), to: 'liaisonOfficer' },
    { rung: 'escalation', offset: workingDays(2), to: 'managerInCharge' },
    { rung: 'urgingNotice', offset: workingDays(5), to: 'urgingNotice' },
    { rung: 'leadingGroup', offset: workingDays(10), to: 'leadingGroup' },
  ],
  sign: [
    { rung: 'unsigned', offset: workingDays(0), to: 'liaisonOfficer' },
    { rung: 'stillUnsigned', offset: workingDays(2), to: 'managerInCharge' },
    { rung: 'neverSigned', offset: workingDays(5), to: 'office' },
  ],
  review: [
    { rung: 'reviewReminder', offset: workingDays(-1), to: 'office' },
    { rung: 'reviewOverdue', offset: workingDays(0), to: 'office' },
    { rung: 'reviewEscalation', offset: workingDays(3), to: 'groupDeputy' },
    { rung: 'reviewLeadingGroup', offset: workingDays(10), to: 'leadingGroup' },
  ],
  node: defaultNodeLadder,
  urgingNotice: defaultUrgingLadders.urgingNotice,
  urgingAnswer: defaultUrgingLadders.urgingAnswer,
  limits: { sign: workingDays(1), review: workingDays(5), urgingNotice: defaultUrgingLadders.limit, relapse: workingDays(10) },
};

/** The ladder of each kind of a task's deadlines; those that old tasks lack are the default ones. */
export const laddersByKind = ({
  task,
  sign,
  review,
  node = defaultNodeLadder,
  urgingNotice = defaultUrgingLadders.urgingNotice,
  urgingAnswer = defaultUrgingLadders.urgingAnswer,
}: TaskLadders) => ({ task, sign, review, node, urgingNotice, urgingAnswer });

/** The ladder by which a deadline of this kind is chased; empty for one that a task does not have. */
export const ladderOfKind = (ladders: TaskLadders, kind: string): Ladder => (laddersByKind(ladders) as Readonly<Record<string, Ladder>>)[kind] ?? [];

/** Rungs that speak within the unit and to its manager: what goes further is said of the whole. */
const ownRungs = ['responsible', 'liaisonOfficer', 'managerInCharge', 'unitLeader'];

/** What the shares of a task that its lead broke down have of its chase rules. */
export const shareLadders = (ladders: TaskLadders): TaskLadders => ({ ...ladders, task: ladders.task.filter((rung) => ownRungs.includes(rung.to)) });

/** True for chase rules by which a task is chased alike. */
export function isSameTaskLadders(one: TaskLadders, other: TaskLadders): boolean {
  const limitsOf = ({ limits: { sign, review, relapse, urgingNotice = defaultUrgingLadders.limit } }: TaskLadders) => [sign, review, relapse, urgingNotice];
  const beside = limitsOf(other);
  return (
    Object.entries(laddersByKind(one)).every(([kind, ladder]) => isSameLadder(ladder, ladderOfKind(other, kind))) &&
    limitsOf(one).every((limit, place) => isSamePeriod(limit, beside[place]))
  );
}
