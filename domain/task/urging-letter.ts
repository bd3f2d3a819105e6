import { beijingDateOf, daysBetween } from '../calendar/beijing.ts';
import { dueText } from '../calendar/due-text.ts';
import type { RungTarget } from '../chase/ladder.ts';
import { targetNames } from '../chase/rungs.ts';
import type { World } from '../process/definition.ts';
import type { BeijingDate } from '../process/time.ts';
import { answerDue } from './deadlines.ts';
import type { TaskState } from './state.ts';

/**
 * What a 督办通知书 says, with the names of its day: kept in the fact that signs it, so that it reads the same after units were renamed and the task went on.
 * Who signed it stands in the fact's actor.
 */
export interface UrgingLetter {
  readonly office: string;
  /** The body whose seal it bears in the office's stead (代章). */
  readonly sealedBy?: string;
  readonly unit: string;
  /** The document that orders the task. */
  readonly source: string;
  readonly task: string;
  readonly content: string;
  readonly standard?: string;
  readonly due: string;
  readonly daysLate: number;
  /** What was done before, by day. */
  readonly chased: readonly { readonly on: BeijingDate; readonly what: string }[];
  /** The day on which the leading group was told of it; absent while it was not, and from letters signed before this was kept, which read on as they did. */
  readonly groupToldOn?: BeijingDate;
  /** By this day the unit answers in writing. */
  readonly answerOn: BeijingDate;
  readonly on: BeijingDate;
}

const nameOf = (unitId: string, world: World): string => world.org.unit(unitId)?.name ?? '';

/** The letter as it would be signed now. */
export function urgingLetter(state: TaskState, world: World, { answerWithin, sealUnitId }: { readonly answerWithin?: number; readonly sealUnitId?: string } = {}): UrgingLetter {
  const ladder = state.deadlines.find((deadline) => deadline.kind === 'task');
  const on = beijingDateOf(world.now);
  const answer = answerDue(world, answerWithin);
  // As it was when the rung was reached, whatever became of the chase rules since.
  const told = state.told?.filter(({ deadline }) => deadline === ladder?.seq) ?? [];
  const toOf = (rung: string): RungTarget | undefined => [...told, ...state.ladders.task].find((one) => one.rung === rung)?.to;
  const reached = ladder?.reached ?? [];
  const groupTold = reached.find(({ rung }) => toOf(rung) === 'leadingGroup');
  return {
    office: nameOf(state.officeUnitId, world),
    ...(sealUnitId === undefined ? {} : { sealedBy: nameOf(sealUnitId, world) }),
    unit: nameOf(state.urgingNotice?.unitId ?? state.leadUnitId, world),
    source: state.source.zh,
    task: state.number,
    content: state.content,
    ...(state.standard === undefined ? {} : { standard: state.standard }),
    due: state.due ? dueText(state.due) : '',
    daysLate: state.due ? Math.max(0, daysBetween(beijingDateOf(state.due.dueAt), on)) : 0,
    chased: reached.flatMap(({ rung, at }) => {
      const to = toOf(rung);
      return to === undefined || to === 'urgingNotice' ? [] : [{ on: beijingDateOf(at), what: targetNames[to].zh }];
    }),
    ...(groupTold === undefined ? {} : { groupToldOn: beijingDateOf(groupTold.at) }),
    answerOn: answer.dueOn ?? beijingDateOf(answer.dueAt),
    on,
  };
}
