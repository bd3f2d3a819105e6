import { isSameLadder, type Ladder } from '../chase/ladder.ts';
import { defaultValueLadder } from '../indicator/ladders.ts';
import { isSamePeriod, type Period } from '../process/time.ts';
import { defaultTaskLadders, isSameTaskLadders, laddersByKind, type TaskLadders } from '../task/ladders.ts';

/** How often something recurs: every so many calendar months, or a period (drills). Exactly one is given. */
export interface Every {
  readonly months?: number;
  readonly period?: Period;
}

/** A campaign's chase rules, as data: for its tasks, its phases' ends, the leading group's meetings, the supervision visits. */
export interface CampaignLadders extends TaskLadders {
  readonly phase: Ladder;
  readonly meeting: Ladder;
  readonly supervision: Ladder;
  /** Values of indicators that are owed; absent: as by default (indicator/ladders.ts). */
  readonly value?: Ladder;
  /** Naming liaison officers; absent in campaigns that began without it. */
  readonly liaison?: Ladder;
  /** The bulletin that the office owes; absent from campaigns launched before there was one, which have the default. */
  readonly bulletin?: Ladder;
  /** `bulletin`: only where the office has set a rhythm. */
  readonly every: { readonly meeting: Every; readonly supervision: Every; readonly bulletin?: Every };
}

/** What a launch may bring of its own, or the office set later; the rest stays as it is. */
export type LadderChoice = Partial<Omit<CampaignLadders, 'limits' | 'every'>> & {
  readonly limits?: Partial<CampaignLadders['limits']>;
  readonly every?: Partial<CampaignLadders['every']>;
};

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });

/** Units without a liaison officer: their leaders before the date and on it, the managers in charge a working day later, then the office. The offsets are this product's defaults. */
export const defaultLiaisonLadder: Ladder = [
  { rung: 'liaisonReminder', offset: workingDays(-1), to: 'unitLeader' },
  { rung: 'liaisonOverdue', offset: workingDays(0), to: 'unitLeader' },
  { rung: 'liaisonEscalation', offset: workingDays(1), to: 'managerInCharge' },
  { rung: 'liaisonOffice', offset: workingDays(3), to: 'office' },
];

/** What chases the office for the bulletin of a campaign with a rhythm. */
export const defaultBulletinLadder: Ladder = [
  { rung: 'bulletinDue', offset: workingDays(0), to: 'office' },
  { rung: 'bulletinEscalation', offset: workingDays(5), to: 'groupDeputy' },
];

/** The half-year meeting and the quarterly supervision are the Lianyun plan's (六、七); the offsets are this product's defaults. */
export const defaultCampaignLadders: CampaignLadders = {
  ...defaultTaskLadders,
  phase: [
    { rung: 'phaseReminder', offset: workingDays(-5), to: 'office' },
    { rung: 'phaseOverdue', offset: workingDays(0), to: 'office' },
    { rung: 'phaseEscalation', offset: workingDays(3), to: 'groupDeputy' },
    { rung: 'phaseLeadingGroup', offset: workingDays(10), to: 'leadingGroup' },
  ],
  meeting: [
    { rung: 'meetingReminder', offset: workingDays(-10), to: 'office' },
    { rung: 'meetingOverdue', offset: workingDays(0), to: 'office' },
    { rung: 'meetingEscalation', offset: workingDays(10), to: 'groupDeputy' },
  ],
  supervision: [
    { rung: 'supervisionReminder', offset: workingDays(-5), to: 'office' },
    { rung: 'supervisionOverdue', offset: workingDays(0), to: 'office' },
    { rung: 'supervisionEscalation', offset: workingDays(10), to: 'groupDeputy' },
  ],
  liaison: defaultLiaisonLadder,
  bulletin: defaultBulletinLadder,
  every: { meeting: { months: 6 }, supervision: { months: 3 } },
};

/** What stands, the defaults at a launch, with what was chosen instead of it. */
export const chosenLadders = (choice: LadderChoice = {}, standing: CampaignLadders = defaultCampaignLadders): CampaignLadders => ({
  ...standing,
  ...choice,
  limits: { ...standing.limits, ...choice.limits },
  every: { ...standing.every, ...choice.every },
});

/** Every ladder of a campaign by its name; those that old campaigns lack are the default ones. */
export const everyLadder = (ladders: CampaignLadders) => ({
  ...laddersByKind(ladders),
  phase: ladders.phase,
  meeting: ladders.meeting,
  supervision: ladders.supervision,
  value: ladders.value ?? defaultValueLadder,
  liaison: ladders.liaison ?? defaultLiaisonLadder,
  bulletin: ladders.bulletin ?? defaultBulletinLadder,
});

/** What a campaign's tasks have of its chase rules. */
export const taskLaddersOf = ({ task, sign, review, node, urgingNotice, urgingAnswer, limits }: CampaignLadders): TaskLadders => ({
  task,
  sign,
  review,
  limits,
  ...(node ? { node } : {}),
  ...(urgingNotice ? { urgingNotice } : {}),
  ...(urgingAnswer ? { urgingAnswer } : {}),
});

/** True for chase rules by which a campaign and all in it are chased alike. */
export function isSameCampaignLadders(one: CampaignLadders, other: CampaignLadders): boolean {
  const [own, beside] = [everyLadder(one), everyLadder(other)];
  const isSameEvery = (name: keyof CampaignLadders['every']): boolean =>
    one.every[name]?.months === other.every[name]?.months && isSamePeriod(one.every[name]?.period, other.every[name]?.period);
  return (
    isSameTaskLadders(taskLaddersOf(one), taskLaddersOf(other)) &&
    (Object.keys(own) as (keyof typeof own)[]).every((name) => isSameLadder(own[name], beside[name])) &&
    (['meeting', 'supervision', 'bulletin'] as const).every(isSameEvery)
  );
}

/** Every period that a choice of ladders contains, for the check that exact units are used in drills only. */
export const periodsIn = (choice: LadderChoice): readonly Period[] => [
  ...[
    choice.task,
    choice.sign,
    choice.review,
    choice.node,
    choice.urgingNotice,
    choice.urgingAnswer,
    choice.phase,
    choice.meeting,
    choice.supervision,
    choice.value,
    choice.liaison,
    choice.bulletin,
  ].flatMap((ladder) => (ladder ?? []).map((rung) => rung.offset)),
  ...Object.values(choice.limits ?? {}).flatMap((limit) => (limit ? [limit] : [])),
  ...Object.values(choice.every ?? {}).flatMap((every) => (every?.period ? [every.period] : [])),
];
