import type { Ladder } from '../chase/ladder.ts';
import type { Period } from '../process/time.ts';

/** How a round is chased, as data: the silent units until they answer, then the office until it has answered them. */
export interface ConsultationLadders {
  readonly opinions: Ladder;
  readonly answers: Ladder;
  readonly limits: {
    /** The office's own time to answer the comments, from the end of the collecting. */
    readonly answers: Period;
  };
}

/** What a round may bring of its own; the rest stays as it is by default. */
export type ConsultationLadderChoice = Partial<Omit<ConsultationLadders, 'limits'>> & { readonly limits?: Partial<ConsultationLadders['limits']> };

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });

/** The offsets are this product's defaults: no rule sets a period for consulting units within a government. */
const defaultConsultationLadders: ConsultationLadders = {
  opinions: [
    { rung: 'opinionReminder', offset: workingDays(-1), to: 'liaisonOfficer' },
    { rung: 'opinionOverdue', offset: workingDays(0), to: 'liaisonOfficer' },
    { rung: 'opinionEscalation', offset: workingDays(1), to: 'managerInCharge' },
    { rung: 'opinionOffice', offset: workingDays(2), to: 'office' },
  ],
  answers: [
    { rung: 'answerReminder', offset: workingDays(-1), to: 'office' },
    { rung: 'answerOverdue', offset: workingDays(0), to: 'office' },
    { rung: 'answerEscalation', offset: workingDays(3), to: 'groupDeputy' },
  ],
  limits: { answers: workingDays(5) },
};

/** The defaults with what the round chose. */
export const chosenLadders = (choice: ConsultationLadderChoice = {}): ConsultationLadders => ({
  ...defaultConsultationLadders,
  ...choice,
  limits: { ...defaultConsultationLadders.limits, ...choice.limits },
});

/** Every period that a choice of ladders contains, for the check that exact units are used in drills only. */
export const periodsIn = (choice: ConsultationLadderChoice): readonly Period[] => [
  ...[choice.opinions, choice.answers].flatMap((ladder) => (ladder ?? []).map((rung) => rung.offset)),
  ...(choice.limits?.answers ? [choice.limits.answers] : []),
];
