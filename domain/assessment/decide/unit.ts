import type { StandardItem } from '../../evaluation/standard.ts';
import { together } from '../../notice/told.ts';
import { accept, type Decision, type Refusal, refuse } from '../../process/decision.ts';
import type { ProcessState, World } from '../../process/definition.ts';
import type { EvidencePiece } from '../../task/state.ts';
import type { AssessmentCommandOf } from '../commands.ts';
import type { AssessmentFact } from '../facts.ts';
import { eventNotice, toGroup, toOffice } from '../notices.ts';
import { isRefusal, itemsAsked } from '../rules.ts';
import type { AssessmentState } from '../state.ts';

type Decided = Decision<AssessmentFact>;

/** The item of this number, where it applies to the unit. */
export const itemAsked = (state: AssessmentState, number: string, world: World): StandardItem | Refusal =>
  itemsAsked(state, world).find((item) => item.number === number) ?? refuse('assessment.item_unknown', { item: number });

/** Never more than the item has. */
export const aboveItem = (item: StandardItem, points: number): Refusal | undefined =>
  points > item.points ? refuse('assessment.points_above', { item: item.number, most: item.points, points }) : undefined;

function isOurs(state: AssessmentState, id: string, world: World): boolean {
  const unitId = world.attachments.get(id)?.unitId;
  return unitId !== undefined && (unitId === state.unitId || unitId === world.actor.unitId || world.org.below(state.unitId).has(unitId));
}

type OfCampaign = ProcessState & { readonly campaignId?: string; readonly leadUnitId?: string; readonly supportingUnitIds?: readonly string[] };

const ofCampaign = (state: AssessmentState, id: string, world: World): OfCampaign | undefined => {
  const process = world.processes.get(id) as OfCampaign | undefined;
  return process?.campaignId === state.campaignId && id !== state.evaluationId ? process : undefined;
};

function isOurTask(state: AssessmentState, id: string, world: World): boolean {
  const task = ofCampaign(state, id, world);
  return task?.leadUnitId !== undefined && [task.leadUnitId, ...(task.supportingUnitIds ?? [])].includes(state.unitId);
}

/** 自评: what the unit claims for one item, and by what. A claim of zero says why; where evidence is asked for, what is claimed is proved by an attachment, a task or an indicator. */
export function answerItem(state: AssessmentState, command: AssessmentCommandOf<'answerItem'>, world: World): Decided {
  const item = itemAsked(state, command.item, world);
  if (isRefusal(item)) return item;
  const { claim, note, taskIds = [], indicatorIds = [] } = command;
  const above = aboveItem(item, claim);
  if (above) return above;
  if (claim === 0 && note === undefined) return refuse('assessment.zero_needs_note');
  const evidence = (command.evidence ?? []).map((piece): EvidencePiece => (typeof piece === 'string' ? { id: piece } : piece));
  const stranger = evidence.find((piece) => !isOurs(state, piece.id, world));
  if (stranger) return refuse('evidence.unknown', { id: stranger.id });
  const task = taskIds.find((id) => !isOurTask(state, id, world));
  if (task !== undefined) return refuse('assessment.task_unknown', { id: task });
  const indicator = indicatorIds.find((id) => ofCampaign(state, id, world) === undefined);
  if (indicator !== undefined) return refuse('assessment.indicator_unknown', { id: indicator });
  const isProved = evidence.length + taskIds.length + indicatorIds.length > 0;
  if (claim > 0 && item.evidenceRequired.length > 0 && !isProved)
    return refuse(
      'assessment.evidence_missing',
      { item: item.number },
      item.evidenceRequired.map((one) => ({ item: one })),
    );
  return accept([{ type: 'itemAnswered', item: item.number, claim, ...(note === undefined ? {} : { note }), taskIds, indicatorIds, evidence }]);
}

/** The self-check goes to the office, whole: every item has an answer. Its arrival decides whether it is late. */
export function submitSelfCheck(state: AssessmentState, command: AssessmentCommandOf<'submitSelfCheck'>, world: World): Decided {
  const answered = new Set(state.answers.map((answer) => answer.item));
  const missing = itemsAsked(state, world).filter((item) => !answered.has(item.number));
  if (missing.length > 0)
    return refuse(
      'assessment.answers_missing',
      { count: missing.length },
      missing.map(({ number, content }) => ({ item: number, content })),
    );
  const deadline = state.deadlines.find((one) => one.kind === 'selfCheck');
  const late = deadline !== undefined && world.receivedAt > deadline.dueAt;
  return accept([{ type: 'selfCheckSubmitted', late, ...(command.summary === undefined ? {} : { summary: command.summary }), clears: ['selfCheck'] }], {
    also: [{ type: 'evaluation', id: state.evaluationId, command: { type: 'tally' } }],
  });
}

/** 异议: the unit does not agree with the points of one item, once. */
export function raiseObjection(state: AssessmentState, command: AssessmentCommandOf<'raiseObjection'>, world: World): Decided {
  const item = itemAsked(state, command.item, world);
  if (isRefusal(item)) return item;
  if (state.objections.some((one) => one.item === item.number)) return refuse('assessment.objection_raised', { item: item.number });
  return accept([{ type: 'objectionRaised', item: item.number, reason: command.reason }], {
    notices: eventNotice('objectionRaised', state, together(toOffice(state, world), toGroup(state, world)), world, { item: item.number, reason: command.reason }),
  });
}
