import type { Finding, SupervisionState } from '../../domain/supervision/state.ts';
import { initialsOf } from './initials.ts';
import { instantText } from './instant.ts';

/** The supervision's row of `supervision_record`: what lists filter by. */
export const projectSupervision = (state: SupervisionState) => ({
  id: state.id,
  campaign_id: state.campaignId,
  number: state.number,
  kind: state.kind,
  title: state.title,
  initials: initialsOf(state.title),
  stage: state.stage,
  due_at: instantText(state.planned.dueAt),
  visited_on: state.visit?.on ?? null,
  planned_at: instantText(state.plannedAt),
  version: state.version,
});

const objectionOf = ({ objection }: Finding): string => (objection ? (objection.decision ?? 'open') : 'none');

/** Rows of `finding_record`. */
export const projectFindings = ({ id, findings }: SupervisionState) =>
  findings.map((finding) => ({
    supervision_id: id,
    number: finding.number,
    unit_id: finding.unitId,
    kind: finding.kind,
    task_id: finding.taskId ?? null,
    objection: objectionOf(finding),
  }));
