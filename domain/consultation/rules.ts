import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { ConsultationPersonCommandType } from './commands.ts';
import { type ConsultationStage, type ConsultationState, isOver } from './state.ts';
import { askedUnitsOf, firstCommentOf, silentUnits } from './units.ts';

type Verdict = Refusal | undefined;
type Rule = (state: ConsultationState, world: World) => Verdict;

/** Why a round in this stage takes no step that needs another one. */
const wrongStage: Readonly<Record<ConsultationStage, Verdict>> = {
  asked: undefined,
  answering: refuse('consultation.collecting_over'),
  closed: refuse('consultation.closed'),
  cancelled: refuse('consultation.cancelled'),
};

const mustBeOpen: Rule = (state) => (isOver(state) ? wrongStage[state.stage as ConsultationStage] : undefined);
const mustCollect: Rule = (state) => wrongStage[state.stage as ConsultationStage];

/** Units may add to what they said as long as their time runs, also when all have answered; who is late may still answer until the office ends the collecting. */
const mayAnswer: Rule = (state, world) =>
  state.stage === 'answering' && world.receivedAt <= state.due.dueAt && state.silentUnitIds.length === 0 ? undefined : mustCollect(state, world);

/** While their time runs, no silent unit is passed over. */
const timeIsOver: Rule = (state, world) => {
  const silent = state.stage === 'asked' && world.now <= state.due.dueAt ? silentUnits(state) : [];
  if (silent.length === 0) return undefined;
  return refuse(
    'consultation.still_collecting',
    { count: silent.length },
    silent.map((unitId) => ({ unitId, name: world.org.unit(unitId)?.name ?? '' })),
  );
};

const allAnswered: Rule = (state) => {
  const open = state.comments.filter(({ answer }) => !answer);
  if (open.length === 0) return undefined;
  return refuse(
    'consultation.comments_open',
    { count: open.length },
    open.map(({ number, unitId, taskNumber }) => ({ comment: number, unitId, taskNumber: taskNumber ?? null })),
  );
};

const notYetSaid: Rule = (state, world) => {
  const unitIds = askedUnitsOf(state, world.actor, world.org);
  const silent = silentUnits(state);
  if (unitIds.length === 0 || unitIds.some((unitId) => silent.includes(unitId))) return undefined;
  return refuse(unitIds.some((unitId) => firstCommentOf(state, unitId)) ? 'consultation.commented' : 'consultation.already_agreed');
};

/** Each step's condition on the state, apart from what its content must satisfy. The same rules tell what may be done next. */
export const rules: Readonly<Record<ConsultationPersonCommandType, Rule>> = {
  comment: mayAnswer,
  agree: (state, world) => mustBeOpen(state, world) ?? notYetSaid(state, world) ?? mayAnswer(state, world),
  answerComment: (state, world) => mustBeOpen(state, world) ?? (state.comments.length === 0 ? refuse('consultation.no_comments') : undefined),
  extend: mustCollect,
  endCollecting: (state, world) => mustCollect(state, world) ?? timeIsOver(state, world),
  close: (state, world) => mustBeOpen(state, world) ?? allAnswered(state, world) ?? timeIsOver(state, world),
  cancel: mustBeOpen,
};
