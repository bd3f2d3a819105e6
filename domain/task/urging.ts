import { beijingDateOf, daysBetween } from '../calendar/beijing.ts';
import { dueText } from '../calendar/due-text.ts';
import { toDoers } from '../chase/notice.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf, together } from '../notice/told.ts';
import type { Org } from '../org/org.ts';
import { type LeftAsItIs, type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { Instant } from '../process/time.ts';
import type { TaskState } from './state.ts';

/** A task that was chosen and not urged, since the same person had urged it a moment ago and nothing had happened to it: from when it may be again. */
export interface UrgedLately {
  readonly number: string;
  readonly from: Instant;
}

/** 人工催办: who urged which tasks, in which of their versions. */
export interface Urging {
  readonly at: Instant;
  readonly by: ActorRef;
  readonly numbers: readonly string[];
  readonly tasks: Readonly<Record<string, number>>;
  readonly left: readonly (UrgedLately | LeftAsItIs)[];
  /** That the managers in charge heard too. */
  readonly managers?: true;
}

/** What an urging leaves behind: in the campaign whose tasks were urged, or in each task outside any. */
export interface UrgingContent {
  readonly numbers: readonly string[];
  readonly unitIds: readonly string[];
  readonly message?: string;
  readonly managers: boolean;
  /** The version in which each task was urged, by its id; absent from urgings before they were kept. */
  readonly tasks?: Readonly<Record<string, number>>;
  readonly left?: readonly (UrgedLately | LeftAsItIs)[];
}

/** How an urging is said: a word of its own, and whether the managers in charge hear it too. */
export interface UrgingWord {
  readonly message?: string;
  readonly managers?: boolean;
}

/** In whose name tasks are urged. */
export interface UrgingVoice {
  /** What the tasks belong to, as the title names it. */
  readonly title: Bilingual;
  readonly by: Bilingual;
  readonly rule: Bilingual;
}
/** The office's own word. */
export const officeVoice = (title: Bilingual): UrgingVoice => ({
  title,
  by: { zh: '领导小组办公室', en: 'The office' },
  rule: { zh: '领导小组办公室人工催办', en: 'Urged by the office by hand' },
});

/** More of them in one notice nobody reads. */
const namedAtMost = 20;
const short = (text: string): string => (text.length > 30 ? `${text.slice(0, 29)}…` : text);

/** The same person does not urge the same task again within an hour, unless something has happened to it. */
const urgingRestMs = 3_600_000;

/** The version in which something other than an urging last moved the task. */
export const movedIn = ({ version, urgedIn }: Pick<TaskState, 'version' | 'urgedIn'>): number => (urgedIn?.seq === version ? urgedIn.moved : version);

/** The urgings that are kept: the last, and those of the hour before it. */
export const withUrging = (urgings: readonly Urging[], last: Urging): readonly Urging[] => [...urgings.filter((urging) => urging.at + urgingRestMs > last.at), last];

/** The last urging as a fact brings it. */
export const urgingOf = ({ numbers, tasks = {}, left = [], managers }: UrgingContent, at: Instant, by: ActorRef): Urging => ({
  at,
  by,
  numbers,
  tasks,
  left,
  ...(managers ? { managers: true } : {}),
});

/**
 * From when the person who asks may urge the task again; undefined when now: they did not within the last hour, or the managers in charge are to hear who did not then, or the task has moved
 * since (a rung, a report, a send-back …).
 */
export function urgedUntil(
  { urgings = [] }: { readonly urgings?: readonly Urging[] },
  task: Pick<TaskState, 'id' | 'version'>,
  { managers = false }: UrgingWord,
  { now, actor }: Pick<World, 'now' | 'actor'>,
): Instant | undefined {
  const last = urgings.findLast((one) => one.by.personId === actor.ref.personId && one.tasks[task.id] !== undefined && (!managers || one.managers === true));
  return last && last.tasks[task.id] === task.version && now < last.at + urgingRestMs ? last.at + urgingRestMs : undefined;
}

/** `task.urged_lately`, with when the first of them may be urged again, for people and for programs, and each by itself. */
export function urgedLately(left: readonly UrgedLately[]): Refusal {
  const clock = (from: Instant): string => dueText({ dueAt: Math.ceil(from / 1_000) * 1_000 });
  const exact = (from: Instant): string => `${clock(from).replace(' ', 'T')}+08:00`;
  const first = Math.min(...left.map(({ from }) => from));
  return refuse(
    'task.urged_lately',
    { from: exact(first), clock: clock(first) },
    left.map(({ number, from }) => ({ number, from: exact(from) })),
  );
}

/** 任务3“…”应于2026-11-20完成，已超期7日，尚未签收. */
function urgingLine(task: TaskState, now: Instant): string {
  const days = task.due ? daysBetween(beijingDateOf(task.due.dueAt), beijingDateOf(now)) : 0;
  const late = task.due && task.due.dueAt < now ? `，已超期${days}日` : days < 0 ? `，还有${-days}日` : '，今日到期';
  return `任务${task.number}“${short(task.content)}”应于${task.due ? dueText(task.due) : ''}完成${late}${task.stage === 'issued' ? '，尚未签收' : ''}`;
}

/** The urging as text for a chat group: unit by unit, in the order of their first task; where the console’s place is given, each task with its address there. */
export function urgingText(title: string, tasks: readonly TaskState[], org: Org, now: Instant, place?: string): string {
  const units = [...new Set(tasks.map((task) => task.leadUnitId))];
  return [
    `【催办】${title}（截至${beijingDateOf(now)}，${units.length}个单位${tasks.length}项）`,
    ...units.flatMap((unitId) => [
      `${org.unit(unitId)?.name ?? ''}：`,
      ...tasks
        .filter((task) => task.leadUnitId === unitId)
        .map((task, index) => `${index + 1}. ${urgingLine(task, now)}${place === undefined ? '' : ` ${place.replace(/\/+$/, '')}/tasks/${task.id}`}`),
    ]),
    '请抓紧办理并在系统中提交；确需延期的，请说明理由提出申请。',
  ].join('\n');
}

/** One notice for each person, with all tasks that person answers for: who does them, and the managers in charge where they are to hear too. */
export function urgingNotices({ title, by, rule }: UrgingVoice, tasks: readonly TaskState[], { message, managers }: UrgingWord, world: World): readonly NoticeDraft[] {
  const people = new Map<string, { readonly to: Addressee; readonly tasks: TaskState[] }>();
  for (const task of tasks) {
    const heard = together(toDoers([task.leadUnitId], task, world), managers ? holdersOf('managerInCharge', [task.leadUnitId], world) : []);
    for (const to of heard) {
      const known = people.get(to.personId) ?? { to, tasks: [] };
      known.tasks.push(task);
      people.set(to.personId, known);
    }
  }
  return [...people.values()].map(({ to, tasks: own }) => {
    const lines = own.slice(0, namedAtMost).map((task) => urgingLine(task, world.now));
    const more = own.length > namedAtMost ? `等${own.length}项` : '';
    return {
      kind: 'tasksUrged',
      to: [to],
      title: { zh: `【催办】${title.zh}：${own.length}项任务待办`, en: `Urged: ${title.en}: ${own.length} tasks wait for you` },
      why: {
        zh: `${message === undefined ? '' : `${message} `}${by.zh}催办：${lines.join('；')}${more}。`,
        en: `${message === undefined ? '' : `${message} `}${by.en} urges: ${own.map((task) => `task ${task.number}`).join(', ')}.`,
      },
      rule,
      stops: { zh: '提交验收，或获准延期。', en: 'Submitting, or a granted extension.' },
      about: own.map((task) => task.id),
    };
  });
}
