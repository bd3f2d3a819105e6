import { beijingDateOf } from '../calendar/beijing.ts';
import type { Due } from '../calendar/calendar.ts';
import { addMonths } from '../calendar/span.ts';
import { type Deadline, type DeadlineSpec, planDeadline, planFromNow } from '../chase/deadline.ts';
import type { Ladder } from '../chase/ladder.ts';
import type { World } from '../process/definition.ts';
import type { BeijingDate } from '../process/time.ts';
import { type CampaignLadders, defaultBulletinLadder, defaultLiaisonLadder, type Every } from './ladders.ts';
import type { CampaignContent, PlannedPhase } from './state.ts';

type Chased = Pick<CampaignContent, 'title' | 'documentNumber'> & { readonly ladders: CampaignLadders };

/** 《方案》（文号） as a source. */
export const sourceOf = (plan: Pick<CampaignContent, 'title' | 'documentNumber'>): { readonly zh: string; readonly en: string } => ({
  zh: `《${plan.title}》${plan.documentNumber ? `（${plan.documentNumber}）` : ''}`,
  en: `“${plan.title}”${plan.documentNumber ? ` (${plan.documentNumber})` : ''}`,
});

/** The rung at which time closes the phase, or finds that it cannot: the very end of the phase, before anyone is told. */
export const phaseEndRung = 'phaseEnd';

/** The phase ladder with the phase's very end in it. */
export const phaseLadder = (ladders: CampaignLadders): Ladder => [{ rung: phaseEndRung, offset: { value: 0, unit: 'second' }, to: 'office' }, ...ladders.phase];

/** The ladder by which a campaign's own deadline of this kind is chased. */
export function ladderOfKind(ladders: CampaignLadders, kind: string): Ladder {
  const { meeting, supervision, liaison = defaultLiaisonLadder, bulletin = defaultBulletinLadder } = ladders;
  const own: Readonly<Record<string, Ladder>> = { phaseEnd: phaseLadder(ladders), meeting, supervision, liaison, bulletin };
  return own[kind] ?? [];
}

/** The open phase's end with its ladder; none for a phase without an end date. A phase that ended before now has no rung left: nothing fires for the past. */
function phaseDeadlines(campaign: Chased, phase: PlannedPhase, world: World): readonly DeadlineSpec[] {
  const rule = { zh: `${sourceOf(campaign).zh}的阶段进度（${phase.name}）`, en: `Schedule of ${sourceOf(campaign).en} (${phase.name})` };
  const due: Due | undefined = phase.period
    ? world.calendar.due(world.now, phase.period, rule)
    : phase.endsOn === undefined
      ? undefined
      : world.calendar.dueOn(phase.endsOn, world.now, rule);
  if (!due) return [];
  return [planDeadline('phaseEnd', due, phaseLadder(campaign.ladders), world.calendar, world.now)];
}

function recurring(
  kind: 'meeting' | 'supervision' | 'bulletin',
  campaign: Chased,
  every: Every,
  from: BeijingDate,
  rule: Due['basis']['rule'],
  world: World,
): readonly DeadlineSpec[] {
  const due = every.period
    ? world.calendar.due(world.now, every.period, rule)
    : every.months === undefined
      ? undefined
      : world.calendar.dueOn(addMonths(from, every.months), world.now, rule);
  return due ? [planFromNow(kind, due, campaign.ladders[kind] ?? defaultBulletinLadder, world.calendar, world.now)] : [];
}

/** When the leading group must meet next, counted from its last meeting (or the launch). */
export const meetingDeadlines = (campaign: Chased, from: BeijingDate, world: World): readonly DeadlineSpec[] =>
  recurring('meeting', campaign, campaign.ladders.every.meeting, from, { zh: '领导小组工作协调会议周期', en: 'Interval of the leading group’s meetings' }, world);

/** When the next supervision visit is due, counted from the last one (or the intervention's opening). */
export const supervisionDeadlines = (campaign: Chased, from: BeijingDate, world: World): readonly DeadlineSpec[] =>
  recurring('supervision', campaign, campaign.ladders.every.supervision, from, { zh: '督导检查周期', en: 'Interval of supervision visits' }, world);

/** Of the deadlines that something held on this day would set: those that replace the open one. What was held before that one was set, and entered late, brings no date forward. */
export function replacing(open: readonly Deadline[], heldOn: BeijingDate, sets: readonly DeadlineSpec[]): readonly DeadlineSpec[] {
  return sets.filter((spec) => {
    const former = open.find(({ kind }) => kind === spec.kind);
    return former === undefined || heldOn >= beijingDateOf(former.setAt) || spec.dueAt > former.dueAt;
  });
}

/** When the next bulletin is due, counted from the last one issued (or from the day its rhythm was set); none without a rhythm. */
export const bulletinDeadlines = (campaign: Chased, from: BeijingDate, world: World): readonly DeadlineSpec[] =>
  campaign.ladders.every.bulletin === undefined
    ? []
    : recurring('bulletin', campaign, campaign.ladders.every.bulletin, from, { zh: '通报周期', en: 'Interval of bulletins' }, world);

/** Deadlines that opening a phase sets: its end, and the supervision round with the intervention. */
export const openingDeadlines = (campaign: Chased, phase: PlannedPhase, world: World): readonly DeadlineSpec[] => [
  ...phaseDeadlines(campaign, phase, world),
  ...(phase.kind === 'intervention' ? supervisionDeadlines(campaign, beijingDateOf(world.now), world) : []),
];
