import type { Due } from '../../calendar/calendar.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { TaskCommandOf } from '../commands.ts';
import { dueFact, urgingKinds } from '../deadlines.ts';
import type { TaskFact } from '../facts.ts';
import { eventNotice, toLead, toOffice } from '../notices.ts';
import type { ExtensionRequest, TaskState } from '../state.ts';
import { newDue } from './date.ts';

const rule = { zh: '经批准的延期', en: 'Extension granted by the office' };

/** The new due moment: a period counts on from the old one (from now, once that has passed). It must be later than both. */
function extendedDue(state: TaskState, asked: Pick<ExtensionRequest, 'period' | 'dueOn'>, world: World): { readonly ok: true; readonly due: Due } | Refusal {
  const old = state.due?.dueAt ?? world.now;
  const due = newDue(asked, Math.max(old, world.now), rule, world);
  if (!due.ok) return due;
  return due.due.dueAt > old && due.due.dueAt > world.now ? due : refuse('task.extension_not_later');
}

/** 申请延期, with reason and new date. One after the due moment is marked as such; the office decides on it all the same. */
export function requestExtension(state: TaskState, command: TaskCommandOf<'requestExtension'>, world: World): Decision<TaskFact> {
  const due = extendedDue(state, command, world);
  if (!due.ok) return due;
  return accept(
    [
      {
        type: 'extensionRequested',
        reason: command.reason,
        ...(command.period ? { period: command.period } : {}),
        ...(command.dueOn === undefined ? {} : { dueOn: command.dueOn }),
        afterDue: state.due !== undefined && world.receivedAt > state.due.dueAt,
      },
    ],
    { notices: eventNotice('extensionRequested', state, toOffice(state, world), { reason: command.reason }) },
  );
}

/** Another person decides. Granted: the old date is kept and the ladder starts anew from the new one. Refused: everything stands. */
export function decideExtension(state: TaskState, command: TaskCommandOf<'decideExtension'>, world: World): Decision<TaskFact> {
  if (!command.approve) {
    return accept([{ type: 'extensionRefused', reason: command.reason }], { notices: eventNotice('extensionRefused', state, toLead(state, world), { reason: command.reason }) });
  }
  if (!state.extension) return refuse('task.extension_absent');
  const due = extendedDue(state, state.extension, world);
  if (!due.ok) return due;
  return accept([{ type: 'extensionGranted', reason: command.reason, dueCause: 'extension', clears: urgingKinds, ...dueFact(state, due.due, world) }], {
    notices: eventNotice('extensionGranted', state, toLead(state, world), { reason: command.reason, dueAt: due.due.dueAt }),
  });
}
