import type { SettledField } from '../plan/list.ts';
import { asRead, itemsIn, numberKey } from '../plan/list-form.ts';
import type { TaskState } from '../task/state.ts';
import type { PlannedTask } from './commands.ts';
import type { PlanVersion, TaskAmendment, VersionChange } from './revision.ts';
import type { Section } from './state.ts';

/** Fields of which an empty value in a plan means that it does not say. */
const told = <T>(value: T | undefined): T | undefined => (value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value);

/** What a row of a list settles is said even where it is empty; of any other plan only what is there. */
function said<T>(planned: PlannedTask, field: SettledField, value: T | undefined): T | undefined {
  if (!planned.listed) return told(value);
  return planned.listed.settles.includes(field) ? value : undefined;
}

const texts = ['content', 'standard', 'section'] as const;
const words = ['weight', 'phase'] as const;

const sorted = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
/** A text as a document would give it back: two that read alike are the same. */
type Read = (text: string) => string;
/** Each text is read once, however often it is compared: a plan may have thousands. */
function reader(): Read {
  const known = new Map<string, string>();
  return (text) => {
    const read = known.get(text) ?? asRead(text);
    known.set(text, read);
    return read;
  };
}

/** The number as the plan writes it; undefined for a row that has none. */
const numberOf = ({ number, listed }: PlannedTask): string | undefined => (listed ? (listed.number ?? undefined) : number);

/** The units’ shares that still stand, in their order: each has what the whole asks of all. */
const living = (shares: readonly TaskState[]): readonly TaskState[] => shares.filter((share) => share.stage !== 'cancelled').toSorted((a, b) => a.order - b.order);

/** What the new version says otherwise of a task; what it leaves open stays as it is. */
function amendmentOf(planned: PlannedTask, task: TaskState, shares: readonly TaskState[], read: Read): TaskAmendment {
  const itemsOf = (items: readonly string[]): readonly string[] => items.flatMap((item) => itemsIn(read(item)));
  const units = living(shares).map((share) => share.leadUnitId);
  // The whole of an each-unit task has no evidence of its own: its shares say what is required.
  const evidence = task.kind === 'eachUnit' ? living(shares)[0]?.evidenceRequired : task.evidenceRequired;
  const number = numberOf(planned);
  const isPaced = task.kind === 'recurring';
  // The dates of a recurring task follow its rhythm, whose end a list may name: it cannot be moved, and that is said.
  const dueOn = isPaced ? planned.listed && planned.rhythm?.until : planned.rhythm ? undefined : planned.dueOn;
  const asked: readonly (readonly [field: keyof TaskAmendment, value: unknown, isKept: boolean])[] = [
    ['number', number, numberKey(number ?? '') === numberKey(task.number)],
    ...texts.map((field) => [field, told(planned[field]), read(planned[field] ?? '') === read(task[field] ?? '')] as const),
    ...words.map((field) => [field, told(planned[field]), isSame(planned[field], task[field])] as const),
    ['evidenceRequired', said(planned, 'evidence', planned.evidenceRequired), isSame(itemsOf(planned.evidenceRequired), itemsOf(evidence ?? []))],
    ['dueOn', dueOn, dueOn === (isPaced ? task.rhythm?.until : task.due?.dueOn)],
    ['leadUnitId', planned.leadUnitId, planned.leadUnitId === task.leadUnitId],
    ['supportingUnitIds', said(planned, 'supporting', planned.supportingUnitIds), isSame(planned.supportingUnitIds, task.supportingUnitIds)],
    ['unitIds', task.kind === 'eachUnit' ? told(planned.unitIds) : undefined, isSame(planned.unitIds, units)],
  ];
  return Object.fromEntries(asked.flatMap(([field, value, isKept]) => (value === undefined || isKept ? [] : [[field, value]])));
}

/** The kind as the new version has it; a row that does not say its kind keeps it. */
const kindOf = ({ listed, kind }: PlannedTask, task: TaskState): TaskState['kind'] => ((listed?.settles.includes('kind') ?? true) ? kind : task.kind);
const rhythmOf = (task: TaskState, shares: readonly TaskState[]): TaskState['rhythm'] => task.rhythm ?? living(shares)[0]?.rhythm;

/** Another kind, or another rhythm, makes it another task. */
function isAnother(planned: PlannedTask, task: TaskState, shares: readonly TaskState[]): boolean {
  const rhythm = rhythmOf(task, shares);
  return kindOf(planned, task) !== task.kind || (planned.rhythm !== undefined && (rhythm?.span !== planned.rhythm.span || rhythm?.every !== planned.rhythm.every));
}

/** When the other task is due: as its row says, else as the task was, save that a date of one period is none of the whole. */
function timingOf(planned: PlannedTask, task: TaskState, shares: readonly TaskState[]): Pick<PlannedTask, 'dueOn' | 'duePeriod' | 'rhythm'> {
  const former = rhythmOf(task, shares);
  const kind = kindOf(planned, task);
  const isDated = planned.dueOn !== undefined || planned.duePeriod !== undefined;
  const rhythm = kind === 'once' ? undefined : (planned.rhythm ?? (kind === 'recurring' || !isDated ? former : undefined));
  const until = rhythm?.until ?? former?.until;
  if (rhythm) return { rhythm: { ...rhythm, ...(until === undefined ? {} : { until }) } };
  if (planned.duePeriod) return { duePeriod: planned.duePeriod };
  const dueOn = planned.dueOn ?? (former ? undefined : task.due?.dueOn);
  return dueOn === undefined ? {} : { dueOn };
}

/** The other task that takes the place of one: under its number, and with all that the new version leaves open as it was. */
function replacementOf(planned: PlannedTask, task: TaskState, shares: readonly TaskState[], read: Read): PlannedTask {
  const { dueOn: _dueOn, ...amendment } = amendmentOf(planned, task, shares, read);
  const { number, content, standard, section, weight, phase, leadUnitId, supportingUnitIds, origin } = task;
  const kind = kindOf(planned, task);
  const units = living(shares).map((share) => share.leadUnitId);
  const unitIds = told(planned.unitIds) ?? (task.kind === 'eachUnit' ? units : undefined);
  return {
    number,
    content,
    phase,
    leadUnitId,
    supportingUnitIds,
    evidenceRequired: task.kind === 'eachUnit' ? (living(shares)[0]?.evidenceRequired ?? []) : task.evidenceRequired,
    ...(standard === undefined ? {} : { standard }),
    ...(section === undefined ? {} : { section }),
    ...(weight === undefined ? {} : { weight }),
    ...(origin ? { origin } : {}),
    ...amendment,
    kind,
    ...(kind === 'eachUnit' && unitIds ? { unitIds } : {}),
    ...timingOf(planned, task, shares),
  };
}

/** By what a task is found again. */
interface Marks {
  readonly number: string | undefined;
  /** In a list the number alone is the task’s; in a plan’s text numbers move when a section is set before them. */
  readonly isListed: boolean;
  readonly section: string;
  readonly content: string;
}
const marksOf = (number: string | undefined, { section = '', content }: Pick<PlannedTask, 'section' | 'content'>, isListed: boolean, read: Read): Marks => ({
  isListed,
  number: number === undefined ? undefined : numberKey(number),
  section: read(section),
  content: read(content),
});

/** The closest first: what says the same in its section is the same whatever its number, then by number and last by content alone; undefined where a row cannot be found so. */
const matchings: readonly ((marks: Marks) => readonly string[] | undefined)[] = [
  ({ number, section, content }) => (number === undefined ? undefined : [number, section, content]),
  ({ section, content }) => (content === '' ? undefined : [section, content]),
  ({ number, section }) => (number === undefined ? undefined : [number, section]),
  ({ number, content }) => (number === undefined ? undefined : [number, content]),
  ({ number, isListed }) => (number === undefined || !isListed ? undefined : [number]),
  ({ content }) => (content === '' ? undefined : [content]),
];

type Marked<T> = readonly (readonly [one: T, marks: Marks])[];

/** The task that each of the version is, and the tasks that it no longer names. */
function matched(planned: Marked<PlannedTask>, wholes: Marked<TaskState>): { readonly pairs: ReadonlyMap<PlannedTask, TaskState>; readonly unnamed: readonly TaskState[] } {
  const free = new Set(wholes.map(([task]) => task));
  const pairs = new Map<PlannedTask, TaskState>();
  for (const keyOf of matchings) {
    const keyed = new Map<string, TaskState[]>();
    for (const [task, marks] of wholes) {
      const key = JSON.stringify(keyOf(marks));
      keyed.set(key, [...(keyed.get(key) ?? []), task]);
    }
    for (const [one, marks] of planned) {
      const key = pairs.has(one) ? undefined : keyOf(marks);
      const task = key && keyed.get(JSON.stringify(key))?.find((candidate) => free.has(candidate));
      if (!task) continue;
      free.delete(task);
      pairs.set(one, task);
    }
  }
  return { pairs, unnamed: [...free] };
}

/** New tasks as they are added: a row without a number gets the next that is free in the campaign. */
function numbered(added: readonly PlannedTask[], tasks: readonly TaskState[]): ReadonlyMap<PlannedTask, PlannedTask> {
  const taken = new Set([...tasks, ...added.filter((one) => numberOf(one) !== undefined)].map(({ number }) => numberKey(number)));
  let highest = Math.max(0, ...[...taken].filter((number) => /^\d{1,9}$/.test(number)).map(Number));
  return new Map(
    added.map((one) => {
      if (numberOf(one) !== undefined) return [one, one];
      const number = taken.has(numberKey(one.number)) ? String(++highest) : one.number;
      taken.add(number);
      return [one, { ...one, number }];
    }),
  );
}

/**
 * The changes that lead from the tasks as they stand to the plan's next version. A task is the same when it says the same in its section, or else when its number is, or its content.
 * A task that the new version no longer names is to be cancelled, but not one that no plan gave: what a leader, a meeting or a finding asked for stands until it is cancelled by itself.
 * A unit's share is no task of the plan: a list that names it says nothing new.
 */
export function changesTo(version: PlanVersion, tasks: readonly TaskState[]): readonly VersionChange[] {
  const wholes = tasks.filter((task) => task.parentTaskId === undefined && task.stage !== 'cancelled');
  const shares = tasks.filter((task) => task.parentTaskId !== undefined);
  const sharesOf = (task: TaskState): readonly TaskState[] => shares.filter((one) => one.parentTaskId === task.id);
  const read = reader();
  const planned = version.tasks.map((one) => [one, marksOf(numberOf(one), one, one.listed !== undefined, read)] as const);
  const { pairs, unnamed } = matched(
    planned,
    wholes.map((task) => [task, marksOf(task.number, task, true, read)]),
  );
  const shared = new Set(shares.map(({ number, content }) => JSON.stringify([numberKey(number), read(content)])));
  const isNew = ([one, { number, content }]: (typeof planned)[number]): boolean => !pairs.has(one) && content.length > 0 && !shared.has(JSON.stringify([number, content]));
  const news = numbered(
    planned.filter(isNew).map(([one]) => one),
    tasks,
  );
  return [
    ...version.tasks.flatMap((one): readonly VersionChange[] => {
      const task = pairs.get(one);
      const added = news.get(one);
      if (!task) return added ? [{ change: 'add', task: added }] : [];
      if (isAnother(one, task, sharesOf(task))) return [{ change: 'replace', taskId: task.id, task: replacementOf(one, task, sharesOf(task), read) }];
      const amendment = amendmentOf(one, task, sharesOf(task), read);
      return Object.keys(amendment).length === 0 ? [] : [{ change: 'amend', taskId: task.id, amendment }];
    }),
    ...unnamed.filter((task) => task.origin === undefined).map((task): VersionChange => ({ change: 'cancel', taskId: task.id })),
  ];
}

/** The sections that the version brings: those that neither the campaign nor one of its tasks has. */
export function sectionsTo(version: PlanVersion, known: readonly Section[], tasks: readonly TaskState[]): readonly Section[] {
  const names = new Set([...known.map(({ name }) => name), ...tasks.flatMap(({ section }) => section ?? [])].map(asRead));
  return version.sections.filter(({ name }) => !names.has(asRead(name)));
}
