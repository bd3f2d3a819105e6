import { nextDeadline } from '../../domain/case/light.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { instantText, instantTextOrNull } from './instant.ts';

/** The case's row of `case_record`: what lists filter and sort by. Due is the earliest open deadline. */
export function projectCase(state: CaseState) {
  const next = nextDeadline(state.deadlines);
  return {
    id: state.id,
    number: state.number,
    title: state.title,
    stage: state.stage,
    source: state.source,
    party_id: state.partyId,
    body_unit_id: state.bodyUnitId,
    task_id: state.taskId ?? null,
    due_kind: next?.kind ?? null,
    due_at: instantTextOrNull(next?.dueAt),
    opened_at: instantText(state.openedAt),
    closed_at: instantTextOrNull(state.closedAt),
    version: state.version,
  };
}

/** The case's row of `case_text`: what a search looks into. */
export const projectCaseText = (state: CaseState) => ({ id: state.id, text: `${state.number}\n${state.title}` });
