import { together } from '../../notice/told.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { strangeEvidence } from '../../process/evidence.ts';
import { isOver as isTaskOver } from '../../task/state.ts';
import type { SupervisionCommandOf } from '../commands.ts';
import { reviewDeadline, reviewKind } from '../deadlines.ts';
import type { SupervisionFact } from '../facts.ts';
import { supervisionNotice, toGroup, toOffice, toUnits } from '../notices.ts';
import { isOwn, mustBeUninvolved } from '../rules.ts';
import { type Finding, isObjected, type SupervisionState } from '../state.ts';

type Decided = Decision<SupervisionFact>;

function findingOf(state: SupervisionState, number: number): { readonly ok: true; readonly finding: Finding } | Refusal {
  const finding = state.findings.find((one) => one.number === number);
  return finding ? { ok: true, finding } : refuse('supervision.finding_unknown', { finding: number });
}

const named = (finding: number) => ({ zh: `第${finding}项`, en: `finding ${finding}` });

/** 提出异议: once for each finding, by the unit it is about. The task's ladder goes on: objecting does not stop the rectification. */
export function object(state: SupervisionState, command: SupervisionCommandOf<'object'>, world: World): Decided {
  const { finding: number, reason, evidence = [] } = command;
  const found = findingOf(state, number);
  if (!found.ok) return found;
  const { finding } = found;
  if (!isOwn(finding, world)) return refuse('supervision.finding_not_yours', { finding: number });
  if (finding.kind === 'praise') return refuse('supervision.finding_is_praise', { finding: number });
  if (finding.objection) return refuse('supervision.objection_repeated', { finding: number });
  const strange = strangeEvidence(evidence, world);
  if (strange) return strange;
  const spec = reviewDeadline(state, number, world);
  return accept([{ type: 'objectionRaised', finding: number, unitId: finding.unitId, reason, evidence, sets: [spec] }], {
    notices: supervisionNotice('objectionRaised', state, together(toOffice(state, world), toGroup(state, world)), { about: named(number), reason, dueAt: spec.dueAt }),
  });
}

/** What the finding's task is asked: dropped with a finding that is withdrawn, put right with one that is changed. A task that is over stays as it is when its finding is withdrawn. */
function followsOf(finding: Finding, command: SupervisionCommandOf<'reviewObjection'>, world: World): readonly Follow[] {
  const { decision, reason, content, dueOn } = command;
  if (finding.taskId === undefined || decision === 'upheld') return [];
  const id = finding.taskId;
  const ask = (step: { readonly type: string; readonly [field: string]: unknown }): Follow => ({ type: 'task', id, command: { ...step, reason } as Follow['command'] });
  const task = world.processes.get(id);
  if (decision === 'withdrawn') return task && isTaskOver(task) ? [] : [ask({ type: 'cancel' })];
  return [
    ...(content === undefined ? [] : [ask({ type: 'correctField', field: 'content', value: content })]),
    ...(dueOn === undefined ? [] : [ask({ type: 'correctField', field: 'dueOn', value: dueOn })]),
  ];
}

const outcomes = { upheld: 'objectionUpheld', changed: 'objectionChanged', withdrawn: 'objectionWithdrawn' } as const;

/** 复核: by somebody who was not involved. The task follows in the same transaction by its own rule: where it refuses, the decision is refused. */
export function reviewObjection(state: SupervisionState, command: SupervisionCommandOf<'reviewObjection'>, world: World): Decided {
  const { finding: number, decision, reason, content, dueOn } = command;
  const found = findingOf(state, number);
  if (!found.ok) return found;
  const { finding } = found;
  if (!isObjected(finding)) return refuse('supervision.objection_absent');
  const involved = mustBeUninvolved(state, finding, world);
  if (involved) return involved;
  const changes = [content !== undefined && content !== finding.content, dueOn !== undefined && dueOn !== finding.dueOn];
  const given = content !== undefined || dueOn !== undefined;
  if (decision === 'changed' ? !changes.includes(true) : given) return refuse('supervision.change_needed');
  const changed = { ...(changes[0] && content !== undefined ? { content } : {}), ...(changes[1] && dueOn !== undefined ? { dueOn } : {}) };
  const former = {
    ...(changed.content === undefined ? {} : { content: finding.content }),
    ...(changed.dueOn === undefined || finding.dueOn === undefined ? {} : { dueOn: finding.dueOn }),
  };
  const { content: _content, dueOn: _dueOn, ...asked } = command;
  return accept([{ type: 'objectionReviewed', finding: number, decision, reason, ...changed, ...(decision === 'changed' ? { former } : {}), clears: [reviewKind(number)] }], {
    also: followsOf(finding, { ...asked, ...changed }, world),
    notices: supervisionNotice(outcomes[decision], state, toUnits([finding.unitId], world), { about: named(number), reason }),
  });
}
