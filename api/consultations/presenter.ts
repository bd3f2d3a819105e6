import type { AskedUnit, Comment, ConsultationStage, ConsultationState } from '../../domain/consultation/state.ts';
import { askedUnitsOf, summaryOf, tallyOf } from '../../domain/consultation/units.ts';
import type { Org } from '../../domain/org/org.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import { byRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import type { Counting } from '../process/deadline.ts';
import { presentSteps } from '../register/record.ts';
import { presentDeadlines } from '../tasks/presenter.ts';

/** What the presenter knows besides the record. */
export interface Context extends Counting {
  readonly org: Org;
  /** The posts in which the asker sees it. */
  readonly actors: readonly Actor[];
  readonly steps: readonly AllowedStep[];
}

/** The stages as people call them. */
export const stageNames: Readonly<Record<ConsultationStage, { readonly zh: string; readonly en: string }>> = {
  asked: { zh: '征求意见中', en: 'collecting comments' },
  answering: { zh: '办理意见', en: 'answering comments' },
  closed: { zh: '已结束', en: 'closed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** Whose comments the asker reads: the office all, a unit its own. That a unit has answered, all see. */
function isReadable(state: ConsultationState, actors: readonly Actor[], org: Org): (unitId: string) => boolean {
  if (actors.some((actor) => actor.unitId !== undefined && standsFor(actor.unitId, org).includes(state.officeUnitId))) return () => true;
  const own = new Set(actors.flatMap((actor) => askedUnitsOf(state, actor, org)));
  return (unitId) => own.has(unitId);
}

/** A round in a list. */
export function presentConsultationItem(state: ConsultationState, { org, language }: Pick<Context, 'org' | 'language'>) {
  // A round past its first fact has a stage.
  const stage = state.stage as ConsultationStage;
  return {
    id: state.id,
    planId: state.planId,
    round: state.round,
    title: state.title,
    stage,
    stageName: stageNames[stage][language],
    office: unitRef(state.officeUnitId, org),
    dueOn: state.due.dueOn ?? null,
    dueAt: iso(state.due.dueAt),
    asked: state.unitIds.length,
    answered: summaryOf(state).filter(({ answer }) => answer === 'commented' || answer === 'agreed').length,
    askedAt: iso(state.askedAt),
    closedAt: isoOrNull(state.closedAt),
    version: state.version,
  };
}

const presentUnit = ({ name, unitId }: AskedUnit) => ({ name, unitId: unitId ?? null });

const presentComment = ({ number, unitId, at, by, text, taskNumber, proposal, late, answer }: Comment, org: Org) => ({
  comment: number,
  unit: unitRef(unitId, org),
  at: iso(at),
  by: byRef(by, org),
  text,
  taskNumber: taskNumber ?? null,
  proposal: proposal ?? null,
  late,
  answer: answer ? { decision: answer.decision, reason: answer.reason ?? null, at: iso(answer.at), by: byRef(answer.by, org) } : null,
});

/** A round with what was asked, what the asker may read of the answers, and next steps. */
export function presentConsultation(state: ConsultationState, context: Context) {
  const { org, language, actors, steps } = context;
  const readable = isReadable(state, actors, org);
  return {
    ...presentConsultationItem(state, context),
    planVersion: state.planVersion,
    message: state.message ?? null,
    units: summaryOf(state).map(({ unitId, answer }) => ({ unit: unitRef(unitId, org), answer })),
    tasks: state.tasks.map(({ number, section, content, lead, supporting, dueOn }) => ({
      number,
      section: section ?? null,
      content,
      lead: lead ? presentUnit(lead) : null,
      supporting: supporting.map(presentUnit),
      dueOn: dueOn ?? null,
    })),
    comments: state.comments.filter(({ unitId }) => readable(unitId)).map((comment) => presentComment(comment, org)),
    formerDues: state.formerDues.map(({ dueOn, dueAt, replacedAt, reason }) => ({ dueOn: dueOn ?? null, dueAt: iso(dueAt), replacedAt: iso(replacedAt), reason })),
    cancelReason: state.cancelReason ?? null,
    deadlines: presentDeadlines('consultation', state.deadlines, context),
    allowed: presentSteps('consultation', steps, language),
  };
}

/** The summary that the office draws up. */
export function presentSummary(state: ConsultationState, org: Org) {
  const units = summaryOf(state);
  const count = (...answers: readonly string[]): number => units.filter(({ answer }) => answers.includes(answer)).length;
  return {
    asked: units.length,
    answered: count('commented', 'agreed'),
    agreed: count('agreed'),
    silent: count('silent', 'overdue'),
    ...tallyOf(state.comments),
    units: units.map(({ unitId, ...unit }) => ({ unit: unitRef(unitId, org), ...unit })),
  };
}

/** A fact’s data as the asker may read it: of what another unit said, and what became of it, only that it was said. */
export function discloseFact(data: Readonly<Record<string, unknown>>, state: ConsultationState, actors: readonly Actor[], org: Org): Readonly<Record<string, unknown>> {
  const { unitId } = data;
  if (typeof unitId !== 'string' || isReadable(state, actors, org)(unitId)) return data;
  const { text: _text, proposal: _proposal, taskNumber: _taskNumber, decision: _decision, former: _former, reason: _reason, ...rest } = data;
  return rest;
}
