import { dueText } from '../../calendar/due-text.ts';
import type { PlannedTask } from '../../campaign/commands.ts';
import { visitSeen } from '../../campaign/noted.ts';
import { together } from '../../notice/told.ts';
import { accept, type Decision, type Follow, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { strangeEvidence } from '../../process/evidence.ts';
import type { SupervisionCommandOf } from '../commands.ts';
import { momentOf, objectionsDeadline, objectionsDue } from '../deadlines.ts';
import type { SupervisionFact } from '../facts.ts';
import { supervisionNotice, toOffice, toUnits } from '../notices.ts';
import type { Finding, SupervisionState } from '../state.ts';

/** The task that a problem becomes. Without a date of its own it is due by the usual limit. */
function taskOf(state: SupervisionState, finding: Finding, on: string): PlannedTask {
  const { number, unitId, content, requirement, dueOn, duePeriod = state.ladders.limits.rectification, evidence } = finding;
  return {
    number: `${state.number}-${number}`,
    content,
    kind: 'once',
    leadUnitId: unitId,
    supportingUnitIds: [],
    evidenceRequired: [],
    origin: { kind: 'supervision', reference: `${state.number}第${number}项`, on, evidence },
    ...(requirement === undefined ? {} : { standard: requirement }),
    ...(dueOn === undefined ? { duePeriod } : { dueOn }),
  };
}

/**
 * 登记检查情况: each problem becomes a task of the campaign in the same transaction, by the campaign's own rule, and the visit counts as the campaign's supervision, from which the next is
 * due. The findings are made known with it: from now units may object. A visit that found no problem is closed at once.
 */
export function recordVisit(state: SupervisionState, command: SupervisionCommandOf<'recordVisit'>, world: World): Decision<SupervisionFact> {
  const { on, note } = command;
  const stranger = command.findings.find((finding) => !state.unitIds.includes(finding.unitId));
  if (stranger) return refuse('supervision.unit_not_visited', { unitId: stranger.unitId });
  const strange = strangeEvidence(
    command.findings.flatMap((finding) => finding.evidence ?? []),
    world,
  );
  if (strange) return strange;
  const findings = command.findings.map(
    (finding, index): Finding => ({ ...finding, number: index + 1, evidence: finding.evidence ?? [], ...(finding.kind === 'problem' ? { taskId: world.newId() } : {}) }),
  );
  const problems = findings.filter((finding) => finding.kind === 'problem');
  const due = problems.length > 0 ? objectionsDue(state, world) : undefined;
  const follow = (step: { readonly type: string; readonly [field: string]: unknown }): Follow => ({ type: 'campaign', id: state.campaignId, command: step });
  const until = due && dueText(due);
  return accept(
    [
      { type: 'visitRecorded', on, note, findings, clears: ['visit'], ...(due ? { objectionUntil: momentOf(due), sets: [objectionsDeadline(due, world)] } : {}) },
      ...(due ? [] : [{ type: 'supervisionClosed' as const, by: 'visit' as const }]),
    ],
    {
      also: [
        follow({ type: 'recordSupervision', heldOn: on, note: visitSeen(state.number) }),
        ...problems.map((finding) => follow({ type: 'addTask', task: taskOf(state, finding, on), reason: `${state.number}督查发现`, taskId: finding.taskId })),
      ],
      notices: supervisionNotice('findingsMadeKnown', state, together(toUnits(state.unitIds, world), toOffice(state, world)), {
        about: {
          zh: `问题${problems.length}项${until === undefined ? '' : `，异议期至${until}`}`,
          en: `${problems.length} problems${until === undefined ? '' : `, objections until ${until}`}`,
        },
      }),
    },
  );
}
