import type { Ladder } from '../chase/ladder.ts';
import type { Period } from '../process/time.ts';

/** How a meeting is chased: silent units for their replies, the office for its minutes. Data, copied into each meeting when it is convened. */
export interface MeetingLadders {
  readonly reply: Ladder;
  readonly minutes: Ladder;
  readonly limits: {
    /** So long before the meeting replies are due. */
    readonly reply: Period;
    /** So long after it the minutes are. */
    readonly minutes: Period;
  };
}

/** What the office may choose for one meeting; the rest stays as it is by default. */
export type MeetingLadderChoice = Partial<Omit<MeetingLadders, 'limits'>> & { readonly limits?: Partial<MeetingLadders['limits']> };

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });

/** Replies a working day before the meeting, minutes five working days after it: this product's defaults. */
export const defaultMeetingLadders: MeetingLadders = {
  reply: [
    { rung: 'replyReminder', offset: workingDays(-1), to: 'responsible' },
    { rung: 'replyOverdue', offset: workingDays(0), to: 'liaisonOfficer' },
  ],
  minutes: [
    { rung: 'minutesReminder', offset: workingDays(-1), to: 'office' },
    { rung: 'minutesOverdue', offset: workingDays(0), to: 'office' },
    { rung: 'minutesEscalation', offset: workingDays(5), to: 'groupDeputy' },
  ],
  limits: { reply: workingDays(1), minutes: workingDays(5) },
};

/** The defaults with what was chosen. */
export const chosenMeetingLadders = (choice: MeetingLadderChoice = {}): MeetingLadders => ({
  ...defaultMeetingLadders,
  ...choice,
  limits: { ...defaultMeetingLadders.limits, ...choice.limits },
});

/** Every period that a choice contains, for the check that exact units are used in drills only. */
export const periodsIn = (choice: MeetingLadderChoice): readonly Period[] => [
  ...[choice.reply, choice.minutes].flatMap((ladder) => (ladder ?? []).map((rung) => rung.offset)),
  ...Object.values(choice.limits ?? {}).flatMap((limit) => (limit ? [limit] : [])),
];
