import { dueText } from '../calendar/due-text.ts';
import { standsFor } from '../policy/relation.ts';
import { isSamePerson, peopleOf } from '../process/actor.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import { isOver as isTaskOver } from '../task/state.ts';
import type { SupervisionPersonCommandType } from './commands.ts';
import { type Finding, isObjected, isWithdrawn, type SupervisionStage, type SupervisionState } from './state.ts';

type Verdict = Refusal | undefined;
type Rule = (state: SupervisionState, world: World) => Verdict;

/** Why a supervision in this stage takes no step that needs another one. */
const wrongStage: Readonly<Record<SupervisionStage, Refusal>> = {
  planned: refuse('supervision.not_visited'),
  visited: refuse('supervision.visited'),
  rectifying: refuse('supervision.rectifying'),
  suspended: refuse('supervision.suspended'),
  closed: refuse('supervision.closed'),
  cancelled: refuse('supervision.cancelled'),
};

const mustBeIn = (state: SupervisionState, ...stages: readonly SupervisionStage[]): Verdict =>
  stages.includes(state.stage as SupervisionStage) ? undefined : wrongStage[state.stage as SupervisionStage];

/** Findings that are not settled: an objection undecided, or a problem whose task is neither accepted nor cancelled. A task that is not known counts as open. */
export const openFindings = (state: SupervisionState, world: Pick<World, 'processes'>): readonly Finding[] =>
  state.findings.filter((finding) => {
    if (isObjected(finding)) return true;
    const task = finding.taskId === undefined ? undefined : world.processes.get(finding.taskId);
    return finding.taskId !== undefined && !isWithdrawn(finding) && !(task && isTaskOver(task));
  });

/** Whether a finding is of the unit in whose post the actor asks, or of one that it replaced. */
export const isOwn = (finding: Finding, world: World): boolean => world.actor.unitId !== undefined && standsFor(world.actor.unitId, world.org).includes(finding.unitId);

const mustBeInTime: Rule = (state, world) => {
  const { objectionUntil: until } = state;
  return until && world.receivedAt > until.dueAt ? refuse('supervision.objection_late', { date: dueText(until) }) : undefined;
};

/** 回避: who recorded the findings or was in the team decides on no objection to them, nor who raised it, in whichever post and for whomever. */
export function mustBeUninvolved(state: SupervisionState, finding: Finding, world: World): Refusal | undefined {
  const acts = [state.visit?.by, finding.objection?.by].filter((ref) => ref !== undefined);
  const { ref } = world.actor;
  return peopleOf(ref).some((id) => state.team.includes(id)) || acts.some((act) => isSamePerson(act, ref)) ? refuse('supervision.reviewer_involved') : undefined;
}

/** There is an objection on which the asker may decide. */
const mustHaveObjection: Rule = (state, world) => {
  const refused = state.findings.filter(isObjected).map((finding) => mustBeUninvolved(state, finding, world));
  return refused.length === 0 ? refuse('supervision.objection_absent') : refused.includes(undefined) ? undefined : refused[0];
};

const mustBeSettled: Rule = (state, world) => {
  const { objectionUntil: until } = state;
  if (until && world.now <= until.dueAt) return refuse('supervision.objection_window_open', { date: dueText(until) });
  const open = openFindings(state, world);
  if (open.length === 0) return undefined;
  return refuse(
    'supervision.findings_open',
    { count: open.length },
    open.map(({ number, unitId, taskId }) => ({ finding: number, unitId, ...(taskId === undefined ? {} : { taskId }) })),
  );
};

/** Each step's condition on the state, apart from what its content must satisfy. The same rules tell what may be done next. */
export const rules: Readonly<Record<SupervisionPersonCommandType, Rule>> = {
  postpone: (state) => mustBeIn(state, 'planned'),
  recordVisit: (state) => mustBeIn(state, 'planned'),
  object: (state, world) =>
    mustBeIn(state, 'visited', 'rectifying') ??
    (state.findings.some((finding) => finding.kind === 'problem' && isOwn(finding, world)) ? mustBeInTime(state, world) : refuse('supervision.nothing_to_object')),
  reviewObjection: (state, world) => mustBeIn(state, 'visited', 'rectifying') ?? mustHaveObjection(state, world),
  close: (state, world) => mustBeIn(state, 'visited', 'rectifying') ?? mustBeSettled(state, world),
  cancel: (state) => mustBeIn(state, 'planned'),
};
