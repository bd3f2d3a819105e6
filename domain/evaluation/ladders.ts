import type { Ladder } from '../chase/ladder.ts';
import type { Period } from '../process/time.ts';

/** How an evaluation is chased, as data: each unit's self-check, the office's review, the objections that end with the publication. */
export interface EvaluationLadders {
  /** The unit owes its self-check. */
  readonly selfCheck: Ladder;
  /** The office owes the review. */
  readonly review: Ladder;
  /** Units may object until then; from then on the office owes the publication. */
  readonly objection: Ladder;
  readonly limits: { readonly review: Period; readonly objection: Period };
}

/** What a start may bring of its own; the rest stays as it is by default. */
export type EvaluationLadderChoice = Partial<Omit<EvaluationLadders, 'limits'>> & { readonly limits?: Partial<EvaluationLadders['limits']> };

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });

const defaultEvaluationLadders: EvaluationLadders = {
  selfCheck: [
    { rung: 'selfCheckReminder', offset: workingDays(-3), to: 'responsible' },
    { rung: 'selfCheckOverdue', offset: workingDays(0), to: 'liaisonOfficer' },
    { rung: 'selfCheckEscalation', offset: workingDays(2), to: 'managerInCharge' },
    { rung: 'selfCheckOffice', offset: workingDays(5), to: 'office' },
  ],
  review: [
    { rung: 'reviewReminder', offset: workingDays(-2), to: 'office' },
    { rung: 'reviewOverdue', offset: workingDays(0), to: 'office' },
    { rung: 'reviewEscalation', offset: workingDays(3), to: 'groupDeputy' },
  ],
  objection: [
    { rung: 'publicationDue', offset: workingDays(0), to: 'office' },
    { rung: 'publicationOverdue', offset: workingDays(5), to: 'groupDeputy' },
  ],
  limits: { review: workingDays(15), objection: workingDays(5) },
};

/** The defaults with what the start chose. */
export const chosenLadders = (choice: EvaluationLadderChoice = {}): EvaluationLadders => ({
  ...defaultEvaluationLadders,
  ...choice,
  limits: { ...defaultEvaluationLadders.limits, ...choice.limits },
});

/** Every period in a choice of ladders, for the check that exact units are used in drills only. */
export const periodsIn = (choice: EvaluationLadderChoice): readonly Period[] => [
  ...[choice.selfCheck, choice.review, choice.objection].flatMap((ladder) => (ladder ?? []).map((rung) => rung.offset)),
  ...Object.values(choice.limits ?? {}).flatMap((limit) => (limit ? [limit] : [])),
];
