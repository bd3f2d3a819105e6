import { leadingGroupOf } from '../org/group.ts';
import type { Org, UnitKind } from '../org/org.ts';
import type { EachOf } from '../plan/draft.ts';
import type { FilledDraft, FilledTask } from '../plan/fill.ts';
import type { World } from '../process/definition.ts';
import type { Rhythm } from '../task/rhythm.ts';
import type { DatesChoice, LaunchCampaign, PlannedTask } from './commands.ts';
import { compositionOf } from './composition.ts';
import { completePhases } from './decide/launch.ts';
import type { LadderChoice } from './ladders.ts';
import type { PlanVersion } from './revision.ts';
import type { Approval, CampaignLevel, PlannedPhase } from './state.ts';

/** What the launch adds to a filled plan. */
export interface LaunchChoice {
  readonly planId?: string;
  /** Without it: the unit of the asker's post. */
  readonly officeUnitId?: string;
  /** Without it: the leading group beside or above the office. */
  readonly groupUnitId?: string;
  readonly dates?: DatesChoice;
  readonly ladders?: LadderChoice;
  /** In place of the plan's phases; a drill may give periods instead of dates. */
  readonly phases?: readonly PlannedPhase[];
  /** Lead unit of each section's working group, by the section's id. */
  readonly sectionLeads?: Readonly<Record<string, string>>;
  readonly legalBasis?: string;
  readonly level?: CampaignLevel;
  readonly approval?: Approval;
}

type Known = Pick<World, 'org' | 'actor' | 'now'>;

/** The territory an office works for: the nearest unit above it that is one. */
function territoryOf(officeUnitId: string, org: Org): string | undefined {
  for (let unit = org.unit(officeUnitId); unit !== undefined; unit = unit.parentId === undefined ? undefined : org.unit(unit.parentId)) {
    if (['city', 'district', 'town', 'subDistrict'].includes(unit.kind)) return unit.id;
  }
  return undefined;
}

/** The living units that an expression such as 各乡镇（街道） stands for, within the office's territory and in the register's order. */
function unitsOfSet(set: Pick<EachOf, 'kinds' | 'members'>, members: readonly string[], officeUnitId: string, org: Org, now: number): readonly string[] {
  const territory = territoryOf(officeUnitId, org);
  const inside = territory === undefined ? undefined : org.below(territory);
  const kinds: ReadonlySet<UnitKind> = new Set(set.kinds);
  const living = org
    .units()
    .filter((unit) => kinds.has(unit.kind) && (inside === undefined || inside.has(unit.id)) && unit.from <= now && (unit.until === undefined || unit.until > now));
  return [...new Set([...living.map((unit) => unit.id), ...(set.members ? members : [])])];
}

/** The phases that the plan names, as a launch takes them. */
export const phasesOf = (plan: FilledDraft): readonly PlannedPhase[] =>
  plan.phases.map(({ kind, name, startsOn, endsOn }) => ({ kind, name, ...(startsOn === null ? {} : { startsOn }), ...(endsOn === null ? {} : { endsOn }) }));

/** The member units that the plan names, sets resolved. */
function membersOf(plan: FilledDraft, officeUnitId: string, org: Org, now: number): readonly string[] {
  const named = plan.memberUnits.flatMap((unit) => (unit.unitId === null ? [] : [unit.unitId]));
  return [...new Set([...named, ...plan.memberSets.flatMap((set) => unitsOfSet({ ...set, members: false }, [], officeUnitId, org, now))])];
}

/** A recurring task goes on to its own end, else to that of its phase. */
function rhythmOf(task: FilledTask, phases: readonly PlannedPhase[]): Rhythm | undefined {
  if (task.rhythm === null) return undefined;
  const until = task.dueOn ?? phases.findLast((phase) => phase.kind === task.phase)?.endsOn;
  return { span: task.rhythm, ...(until === undefined ? {} : { until }) };
}

/** A row whose supporting units are not all known does not settle who supports. */
const listedOf = ({ listed, supporting }: FilledTask): PlannedTask['listed'] =>
  listed && supporting.some((unit) => unit.unitId === null && unit.kinds === undefined) ? { ...listed, settles: listed.settles.filter((field) => field !== 'supporting') } : listed;

/** The units that an each-unit task asks; none while one of them is unknown, so that nobody loses a share by a name. */
function askedUnits(each: EachOf, members: readonly string[], officeUnitId: string, org: Org, now: number): readonly string[] {
  if (!each.units) return unitsOfSet(each, members, officeUnitId, org, now);
  const known = each.units.flatMap(({ unitId }) => unitId ?? []);
  return known.length < each.units.length ? [] : [...new Set(known)];
}

/** Tasks of a filled plan as a launch takes them; what is still empty stays absent, for the launch to refuse. */
export function plannedTasks(plan: FilledDraft, officeUnitId: string, org: Org, now: number, phases: readonly PlannedPhase[] = phasesOf(plan)): readonly PlannedTask[] {
  const members = membersOf(plan, officeUnitId, org, now);
  const titles = new Map(plan.sections.map((section) => [section.id, section.title]));
  return plan.tasks.map((task): PlannedTask => {
    const section = task.section === null ? undefined : titles.get(task.section);
    const leadUnitId = task.lead?.unitId ?? undefined;
    const rhythm = rhythmOf(task, phases);
    const listed = listedOf(task);
    const supporting = task.supporting.flatMap((unit) =>
      unit.unitId !== null ? [unit.unitId] : unit.kinds ? unitsOfSet({ kinds: unit.kinds, members: false }, [], officeUnitId, org, now) : [],
    );
    return {
      number: task.number,
      content: task.content,
      kind: task.kind,
      supportingUnitIds: [...new Set(supporting)].filter((id) => id !== leadUnitId),
      evidenceRequired: task.evidence,
      ...(section === undefined ? {} : { section }),
      ...(task.standard === null ? {} : { standard: task.standard }),
      ...(task.phase === null ? {} : { phase: task.phase }),
      ...(leadUnitId === undefined ? {} : { leadUnitId }),
      ...(task.each ? { unitIds: askedUnits(task.each, members, officeUnitId, org, now) } : {}),
      ...(task.dueOn === null || rhythm ? {} : { dueOn: task.dueOn }),
      ...(task.period ? { duePeriod: task.period } : {}),
      ...(rhythm ? { rhythm } : {}),
      ...(task.weight === null ? {} : { weight: task.weight }),
      ...(listed ? { listed } : {}),
    };
  });
}

/**
 * The command that launches a filled plan. What it still lacks is refused when it is decided: `plan.tasks_incomplete` lists every task without a lead, a deadline
 * or rhythm, or a phase.
 */
export function launchFromDraft(plan: FilledDraft, choice: LaunchChoice, world: Known): LaunchCampaign {
  const officeUnitId = choice.officeUnitId ?? world.actor.unitId ?? '';
  const phases = completePhases(choice.phases ?? phasesOf(plan));
  const leads = choice.sectionLeads ?? {};
  const groupUnitId = choice.groupUnitId ?? leadingGroupOf(officeUnitId, world.org, world.now) ?? officeUnitId;
  const memberUnitIds = membersOf(plan, officeUnitId, world.org, world.now);
  const composition = compositionOf(groupUnitId, memberUnitIds, world.org, world.now);
  return {
    type: 'launch',
    title: plan.title || '未命名方案',
    officeUnitId,
    groupUnitId,
    memberUnitIds,
    phases,
    sections: plan.sections.map(({ id, title }) => ({ name: title, ...(leads[id] === undefined ? {} : { leadUnitId: leads[id] }) })),
    tasks: plannedTasks(plan, officeUnitId, world.org, world.now, phases),
    indicators: plan.indicators.map(({ name, rule, dueOn }) => ({ name, rule, dueOn })),
    ...(plan.documentNumber === null ? {} : { documentNumber: plan.documentNumber }),
    ...(plan.issuingBody === null ? {} : { issuedBy: plan.issuingBody }),
    ...(plan.issuedOn === null ? {} : { issuedOn: plan.issuedOn }),
    ...(choice.legalBasis === undefined ? {} : { legalBasis: choice.legalBasis }),
    ...(choice.level === undefined ? {} : { level: choice.level }),
    ...(choice.planId === undefined ? {} : { planId: choice.planId }),
    ...(composition.length === 0 ? {} : { composition }),
    ...(choice.approval ? { approval: choice.approval } : {}),
    ...(choice.dates ? { dates: choice.dates } : {}),
    ...(choice.ladders ? { ladders: choice.ladders } : {}),
  };
}

/** The plan's next version for a campaign that runs: what it says of tasks, phases and sections, resolved as a launch resolves it. */
export function versionFromDraft(planId: string, plan: FilledDraft, world: Known): PlanVersion {
  const phases = phasesOf(plan);
  return { planId, phases, tasks: plannedTasks(plan, world.actor.unitId ?? '', world.org, world.now, phases), sections: plan.sections.map(({ title }) => ({ name: title })) };
}
