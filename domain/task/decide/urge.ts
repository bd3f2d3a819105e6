import { mayCommand } from '../../policy/policy.ts';
import { accept, type Decision, type Follow, type LeftAsItIs, leftBecause, type Refusal, refuse } from '../../process/decision.ts';
import type { ProcessState, World } from '../../process/definition.ts';
import type { Instant } from '../../process/time.ts';
import type { TaskCommandOf } from '../commands.ts';
import type { TaskFact } from '../facts.ts';
import { participants } from '../participants.ts';
import { notWithLead, rules } from '../rules.ts';
import type { TaskState } from '../state.ts';
import { movedIn, officeVoice, type UrgingVoice, type UrgingWord, urgedLately, urgedUntil, urgingNotices } from '../urging.ts';

type Decided = Decision<TaskFact>;

const title = { zh: '交办任务', en: 'Assigned tasks' } as const;
const assignerVoice: UrgingVoice = {
  title,
  by: { zh: '分解任务的单位', en: 'The unit that assigned it' },
  rule: { zh: '分解任务的单位人工催办', en: 'Urged by hand by the unit that assigned it' },
};
/** Whoever urges is of the office, or of the unit that broke the whole down. */
const voiceOf = ({ actor }: World): UrgingVoice => (actor.role === 'office' ? officeVoice(title) : assignerVoice);

// Ids that people send may name any process: of all of them a task alone counts its 督办通知书.
const isTask = (state: ProcessState | undefined): state is TaskState => state !== undefined && 'urgingNumbers' in state;

/** The further tasks of the request; refuses one that the asker does not see, may not urge, or that has a campaign. */
function furtherTasks(state: TaskState, taskIds: readonly string[], world: World): { readonly ok: true; readonly tasks: readonly TaskState[] } | Refusal {
  const tasks: TaskState[] = [];
  for (const id of new Set(taskIds)) {
    if (id === state.id) continue;
    const task = world.processes.get(id);
    if (!isTask(task)) return refuse('process.not_found');
    const right = mayCommand(world.actor, 'task', 'urge', participants(task), world.org);
    if (right !== true) return right;
    if (task.campaignId !== '') return refuse('task.of_campaign');
    tasks.push(task);
  }
  return { ok: true, tasks };
}

const restsUntil = (task: TaskState, word: UrgingWord, world: World) => urgedUntil(task, { id: task.id, version: movedIn(task) }, word, world);

/** What the urging leaves in a task: of itself alone, whose readers need not see the others. `from`: it was not urged, and may be from then on. */
const kept = (task: TaskState, { message, managers = false }: UrgingWord, from: Instant | undefined): TaskFact => ({
  type: 'tasksUrged',
  ...(from === undefined
    ? { numbers: [task.number], unitIds: [task.leadUnitId], tasks: { [task.id]: movedIn(task) } }
    : { numbers: [], unitIds: [], tasks: {}, left: [{ number: task.number, from }] }),
  managers,
  ...(message === undefined ? {} : { message }),
});

/**
 * 人工催办 of tasks outside any campaign: a word to the leads of this one and of the others named that wait for them; the ladders go on as they are. Each unit hears once, of its own tasks alone,
 * and each task keeps what concerns itself. What the same person urged within the hour and has not moved since is left out, which it keeps too; `task.urged_lately` when that is all of them.
 * Whoever urges is told of each that is left out and why, also of one that does not wait for its lead: its own record is not touched.
 */
export function urge(state: TaskState, command: TaskCommandOf<'urge'>, world: World): Decided {
  const { taskIds = [], message, managers = false } = command;
  const further = furtherTasks(state, taskIds, world);
  if (!further.ok) return further;
  const others = further.tasks.flatMap((task): readonly LeftAsItIs[] => {
    const refused = notWithLead(task);
    return refused ? [leftBecause(task.number, refused)] : [];
  });
  const chosen = [state, ...further.tasks.filter((task) => notWithLead(task) === undefined)];
  const left = chosen.flatMap((task) => {
    const from = restsUntil(task, command, world);
    return from === undefined ? [] : [{ id: task.id, number: task.number, from }];
  });
  const urged = chosen.filter((task) => !left.some(({ id }) => id === task.id));
  if (urged.length === 0) {
    const refused = urgedLately(left);
    return { ...refused, items: [...(refused.items ?? []), ...others.map(({ number, code, params }) => ({ number, code, ...params }))] };
  }
  const word = { managers, ...(message === undefined ? {} : { message }) };
  const sharing = (task: TaskState): readonly TaskState[] => urged.filter((one) => one.leadUnitId === task.leadUnitId);
  const untold = [...left.map(({ number, from }) => ({ ...leftBecause(number, urgedLately([{ number, from }])), from })), ...others];
  return accept([kept(state, word, left.find(({ id }) => id === state.id)?.from)], {
    notices: urged.includes(state) ? urgingNotices(voiceOf(world), sharing(state), word, world) : [],
    ...(untold.length > 0 ? { left: untold } : {}),
    also: chosen
      .filter((task) => task.id !== state.id)
      .map((task): Follow => {
        const unit = sharing(task);
        // The first of a unit's tasks tells it of all.
        const about = unit[0]?.id === task.id ? unit.map(({ id }) => id) : [];
        return { type: 'task', id: task.id, command: { type: 'urgeAlong', ...word, about } as Follow['command'] };
      }),
  });
}

/** Urged with others: decided again on the task as it is under its lock. */
export function urgeAlong(state: TaskState, { about, ...word }: TaskCommandOf<'urgeAlong'>, world: World): Decided {
  const refused = rules.urge(state, world);
  if (refused) return refused;
  const from = restsUntil(state, word, world);
  const named = about.map((id) => (id === state.id ? state : world.processes.get(id))).filter(isTask);
  const urged = from === undefined ? named : named.filter(({ id }) => id !== state.id);
  return accept([kept(state, word, from)], { notices: urgingNotices(voiceOf(world), urged, word, world) });
}
