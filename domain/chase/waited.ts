import { withoutLiaisonOfficer } from '../campaign/liaison.ts';
import type { CampaignState } from '../campaign/state.ts';
import type { ConsultationState } from '../consultation/state.ts';
import { silentUnits as unansweredBy } from '../consultation/units.ts';
import { type MeetingState, silentUnits } from '../meeting/state.ts';
import type { ProcessState, TimedType, World } from '../process/definition.ts';

/** Of the kinds that units owe beside each other: who has not answered yet. */
const waiting: Readonly<Record<string, (state: ProcessState, world: World) => readonly string[]>> = {
  'campaign liaison': (state, world) => withoutLiaisonOfficer(state as CampaignState, world),
  'meeting reply': (state) => silentUnits(state as MeetingState),
  'consultation opinions': (state) => unansweredBy(state as ConsultationState),
};

const keyOf = (type: TimedType, kind: string): string => `${type} ${kind}`;
/** True for a kind that each unit owes until it has answered itself. */
export const isWaitedForByUnit = (type: TimedType, kind: string): boolean => Object.hasOwn(waiting, keyOf(type, kind));

/** The units that are still waited for; undefined for a kind that units do not owe beside each other (owing.ts). */
export const waitedFor = (type: TimedType, kind: string, state: ProcessState, world: World): readonly string[] | undefined =>
  isWaitedForByUnit(type, kind) ? waiting[keyOf(type, kind)]?.(state, world) : undefined;
