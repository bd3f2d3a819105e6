import { isUsable } from '../chase/periods.ts';
import type { UnitKind } from '../org/org.ts';
import type { Refusal } from '../process/decision.ts';
import { refuse } from '../process/decision.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import { numbersRefused } from '../task/number.ts';
import { isoDate } from './date.ts';
import { type Rhythm, rhythms } from './deadline.ts';
import type { EachOf, PlanDraft, PlanTask, TaskKind } from './draft.ts';
import type { IndicatorRule, PlanIndicator } from './indicator.ts';
import { type LaunchLack, lackingIn } from './lacking.ts';
import { type Listed, settledFields } from './list.ts';
import type { PhaseKind, PlanPhase } from './phase.ts';
import type { SourceLine } from './source.ts';
import { type NamedUnit, type PlanUnit, type UnitFinder, unitFinder } from './unit.ts';

/** A task being filled in: a drill may give a period instead of a date. */
export interface FilledTask extends PlanTask {
  /** Deadline as a span from the launch, instead of `dueOn`. */
  readonly period?: Period | null;
}
/** A draft that is being filled in. A draft as read is one. */
export interface FilledDraft extends Omit<PlanDraft, 'tasks'> {
  readonly tasks: readonly FilledTask[];
  /** The text that it was read from, to be shown beside it; absent from drafts of before. */
  readonly source?: readonly SourceLine[];
}

/** Which tasks a change is for: those that meet every condition given. An empty selection selects nothing. */
export interface TaskSelection {
  readonly all?: true;
  /** Numbers. */
  readonly tasks?: readonly string[];
  /** A section's id or title. */
  readonly section?: string;
  readonly sections?: readonly string[];
  readonly where?: {
    /** Only tasks that still lack this. */
    readonly lacks?: LaunchLack | 'standard' | 'evidence';
    readonly kind?: TaskKind;
    readonly phase?: PhaseKind | null;
    readonly leadUnitId?: string;
    /** Only tasks whose text holds this. */
    readonly contains?: string;
  };
}

/** A unit by id, or by name as documents write it; a name that the register does not know (or knows twice) stays a name. */
export type UnitChoice = string | { readonly unitId: string } | { readonly name: string };

/** What is set; a field left out stays, null empties it. `dueOn`, `period` and `rhythm` each replace what the others said, save that a rhythm may have an end (`dueOn` in the same change). */
export interface TaskSetting {
  readonly lead?: UnitChoice | null;
  readonly supporting?: readonly UnitChoice[];
  readonly dueOn?: BeijingDate | null;
  readonly period?: Period | null;
  readonly rhythm?: Rhythm | null;
  readonly phase?: PhaseKind | null;
  readonly evidence?: readonly string[];
  readonly standard?: string | null;
  readonly weight?: number | null;
  readonly kind?: TaskKind;
  /** `units` names them one by one, in place of the kinds. */
  readonly each?: { readonly expression: string; readonly kinds: readonly UnitKind[]; readonly members?: boolean; readonly units?: readonly UnitChoice[] } | null;
  readonly content?: string;
  readonly title?: string | null;
  /** A section's id or title; null for none. */
  readonly section?: string | null;
}

export interface DraftChange {
  readonly select: TaskSelection;
  readonly set: TaskSetting;
}

export interface FillContext {
  readonly units: readonly PlanUnit[];
}

export type Filled = { readonly ok: true; readonly draft: FilledDraft; readonly changed: readonly string[] } | Refusal;

const isDate = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && isoDate(Number(match[1]), Number(match[2]), Number(match[3])) === text;
};

/** Units named one by one are there when the register has each of them: none of them loses its share by a name. */
const hasUnits = ({ each }: PlanTask): boolean =>
  each !== null && (each.units ? each.units.length > 0 && each.units.every(({ unitId }) => unitId !== null) : each.kinds.length > 0 || each.members);

const lackingOf = (task: FilledTask): readonly LaunchLack[] =>
  lackingIn({
    kind: task.kind,
    content: task.content.length > 0,
    lead: task.lead !== null && task.lead.unitId !== null,
    units: hasUnits(task),
    deadline: task.dueOn !== null || (task.period ?? null) !== null,
    rhythm: task.rhythm !== null,
    phase: task.phase !== null,
  });

const lacks = (task: FilledTask, what: NonNullable<NonNullable<TaskSelection['where']>['lacks']>): boolean => {
  if (what === 'standard') return task.standard === null;
  return what === 'evidence' ? task.evidence.length === 0 : lackingOf(task).includes(what);
};

/** The id of the section of this id or title. */
function sectionOf({ sections }: FilledDraft, name: string): string | Refusal {
  const section = sections.find((candidate) => candidate.id === name) ?? sections.find((candidate) => candidate.title === name);
  return section ? section.id : refuse('plan.section_unknown', { section: name });
}

function choose(draft: FilledDraft, selection: TaskSelection): readonly FilledTask[] | Refusal {
  const { where } = selection;
  if (selection.all === undefined && selection.tasks === undefined && selection.section === undefined && selection.sections === undefined && where === undefined)
    return refuse('plan.nothing_selected');
  const numbers = selection.tasks === undefined ? undefined : new Set(selection.tasks);
  for (const number of numbers ?? []) if (!draft.tasks.some((task) => task.number === number)) return refuse('plan.task_unknown', { number });
  const ids = new Set<string>();
  const named = [...(selection.sections ?? []), ...(selection.section === undefined ? [] : [selection.section])];
  for (const name of named) {
    const id = sectionOf(draft, name);
    if (typeof id !== 'string') return id;
    ids.add(id);
  }
  const chosen = draft.tasks.filter(
    (task) =>
      (numbers?.has(task.number) ?? true) &&
      (named.length === 0 || (task.section !== null && ids.has(task.section))) &&
      (where?.lacks === undefined || lacks(task, where.lacks)) &&
      (where?.kind === undefined || task.kind === where.kind) &&
      (where?.phase === undefined || task.phase === where.phase) &&
      (where?.leadUnitId === undefined || task.lead?.unitId === where.leadUnitId) &&
      (where?.contains === undefined || task.content.includes(where.contains)),
  );
  // “Fill what is still empty” finds nothing once all is filled; that is no mistake.
  return chosen.length === 0 && where === undefined ? refuse('plan.nothing_selected') : chosen;
}

/** The register as a filling looks it up: by id and by name. */
interface Register {
  readonly byId: ReadonlyMap<string, PlanUnit>;
  readonly finder: UnitFinder;
}
const registerOf = ({ units }: FillContext): Register => ({ byId: new Map(units.map((unit) => [unit.id, unit])), finder: unitFinder(units) });

function unitOf(choice: UnitChoice, { byId, finder }: Register): NamedUnit | Refusal {
  if (typeof choice !== 'string' && 'name' in choice) return { name: choice.name, unitId: finder.find(choice.name).unitId };
  const unitId = typeof choice === 'string' ? choice : choice.unitId;
  const unit = byId.get(unitId);
  return unit ? { name: unit.shortName ?? unit.name, unitId } : refuse('plan.unit_unknown', { unitId });
}

const isRefusal = (value: object): value is Refusal => 'ok' in value && value.ok === false;

/** Each once, in order; the first that cannot be refuses all. */
function unitsOf(choices: readonly UnitChoice[], register: Register): readonly NamedUnit[] | Refusal {
  const list: NamedUnit[] = [];
  for (const choice of choices) {
    const found = unitOf(choice, register);
    if (isRefusal(found)) return found;
    if (!list.some((known) => known.name === found.name && known.unitId === found.unitId)) list.push(found);
  }
  return list;
}

/** What an office fills in is settled, whatever the row said. */
function listedAs(listed: Listed, set: TaskSetting): Listed {
  const filled = { kind: set.kind ?? set.each ?? set.rhythm, supporting: set.supporting, evidence: set.evidence };
  return { ...listed, settles: settledFields.filter((field) => filled[field] !== undefined || listed.settles.includes(field)) };
}

function setTask(task: FilledTask, set: TaskSetting, units: Register): FilledTask | Refusal {
  let { lead, supporting, each, kind, dueOn, rhythm } = task;
  let period = task.period ?? null;
  if (set.lead !== undefined) {
    const found = set.lead === null ? null : unitOf(set.lead, units);
    if (found && isRefusal(found)) return found;
    lead = found;
  }
  if (set.supporting !== undefined) {
    const list = unitsOf(set.supporting, units);
    if (isRefusal(list)) return list;
    // A set of units that stays named stays a set.
    supporting = list.map((unit) => (unit.unitId === null ? (task.supporting.find(({ name, kinds }) => kinds && name === unit.name) ?? unit) : unit));
  }
  const twice = lead?.unitId == null ? undefined : supporting.find((unit) => unit.unitId === lead?.unitId);
  if (twice) {
    // A new lead that supported so far is moved; naming a lead among those that support is a mistake.
    if (set.supporting !== undefined) return refuse('plan.unit_twice', { name: twice.name });
    supporting = supporting.filter((unit) => unit !== twice);
  }
  if (set.dueOn !== undefined) {
    if (set.dueOn !== null && !isDate(set.dueOn)) return refuse('plan.date_invalid', { date: set.dueOn });
    dueOn = set.dueOn;
    if (set.dueOn !== null) {
      period = null;
      if (set.rhythm === undefined && rhythm !== null && kind !== 'recurring') rhythm = null;
    }
  }
  if (set.period !== undefined) {
    if (set.period !== null && !isUsable(set.period)) return refuse('period.invalid');
    period = set.period;
    if (set.period !== null && set.dueOn === undefined) dueOn = null;
  }
  if (set.rhythm !== undefined) {
    if (set.rhythm !== null && !rhythms.includes(set.rhythm)) return refuse('plan.kind_needs', { number: task.number, kind: 'recurring', what: 'rhythm' });
    rhythm = set.rhythm;
    if (set.kind === undefined && each === null) kind = rhythm === null ? 'once' : 'recurring';
  }
  if (set.each !== undefined) {
    const named = set.each?.units && unitsOf(set.each.units, units);
    if (named && isRefusal(named)) return named;
    each = set.each && ({ expression: set.each.expression, kinds: set.each.kinds, members: set.each.members ?? false, ...(named ? { units: named } : {}) } satisfies EachOf);
    if (set.kind === undefined) kind = each ? 'eachUnit' : rhythm === null ? 'once' : 'recurring';
  }
  if (set.kind !== undefined) {
    kind = set.kind;
    if (kind === 'eachUnit' && each === null) return refuse('plan.kind_needs', { number: task.number, kind, what: 'each' });
    if (kind === 'recurring' && rhythm === null) return refuse('plan.kind_needs', { number: task.number, kind, what: 'rhythm' });
    if (kind !== 'eachUnit') each = null;
    if (kind === 'once') rhythm = null;
  }
  if (set.weight !== undefined && set.weight !== null && !(set.weight >= 0 && set.weight <= 1000)) return refuse('plan.weight_invalid');
  return {
    ...task,
    lead,
    supporting,
    each,
    kind,
    dueOn,
    rhythm,
    ...(period === null && task.period === undefined ? {} : { period }),
    phase: set.phase === undefined ? task.phase : set.phase,
    evidence: set.evidence ?? task.evidence,
    standard: set.standard === undefined ? task.standard : set.standard,
    weight: set.weight === undefined ? task.weight : set.weight,
    content: set.content ?? task.content,
    title: set.title === undefined ? task.title : set.title,
    ...(task.listed ? { listed: listedAs(task.listed, set) } : {}),
  };
}

const unknownNames = (draft: Pick<FilledDraft, 'tasks' | 'memberUnits'>): readonly string[] => [
  ...new Set(
    [
      ...draft.tasks.flatMap((task) => [...(task.lead ? [task.lead] : []), ...task.supporting.filter((unit) => unit.kinds === undefined), ...(task.each?.units ?? [])]),
      ...draft.memberUnits,
    ]
      .filter((unit) => unit.unitId === null)
      .map((unit) => unit.name),
  ),
];

/** Fills a draft by selections, all or nothing: a refusal leaves it as it was. `changed` are the numbers of the tasks that now differ. */
export function fillDraft(draft: FilledDraft, changes: readonly DraftChange[], context: FillContext): Filled {
  const units = registerOf(context);
  let current = draft;
  const changed = new Set<string>();
  for (const change of changes) {
    const chosen = choose(current, change.select);
    if ('ok' in chosen) return chosen;
    const next = new Map<FilledTask, FilledTask>();
    const { section } = change.set;
    const moved = typeof section === 'string' ? sectionOf(current, section) : section;
    if (typeof moved === 'object' && moved !== null) return moved;
    for (const task of chosen) {
      const filled = setTask(task, change.set, units);
      if (isRefusal(filled)) return filled;
      const set = moved === undefined ? filled : { ...filled, section: moved };
      next.set(task, set);
      if (JSON.stringify(set) !== JSON.stringify(task)) changed.add(task.number);
    }
    current = { ...current, tasks: current.tasks.map((task) => next.get(task) ?? task) };
  }
  return { ok: true, draft: { ...current, unknownUnits: unknownNames(current) }, changed: [...changed] };
}

/** A correction of what stands beside the tasks. A field left out stays. */
export interface DraftEdit {
  readonly title?: string;
  readonly documentNumber?: string | null;
  readonly issuingBody?: string | null;
  readonly issuedOn?: BeijingDate | null;
  readonly period?: { readonly startsOn: BeijingDate | null; readonly endsOn: BeijingDate | null };
  readonly phases?: readonly { readonly kind: PhaseKind; readonly name: string; readonly startsOn: BeijingDate | null; readonly endsOn: BeijingDate | null }[];
  /** Replaces the indicators; one whose name stays keeps its cites. */
  readonly indicators?: readonly { readonly name: string; readonly rule: IndicatorRule; readonly dueOn?: BeijingDate | null }[];
  readonly members?: readonly UnitChoice[];
  /** New numbers by old. */
  readonly numbers?: Readonly<Record<string, string>>;
  readonly removeTasks?: readonly string[];
}

/** Edits title, number, dates, phases, indicators, members and task numbers; refuses what cannot be so. */
export function editDraft(draft: FilledDraft, edit: DraftEdit, context: FillContext): Filled {
  for (const date of [edit.issuedOn, edit.period?.startsOn, edit.period?.endsOn, ...(edit.phases ?? []).flatMap((phase) => [phase.startsOn, phase.endsOn])])
    if (date !== undefined && date !== null && !isDate(date)) return refuse('plan.date_invalid', { date });
  if (edit.period?.startsOn && edit.period.endsOn && edit.period.endsOn < edit.period.startsOn) return refuse('plan.period_dates');
  // Dates are put right one after another: what does not fit meanwhile is a fault of the draft, not of the edit.
  const phases = edit.phases?.map((phase): PlanPhase => ({ ...phase, line: draft.phases.find((known) => known.name === phase.name)?.line ?? 0 }));
  const indicators = edit.indicators?.map((indicator): PlanIndicator => {
    const known = draft.indicators.find((candidate) => candidate.name === indicator.name);
    return { name: indicator.name, rule: indicator.rule, dueOn: indicator.dueOn ?? null, cites: known?.cites ?? [] };
  });
  const units = registerOf(context);
  let memberUnits = draft.memberUnits;
  if (edit.members) {
    const list: PlanDraft['memberUnits'][number][] = [];
    for (const choice of edit.members) {
      const found = unitOf(choice, units);
      if (isRefusal(found)) return found;
      list.push({ ...found, line: draft.memberUnits.find((known) => known.name === found.name || (found.unitId !== null && known.unitId === found.unitId))?.line ?? 0 });
    }
    memberUnits = list;
  }
  for (const number of [...(edit.removeTasks ?? []), ...Object.keys(edit.numbers ?? {})])
    if (!draft.tasks.some((task) => task.number === number)) return refuse('plan.task_unknown', { number });
  const unfit = numbersRefused(Object.values(edit.numbers ?? {}));
  if (unfit) return unfit;
  const removed = new Set(edit.removeTasks ?? []);
  const renumbered = draft.tasks
    .filter((task) => !removed.has(task.number))
    .map((task, index) => {
      const number = edit.numbers && Object.hasOwn(edit.numbers, task.number) ? edit.numbers[task.number] : undefined;
      return { ...task, order: index + 1, ...(number === undefined ? {} : { number, ...(task.listed ? { listed: { ...task.listed, number } } : {}) }) };
    });
  const seen = new Set<string>();
  for (const task of renumbered) {
    if (seen.has(task.number)) return refuse('plan.task_number_taken', { number: task.number });
    seen.add(task.number);
  }
  const next: FilledDraft = {
    ...draft,
    title: edit.title ?? draft.title,
    documentNumber: edit.documentNumber === undefined ? draft.documentNumber : edit.documentNumber,
    issuingBody: edit.issuingBody === undefined ? draft.issuingBody : edit.issuingBody,
    issuedOn: edit.issuedOn === undefined ? draft.issuedOn : edit.issuedOn,
    period: edit.period ?? draft.period,
    phases: phases ?? draft.phases,
    indicators: indicators ?? draft.indicators,
    memberUnits,
    tasks: renumbered,
  };
  return { ok: true, draft: { ...next, unknownUnits: unknownNames(next) }, changed: Object.keys(edit.numbers ?? {}) };
}

/** The tasks that cannot be launched yet and what each lacks, by the rule of the launch. Empty when all may start, save that a kind of unit may have none in the territory. */
export function missingForLaunch(draft: FilledDraft): readonly { readonly number: string; readonly lacks: readonly LaunchLack[] }[] {
  return draft.tasks.flatMap((task) => {
    const missing = lackingOf(task);
    return missing.length > 0 ? [{ number: task.number, lacks: missing }] : [];
  });
}
