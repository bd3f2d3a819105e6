import type { PlanDraft, PlanTask } from '../plan/draft.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import { type Rhythm, rhythmSpans } from '../task/rhythm.ts';
import type { PhaseKind, TaskKind } from '../task/state.ts';
import type { CampaignLevel, PlannedPhase } from './state.ts';

/** What the office adds to a task that its document does not say. */
export interface TaskFill {
  readonly kind?: TaskKind;
  readonly leadUnitId?: string;
  readonly supportingUnitIds?: readonly string[];
  /** Units that each get a share; makes it an each-unit task. */
  readonly unitIds?: readonly string[];
  readonly optionalUnitIds?: readonly string[];
  readonly dueOn?: BeijingDate;
  /** Instead of a date, in drills: counted from the launch. */
  readonly period?: Period;
  readonly rhythm?: Rhythm;
  readonly phase?: PhaseKind;
  readonly standard?: string;
  readonly evidence?: readonly string[];
  readonly weight?: number;
}

/** A plan as read, with what the office has filled in beside what the document says. */
export interface FilledPlan {
  readonly read: PlanDraft;
  /** By the task's number. */
  readonly fills: Readonly<Record<string, TaskFill>>;
  readonly title?: string;
  readonly documentNumber?: string;
  readonly legalBasis?: string;
  readonly level?: CampaignLevel;
  /** Phases with dates, in place of those read. */
  readonly phases?: readonly PlannedPhase[];
  readonly memberUnitIds?: readonly string[];
  /** Lead unit of each section's working group, by the section's id. */
  readonly sectionLeads?: Readonly<Record<string, string>>;
}

/** Which tasks a fill reaches: by number, by section, or all. `onlyEmpty` leaves standing what is there already. */
export interface Selection {
  readonly numbers?: readonly string[];
  readonly section?: string;
  readonly all?: true;
}
export interface PlanFill extends Omit<FilledPlan, 'read' | 'fills'> {
  readonly tasks?: readonly { readonly select: Selection; readonly onlyEmpty?: boolean; readonly set: TaskFill }[];
}

/** A plan as it was read, nothing filled in. */
export const unfilled = (read: PlanDraft): FilledPlan => ({ read, fills: {} });

/** What a task is now: the document's word, or the office's where it gave one. */
export interface EffectiveTask extends Omit<TaskFill, 'evidence' | 'supportingUnitIds'> {
  readonly number: string;
  readonly kind: TaskKind;
  readonly supportingUnitIds: readonly string[];
  readonly evidence: readonly string[];
}

const spanOf = (rhythm: PlanTask['rhythm']): Rhythm | undefined => (rhythm !== null && rhythmSpans.includes(rhythm) ? { span: rhythm } : undefined);

/** A task of the draft with the office's fill over it. A date takes the place of a rhythm and the other way round, unless both were filled. */
export function effective(task: PlanTask, fill: TaskFill = {}): EffectiveTask {
  const rhythm = fill.rhythm ?? (fill.dueOn !== undefined || fill.period || fill.kind === 'once' ? undefined : spanOf(task.rhythm));
  const dueOn = fill.dueOn ?? (fill.period || fill.rhythm ? undefined : (task.dueOn ?? undefined));
  const leadUnitId = fill.leadUnitId ?? task.lead?.unitId ?? undefined;
  const kind = fill.kind ?? (fill.unitIds || task.each ? 'eachUnit' : rhythm ? 'recurring' : 'once');
  const phase = fill.phase ?? task.phase ?? undefined;
  const standard = fill.standard ?? task.standard ?? undefined;
  const weight = fill.weight ?? task.weight ?? undefined;
  const supportingUnitIds = fill.supportingUnitIds ?? task.supporting.flatMap((unit) => (unit.unitId === null ? [] : [unit.unitId]));
  return {
    number: task.number,
    kind: kind === 'recurring' && !rhythm ? 'once' : kind,
    supportingUnitIds,
    evidence: fill.evidence ?? task.evidence,
    ...(leadUnitId === undefined ? {} : { leadUnitId }),
    ...(fill.unitIds ? { unitIds: fill.unitIds } : {}),
    ...(fill.optionalUnitIds ? { optionalUnitIds: fill.optionalUnitIds } : {}),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(fill.period ? { period: fill.period } : {}),
    ...(rhythm ? { rhythm } : {}),
    ...(phase === undefined ? {} : { phase }),
    ...(standard === undefined ? {} : { standard }),
    ...(weight === undefined ? {} : { weight }),
  };
}

/** The plan with more filled in. Refuses with `plan.task_unknown` or `plan.section_unknown`; then nothing is filled. */
export function fillPlan(plan: FilledPlan, fill: PlanFill): { readonly ok: true; readonly plan: FilledPlan } | Refusal {
  const { tasks: steps = [], ...whole } = fill;
  const fills: Record<string, TaskFill> = { ...plan.fills };
  const known = new Map(plan.read.tasks.map((task) => [task.number, task]));
  for (const { select, onlyEmpty, set } of steps) {
    const strange = select.numbers?.find((number) => !known.has(number));
    if (strange !== undefined) return refuse('plan.task_unknown', { number: strange });
    if (select.section !== undefined && !plan.read.sections.some((section) => section.id === select.section)) return refuse('plan.section_unknown', { section: select.section });
    const chosen = plan.read.tasks.filter((task) => select.all || select.numbers?.includes(task.number) || (select.section !== undefined && task.section === select.section));
    for (const task of chosen) fills[task.number] = merged(task, fills[task.number] ?? {}, set, onlyEmpty === true);
  }
  const strange = Object.keys(whole.sectionLeads ?? {}).find((id) => !plan.read.sections.some((section) => section.id === id));
  if (strange !== undefined) return refuse('plan.section_unknown', { section: strange });
  return { ok: true, plan: { ...plan, ...whole, ...(whole.sectionLeads ? { sectionLeads: { ...plan.sectionLeads, ...whole.sectionLeads } } : {}), fills } };
}

function merged(task: PlanTask, before: TaskFill, set: TaskFill, onlyEmpty: boolean): TaskFill {
  const timing = ['dueOn', 'period', 'rhythm'] as const;
  if (!onlyEmpty) {
    // Another way of being due takes the place of the one filled before.
    const kept = timing.some((key) => set[key] !== undefined) ? Object.fromEntries(Object.entries(before).filter(([key]) => !(timing as readonly string[]).includes(key))) : before;
    return { ...kept, ...set };
  }
  const now = effective(task, before);
  const timed = timing.some((key) => now[key] !== undefined);
  const isEmpty = (key: keyof TaskFill): boolean => {
    if ((timing as readonly string[]).includes(key)) return !timed;
    if (key === 'unitIds') return now.unitIds === undefined && task.each === null;
    const value = now[key];
    return value === undefined || (Array.isArray(value) && value.length === 0);
  };
  return { ...before, ...Object.fromEntries(Object.entries(set).filter(([key]) => isEmpty(key as keyof TaskFill))) };
}
