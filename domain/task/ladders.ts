import type { Ladder } from '../chase/ladder.ts';
import type { Period } from '../process/time.ts';

/** How a campaign's tasks are chased: a ladder per kind of deadline, and the limits that no plan names. Data, copied into each task when it is issued. */
export interface TaskLadders {
  /** The task's own due date: the lead unit is chased. */
  readonly task: Ladder;
  /** Signing for receipt. */
  readonly sign: Ladder;
  /** The office's own limit to decide on a submission or a return. */
  readonly review: Ladder;
  readonly limits: {
    readonly sign: Period;
    readonly review: Period;
    /** Time to put right what relapsed, when the original date has passed and no other is named. */
    readonly relapse: Period;
  };
}

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });

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
  limits: { sign: workingDays(1), review: workingDays(5), relapse: workingDays(10) },
};
