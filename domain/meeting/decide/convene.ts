import { beijingDateOf } from '../../calendar/beijing.ts';
import { runningCampaign } from '../../campaign/beginning.ts';
import { sourceOf } from '../../campaign/deadlines.ts';
import { offsetsRefused } from '../../chase/periods.ts';
import { isLiving, successorsOf } from '../../org/org.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { ConveneMeeting, MeetingCommandOf } from '../commands.ts';
import { dayDeadline, dayDue, dayOf, replyDeadline } from '../deadlines.ts';
import type { MeetingChange, MeetingFact } from '../facts.ts';
import { chosenMeetingLadders, periodsIn } from '../ladders.ts';
import { meetingNotice, toUnits } from '../notices.ts';
import { type AgendaItem, type MeetingState, silentUnits } from '../state.ts';

type Decided = Decision<MeetingFact>;

/** Who reports on an item is invited without being named again. */
const withReporting = (unitIds: readonly string[], agenda: readonly AgendaItem[]): readonly string[] => [
  ...new Set([...unitIds, ...agenda.flatMap((item) => (item.unitId === undefined ? [] : [item.unitId]))]),
];

function unfit(unitIds: readonly string[], world: World): Refusal | undefined {
  if (unitIds.length === 0) return refuse('meeting.nobody_invited');
  const unknown = unitIds.find((unitId) => !isLiving(unitId, world.org, world.now));
  return unknown === undefined ? undefined : refuse('meeting.unit_unknown', { unitId: unknown });
}

/** 召开会议的通知: numbered in its office's series of the year, units invited and asked to reply; where none are named, the campaign's members, or those that do their work now. */
export function convene(state: MeetingState, command: ConveneMeeting, world: World): Decided {
  if (state.version > 0) return accept([]);
  const begun = runningCampaign(world, command.type);
  if (!begun.ok) return begun;
  const { campaign } = begun;
  const { ladders: choice = {}, kind, title, place, agenda } = command;
  const asked = offsetsRefused(periodsIn(choice), world) ?? dayDue(command, world);
  if (!asked.ok) return asked;
  const unitIds = withReporting(command.unitIds ?? successorsOf(campaign.memberUnitIds, world.org, world.now), agenda);
  const refused = unfit(unitIds, world);
  if (refused) return refused;
  const content = {
    campaignId: campaign.id,
    kind,
    title,
    ...(place === undefined ? {} : { place }),
    day: dayOf(asked.due),
    agenda,
    unitIds,
    officeUnitId: campaign.officeUnitId,
    groupUnitId: campaign.groupUnitId,
    source: sourceOf(campaign),
    ladders: chosenMeetingLadders(choice),
  };
  const sets = [replyDeadline(content, asked.due, world), dayDeadline(asked.due, world)];
  const year = beijingDateOf(world.now).slice(0, 4);
  return accept([], {
    numbered: {
      series: { name: `meeting:${campaign.officeUnitId}`, year: Number(year) },
      facts: (n) => [{ type: 'meetingConvened', ...content, number: `会议〔${year}〕${n}号`, sets }],
    },
    notices: meetingNotice('meetingConvened', content, toUnits(unitIds, world)),
  });
}

const differs = (was: unknown, is: unknown): boolean => is !== undefined && JSON.stringify(was) !== JSON.stringify(is);

/** 会议变更: what differs is kept beside what it was; a new day asks for replies anew. Units no longer invited hear of it too. */
export function changeMeeting(state: MeetingState, command: MeetingCommandOf<'changeMeeting'>, world: World): Decided {
  const { heldOn, place, agenda } = command;
  const asked = differs(state.day.dueOn, heldOn) ? dayDue({ ...(heldOn === undefined ? {} : { heldOn }) }, world) : undefined;
  if (asked && !asked.ok) return asked;
  const invited = command.unitIds || agenda ? withReporting(command.unitIds ?? state.unitIds, agenda ?? state.agenda) : undefined;
  const unitIds = differs([...state.unitIds].sort(), invited && [...invited].sort()) ? invited : undefined;
  const refused = unitIds ? unfit(unitIds, world) : undefined;
  if (refused) return refused;
  const changed: MeetingChange = {
    ...(asked ? { day: dayOf(asked.due) } : {}),
    ...(place !== undefined && differs(state.place, place) ? { place } : {}),
    ...(agenda && differs(state.agenda, agenda) ? { agenda } : {}),
    ...(unitIds ? { unitIds } : {}),
  };
  if (Object.keys(changed).length === 0) return refuse('meeting.nothing_changed');
  const former: MeetingChange = {
    ...(changed.day ? { day: state.day } : {}),
    ...(changed.place !== undefined && state.place !== undefined ? { place: state.place } : {}),
    ...(changed.agenda ? { agenda: state.agenda } : {}),
    ...(changed.unitIds ? { unitIds: state.unitIds } : {}),
  };
  const next = { ...state, ...changed, ...(changed.day ? { replies: [] } : {}) };
  const isAnswered = silentUnits(next).length === 0;
  const isAsking = !state.deadlines.some((deadline) => deadline.kind === 'reply') && !isAnswered;
  const day = asked?.due ?? { ...state.day, basis: { rule: state.source, from: world.now } };
  const sets = [...(asked || isAsking ? [replyDeadline(next, day, world)] : []), ...(asked ? [dayDeadline(day, world)] : [])];
  return accept([{ type: 'meetingChanged', ...changed, reason: command.reason, former, ...(sets.length ? { sets } : {}), ...(isAnswered ? { clears: ['reply'] } : {}) }], {
    notices: meetingNotice('meetingChanged', next, toUnits([...new Set([...next.unitIds, ...state.unitIds])], world), command.reason),
  });
}
