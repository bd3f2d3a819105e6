import type { Recorded } from '../process/fact.ts';
import type { MeetingFact, MeetingFactOf } from './facts.ts';
import { defaultMeetingLadders } from './ladders.ts';
import type { MeetingStage, MeetingState } from './state.ts';

type Step<T extends MeetingFact['type']> = (state: MeetingState, fact: MeetingFactOf<T>, recorded: Recorded<MeetingFact>) => MeetingState;

/** A meeting before its first fact. */
export const initial = (id: string): MeetingState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  campaignId: '',
  kind: 'office',
  title: '',
  day: { dueAt: 0 },
  agenda: [],
  unitIds: [],
  officeUnitId: '',
  groupUnitId: '',
  source: { zh: '', en: '' },
  ladders: defaultMeetingLadders,
  number: '',
  convenedAt: 0,
  replies: [],
  formerMinutes: [],
  decisions: [],
});

const steps: { readonly [T in MeetingFact['type']]: Step<T> } = {
  meetingConvened: (state, { type: _type, sets: _sets, ...content }, { at }) => ({ ...state, ...content, stage: 'convened', convenedAt: at }),
  meetingChanged: (state, { day, place, agenda, unitIds }) => {
    const invited = unitIds ?? state.unitIds;
    return {
      ...state,
      ...(day ? { day } : {}),
      ...(place === undefined ? {} : { place }),
      ...(agenda ? { agenda } : {}),
      unitIds: invited,
      // A reply was given for its day.
      replies: day ? [] : state.replies.filter((reply) => invited.includes(reply.unitId)),
    };
  },
  replyGiven: (state, { unitId, attends, reason }, { at, actor }) => ({
    ...state,
    replies: [...state.replies.filter((reply) => reply.unitId !== unitId), { unitId, attends, at, by: actor, ...(reason === undefined ? {} : { reason }) }],
  }),
  meetingHeld: (state, fact) => ({ ...state, stage: 'held', heldOn: fact.heldOn }),
  attendanceRecorded: (state, { present, absent }, { at }) => ({ ...state, attendance: { present, absent, at } }),
  minutesRecorded: (state, { minutes, evidence, decisions, template }, { at, actor }) => ({
    ...state,
    stage: 'recorded',
    minutes: { text: minutes, evidence, at, by: actor },
    decisions,
    ...(template ? { template } : {}),
  }),
  minutesCorrected: (state, { minutes, evidence, decisions = [], corrected = [], takenOut = [], reason }, { at, actor }) => ({
    ...state,
    decisions: [
      ...state.decisions.map((was) => {
        const is = corrected.find((one) => one.number === was.number) ?? was;
        return takenOut.includes(is.number) ? { ...is, takenOut: true as const } : is;
      }),
      ...decisions,
    ],
    minutes: { text: minutes, evidence, at, by: actor, reason },
    formerMinutes: [...state.formerMinutes, ...(state.minutes ? [state.minutes] : [])],
  }),
  meetingCancelled: (state, fact) => ({ ...state, stage: 'cancelled', cancelReason: fact.reason }),
  meetingConcluded: (state, fact) => ({ ...state, stage: 'cancelled', cancelReason: fact.outcome }),
  meetingSuspended: (state, _fact, { at }) => ({ ...state, stage: 'suspended', suspendedFrom: state.stage as MeetingStage, suspendedAt: at }),
  meetingResumed: (state, { day }) => {
    const { suspendedFrom, suspendedAt: _at, ...rest } = state;
    return { ...rest, ...(day ? { day } : {}), stage: suspendedFrom ?? 'convened' };
  },
  deadlinesRecomputed: (state) => state,
  rungReached: (state) => state,
};

/** The meeting after one more fact. */
export function evolve(state: MeetingState, recorded: Recorded<MeetingFact>): MeetingState {
  const step = steps[recorded.fact.type] as Step<MeetingFact['type']>;
  return step(state, recorded.fact, recorded);
}
