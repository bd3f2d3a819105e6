import { strike as strikeNext } from '../../chase/deadline.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { resumeAfterSuspension, shiftedDue } from '../../task/deadlines.ts';
import type { MeetingCommandOf } from '../commands.ts';
import { dayOverRung } from '../deadlines.ts';
import type { MeetingFact } from '../facts.ts';
import { rungNotice } from '../notices.ts';
import { isOver, type MeetingState } from '../state.ts';
import { held } from './record.ts';

type Decided = Decision<MeetingFact>;
const nothing: Decided = accept([]);

/** Time climbs the next rung that is due; with the end of its day the meeting counts as held. */
export function strike(state: MeetingState, world: World): Decided {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return nothing;
  if (struck.silent) return accept([struck.fact]);
  if (struck.rung.rung === dayOverRung) return accept([struck.fact, held(state, 'date', world)]);
  return accept([struck.fact], { notices: rungNotice(state, struck, world) });
}

/** With its campaign the meeting stands still: every ladder stops. */
export const suspend = (state: MeetingState, command: MeetingCommandOf<'suspend'>): Decided =>
  isOver(state) || state.stage === 'suspended' ? nothing : accept([{ type: 'meetingSuspended', reason: command.reason, pauses: state.deadlines.map((deadline) => deadline.kind) }]);

/** With its campaign it goes on, its day kept or, where it lay ahead, moved by the time suspended. */
export function resume(state: MeetingState, command: MeetingCommandOf<'resume'>, world: World): Decided {
  const { suspendedAt } = state;
  if (state.stage !== 'suspended' || suspendedAt === undefined) return nothing;
  const isMoved = command.mode === 'shift' && state.suspendedFrom === 'convened' && state.day.dueAt > suspendedAt;
  return accept([
    {
      type: 'meetingResumed',
      mode: command.mode,
      resumes: resumeAfterSuspension(state.deadlines, command.mode, suspendedAt, world),
      ...(isMoved ? { day: shiftedDue(state.day, suspendedAt, world.now) } : {}),
    },
  ]);
}

/** Its campaign is over: a meeting still to come is dropped. One that was held stays so, and its minutes are owed by their date as before. */
export function conclude(state: MeetingState, command: MeetingCommandOf<'conclude'>, world: World): Decided {
  if (isOver(state) || state.stage === 'held') return nothing;
  if (state.suspendedFrom === 'held') return resume(state, { type: 'resume', mode: 'keep' }, world);
  return accept([{ type: 'meetingConcluded', outcome: command.outcome, clears: state.deadlines.map((deadline) => deadline.kind) }]);
}
