import { beijingDateOf } from '../calendar/beijing.ts';
import type { Ladder } from '../chase/ladder.ts';
import { offsetsRefused } from '../chase/periods.ts';
import { standsFor } from '../policy/relation.ts';
import { peopleOf } from '../process/actor.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import { caseRungTargets } from './ladders.ts';
import { type CaseStage, type CaseState, type CloseGround, caseSources, episodeOf, lastFollowUp, type Measure, openOrders, pendingExtension, standingMeasures } from './state.ts';

/** A rule answers the refusal that it gives, or undefined when it holds. */
type Verdict = Refusal | undefined;

/** Names of the stages for people. */
export const stageNames: Readonly<Record<CaseStage, string>> = {
  opened: '待检查',
  inspected: '已检查，待采取措施',
  ordered: '整改中',
  corrected: '待复查',
  filed: '已立案',
  settled: '办结中',
  closed: '已结案',
};

/** `process.not_found` before the first fact; `case.closed` after closing; `case.stage_wrong` at any stage but these. */
export function mustBeAt(state: CaseState, ...stages: readonly CaseStage[]): Verdict {
  if (state.stage === '') return refuse('process.not_found');
  if (stages.includes(state.stage)) return undefined;
  if (state.stage === 'closed') return refuse('case.closed');
  return refuse('case.stage_wrong', { stage: state.stage, stageName: stageNames[state.stage] });
}

/** A case is opened once. */
export const mustNotExist = (state: CaseState): Verdict => (state.version > 0 ? refuse('case.exists') : undefined);

/** PPL 42, 国办发〔2024〕54号: only an enforcement body acts in a case, never a coordinating body such as the leading-group office. */
export function mustBeEnforcementBody(unitId: string | undefined, world: World): Verdict {
  const unit = unitId === undefined ? undefined : world.org.unit(unitId);
  const living = unit !== undefined && unit.from <= world.now && (unit.until === undefined || unit.until > world.now);
  return living && unit.kind === 'enforcementBody' ? undefined : refuse('case.body_not_enforcement', { unit: unit?.name ?? unitId ?? '' });
}

/** Nobody opens a case in the name of another body than that of their own post. */
export const mustActForOwnBody = (bodyUnitId: string, world: World): Verdict =>
  world.actor.ref.by === 'person' && world.actor.unitId !== bodyUnitId ? refuse('case.not_your_body') : undefined;

export const mustKnowParty = (partyId: string, world: World): Verdict => (world.parties.has(partyId) ? undefined : refuse('case.party_unknown', { partyId }));

/** The task that a case serves must be one in which the acting body takes part; any other is answered as if it did not exist. */
export function mustKnowTask(taskId: string | undefined, bodyUnitId: string, world: World): Verdict {
  if (taskId === undefined) return undefined;
  const task = world.processes.get(taskId) as { readonly leadUnitId?: string; readonly supportingUnitIds?: readonly string[] } | undefined;
  const units = [...(task?.leadUnitId === undefined ? [] : [task.leadUnitId]), ...(task?.supportingUnitIds ?? [])];
  return standsFor(bodyUnitId, world.org).some((unitId) => units.includes(unitId)) ? undefined : refuse('case.task_unknown', { taskId });
}

/** PPL 42: an inspection is done by no fewer than two officers; one person is not two. */
export function mustBeTwoInspectors(officers: readonly string[]): Verdict {
  if (officers.length !== 2) return refuse('case.two_inspectors_needed');
  return officers[0] === officers[1] ? refuse('case.same_inspector_twice') : undefined;
}

/** Each officer held an inspector post in the acting body or a joint body at that moment, whoever holds it now and whatever unit has taken the body's place since. */
export function mustHoldInspectorPost(state: CaseState, officers: readonly string[], at: Instant, world: World): Verdict {
  const bodies = [state.bodyUnitId, ...state.jointBodies];
  const holds = (personId: string): boolean =>
    world.org.postsHeld(personId, at).some((post) => post.role === 'inspector' && standsFor(post.unitId, world.org).some((unitId) => bodies.includes(unitId)));
  const without = officers.filter((personId) => !holds(personId));
  return without.length === 0
    ? undefined
    : refuse(
        'case.not_an_inspector',
        undefined,
        without.map((officer) => ({ officer })),
      );
}

/** PPL 55: officers show certificates; each must be valid on the Beijing day of the visit (its last day counts). */
export function mustHaveValidCertificate(officers: readonly string[], at: Instant, world: World): Verdict {
  const day = beijingDateOf(at);
  const expired = officers.filter((personId) => (world.org.person(personId)?.certificateExpiresOn ?? '') < day);
  return expired.length === 0
    ? undefined
    : refuse(
        'case.certificate_expired',
        undefined,
        expired.map((officer) => ({ officer, expiredOn: world.org.person(officer)?.certificateExpiresOn ?? null })),
      );
}

/** A visit is recorded after it happened, and a follow-up after the measure that it judges. */
export function mustBePlausibleVisit(at: Instant | undefined, notBefore: Instant, world: World): Verdict {
  if (at === undefined) return undefined;
  if (at > world.now) return refuse('case.date_in_future', { date: beijingDateOf(at) });
  return beijingDateOf(at) < beijingDateOf(notBefore) ? refuse('case.date_too_early', { date: beijingDateOf(at) }) : undefined;
}

/** A case's own ladder: rungs with names of their own, periods of allowed units, and nobody outside the acting body told. */
export function mustBeUsableLadder(ladder: Ladder, world: World): Verdict {
  const refused = offsetsRefused(
    ladder.map(({ offset }) => offset),
    world,
  );
  if (refused) return refused;
  const strange = ladder.find(({ to }) => !(caseRungTargets as readonly string[]).includes(to));
  if (strange) return refuse('case.ladder_target_refused', { to: strange.to });
  return new Set(ladder.map((step) => step.rung)).size === ladder.length ? undefined : refuse('case.ladder_invalid');
}

/** Attachments named as evidence exist and are of a body that acts here. */
export function mustOwnEvidence(state: Pick<CaseState, 'bodyUnitId' | 'jointBodies'>, evidence: readonly string[], world: World): Verdict {
  const units = [state.bodyUnitId, ...state.jointBodies, ...(world.actor.unitId === undefined ? [] : standsFor(world.actor.unitId, world.org))];
  const missing = evidence.find((id) => !units.includes(world.attachments.get(id)?.unitId ?? ''));
  return missing === undefined ? undefined : refuse('evidence.unknown', { id: missing });
}

/** An inspector whose own certificate has expired records no inspection. Asked before the officers are known. */
export const actorsCertificateMustBeValid = (world: World): Verdict =>
  world.actor.role === 'inspector' && world.actor.ref.personId !== undefined ? mustHaveValidCertificate([world.actor.ref.personId], world.now, world) : undefined;

/** "Not put right" leads to filing, to nothing else. */
export const cannotAvoidFiling = (state: CaseState): Verdict => (state.stage === 'inspected' && lastFollowUp(state)?.result === 'not' ? refuse('case.must_file') : undefined);

/** A case does not end while the party is bound by a measure that nobody has checked. A party that is gone cannot be checked. */
export function cannotCloseWithOpenOrder(state: CaseState, ground?: CloseGround): Verdict {
  const open = openOrders(state);
  return open.length > 0 && ground !== 'partyGone' ? refuse('case.order_still_open', { measures: open.map((measure) => measure.number).join('、') }) : undefined;
}

export const cannotAskTwiceForTime = (state: CaseState): Verdict => (pendingExtension(state) ? refuse('case.extension_pending') : undefined);
export const mustHavePendingExtension = (state: CaseState): Verdict => (pendingExtension(state) ? undefined : refuse('case.no_extension_pending'));
export const cannotAskTwiceToClose = (state: CaseState): Verdict => (state.closeRequest ? refuse('case.close_pending') : undefined);
export const mustHavePendingClose = (state: CaseState): Verdict => (state.closeRequest ? undefined : refuse('case.no_close_pending'));

/** Nobody decides what they asked for themselves, nor what was asked on their behalf or by the one they stand in for. */
export const mustBeSecondPerson = (askedBy: readonly string[], world: World): Verdict =>
  peopleOf(world.actor.ref).some((personId) => askedBy.includes(personId)) ? refuse('case.second_person_needed') : undefined;

/** Orders whose period may be extended: those that stand, or after "partly" those that the follow-up judged so. */
export function extendableOrders(state: CaseState): readonly Measure[] {
  const orders = state.measures.filter((measure) => measure.kind === 'order' && measure.episode === episodeOf(state));
  return state.stage === 'inspected' ? orders.filter((order) => order.outcome === 'partly') : orders.filter((order) => order.outcome === undefined);
}

/** There is an order to extend; in a filed case the procedure's own clock may be extended instead. */
export const mustHaveSomethingToExtend = (state: CaseState): Verdict => (state.stage === 'filed' || extendableOrders(state).length > 0 ? undefined : refuse('case.no_open_order'));

export const mustHaveStandingMeasure = (state: CaseState, number?: number): Verdict =>
  standingMeasures(state).some((measure) => number === undefined || measure.number === number) ? undefined : refuse('case.measure_unknown', { measure: number ?? 0 });

/** In a filed case a submission or a follow-up answers an order that still stands. */
export const mustHaveOpenOrderWhenFiled = (state: CaseState): Verdict =>
  state.stage === 'filed' && openOrders(state).length === 0 ? refuse('case.stage_wrong', { stage: state.stage, stageName: stageNames[state.stage] }) : undefined;

export const mustBeSource = (value: string): Verdict => ((caseSources as readonly string[]).includes(value) ? undefined : refuse('case.source_unknown', { value }));
