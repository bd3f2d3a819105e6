import { addDays, beijingDateOf } from '../../calendar/beijing.ts';
import { planDeadline } from '../../chase/deadline.ts';
import { together } from '../../notice/told.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { toLead } from '../../task/notices.ts';
import { numbersRefused } from '../../task/number.ts';
import { isOver, type TaskState } from '../../task/state.ts';
import type { CampaignCommandOf, PlannedTask } from '../commands.ts';
import { phaseLadder, sourceOf } from '../deadlines.ts';
import type { CampaignFact, CampaignFactOf } from '../facts.ts';
import { changesTo, sectionsTo } from '../next-version.ts';
import { revisionNotice, toGroup, toOffice } from '../notices.ts';
import { isChosen, type LeftOut, type PhaseDates, type PlanVersion, redated, type VersionChange } from '../revision.ts';
import type { CampaignState } from '../state.ts';
import { disorder, incompleteTasks, launchLimit } from './launch.ts';
import { both, noWork, Reviser, tasksOf, type Work } from './revise.ts';

type Decided = Decision<CampaignFact>;

const distinct = (numbers: readonly string[]): readonly string[] => [...new Set(numbers)];

interface Revised {
  readonly kind: CampaignFactOf<'planRevised'>['kind'];
  readonly reason: string;
  readonly planId?: string;
  readonly documentNumber?: string;
  readonly phases?: readonly PhaseDates[];
  readonly sections?: CampaignFactOf<'planRevised'>['sections'];
}

/** The revision's fact, all that follows from it, and one word to everybody whom it touches. */
function revised(state: CampaignState, work: Work, issued: number, more: Revised, world: World): Decided {
  const { phases = [], sections = [], ...told } = more;
  if (work.follows.length === 0 && phases.length === 0 && sections.length === 0 && more.documentNumber === undefined)
    return work.left.length === 0
      ? refuse('campaign.nothing_changed')
      : refuse(
          'campaign.nothing_changed',
          {},
          work.left.map(({ number, code }) => ({ number, code })),
        );
  if (work.follows.length > launchLimit) return refuse('campaign.too_many_tasks', { limit: launchLimit, count: work.follows.length });
  const end = phases.find((one) => one.phase === state.current)?.endsOn;
  const rule = { zh: `${sourceOf(state).zh}的阶段进度（修订）`, en: `Schedule of ${sourceOf(state).en} (revised)` };
  const sets = end === undefined ? [] : [planDeadline('phaseEnd', world.calendar.dueOn(end, world.now, rule), phaseLadder(state.ladders), world.calendar, world.now)];
  const counted = { added: distinct(work.added), amended: distinct(work.amended), cancelled: distinct(work.cancelled), left: work.left };
  const revision = (state.revisions.at(-1)?.revision ?? 1) + 1;
  const to = together(toOffice(state, world), toGroup(state, world), ...work.touched.map((task) => toLead(task, world)));
  return accept([{ type: 'planRevised', revision, ...told, ...counted, count: issued, phases, sections, ...(sets.length ? { sets } : {}) }], {
    also: work.follows,
    notices: revisionNotice(state, { revision, reason: more.reason, ...counted }, to),
  });
}

/** One thing that a re-plan asks for and that cannot be, by the number of its task or the name of its phase. */
interface Against {
  readonly number: string;
  readonly refusal: Refusal;
}

const numberOf = (change: VersionChange, world: World): string =>
  'task' in change ? change.task.number : (tasksOf(world).find((task) => task.id === change.taskId)?.number ?? '');

/** A date that would be set and lies behind. */
function datePast(change: VersionChange, world: World): Refusal | undefined {
  if (change.change === 'cancel') return undefined;
  const date = 'task' in change ? change.task.dueOn : change.amendment.dueOn;
  return date !== undefined && date < beijingDateOf(world.now) ? refuse('campaign.revision_dates_past', { count: 1 }, [{ number: numberOf(change, world), date }]) : undefined;
}

/** Units that a change names and that are not, or no longer. */
function unitsUnknown(change: VersionChange, world: World): readonly Refusal[] {
  if (change.change === 'cancel') return [];
  const named: Pick<PlannedTask, 'leadUnitId' | 'unitIds'> & { readonly supportingUnitIds?: readonly string[] } = 'task' in change ? change.task : change.amendment;
  const units = [named.leadUnitId, ...(named.supportingUnitIds ?? []), ...(named.unitIds ?? [])].filter((unitId) => unitId !== undefined);
  const unknown = [...new Set(units)].filter((unitId) => !isLiving(unitId, world.org, world.now));
  return unknown.map((unitId) => refuse('campaign.unit_unknown', { unitId }, [{ number: numberOf(change, world), unitId }]));
}

/** Every reason against a change that it bears in itself. What is over stays as it is, whatever a version says of it: that is left, not refused. */
function against(change: VersionChange, world: World): readonly Against[] {
  if (change.change !== 'add' && tasksOf(world).some((task) => task.id === change.taskId && isOver(task))) return [];
  const incomplete = 'task' in change ? incompleteTasks([{ phase: 'intervention', ...change.task }]) : undefined;
  const number = 'task' in change ? change.task.number : change.change === 'amend' ? change.amendment.number : undefined;
  const unfit = number === undefined ? undefined : numbersRefused([number]);
  return [incomplete, unfit, ...unitsUnknown(change, world), datePast(change, world)].flatMap((refusal) => (refusal ? [{ number: numberOf(change, world), refusal }] : []));
}

/** All that stands against a re-plan as one refusal: by its own code where all has one, else each with its code. */
function refusedFor(reasons: readonly Against[], left: readonly LeftOut[]): Refusal | undefined {
  const [first] = reasons;
  if (first && left.length === 0 && reasons.every(({ refusal }) => refusal.code === first.refusal.code)) {
    const { code, params = {} } = first.refusal;
    return refuse(
      code,
      'count' in params ? { ...params, count: reasons.length } : params,
      reasons.flatMap(({ refusal }) => refusal.items ?? []),
    );
  }
  const items = [...reasons.map(({ number, refusal }) => ({ number, code: refusal.code })), ...left.map(({ number, code }) => ({ number, code }))];
  return items.length === 0 ? undefined : refuse('campaign.change_refused', { count: items.length }, items);
}

/** Phases of the new version whose dates differ from those of the phases that are not closed. */
function phaseDatesTo(state: CampaignState, version: PlanVersion): readonly PhaseDates[] {
  return state.phases.flatMap((phase, index): readonly PhaseDates[] => {
    const nth = state.phases.slice(0, index).filter((one) => one.kind === phase.kind).length;
    const planned = version.phases.filter((one) => one.kind === phase.kind)[nth];
    if (!planned || phase.closedAt !== undefined) return [];
    const { startsOn, endsOn } = planned;
    const dates = {
      ...(startsOn === undefined || startsOn === phase.startsOn || phase.openedAt !== undefined ? {} : { startsOn }),
      ...(endsOn === undefined || endsOn === phase.endsOn ? {} : { endsOn }),
    };
    return Object.keys(dates).length === 0 ? [] : [{ phase: index, ...dates }];
  });
}

function phasesAgainst(state: CampaignState, dates: readonly PhaseDates[], world: World): readonly Against[] {
  const fixed = dates.flatMap(({ phase, endsOn }): readonly Against[] => {
    const known = state.phases[phase];
    const name = known?.name ?? String(phase + 1);
    if (!known || known.closedAt !== undefined) return [{ number: name, refusal: refuse('campaign.phase_closed', { phase: name }, [{ phase: name }]) }];
    return endsOn !== undefined && endsOn < beijingDateOf(world.now)
      ? [{ number: name, refusal: refuse('campaign.date_past', { date: endsOn }, [{ phase: name, date: endsOn }]) }]
      : [];
  });
  const disordered = dates.length === 0 || fixed.length > 0 ? undefined : disorder(redated(state.phases, dates));
  return disordered ? [{ number: String(disordered.items?.[0]?.phase ?? ''), refusal: disordered }] : fixed;
}

/**
 * 方案修订: a new version of the plan is applied to the running campaign, all of it in one transaction. From a version, what cannot be changed (under review, accepted) is left
 * as it is and listed; changes named one by one are refused as a whole when one of them cannot be made, with every reason against any of them.
 */
export function replan(state: CampaignState, command: CampaignCommandOf<'replan'>, world: World): Decided {
  const { version } = command;
  const changes = version ? changesTo(version, tasksOf(world)) : (command.changes ?? []);
  const named = changes.flatMap((change) => (change.change === 'add' ? [] : [change.taskId]));
  const unknown = named.find((id) => !tasksOf(world).some((task) => task.id === id));
  if (unknown !== undefined) return refuse('campaign.task_unknown', { taskId: unknown });
  if (!version && new Set(named).size < named.length) return refuse('campaign.change_repeated');
  const dates = version ? phaseDatesTo(state, version) : (command.phases ?? []);
  const judged = changes.map((change) => ({ change, reasons: against(change, world) }));
  const ofPhases = phasesAgainst(state, dates, world);
  const sections = version ? sectionsTo(version, state.sections, tasksOf(world)) : [];
  const reviser = new Reviser({ ...state, sections: [...state.sections, ...sections] }, command.reason, world, version !== undefined);
  const work = judged.flatMap(({ change, reasons }) => (reasons.length > 0 ? [] : [reviser.work(change)])).reduce(both, noWork);
  const reasons = [...judged.flatMap((one) => one.reasons), ...ofPhases];
  const refused = refusedFor(reasons, version ? [] : work.left);
  if (refused && !command.partly) return refused;
  const left = reasons.map(({ number, refusal: { code, params } }): LeftOut => ({ number, code, ...(params ? { params } : {}) }));
  return revised(
    state,
    { ...work, left: [...left, ...work.left] },
    reviser.issued,
    {
      kind: 'replan',
      reason: command.reason,
      phases: ofPhases.length > 0 ? [] : dates,
      sections,
      ...(version ? { planId: version.planId } : {}),
      ...(command.documentNumber === undefined ? {} : { documentNumber: command.documentNumber }),
    },
    world,
  );
}

/** Open tasks with a date of their own; the dates of recurring ones follow their rhythm. */
const isDated = (task: TaskState): boolean => task.due?.dueOn !== undefined && task.kind !== 'recurring';

const movedBy = (task: TaskState, days: number): string => addDays(task.due?.dueOn ?? '', days);

/** 整体调整时限: the dates of the chosen open tasks move by so many days, all in one revision. */
export function shiftDates(state: CampaignState, command: CampaignCommandOf<'shiftDates'>, world: World): Decided {
  const chosen = tasksOf(world).filter((task) => !isOver(task) && isChosen(task, command) && isDated(task));
  const past = refusedFor(
    chosen.flatMap((task) => against({ change: 'amend', taskId: task.id, amendment: { dueOn: movedBy(task, command.days) } }, world)),
    [],
  );
  if (past) return past;
  const reviser = new Reviser(state, command.reason, world);
  // Each share has its own date and is chosen by itself: a whole moves alone.
  const work = chosen.map((task) => reviser.correct(task, { dueOn: movedBy(task, command.days) })).reduce(both, noWork);
  return revised(state, work, 0, { kind: 'shiftDates', reason: command.reason }, world);
}

/** 批量改派: what a unit leads goes to another unit, which signs for each task anew. */
export function reassignTasks(state: CampaignState, command: CampaignCommandOf<'reassignTasks'>, world: World): Decided {
  const { fromUnitId, toUnitId, reason } = command;
  if (fromUnitId === toUnitId) return refuse('campaign.nothing_changed');
  if (!isLiving(toUnitId, world.org, world.now)) return refuse('campaign.unit_unknown', { unitId: toUnitId });
  const reviser = new Reviser(state, reason, world);
  const work = tasksOf(world)
    .filter((task) => !isOver(task) && isChosen(task, { ...command, leadUnitId: fromUnitId }))
    .map((task) => reviser.work({ change: 'amend', taskId: task.id, amendment: { leadUnitId: toUnitId } }))
    .reduce(both, noWork);
  return revised(state, work, 0, { kind: 'reassignTasks', reason }, world);
}
