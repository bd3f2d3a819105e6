import { strike as strikeNext } from '../../chase/deadline.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { resumeAfterSuspension } from '../../task/deadlines.ts';
import type { BulletinCommandOf } from '../commands.ts';
import type { BulletinFact } from '../facts.ts';
import { rungNotice } from '../notices.ts';
import type { BulletinState } from '../state.ts';

type Decided = Decision<BulletinFact>;
const nothing: Decided = accept([]);

/** Issued or withdrawn: nothing of it is still to be done. */
export const isOver = (state: BulletinState): boolean => state.stage === 'issued' || state.stage === 'withdrawn';

/** Time climbs the next rung that is due. */
export function strike(state: BulletinState, world: World): Decided {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return nothing;
  return accept([struck.fact], struck.silent ? {} : { notices: rungNotice(state, struck, world) });
}

/** With its campaign it stands still: its ladder stops. */
export const suspend = (state: BulletinState, { reason }: BulletinCommandOf<'suspend'>): Decided =>
  isOver(state) || state.stage === 'suspended' ? nothing : accept([{ type: 'bulletinSuspended', reason, pauses: state.deadlines.map((deadline) => deadline.kind) }]);

/** With its campaign it goes on, the limit kept or moved by the time suspended. */
export const resume = (state: BulletinState, { mode }: BulletinCommandOf<'resume'>, world: World): Decided =>
  state.stage !== 'suspended' || state.suspendedAt === undefined
    ? nothing
    : accept([{ type: 'bulletinResumed', mode, resumes: resumeAfterSuspension(state.deadlines, mode, state.suspendedAt, world) }]);

/** Its campaign is over: what was not issued is not issued any more. */
export const conclude = (state: BulletinState, { outcome }: BulletinCommandOf<'conclude'>): Decided =>
  isOver(state) ? nothing : accept([{ type: 'bulletinConcluded', outcome, clears: ['signing', 'issuing'] }]);
