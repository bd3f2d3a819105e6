import { beijingDateOf } from '../../calendar/beijing.ts';
import { offsetsRefused, periodsRefused } from '../../chase/periods.ts';
import { leadingGroupOf } from '../../org/group.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { strangeEvidence } from '../../process/evidence.ts';
import type { AssignTask, IssueTask } from '../commands.ts';
import type { TaskFact } from '../facts.ts';
import { defaultTaskLadders } from '../ladders.ts';
import { originNames, type TaskState } from '../state.ts';
import { issue } from './inward.ts';

/** 交办〔2026〕3号. */
const assignedNumber = (year: number, n: number): string => `交办〔${year}〕${n}号`;

function invalid(command: AssignTask, world: World): Refusal | undefined {
  const { leadUnitId, supportingUnitIds = [], dueOn, duePeriod, rhythm, origin } = command;
  const today = beijingDateOf(world.now);
  for (const unitId of [leadUnitId, ...supportingUnitIds]) if (!isLiving(unitId, world.org, world.now)) return refuse('task.unit_unknown', { unitId });
  if (supportingUnitIds.includes(leadUnitId)) return refuse('task.lead_also_supports');
  const past = [dueOn, rhythm?.until].find((date) => date !== undefined && date < today);
  if (past !== undefined) return refuse('task.date_past', { date: past });
  if (origin.on !== undefined && origin.on > today) return refuse('task.date_future', { date: origin.on });
  const offsets = command.ladder?.map((rung) => rung.offset) ?? [];
  return periodsRefused([duePeriod, rhythm?.every], world) ?? offsetsRefused(offsets, world) ?? strangeEvidence(origin.evidence, world);
}

/**
 * 交办: an office gives a unit a task outside any campaign, by a leader's instruction, a meeting, the hotline or a finding. It takes the next number of its office's
 * series, without gaps, and is chased like any other.
 */
export function assign(state: TaskState, command: AssignTask, world: World): Decision<TaskFact> {
  const refused = invalid(command, world);
  if (refused) return refused;
  const { type: _type, supportingUnitIds = [], evidenceRequired = [], ladder, ...content } = command;
  const officeUnitId = world.actor.unitId ?? '';
  const year = Number(beijingDateOf(world.now).slice(0, 4));
  const { kind, reference } = command.origin;
  const issued = (number: string, order: number): IssueTask => ({
    ...content,
    type: 'issue',
    campaignId: '',
    childTaskIds: [],
    number,
    order,
    kind: command.rhythm ? 'recurring' : 'once',
    // A task without a campaign knows no phases: it is work like that of the second.
    phase: 'intervention',
    supportingUnitIds: [...new Set(supportingUnitIds)],
    officeUnitId,
    groupUnitId: leadingGroupOf(officeUnitId, world.org, world.now) ?? officeUnitId,
    evidenceRequired,
    mandatory: true,
    source: { zh: `${originNames[kind]}：${reference}`, en: `${kind}: ${reference}` },
    ladders: ladder ? { ...defaultTaskLadders, task: ladder } : defaultTaskLadders,
  });
  const unnumbered = issue(state, issued('', 0), world);
  if (!unnumbered.ok) return unnumbered;
  return accept<TaskFact>([], {
    notices: unnumbered.notices ?? [],
    numbered: {
      series: { name: `assignedTask:${officeUnitId}`, year },
      facts: (n) => unnumbered.facts.map((fact) => (fact.type === 'taskIssued' ? { ...fact, number: assignedNumber(year, n), order: n } : fact)),
    },
  });
}
