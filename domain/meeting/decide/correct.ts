import { beijingDateOf } from '../../calendar/beijing.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { strangeEvidence } from '../../process/evidence.ts';
import type { TaskState } from '../../task/state.ts';
import type { AskedDecision, CorrectedDecision, MeetingCommandOf } from '../commands.ts';
import type { MeetingFact } from '../facts.ts';
import { meetingNotice, toUnits } from '../notices.ts';
import { type MeetingDecision, type MeetingState, standing } from '../state.ts';
import { decided } from './record.ts';

/** A decision as it was, and as it is from now on. */
interface Corrected {
  readonly was: MeetingDecision;
  readonly is: MeetingDecision;
}
interface Sorted {
  readonly ok: true;
  readonly corrected: readonly Corrected[];
  readonly added: readonly AskedDecision[];
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isAlike = (a: Pick<AskedDecision, 'content' | 'leadUnitId'>, b: typeof a): boolean => a.content === b.content && a.leadUnitId === b.leadUnitId;

/** What is absent stays. A date takes the place of a drill's period; another period does not, since nobody knows from when it counts. */
function corrected(was: MeetingDecision, asked: AskedDecision): { readonly ok: true; readonly is: MeetingDecision } | Refusal {
  const { duePeriod, ...kept } = was;
  if (asked.duePeriod && !isSame(asked.duePeriod, duePeriod)) return refuse('meeting.decision_dated', { number: was.number });
  const { content, leadUnitId, supporting = was.supporting, standard = was.standard, dueOn = was.dueOn } = asked;
  return {
    ok: true,
    is: {
      ...kept,
      content,
      leadUnitId,
      supporting,
      ...(standard === undefined ? {} : { standard }),
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(duePeriod && dueOn === undefined ? { duePeriod } : {}),
    },
  };
}

/** A decision is known by its number in the minutes, without one by its text and lead; any other is a new one. */
function sorted(state: MeetingState, asked: readonly CorrectedDecision[], takenOut: readonly number[]): Sorted | Refusal {
  const open = standing(state);
  const gone = takenOut.find((number) => !open.some((one) => one.number === number));
  if (gone !== undefined) return refuse('meeting.decision_unknown', { number: gone });
  const named = new Set<number>(takenOut);
  if (named.size < takenOut.length) return refuse('meeting.decision_repeated', { number: takenOut.find((number, index) => takenOut.indexOf(number) !== index) ?? 0 });
  const changes: Corrected[] = [];
  const added: AskedDecision[] = [];
  for (const { number, ...decision } of asked) {
    const was = open.find((one) => (number === undefined ? isAlike(one, decision) : one.number === number));
    if (!was && number !== undefined) return refuse('meeting.decision_unknown', { number });
    const place = was?.number ?? state.decisions.length + 1 + added.findIndex((one) => isAlike(one, decision));
    if (was ? named.has(place) : place > state.decisions.length) return refuse('meeting.decision_repeated', { number: place });
    if (!was) {
      added.push(decision);
      continue;
    }
    named.add(place);
    const next = corrected(was, decision);
    if (!next.ok) return next;
    if (!isSame(was, { ...was, ...next.is }) || was.duePeriod !== next.is.duePeriod) changes.push({ was, is: next.is });
  }
  return { ok: true, corrected: changes, added };
}

const follow = (id: string, command: { readonly type: string; readonly [field: string]: unknown }): Follow => ({ type: 'task', id, command });
const sameUnits = (a: readonly string[], b: readonly string[]): boolean => isSame([...a].sort(), [...b].sort());

/** What moves the task of a corrected decision: its own steps, for what differs there too. The office may have moved the task meanwhile, and that stands where the decision is not corrected; a task that it cancelled is not moved. */
function moved({ was, is }: Corrected, reason: string, world: World): readonly Follow[] {
  const task = world.processes.get(is.taskId) as TaskState | undefined;
  if (task?.stage === 'cancelled') return [];
  const fields = (['content', 'standard', 'dueOn'] as const).filter((field) => {
    const now = field === 'dueOn' ? task?.due?.dueOn : task?.[field];
    return is[field] !== undefined && is[field] !== was[field] && is[field] !== now;
  });
  const isMoved = is.leadUnitId !== was.leadUnitId || !sameUnits(is.supporting, was.supporting);
  const isThere = task?.leadUnitId === is.leadUnitId && sameUnits(task.supportingUnitIds, is.supporting);
  return [
    ...fields.map((field) => follow(is.taskId, { type: 'correctField', field, value: is[field], reason })),
    ...(isMoved && !isThere ? [follow(is.taskId, { type: 'reassign', leadUnitId: is.leadUnitId, supporting: is.supporting, reason })] : []),
  ];
}

/** Decisions taken out cancel their tasks, as far as these are open; one whose task was accepted stands. */
function cancelled(decisions: readonly MeetingDecision[], reason: string, world: World): { readonly ok: true; readonly follows: readonly Follow[] } | Refusal {
  const stageOf = ({ taskId }: MeetingDecision): string | undefined => world.processes.get(taskId)?.stage;
  const done = decisions.find((one) => stageOf(one) === 'accepted');
  if (done) return refuse('meeting.decision_accepted', { number: done.number });
  return { ok: true, follows: decisions.filter((one) => stageOf(one) !== 'cancelled').map(({ taskId }) => follow(taskId, { type: 'cancel', reason })) };
}

/**
 * The minutes put right, the former ones kept. A decision that is named again is corrected in its place, and its task moves with it by the task's own steps; one that is taken out cancels its task,
 * or is refused once that was accepted; one that was left out is added and becomes a task as the others did. What is not named stands.
 */
export function correctMinutes(state: MeetingState, command: MeetingCommandOf<'correctMinutes'>, world: World): Decision<MeetingFact> {
  const { minutes, reason, takenOut = [] } = command;
  const evidence = command.evidence ?? state.minutes?.evidence ?? [];
  const asked = sorted(state, command.decisions ?? [], takenOut);
  if (!asked.ok) return asked;
  const { decisions, tasks } = decided(state, asked.added, state.heldOn ?? beijingDateOf(world.now), world);
  const isUnchanged = state.minutes?.text === minutes && isSame(state.minutes.evidence, evidence);
  if (isUnchanged && decisions.length + asked.corrected.length + takenOut.length === 0) return refuse('meeting.nothing_changed');
  const strange = command.evidence ? strangeEvidence(command.evidence, world) : undefined;
  if (strange) return strange;
  const gone = cancelled(
    state.decisions.filter((one) => takenOut.includes(one.number)),
    reason,
    world,
  );
  if (!gone.ok) return gone;
  return accept(
    [
      {
        type: 'minutesCorrected',
        minutes,
        evidence,
        reason,
        ...(decisions.length > 0 ? { decisions } : {}),
        ...(asked.corrected.length > 0 ? { corrected: asked.corrected.map(({ is }) => is), former: asked.corrected.map(({ was }) => was) } : {}),
        ...(takenOut.length > 0 ? { takenOut } : {}),
      },
    ],
    {
      also: [...asked.corrected.flatMap((one) => moved(one, reason, world)), ...gone.follows, ...tasks],
      notices: meetingNotice('minutesCorrected', state, toUnits(state.unitIds, world), reason),
    },
  );
}
