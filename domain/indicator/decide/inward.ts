import { strike as strikeNext } from '../../chase/deadline.ts';
import { isSameLadder } from '../../chase/ladder.ts';
import { recounted } from '../../chase/recount.ts';
import { underLadder } from '../../chase/reladder.ts';
import { accept, type Decision } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { resumeAfterSuspension, shiftedDue } from '../../task/deadlines.ts';
import type { IndicatorCommandOf } from '../commands.ts';
import { kindOf } from '../deadlines.ts';
import type { IndicatorFact } from '../facts.ts';
import { rungNotice } from '../notices.ts';
import { type IndicatorState, isOver, type Owed } from '../state.ts';

type Decided = Decision<IndicatorFact>;
const nothing: Decided = accept([]);

/** Time climbs the next rung that is due: tells whoever has not given the value. */
export function strike(state: IndicatorState, world: World): Decided {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return nothing;
  return accept([struck.fact], struck.silent ? {} : { notices: rungNotice(state, struck, world) });
}

/** With its campaign the indicator stands still. */
export const suspend = (state: IndicatorState, command: IndicatorCommandOf<'suspend'>): Decided =>
  isOver(state) || state.stage === 'suspended'
    ? nothing
    : accept([{ type: 'indicatorSuspended', reason: command.reason, pauses: state.deadlines.map((deadline) => deadline.kind) }]);

const movedOwed = (owed: Owed, from: number, now: number): Owed => (owed.dueAt > from ? { ...owed, ...shiftedDue(owed, from, now) } : owed);

/** With its campaign the indicator goes on, dates kept or moved by the time suspended. */
export function resume(state: IndicatorState, command: IndicatorCommandOf<'resume'>, world: World): Decided {
  const { suspendedAt } = state;
  if (state.stage !== 'suspended' || suspendedAt === undefined) return nothing;
  return accept([
    {
      type: 'indicatorResumed',
      mode: command.mode,
      resumes: resumeAfterSuspension(state.deadlines, command.mode, suspendedAt, world),
      ...(command.mode === 'shift' ? { owed: state.owed.map((owed) => movedOwed(owed, suspendedAt, world.now)) } : {}),
    },
  ]);
}

/** Its campaign is over: nothing is owed any more. */
export const conclude = (state: IndicatorState, command: IndicatorCommandOf<'conclude'>): Decided =>
  isOver(state) ? nothing : accept([{ type: 'indicatorConcluded', outcome: command.outcome, clears: state.deadlines.map((deadline) => deadline.kind) }]);

/** Who takes part in the campaign has changed. */
export const setMembers = (state: IndicatorState, command: IndicatorCommandOf<'setMembers'>): Decided =>
  isOver(state) || (state.memberUnitIds.join() === command.memberUnitIds.join() && state.groupLeadUnitIds.join() === command.groupLeadUnitIds.join())
    ? nothing
    : accept([{ type: 'membersSet', memberUnitIds: command.memberUnitIds, groupLeadUnitIds: command.groupLeadUnitIds }]);

/** The campaign's chase rules were changed: values are owed by the same dates, rungs to come move. */
export function setLadder(state: IndicatorState, { ladder, reason }: IndicatorCommandOf<'setLadder'>, { calendar, now }: World): Decided {
  if (isOver(state) || isSameLadder(ladder, state.ladder)) return nothing;
  const recounts = state.deadlines.flatMap((deadline) => underLadder(deadline, state.ladder, ladder, calendar, now) ?? []);
  return accept([{ type: 'ladderSet', ladder, reason, ...(recounts.length > 0 ? { recounts } : {}) }]);
}

/** The calendar of a year has changed: open deadlines counted anew, with a fact that says so. */
export function recompute(state: IndicatorState, command: IndicatorCommandOf<'recompute'>, world: World): Decided {
  const recounts = recounted(state.deadlines, command.former ?? [], world.calendar);
  if (recounts.length === 0) return nothing;
  const owed = state.owed.map((one): Owed => {
    const recount = recounts.find(({ kind }) => kind === kindOf(one));
    if (!recount) return one;
    const { dueOn: _dueOn, ...kept } = one;
    return { ...kept, dueAt: recount.dueAt, ...(recount.dueOn === undefined ? {} : { dueOn: recount.dueOn }) };
  });
  return accept([{ type: 'deadlinesRecomputed', calendarVersion: world.calendar.version, recounts, owed }]);
}
