import { assessment } from '../../domain/assessment/definition.ts';
import type { AssessmentStage, AssessmentState } from '../../domain/assessment/state.ts';
import type { StandardItem } from '../../domain/evaluation/standard.ts';
import type { Org } from '../../domain/org/org.ts';
import { relationsTo, takingPart } from '../../domain/policy/relation.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { AllowedStep } from '../../domain/process/definition.ts';
import type { Moment } from '../../ledger/world.ts';
import { byRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import type { Counting } from '../process/deadline.ts';
import { presentSteps } from '../register/record.ts';
import { presentDeadlines } from '../tasks/presenter.ts';

/** What the presenters know besides the record. */
interface Context extends Counting {
  readonly org: Org;
  readonly actors: readonly Actor[];
}

/** The stages as people call them. */
export const stageNames: Readonly<Record<AssessmentStage, { readonly zh: string; readonly en: string }>> = {
  issued: { zh: '自查自评中', en: 'self-check owed' },
  submitted: { zh: '待评审', en: 'awaiting review' },
  reviewed: { zh: '已评审', en: 'reviewed' },
  suspended: { zh: '中止', en: 'suspended' },
  closed: { zh: '已结束', en: 'closed' },
};

/** Whoever reviews sees the points as they are given; the unit and those above it see them once the review is complete. */
export function seesReviews(state: AssessmentState, actors: readonly Actor[], { org, now }: Pick<Moment, 'org' | 'now'>): boolean {
  if (state.reviewedAt !== undefined || state.stage === 'closed') return true;
  const taking = takingPart(assessment.participants(state), now);
  return actors.some((actor) => {
    const related = relationsTo(actor, taking, org);
    return related.has('office') || related.has('leadingGroup') || related.has('named');
  });
}

/** An assessment in a list. */
export function presentAssessmentItem(state: AssessmentState, { org, now, language, actors }: Omit<Context, 'calendar'>) {
  // An assessment past its first fact has a stage.
  const stage = state.stage as AssessmentStage;
  const deadline = state.deadlines.find((one) => one.kind === 'selfCheck');
  return {
    id: state.id,
    campaignId: state.campaignId,
    evaluationId: state.evaluationId,
    title: state.title,
    unit: unitRef(state.unitId, org),
    className: state.className,
    stage,
    stageName: stageNames[stage][language],
    items: state.itemCount,
    answered: state.answers.length,
    reviewed: seesReviews(state, actors, { org, now }) ? state.reviews.length : 0,
    late: state.submission?.late ?? false,
    dueOn: deadline?.dueOn ?? null,
    dueAt: isoOrNull(deadline?.dueAt),
    rung: deadline?.reached.at(-1)?.rung ?? null,
    openObjections: state.objections.filter((one) => !one.answer).length,
    version: state.version,
  };
}

function presentLine(state: AssessmentState, item: StandardItem, org: Org, isReviewSeen: boolean) {
  const answer = state.answers.find((one) => one.item === item.number);
  const review = isReviewSeen ? state.reviews.find((one) => one.item === item.number) : undefined;
  const objection = state.objections.find((one) => one.item === item.number);
  return {
    number: item.number,
    group: item.group ?? null,
    content: item.content,
    method: item.method ?? null,
    points: item.points,
    evidenceRequired: item.evidenceRequired,
    answer: answer
      ? {
          claim: answer.claim,
          note: answer.note ?? null,
          taskIds: answer.taskIds,
          indicatorIds: answer.indicatorIds,
          evidence: answer.evidence.map((piece) => ({ id: piece.id, item: piece.item ?? null })),
          at: iso(answer.at),
          by: byRef(answer.by, org),
        }
      : null,
    review: review ? { points: review.points, note: review.note ?? null, visit: review.visit ?? null, at: iso(review.at), by: byRef(review.by, org) } : null,
    objection: objection
      ? {
          reason: objection.reason,
          at: iso(objection.at),
          by: byRef(objection.by, org),
          answer: objection.answer ? { points: objection.answer.points, former: objection.answer.former, note: objection.answer.note, at: iso(objection.answer.at) } : null,
        }
      : null,
  };
}

/** A unit's assessment line by line: the items of its evaluation that apply to it. */
export function presentAssessment(state: AssessmentState, items: readonly StandardItem[], context: Context & { readonly steps: readonly AllowedStep[] }) {
  const { org, language, actors } = context;
  const { submission } = state;
  const isReviewSeen = seesReviews(state, actors, context);
  return {
    ...presentAssessmentItem(state, context),
    office: unitRef(state.officeUnitId, org),
    lines: items.map((item) => presentLine(state, item, org, isReviewSeen)),
    submission: submission ? { at: iso(submission.at), by: byRef(submission.by, org), summary: submission.summary ?? null, late: submission.late } : null,
    lapsedAt: isoOrNull(state.lapsedAt),
    returnReason: state.returnReason ?? null,
    returns: state.returns,
    reviewedAt: isoOrNull(state.reviewedAt),
    reviewNote: state.reviewNote ?? null,
    closedAt: isoOrNull(state.closedAt),
    deadlines: presentDeadlines('assessment', state.deadlines, context),
    allowed: presentSteps('assessment', context.steps, language),
  };
}
