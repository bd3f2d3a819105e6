import type { Ladder } from '../chase/ladder.ts';
import type { Period } from '../process/time.ts';

/** How a supervision is chased. Data, copied into each when it is planned. The tasks of its findings have the ladders of their campaign. */
export interface SupervisionLadders {
  /** The planned day has passed and no visit is recorded. */
  readonly visit: Ladder;
  /** An objection awaits a decision. */
  readonly objection: Ladder;
  /** Findings are still open when the last of their tasks was due. */
  readonly settling: Ladder;
  readonly limits: {
    /** For objecting, from when the findings were made known. */
    readonly objection: Period;
    /** For deciding on an objection. */
    readonly review: Period;
    /** For putting a problem right, where the finding names no date. */
    readonly rectification: Period;
    /** Between two rounds of looking whether all is settled. */
    readonly settling: Period;
  };
}

/** What the office may choose for one supervision; the rest stays as it is by default. */
export type SupervisionLadderChoice = Partial<Omit<SupervisionLadders, 'limits'>> & { readonly limits?: Partial<SupervisionLadders['limits']> };

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });
const calendarDays = (value: number): Period => ({ value, unit: 'calendarDay' });

/** Thirty calendar days to object and thirty to decide on it; the other limits and the offsets are this product's defaults. */
export const defaultSupervisionLadders: SupervisionLadders = {
  visit: [
    { rung: 'visitReminder', offset: workingDays(-3), to: 'office' },
    { rung: 'visitOverdue', offset: workingDays(0), to: 'office' },
    { rung: 'visitEscalation', offset: workingDays(5), to: 'groupDeputy' },
  ],
  objection: [
    { rung: 'objectionReminder', offset: workingDays(-5), to: 'office' },
    { rung: 'objectionOverdue', offset: workingDays(0), to: 'office' },
    { rung: 'objectionEscalation', offset: workingDays(5), to: 'groupDeputy' },
  ],
  settling: [
    { rung: 'findingsOpen', offset: workingDays(5), to: 'office' },
    { rung: 'findingsOpenEscalation', offset: workingDays(15), to: 'groupDeputy' },
  ],
  limits: { objection: calendarDays(30), review: calendarDays(30), rectification: workingDays(15), settling: workingDays(20) },
};

/** Visits by plan that one unit may have in a quarter without a reason given. */
export const visitsPerQuarter = 2;

/** The defaults with what was chosen. */
export const chosenSupervisionLadders = (choice: SupervisionLadderChoice = {}): SupervisionLadders => ({
  ...defaultSupervisionLadders,
  ...choice,
  limits: { ...defaultSupervisionLadders.limits, ...choice.limits },
});

/** Every period that a choice contains, for the check that exact units are used in drills only. */
export const periodsIn = (choice: SupervisionLadderChoice): readonly Period[] => [
  ...[choice.visit, choice.objection, choice.settling].flatMap((ladder) => (ladder ?? []).map((rung) => rung.offset)),
  ...Object.values(choice.limits ?? {}).flatMap((limit) => (limit ? [limit] : [])),
];
