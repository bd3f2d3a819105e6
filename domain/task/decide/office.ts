import { beijingDateOf } from '../../calendar/beijing.ts';
import type { Due } from '../../calendar/calendar.ts';
import { resumeLadders } from '../../chase/deadline.ts';
import type { Bilingual } from '../../notice/notice.ts';
import { together } from '../../notice/told.ts';
import { isLiving, successorsOf } from '../../org/org.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { CorrectField, TaskCommandOf } from '../commands.ts';
import { dueFact, leadKinds, nodeDeadlines, planRule, reinstated, reviewDeadline, signDeadline, urgingKinds } from '../deadlines.ts';
import type { Redue, TaskFact } from '../facts.ts';
import { eventNotice, toLead, toOffice } from '../notices.ts';
import { numbersRefused } from '../number.ts';
import { nextPeriod } from '../rhythm.ts';
import { dateFixed, leadOutside } from '../rules.ts';
import type { FormerDue, TaskState } from '../state.ts';
import { newDue } from './date.ts';
import { reopening } from './ladders.ts';

type Decided = Decision<TaskFact>;

/** 验收. For a recurring task with further periods it closes the period and opens the next; otherwise the task is done and the chase ends. */
export function acceptTask(state: TaskState, command: TaskCommandOf<'accept'>, world: World): Decided {
  const note = command.note === undefined ? {} : { note: command.note };
  const late = state.submission?.late ?? false;
  const next = state.rhythm && state.period ? nextPeriod(state.rhythm, state.period, world.now, world.calendar, planRule(state.source)) : undefined;
  const notices = eventNotice('taskAccepted', state, toLead(state, world));
  if (!next || !state.period) return accept([{ type: 'taskAccepted', ...note, late, clears: ['sign', 'review', ...leadKinds] }], { notices });
  const nodes = resumeLadders(state.deadlines, ['node'], world.now, world.calendar);
  return accept(
    [
      {
        type: 'periodAccepted',
        ...note,
        late,
        answered: state.period.index,
        period: next.period,
        dueCause: 'nextPeriod',
        clears: ['review', ...urgingKinds],
        ...(nodes.length ? { resumes: nodes } : {}),
        ...dueFact(state, next.due, world),
      },
    ],
    { notices },
  );
}

const toCome = ({ nodes }: TaskState): TaskState['nodes'] => nodes.filter((node) => node.doneAt === undefined);

/** The whole of an each-unit task is not chased to sign (its units are), nor what entered as history. */
const isChased = (state: TaskState): boolean => state.kind !== 'eachUnit' && state.history === undefined;

/**
 * 退回补正: the lead's ladders go on where they stood, later rungs moved by the span under review, the due date unchanged. After an acceptance, withdrawn, had ended them, they are set again.
 * A return that the office does not accept goes back to be signed.
 */
export function sendBack(state: TaskState, command: TaskCommandOf<'sendBack'>, world: World): Decided {
  const resumes = resumeLadders(state.deadlines, leadKinds, world.now, world.calendar);
  const goesOn = resumes.some((resumed) => resumed.kind === 'task');
  const isNodeOpen = state.deadlines.some((deadline) => deadline.kind === 'node');
  const sets = [
    ...(state.stage === 'returned' && isChased(state) ? [signDeadline(state, world)] : []),
    ...(!goesOn && state.shelved ? [reinstated(state.shelved, state.due, world)] : []),
    ...(isNodeOpen ? [] : nodeDeadlines(state, toCome(state), world)),
  ];
  return accept([{ type: 'taskSentBack', reason: command.reason, clears: ['review'], ...(resumes.length ? { resumes } : {}), ...(sets.length ? { sets } : {}) }], {
    notices: eventNotice('taskSentBack', state, toLead(state, world), { reason: command.reason }),
  });
}

/** The date of a task on which its unit works again: its own if that lies ahead; otherwise a named date or period, else the ladder data's limit. The next of its nodes to come is chased beside it. */
function dueAgain(
  { history: _history, ...state }: TaskState,
  asked: Pick<TaskCommandOf<'relapse'>, 'period' | 'dueOn'>,
  why: { readonly cause: FormerDue['cause']; readonly rule: Bilingual },
  world: World,
): { readonly ok: true; readonly redue: ReturnType<typeof dueFact> & Pick<Redue, 'dueCause'> } | Refusal {
  const dated = (due: Due): ReturnType<typeof dueFact> => {
    const { due: kept, sets = [] } = dueFact(state, due, world);
    return { due: kept, sets: [...sets, ...nodeDeadlines(state, toCome(state), world)] };
  };
  const isNamed = asked.period !== undefined || asked.dueOn !== undefined;
  if (!isNamed && state.due && state.due.dueAt > world.now && state.due.dueOn !== undefined) {
    return { ok: true, redue: dated(world.calendar.dueOn(state.due.dueOn, world.now, planRule(state.source))) };
  }
  const due = newDue(isNamed ? asked : { period: state.ladders.limits.relapse }, world.now, why.rule, world);
  return due.ok ? { ok: true, redue: { dueCause: why.cause, ...dated(due.due) } } : due;
}

/** 反弹: an accepted task goes back to work, with a date that lies ahead. */
export function relapse(former: TaskState, command: TaskCommandOf<'relapse'>, world: World): Decided {
  const { before, reopened: state } = reopening(former, world);
  const notices = eventNotice('taskRelapsed', state, toLead(state, world), { reason: command.reason });
  const base = { type: 'taskRelapsed' as const, reason: command.reason };
  if (state.kind === 'eachUnit') return accept([...before, base], { notices });
  const again = dueAgain(state, command, { cause: 'relapse', rule: { zh: '反弹事项整改时限', en: 'Limit for putting a relapse right' } }, world);
  return again.ok ? accept([...before, { ...base, ...again.redue }], { notices }) : again;
}

/** A mistaken acceptance is taken back: the submission awaits a decision again. Where nothing was ever submitted (it entered as accepted), its unit works on it, with a date that lies ahead. */
export function withdrawAcceptance(former: TaskState, { reason }: TaskCommandOf<'withdrawAcceptance'>, world: World): Decided {
  const { before, reopened } = reopening(former, world);
  const fact = { type: 'acceptanceWithdrawn' as const, reason };
  const to = together(toLead(former, world), toOffice(former, world));
  if (former.kind === 'eachUnit' || former.submission) {
    const sets = former.kind === 'eachUnit' ? {} : { sets: [reviewDeadline(reopened, world)] };
    return accept([...before, { ...fact, ...sets }], { notices: eventNotice('acceptanceWithdrawn', former, to, { reason }) });
  }
  const again = dueAgain(reopened, {}, { cause: 'acceptanceWithdrawn', rule: { zh: '验收撤回后的办理时限', en: 'Limit for the work after an acceptance was withdrawn' } }, world);
  if (!again.ok) return again;
  return accept([...before, { ...fact, ...again.redue }], { notices: eventNotice('acceptanceWithdrawnToWork', former, to, { reason, dueAt: again.redue.due.dueAt }) });
}

/** 改派: another lead unit signs anew; the due date and what was reached of its ladder stand, and so do its supporting units, or those that do their work now, where none are named. The former lead hears that the task left it, and nothing more of it. */
export function reassign(state: TaskState, command: TaskCommandOf<'reassign'>, world: World): Decided {
  const supporting = command.supporting ?? successorsOf(state.supportingUnitIds, world.org, world.now).filter((id) => id !== command.leadUnitId);
  for (const unitId of [command.leadUnitId, ...supporting]) if (!isLiving(unitId, world.org, world.now)) return refuse('task.unit_unknown', { unitId });
  if (supporting.includes(command.leadUnitId)) return refuse('task.lead_also_supports');
  const outside = leadOutside(state, command.leadUnitId, world);
  if (outside) return outside;
  const isSupportedAsBefore = command.supporting === undefined || [...supporting].sort().join() === [...state.supportingUnitIds].sort().join();
  if (command.leadUnitId === state.leadUnitId && state.stage !== 'returned' && isSupportedAsBefore) return refuse('task.nothing_changed');
  const resumes = resumeLadders(state.deadlines, ['task', 'node'], world.now, world.calendar);
  const next = { ...state, leadUnitId: command.leadUnitId };
  const to = toLead(next, world);
  const former = toLead(state, world).filter(({ personId }) => !to.some((one) => one.personId === personId));
  return accept(
    [
      {
        type: 'taskReassigned',
        leadUnitId: command.leadUnitId,
        supportingUnitIds: [...new Set(supporting)],
        reason: command.reason,
        former: { leadUnitId: state.leadUnitId, supportingUnitIds: state.supportingUnitIds },
        clears: ['review', ...urgingKinds],
        ...(resumes.length ? { resumes } : {}),
        ...(isChased(state) ? { sets: [signDeadline(state, world)] } : {}),
      },
    ],
    { notices: [...eventNotice('taskReassigned', next, to, { reason: command.reason }), ...eventNotice('taskReassignedAway', state, former, { reason: command.reason })] },
  );
}

/** A field put right, the old value kept. A corrected date starts the ladder anew; it must lie ahead. */
export function correctField(state: TaskState, command: CorrectField, world: World): Decided {
  const unfit = command.field === 'number' ? numbersRefused([command.value]) : undefined;
  if (unfit) return unfit;
  const old = command.field === 'dueOn' ? (state.due?.dueOn ?? null) : (state[command.field] ?? null);
  if (JSON.stringify(old) === JSON.stringify(command.value)) return refuse('task.nothing_changed');
  const fact = { type: 'fieldCorrected' as const, field: command.field, value: command.value, old, reason: command.reason };
  if (command.field !== 'dueOn') return accept([fact]);
  const fixed = dateFixed(state);
  if (fixed) return fixed;
  if (command.value < beijingDateOf(world.now)) return refuse('task.date_past', { date: command.value });
  const due = world.calendar.dueOn(command.value, world.now, planRule(state.source));
  return accept([{ ...fact, dueCause: 'correction', clears: urgingKinds, ...dueFact(state, due, world) }], {
    notices: eventNotice('dueCorrected', state, toLead(state, world), { reason: command.reason, dueAt: due.dueAt }),
  });
}

/** The task is dropped; an each-unit task takes its open shares with it. */
export const cancel = (state: TaskState, command: TaskCommandOf<'cancel'>, world: World): Decided =>
  accept([{ type: 'taskCancelled', reason: command.reason, clears: ['sign', 'review', ...leadKinds] }], {
    notices: eventNotice('taskCancelled', state, toLead(state, world), { reason: command.reason }),
    also: state.childTaskIds
      .filter((id) => !['accepted', 'cancelled'].includes(world.processes.get(id)?.stage ?? 'cancelled'))
      .map((id) => ({ type: 'task' as const, id, command: { type: 'cancel', reason: command.reason } })),
  });
