import { beijingDateOf } from '../../calendar/beijing.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { templateInForce } from '../../register/template.ts';
import type { TaskCommandOf } from '../commands.ts';
import { answerBy, answerDeadline, signingDeadline } from '../deadlines.ts';
import type { TaskFact } from '../facts.ts';
import { eventNotice, toOffice, toUrged, urgingNumber } from '../notices.ts';
import type { TaskState } from '../state.ts';
import { urgingLetter } from '../urging-letter.ts';
import { isOfUnits } from './evidence.ts';
import { newScan } from './scan.ts';

type Decided = Decision<TaskFact>;

/** The ladder drafts a 督办通知书: the office has its own limit to sign or decline it. An answer that a former notice waits for is not asked for any more. */
export const draftUrgingNotice = (state: TaskState, deadline: number, world: World): TaskFact => ({
  type: 'urgingNoticeDrafted',
  unitId: state.leadUnitId,
  deadline,
  clears: ['urgingAnswer'],
  sets: [signingDeadline(state, world)],
});

/** 督办通知书 signed: it takes the next number of its office's series, without gaps, and the unit has until the day it names to answer. */
export function signUrgingNotice(state: TaskState, command: TaskCommandOf<'signUrgingNotice'>, world: World): Decided {
  if (command.sealUnitId !== undefined && !isLiving(command.sealUnitId, world.org, world.now)) return refuse('task.unit_unknown', { unitId: command.sealUnitId });
  const letter = urgingLetter(state, world, command);
  const unitId = state.urgingNotice?.unitId ?? state.leadUnitId;
  const answer = answerDeadline(state, command.answerWithin, world);
  const used = templateInForce(state.officeUnitId, 'urgingNotice', world);
  return accept([], {
    numbered: {
      series: { name: `urgingNotice:${state.officeUnitId}`, year: Number(beijingDateOf(world.now).slice(0, 4)) },
      facts: (n) => [{ type: 'urgingNoticeSigned', number: urgingNumber(world.now, n), unitId, letter, ...used, clears: ['urgingNotice'], sets: [answer] }],
    },
    notices: eventNotice('urgingNoticeSigned', state, toUrged(state, world), { dueAt: answer.dueAt }),
  });
}

/** The office does not sign the drafted notice; the task's own ladder goes on. */
export const declineUrgingNotice = (command: TaskCommandOf<'declineUrgingNotice'>): Decided =>
  accept([{ type: 'urgingNoticeDeclined', reason: command.reason, clears: ['urgingNotice'] }]);

/** The sealed paper's scan becomes the version in force. Another one needs a reason, and the former stays on record. */
export function attachSealedNotice(state: TaskState, command: TaskCommandOf<'attachSealedNotice'>, world: World): Decided {
  const scan = newScan(command, state.urgingNotice?.scans?.at(-1), state.officeUnitId, world);
  return scan.ok ? accept([{ type: 'sealedNoticeAttached', ...scan.scan }]) : scan;
}

/** 书面答复: what the unit reports on the matter, in time or late. It ends the chase for the answer; the task's own goes on. */
export function answerUrgingNotice(state: TaskState, command: TaskCommandOf<'answerUrgingNotice'>, world: World): Decided {
  const { text, evidence = [] } = command;
  const stranger = evidence.find((id) => !isOfUnits(id, [world.actor.unitId, state.leadUnitId, ...state.supportingUnitIds], world));
  if (stranger !== undefined) return refuse('evidence.unknown', { id: stranger });
  const dueAt = answerBy(state);
  const late = dueAt !== undefined && world.receivedAt > dueAt;
  return accept([{ type: 'urgingNoticeAnswered', text, evidence, late, ...(dueAt === undefined ? {} : { dueAt }), clears: ['urgingAnswer'] }], {
    notices: eventNotice('urgingNoticeAnswered', state, toOffice(state, world), { reason: text }),
  });
}
