import type { Org, Unit, UnitKind } from '../org/org.ts';
import type { EachOf, PlanTask } from '../plan/draft.ts';
import type { World } from '../process/definition.ts';
import type { DatesChoice, LaunchCampaign, PlannedTask } from './commands.ts';
import { completePhases } from './decide/launch.ts';
import { effective, type FilledPlan } from './fill.ts';
import type { LadderChoice } from './ladders.ts';
import type { PlannedPhase } from './state.ts';

/** What the launch adds to a filled plan. */
export interface LaunchChoice {
  readonly planId?: string;
  /** Without it: the unit of the asker's post. */
  readonly officeUnitId?: string;
  /** Without it: the leading group beside or above the office. */
  readonly groupUnitId?: string;
  readonly dates?: DatesChoice;
  readonly ladders?: LadderChoice;
}

type Known = Pick<World, 'org' | 'actor' | 'now'>;

/** The leading group nearest to an office: above it, else below each unit above it in turn. */
export function groupOf(officeUnitId: string, org: Org, now: number): string | undefined {
  const isGroup = (unit: Unit): boolean => unit.kind === 'leadingGroup' && (unit.until === undefined || unit.until > now);
  for (let unit = org.unit(officeUnitId); unit !== undefined; unit = unit.parentId === undefined ? undefined : org.unit(unit.parentId)) {
    if (isGroup(unit)) return unit.id;
    const parentId = unit.id;
    const beside = org.units().find((one) => one.parentId === parentId && isGroup(one));
    if (beside) return beside.id;
  }
  return undefined;
}

/** The territory an office works for: the nearest unit above it that is one. */
function territoryOf(officeUnitId: string, org: Org): string | undefined {
  for (let unit = org.unit(officeUnitId); unit !== undefined; unit = unit.parentId === undefined ? undefined : org.unit(unit.parentId)) {
    if (['city', 'district', 'town', 'subDistrict'].includes(unit.kind)) return unit.id;
  }
  return undefined;
}

/** The living units that an expression such as 各乡镇（街道） stands for, within the office's territory and in the register's order. */
export function unitsOfSet(set: Pick<EachOf, 'kinds' | 'members'>, members: readonly string[], officeUnitId: string, org: Org, now: number): readonly string[] {
  const territory = territoryOf(officeUnitId, org);
  const inside = territory === undefined ? undefined : org.below(territory);
  const kinds: ReadonlySet<UnitKind> = new Set(set.kinds);
  const living = org.units().filter((unit) => kinds.has(unit.kind) && (inside === undefined || inside.has(unit.id)) && unit.from <= now && (unit.until === undefined || unit.until > now));
  return [...new Set([...living.map((unit) => unit.id), ...(set.members ? members : [])])];
}

const phasesOf = (plan: FilledPlan): readonly PlannedPhase[] =>
  plan.phases ??
  plan.read.phases.map(({ kind, name, startsOn, endsOn }) => ({ kind, name, ...(startsOn === null ? {} : { startsOn }), ...(endsOn === null ? {} : { endsOn }) }));

/** The member units that the plan names or the office filled in, sets resolved. */
export function membersOf(plan: FilledPlan, officeUnitId: string, org: Org, now: number): readonly string[] {
  if (plan.memberUnitIds) return plan.memberUnitIds;
  const named = plan.read.memberUnits.flatMap((unit) => (unit.unitId === null ? [] : [unit.unitId]));
  return [...new Set([...named, ...plan.read.memberSets.flatMap((set) => unitsOfSet({ ...set, members: false }, [], officeUnitId, org, now))])];
}

/** Tasks of a filled plan as a launch takes them; what is still empty stays absent, for the launch to refuse. */
export function plannedTasks(plan: FilledPlan, officeUnitId: string, org: Org, now: number): readonly PlannedTask[] {
  const members = membersOf(plan, officeUnitId, org, now);
  const titles = new Map(plan.read.sections.map((section) => [section.id, section.title]));
  return plan.read.tasks.map((task): PlannedTask => {
    const { evidence, period, unitIds, ...fields } = effective(task, plan.fills[task.number]);
    const section = task.section === null ? undefined : titles.get(task.section);
    const units = fields.kind === 'eachUnit' ? (unitIds ?? (task.each ? unitsOfSet(task.each, members, officeUnitId, org, now) : [])) : undefined;
    const supportingUnitIds = plan.fills[task.number]?.supportingUnitIds ?? [...fields.supportingUnitIds, ...supportingSets(task, officeUnitId, org, now)];
    return {
      ...fields,
      content: task.content,
      supportingUnitIds: [...new Set(supportingUnitIds)].filter((id) => id !== fields.leadUnitId),
      evidenceRequired: evidence,
      ...(section === undefined ? {} : { section }),
      ...(units ? { unitIds: units } : {}),
      ...(period ? { duePeriod: period } : {}),
    };
  });
}

const supportingSets = (task: PlanTask, officeUnitId: string, org: Org, now: number): readonly string[] =>
  task.supporting.flatMap((unit) => (unit.unitId === null && unit.kinds ? unitsOfSet({ kinds: unit.kinds, members: false }, [], officeUnitId, org, now) : []));

/**
 * The command that launches a filled plan. What it still lacks is refused when it is decided: `plan.tasks_incomplete` lists every task without a lead, a deadline
 * or rhythm, or a phase.
 */
export function launchFromDraft(plan: FilledPlan, choice: LaunchChoice, world: Known): LaunchCampaign {
  const { read } = plan;
  const officeUnitId = choice.officeUnitId ?? world.actor.unitId ?? '';
  const documentNumber = plan.documentNumber ?? read.documentNumber ?? undefined;
  const leads = plan.sectionLeads ?? {};
  return {
    type: 'launch',
    title: plan.title ?? (read.title || '未命名方案'),
    officeUnitId,
    groupUnitId: choice.groupUnitId ?? groupOf(officeUnitId, world.org, world.now) ?? officeUnitId,
    memberUnitIds: membersOf(plan, officeUnitId, world.org, world.now),
    phases: completePhases(phasesOf(plan)),
    sections: read.sections.map(({ id, title }) => ({ name: title, ...(leads[id] === undefined ? {} : { leadUnitId: leads[id] }) })),
    tasks: plannedTasks(plan, officeUnitId, world.org, world.now),
    indicators: read.indicators.map(({ name, rule, dueOn }) => ({ name, rule, dueOn })),
    ...(documentNumber === undefined ? {} : { documentNumber }),
    ...(read.issuingBody === null ? {} : { issuedBy: read.issuingBody }),
    ...(read.issuedOn === null ? {} : { issuedOn: read.issuedOn }),
    ...(plan.legalBasis === undefined ? {} : { legalBasis: plan.legalBasis }),
    ...(plan.level === undefined ? {} : { level: plan.level }),
    ...(choice.planId === undefined ? {} : { planId: choice.planId }),
    ...(choice.dates ? { dates: choice.dates } : {}),
    ...(choice.ladders ? { ladders: choice.ladders } : {}),
  };
}
