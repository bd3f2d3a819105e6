import type { IndicatorState } from '../../domain/indicator/state.ts';
import { initialsOf } from './initials.ts';
import { instantTextOrNull } from './instant.ts';

/** The indicator's row of `indicator_record`: what lists filter and sort by, and what its campaign shows of it. */
export function projectIndicator(state: IndicatorState) {
  const evaluation = state.evaluations.at(-1);
  const next = [...state.deadlines].sort((a, b) => a.dueAt - b.dueAt)[0];
  return {
    id: state.id,
    campaign_id: state.campaignId,
    number: state.number,
    order: state.order,
    name: state.name,
    initials: initialsOf(state.name),
    owner_unit_id: state.ownerUnitId,
    stage: state.stage,
    outcome: evaluation?.outcome ?? 'undecided',
    branch: evaluation?.branch ?? null,
    due_at: instantTextOrNull(next?.dueAt),
    version: state.version,
  };
}
