import { withoutLiaisonOfficer } from '../campaign/liaison.ts';
import type { CampaignState } from '../campaign/state.ts';
import type { ConsultationState } from '../consultation/state.ts';
import { silentUnits as unansweredBy } from '../consultation/units.ts';
import { type MeetingState, silentUnits } from '../meeting/state.ts';
import type { ProcessState, TimedType, World } from '../process/definition.ts';

/** Of the kinds that units owe beside each other: who has not answered yet. */
const waiting: ReadonlyMap<string, (state: ProcessState, world: World) => readonly string[]> = new Map([
  ['campaign liaison', (state, world) => withoutLiaisonOfficer(state as CampaignState, world)],
  ['meeting reply', (state) => silentUnits(state as MeetingState)],
  ['consultation opinions', (state) => unansweredBy(state as ConsultationState)],
]);

/** The units that are still waited for; undefined for a kind that units do not owe beside each other (owing.ts). */
export const waitedFor = (type: TimedType, kind: string, state: ProcessState, world: World): readonly string[] | undefined => waiting.get(`${type} ${kind}`)?.(state, world);
