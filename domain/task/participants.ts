import type { Participant } from '../process/definition.ts';
import type { TaskState } from './state.ts';

/** How units take part in a task; none before its first fact. */
export function participants(state: TaskState): readonly Participant[] {
  if (state.version === 0) return [];
  return [
    { unitId: state.leadUnitId, as: 'lead' },
    ...state.supportingUnitIds.map((unitId): Participant => ({ unitId, as: 'supporting' })),
    ...(state.sectionLeadUnitId === undefined ? [] : [{ unitId: state.sectionLeadUnitId, as: 'groupLead' } as const]),
    ...(state.groupMemberUnitIds ?? []).map((unitId): Participant => ({ unitId, as: 'groupMember' })),
    ...(state.assignerUnitId === undefined ? [] : [{ unitId: state.assignerUnitId, as: 'assigner' } as const]),
    { unitId: state.officeUnitId, as: 'office' },
    { unitId: state.groupUnitId, as: 'leadingGroup' },
  ];
}
