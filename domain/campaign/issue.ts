import type { Follow } from '../process/decision.ts';
import type { IssueTask } from '../task/commands.ts';
import type { PlannedTask } from './commands.ts';
import { sourceOf } from './deadlines.ts';
import { type CampaignLadders, taskLaddersOf } from './ladders.ts';
import type { CampaignContent } from './state.ts';

interface Issuing {
  readonly campaignId: string;
  readonly plan: Pick<CampaignContent, 'title' | 'documentNumber' | 'officeUnitId' | 'groupUnitId' | 'sections'>;
  readonly ladders: CampaignLadders;
  readonly newId: () => string;
}

/** The units that each get a share; none for the other kinds. */
export const shareUnits = (task: PlannedTask): readonly string[] => (task.kind === 'eachUnit' ? [...new Set(task.unitIds ?? [])] : []);

/** How many processes a plan's tasks make: each task, and each unit's share. */
export const countTasks = (tasks: readonly PlannedTask[]): number => tasks.reduce((sum, task) => sum + 1 + shareUnits(task).length, 0);

/**
 * The commands that issue one task: itself, and for an each-unit task one share per unit, whose numbers go on from its own (82-1, 82-2 …).
 * The whole is led by the named lead or else by the office, and is not chased itself.
 */
export function issueFollows(task: PlannedTask, order: number, history: IssueTask['history'], issuing: Issuing, taskId?: string): readonly Follow[] {
  const { plan, ladders, newId } = issuing;
  const id = taskId ?? newId();
  const shares = shareUnits(task).map((unitId) => ({ unitId, id: newId() }));
  const group = plan.sections.find((section) => section.name === task.section);
  const common = {
    type: 'issue' as const,
    campaignId: issuing.campaignId,
    ...(task.section === undefined ? {} : { section: task.section }),
    content: task.content,
    ...(task.standard === undefined ? {} : { standard: task.standard }),
    phase: task.phase ?? 'intervention',
    ...(group?.leadUnitId === undefined ? {} : { sectionLeadUnitId: group.leadUnitId }),
    officeUnitId: plan.officeUnitId,
    groupUnitId: plan.groupUnitId,
    evidenceRequired: task.evidenceRequired,
    ...(task.origin ? { origin: task.origin } : {}),
    source: sourceOf(plan),
    ladders: taskLaddersOf(ladders),
    ...(task.dueOn === undefined || task.rhythm ? {} : { dueOn: task.dueOn }),
    ...(task.duePeriod ? { duePeriod: task.duePeriod } : {}),
    ...(history ? { history } : {}),
  };
  const whole: IssueTask = {
    ...common,
    number: task.number,
    order,
    kind: task.kind,
    ...(task.weight === undefined ? {} : { weight: task.weight }),
    leadUnitId: task.leadUnitId ?? plan.officeUnitId,
    supportingUnitIds: task.supportingUnitIds.filter((unitId) => unitId !== task.leadUnitId),
    ...(group?.memberUnitIds ? { groupMemberUnitIds: group.memberUnitIds } : {}),
    mandatory: true,
    childTaskIds: shares.map((share) => share.id),
    ...(task.rhythm && task.kind === 'recurring' ? { rhythm: task.rhythm } : {}),
    // The whole's evidence is that of its shares.
    ...(task.kind === 'eachUnit' ? { evidenceRequired: [] } : {}),
  };
  const parts = shares.map(
    (share, index): IssueTask => ({
      ...common,
      number: `${task.number}-${index + 1}`,
      order: order + 1 + index,
      kind: task.rhythm ? 'recurring' : 'once',
      leadUnitId: share.unitId,
      supportingUnitIds: [],
      mandatory: !task.optionalUnitIds?.includes(share.unitId),
      parentTaskId: id,
      childTaskIds: [],
      ...(task.rhythm ? { rhythm: task.rhythm } : {}),
    }),
  );
  return [{ type: 'task', id, command: whole }, ...parts.map((command, index): Follow => ({ type: 'task', id: shares[index]?.id ?? '', command }))];
}
