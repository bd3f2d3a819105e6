import { type Strike, strike as strikeNext } from '../../chase/deadline.ts';
import { together } from '../../notice/told.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { resumeAfterSuspension, shiftedDue } from '../../task/deadlines.ts';
import type { SupervisionCommandOf } from '../commands.ts';
import { isLook, objectionsOverRung, settlingDeadline } from '../deadlines.ts';
import type { SupervisionFact } from '../facts.ts';
import { rungNotice, supervisionNotice, toOffice, toUnits } from '../notices.ts';
import { openFindings } from '../rules.ts';
import { isOver, type SupervisionState } from '../state.ts';

type Decided = Decision<SupervisionFact>;
const nothing: Decided = accept([]);

/** All findings are settled and nobody may object any more: the supervision ends. */
export const close = (state: SupervisionState, by: 'date' | 'office', world: World, before: readonly SupervisionFact[] = []): Decided =>
  accept([...before, { type: 'supervisionClosed', by, clears: state.deadlines.map((deadline) => deadline.kind) }], {
    notices: supervisionNotice('supervisionClosed', state, together(toUnits(state.unitIds, world), toOffice(state, world))),
  });

/** The last rung of a round has been reached. */
const isSpent = ({ deadline, rung, fact }: Strike): boolean => deadline.rungs.every((one) => one.rung === rung.rung || fact.skipped?.includes(one.rung) === true);

/**
 * Time climbs the next rung that is due. When the time for objecting is over, and at each rung of the settling, it looks whether all is settled and closes; otherwise findings are put right
 * on, the office hears which are open, and after the last rung a new round begins.
 */
export function strike(state: SupervisionState, world: World): Decided {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return nothing;
  if (struck.silent) return accept([struck.fact]);
  const { deadline, rung } = struck;
  if (deadline.kind !== 'objections' && deadline.kind !== 'settling') return accept([struck.fact], { notices: rungNotice(state, struck, world) });
  if (openFindings(state, world).length === 0) return close(state, 'date', world, [struck.fact]);
  if (rung.rung === objectionsOverRung) return accept([struck.fact, { type: 'objectionsOver', clears: ['objections'], sets: [settlingDeadline(state, world)] }]);
  const next: readonly SupervisionFact[] = isSpent(struck) ? [{ type: 'settlingContinued', sets: [settlingDeadline(state, world)] }] : [];
  return accept([struck.fact, ...next], { notices: isLook(rung.rung) ? [] : rungNotice(state, struck, world) });
}

/** With its campaign the supervision stands still: every ladder stops, and nobody can object meanwhile. */
export const suspend = (state: SupervisionState, command: SupervisionCommandOf<'suspend'>): Decided =>
  isOver(state) || state.stage === 'suspended'
    ? nothing
    : accept([{ type: 'supervisionSuspended', reason: command.reason, pauses: state.deadlines.map((deadline) => deadline.kind) }]);

/** With its campaign it goes on, dates that lay ahead kept or moved by the time suspended. */
export function resume(state: SupervisionState, command: SupervisionCommandOf<'resume'>, world: World): Decided {
  const { suspendedAt, objectionUntil: until } = state;
  if (state.stage !== 'suspended' || suspendedAt === undefined) return nothing;
  const isMoved = (dueAt: number): boolean => command.mode === 'shift' && dueAt > suspendedAt;
  return accept([
    {
      type: 'supervisionResumed',
      mode: command.mode,
      resumes: resumeAfterSuspension(state.deadlines, command.mode, suspendedAt, world),
      ...(!state.visit && isMoved(state.planned.dueAt) ? { planned: shiftedDue(state.planned, suspendedAt, world.now) } : {}),
      ...(until && isMoved(until.dueAt) ? { objectionUntil: shiftedDue(until, suspendedAt, world.now) } : {}),
    },
  ]);
}

/** Its campaign is over: what is still owed ends with it. */
export const conclude = (state: SupervisionState, command: SupervisionCommandOf<'conclude'>): Decided =>
  isOver(state) ? nothing : accept([{ type: 'supervisionConcluded', outcome: command.outcome, clears: state.deadlines.map((deadline) => deadline.kind) }]);
