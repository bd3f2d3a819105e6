import { holdersOf } from '../../notice/told.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, type Follow, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { isOver, type TaskState } from '../../task/state.ts';
import { approvalRefused } from '../approval.ts';
import type { CampaignCommandOf } from '../commands.ts';
import { compositionRefused } from '../composition.ts';
import type { CampaignFact } from '../facts.ts';
import { membersBelow } from '../members.ts';
import { campaignNotice } from '../notices.ts';
import type { CampaignState } from '../state.ts';
import { moving } from './phase.ts';

type Decided = Decision<CampaignFact>;

/** 批准: who approved the plan, when and under which number. Recording it again corrects it, the former stays in its fact. In a phase past its end it may be what was missing. */
export function recordApproval(state: CampaignState, command: CampaignCommandOf<'recordApproval'>, world: World): Decided {
  const { type: _type, evidence = [], ...said } = command;
  const approval = { ...said, evidence };
  return approvalRefused(approval, state.documentNumber, world) ?? moving(state, [{ type: 'approvalRecorded', ...approval }], world);
}

/** 领导小组组成: roles, units and posts; who holds a post, the register says. */
export function setComposition(state: CampaignState, command: CampaignCommandOf<'setComposition'>, world: World): Decided {
  const refused = compositionRefused(command.members, world);
  if (refused) return refused;
  if (JSON.stringify(command.members) === JSON.stringify(state.composition ?? [])) return refuse('campaign.nothing_changed');
  return accept([{ type: 'compositionSet', members: command.members, reason: command.reason }]);
}

/** 工作组: a section's lead unit and members; its open tasks follow in the same transaction. */
export function setWorkingGroup(state: CampaignState, command: CampaignCommandOf<'setWorkingGroup'>, world: World): Decided {
  const section = state.sections.find(({ name }) => name === command.section);
  if (!section) return refuse('campaign.section_unknown', { section: command.section });
  const { leadUnitId } = command;
  const memberUnitIds = [...new Set(command.memberUnitIds)].filter((unitId) => unitId !== leadUnitId);
  const unknown = [leadUnitId, ...memberUnitIds].find((unitId) => !isLiving(unitId, world.org, world.now));
  if (unknown !== undefined) return refuse('campaign.unit_unknown', { unitId: unknown });
  const former = { ...(section.leadUnitId === undefined ? {} : { leadUnitId: section.leadUnitId }), memberUnitIds: section.memberUnitIds ?? [] };
  if (former.leadUnitId === leadUnitId && JSON.stringify(former.memberUnitIds) === JSON.stringify(memberUnitIds)) return refuse('campaign.nothing_changed');
  const tasks = (world.children as readonly TaskState[]).filter((task) => task.section === section.name && !isOver(task));
  const also = tasks.map((task): Follow => ({ type: 'task', id: task.id, command: { type: 'regroup', leadUnitId, memberUnitIds } as Follow['command'] }));
  const told = holdersOf('liaisonOfficer', [leadUnitId, ...memberUnitIds], world);
  const sections = state.sections.map((one) => (one === section ? { ...one, leadUnitId } : one));
  return accept([{ type: 'workingGroupSet', section: section.name, leadUnitId, memberUnitIds, reason: command.reason, former }], {
    also: [...also, ...membersBelow({ ...state, sections }, world)],
    notices: campaignNotice('workingGroupSet', state, told, command.reason),
  });
}
