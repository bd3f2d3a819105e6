import { beijingDateOf } from '../../calendar/beijing.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { TaskCommandOf } from '../commands.ts';
import { dueFact, leadKinds, planRule, reviewDeadline, urgingKinds } from '../deadlines.ts';
import { missingEvidence } from '../evidence.ts';
import type { TaskFact } from '../facts.ts';
import { eventNotice, toOffice } from '../notices.ts';
import { nextPeriod } from '../rhythm.ts';
import type { EvidencePiece, TaskState } from '../state.ts';
import { isOfUnits } from './evidence.ts';

type Decided = Decision<TaskFact>;

/** 签收. */
export const sign = (): Decided => accept([{ type: 'taskSigned', clears: ['sign'] }]);

/** 退回: not ours. The lead's ladder stands still and the office has its own limit to reassign. */
export const returnTask = (state: TaskState, command: TaskCommandOf<'return'>, world: World): Decided =>
  accept([{ type: 'taskReturned', reason: command.reason, clears: ['sign'], pauses: leadKinds, sets: [reviewDeadline(state, world)] }], {
    notices: eventNotice('taskReturned', state, toOffice(state, world), { reason: command.reason }),
  });

/**
 * Progress. For a recurring task it answers the open check-in once that has begun, and the next one's deadline opens; the last check-in ends with a submission. That there was nothing is an answer there (零报告);
 * a blank is none anywhere. More time asked for the period that is answered is not asked for the next one: the office is told that there is nothing to decide on any more.
 */
export function report(state: TaskState, command: TaskCommandOf<'report'>, world: World): Decided {
  const isNothing = command.nothing === true && command.progress === undefined;
  if (command.progress === undefined && (!isNothing || !state.rhythm)) return refuse('task.report_blank');
  const said = {
    type: 'progressReported' as const,
    progress: command.progress ?? '',
    ...(command.percent === undefined ? {} : { percent: command.percent }),
    ...(isNothing ? { nothing: true as const } : {}),
  };
  if (!state.rhythm || !state.period) return accept([said]);
  const { beginsAt } = state.period;
  // Answered early, a period lasts on: a second word about it is no answer to the next one.
  if (beginsAt !== undefined && world.now < beginsAt) return isNothing ? refuse('task.period_not_begun', { date: beijingDateOf(beginsAt) }) : accept([said]);
  const next = nextPeriod(state.rhythm, state.period, world.now, world.calendar, planRule(state.source));
  if (!next) return accept([said]);
  const late = world.receivedAt > state.period.dueAt;
  const lapsed = state.extension ? { extensionLapsed: true as const } : {};
  return accept(
    [{ ...said, ...lapsed, answered: state.period.index, late, period: next.period, dueCause: 'nextPeriod', clears: urgingKinds, ...dueFact(state, next.due, world) }],
    {
      notices: state.extension ? eventNotice('extensionLapsed', state, toOffice(state, world)) : [],
    },
  );
}

/** 提交验收. Refused while required evidence lacks, or an attachment is unknown or of a unit that has no part in the task. Its arrival decides whether it is late. */
export function submit(state: TaskState, command: TaskCommandOf<'submit'>, world: World): Decided {
  const pieces = (command.evidence ?? []).map((piece): EvidencePiece => (typeof piece === 'string' ? { id: piece } : piece));
  const owners = [world.actor.unitId, state.leadUnitId, ...state.supportingUnitIds];
  const stranger = pieces.find((piece) => !isOfUnits(piece.id, owners, world));
  if (stranger) return refuse('evidence.unknown', { id: stranger.id });
  const missing = missingEvidence(state.evidenceRequired, [...state.evidence, ...pieces]);
  if (missing.count > 0)
    return refuse(
      'task.evidence_missing',
      { required: state.evidenceRequired.length, missing: missing.count },
      missing.items.map((item) => ({ item })),
    );
  return accept(
    [
      {
        type: 'taskSubmitted',
        ...(command.summary === undefined ? {} : { summary: command.summary }),
        evidence: pieces,
        late: state.due !== undefined && world.receivedAt > state.due.dueAt,
        pauses: leadKinds,
        sets: [reviewDeadline(state, world)],
      },
    ],
    { notices: eventNotice('taskSubmitted', state, toOffice(state, world)) },
  );
}
