import { beijingDateOf } from '../../calendar/beijing.ts';
import type { PlannedTask } from '../../campaign/commands.ts';
import { mustRun } from '../../campaign/definition.ts';
import { minutesSeen } from '../../campaign/noted.ts';
import type { CampaignState } from '../../campaign/state.ts';
import { together } from '../../notice/told.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { strangeEvidence } from '../../process/evidence.ts';
import { templateInForce } from '../../register/template.ts';
import type { AskedDecision, MeetingCommandOf } from '../commands.ts';
import { minutesDeadline } from '../deadlines.ts';
import type { MeetingFact, MeetingFactOf } from '../facts.ts';
import { meetingNotice, toOffice, toUnits } from '../notices.ts';
import type { MeetingDecision, MeetingState, Present } from '../state.ts';

type Decided = Decision<MeetingFact>;

/** The meeting was held: replies are over, and the office owes the minutes. */
export const held = (state: MeetingState, by: 'date' | 'office', world: World): MeetingFactOf<'meetingHeld'> => ({
  type: 'meetingHeld',
  heldOn: state.day.dueOn ?? beijingDateOf(world.now),
  by,
  clears: ['reply', 'day'],
  sets: [minutesDeadline(state, world)],
});

function strangePresent(state: MeetingState, present: readonly Present[], absent: readonly string[], world: World): Refusal | undefined {
  const named = [...present.map((one) => one.unitId), ...absent];
  const repeated = named.find((unitId, index) => named.indexOf(unitId) !== index);
  if (repeated !== undefined) return refuse('meeting.unit_repeated', { unitId: repeated });
  const stranger = named.find((unitId) => !state.unitIds.includes(unitId));
  if (stranger !== undefined) return refuse('meeting.unit_not_invited', { unitId: stranger });
  const strange = present.find((one) => one.postId !== undefined && world.org.post(one.postId)?.unitId !== one.unitId);
  return strange?.postId === undefined ? undefined : refuse('meeting.post_strange', { postId: strange.postId });
}

/** 签到: which units were there, in which post or by whom in their stead; recording it again corrects it. */
export function recordAttendance(state: MeetingState, { present, absent = [] }: MeetingCommandOf<'recordAttendance'>, world: World): Decided {
  const refused = strangePresent(state, present, absent, world);
  if (refused) return refused;
  const missing = state.unitIds.filter((unitId) => !present.some((one) => one.unitId === unitId));
  return accept([...(state.stage === 'convened' ? [held(state, 'office', world)] : []), { type: 'attendanceRecorded', present, absent: missing }]);
}

/** The task that a decision of the meeting becomes. */
function taskOf(state: MeetingState, decision: MeetingDecision, heldOn: string): PlannedTask {
  const { number, content, leadUnitId, supporting, standard, dueOn, duePeriod } = decision;
  return {
    number: `${state.number}-${number}`,
    content,
    kind: 'once',
    leadUnitId,
    supportingUnitIds: supporting,
    evidenceRequired: [],
    origin: { kind: 'meeting', reference: state.number, on: heldOn, evidence: [] },
    ...(standard === undefined ? {} : { standard }),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(duePeriod ? { duePeriod } : {}),
  };
}

const toCampaign = (state: MeetingState, step: { readonly type: string; readonly [field: string]: unknown }): Follow => ({ type: 'campaign', id: state.campaignId, command: step });

/** Decisions with their places in the minutes, after those recorded already, and the tasks that they become. */
export function decided(
  state: MeetingState,
  asked: readonly AskedDecision[],
  heldOn: string,
  world: World,
): { readonly decisions: readonly MeetingDecision[]; readonly tasks: readonly Follow[] } {
  const decisions = asked.map(
    (decision, index): MeetingDecision => ({ ...decision, supporting: decision.supporting ?? [], number: state.decisions.length + index + 1, taskId: world.newId() }),
  );
  const tasks = decisions.map((one) => toCampaign(state, { type: 'addTask', task: taskOf(state, one, heldOn), reason: `${state.number}议定`, taskId: one.taskId }));
  return { decisions, tasks };
}

/**
 * 会议纪要: each decision becomes a task of the campaign in the same transaction, by the campaign's own rule, and a leading-group meeting counts as the campaign's meeting, from which the
 * next is due. One decision that cannot become a task refuses the whole: after the campaign's end none can, and no next meeting is due.
 */
export function recordMinutes(state: MeetingState, command: MeetingCommandOf<'recordMinutes'>, world: World): Decided {
  const evidence = command.evidence ?? [];
  const strange = strangeEvidence(evidence, world);
  if (strange) return strange;
  const opening = state.stage === 'convened' ? held(state, 'office', world) : undefined;
  const heldOn = state.heldOn ?? opening?.heldOn ?? beijingDateOf(world.now);
  const { decisions, tasks } = decided(state, command.decisions, heldOn, world);
  // More people see the campaign than the meeting: it learns which was held when; what was said and decided stays here, and in the tasks.
  const counted = { type: 'recordMeeting', heldOn, minutes: minutesSeen(state.number), decisions: [], evidence: [] };
  const parent = world.parent as CampaignState | undefined;
  const isNextDue = state.kind === 'leadingGroup' && parent !== undefined && mustRun(parent) === undefined;
  const used = templateInForce(state.officeUnitId, 'minutes', world);
  return accept([...(opening ? [opening] : []), { type: 'minutesRecorded', minutes: command.minutes, evidence, decisions, ...used, clears: ['minutes'] }], {
    also: [...(isNextDue ? [toCampaign(state, counted)] : []), ...tasks],
    notices: meetingNotice('minutesRecorded', state, toUnits(state.unitIds, world)),
  });
}

/** The meeting does not take place: whoever was invited hears of it. */
export const cancel = (state: MeetingState, command: MeetingCommandOf<'cancel'>, world: World): Decided =>
  accept([{ type: 'meetingCancelled', reason: command.reason, clears: state.deadlines.map((deadline) => deadline.kind) }], {
    notices: meetingNotice('meetingCancelled', state, together(toUnits(state.unitIds, world), toOffice(state, world)), command.reason),
  });
