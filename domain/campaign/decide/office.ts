import { beijingDateOf, daysBetween } from '../../calendar/beijing.ts';
import { planDeadline } from '../../chase/deadline.ts';
import { periodsRefused } from '../../chase/periods.ts';
import { together } from '../../notice/told.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { strangeEvidence } from '../../process/evidence.ts';
import { resumeAfterSuspension } from '../../task/deadlines.ts';
import { numbersRefused } from '../../task/number.ts';
import type { TaskState } from '../../task/state.ts';
import { officeVoice, urgedLately, urgedUntil, urgingNotices } from '../../task/urging.ts';
import { openBelow } from '../below.ts';
import type { CampaignCommandOf, CorrectCampaignField } from '../commands.ts';
import { conditionRules, conditions } from '../condition.ts';
import { future } from '../day.ts';
import { meetingDeadlines, phaseLadder, replacing, sourceOf, supervisionDeadlines } from '../deadlines.ts';
import type { CampaignFact } from '../facts.ts';
import { issueFollows } from '../issue.ts';
import { membersBelow } from '../members.ts';
import { campaignNotice, toGroup, toOffice } from '../notices.ts';
import type { CampaignState, ConditionKey } from '../state.ts';
import { notUrged, urgedTasks } from '../urging.ts';
import { incompleteTasks } from './launch.ts';
import { moving } from './phase.ts';

type Decided = Decision<CampaignFact>;

const labelled = (condition: ConditionKey): { readonly condition: string } => ({ condition: conditionRules[condition].label.zh });

function ofPhase(state: CampaignState, condition: ConditionKey, world: World): ReturnType<typeof conditions>[number] | Refusal {
  return conditions(state, world).find((one) => one.condition === condition) ?? refuse('campaign.condition_unknown', labelled(condition));
}

const isRefusal = (value: object): value is Refusal => 'ok' in value && value.ok === false;

/** A named person confirms a condition, with evidence. In a phase past its end the last one closes it at once. */
export function confirmCondition(state: CampaignState, command: CampaignCommandOf<'confirmCondition'>, world: World): Decided {
  const found = ofPhase(state, command.condition, world);
  if (isRefusal(found)) return found;
  if (found.by === 'computed') return refuse('campaign.condition_computed', labelled(command.condition));
  if (found.held) return refuse('campaign.condition_held', labelled(command.condition));
  const documentNumber = command.documentNumber ?? state.documentNumber;
  if (command.condition === 'planApproved' && documentNumber === undefined) return refuse('campaign.number_needed');
  const evidence = command.evidence ?? [];
  const refused = strangeEvidence(evidence, world) ?? future(command.on, world);
  if (refused) return refused;
  return moving(
    state,
    [
      {
        type: 'conditionConfirmed',
        phase: state.current,
        condition: command.condition,
        note: command.note,
        evidence,
        ...(command.on === undefined ? {} : { on: command.on }),
        ...(command.condition === 'planApproved' && documentNumber !== undefined ? { documentNumber } : {}),
      },
    ],
    world,
  );
}

/** A mistaken confirmation, taken back with a reason. */
export function withdrawConfirmation(state: CampaignState, command: CampaignCommandOf<'withdrawConfirmation'>): Decided {
  const confirmed = state.confirmations.some((one) => one.phase === state.current && one.condition === command.condition);
  if (!confirmed) return refuse('campaign.condition_unconfirmed', labelled(command.condition));
  return accept([{ type: 'confirmationWithdrawn', phase: state.current, condition: command.condition, reason: command.reason }]);
}

/** 例外放行: the office signs that the phase may close without this condition. */
export function overrideCondition(state: CampaignState, command: CampaignCommandOf<'overrideCondition'>, world: World): Decided {
  const found = ofPhase(state, command.condition, world);
  if (isRefusal(found)) return found;
  if (found.held || found.override) return refuse('campaign.condition_held', labelled(command.condition));
  return moving(state, [{ type: 'conditionOverridden', phase: state.current, condition: command.condition, reason: command.reason }], world);
}

/** The assessment's result, in the evaluation phase; recording it again corrects it, the former stays in its fact. */
export function recordResult(state: CampaignState, command: CampaignCommandOf<'recordResult'>, world: World): Decided {
  const evidence = command.evidence ?? [];
  const refused = strangeEvidence(evidence, world);
  if (refused) return refused;
  return moving(state, [{ type: 'resultRecorded', result: command.result, note: command.note, evidence, ...(command.score === undefined ? {} : { score: command.score }) }], world);
}

/** A leading-group meeting was held: the next is due from its date, unless one is due later anyway. */
export function recordMeeting(state: CampaignState, command: CampaignCommandOf<'recordMeeting'>, world: World): Decided {
  const evidence = command.evidence ?? [];
  const refused = future(command.heldOn, world) ?? strangeEvidence(evidence, world);
  if (refused) return refused;
  const latest = state.meetings.every((one) => one.heldOn <= command.heldOn);
  const sets = latest ? replacing(state.deadlines, command.heldOn, meetingDeadlines(state, command.heldOn, world)) : [];
  return accept([{ type: 'meetingRecorded', heldOn: command.heldOn, minutes: command.minutes, decisions: command.decisions ?? [], evidence, ...(sets.length ? { sets } : {}) }]);
}

/** A supervision visit was made: during the intervention the next is due from its date, unless one is due later anyway. */
export function recordSupervision(state: CampaignState, command: CampaignCommandOf<'recordSupervision'>, world: World): Decided {
  const evidence = command.evidence ?? [];
  const refused = future(command.heldOn, world) ?? strangeEvidence(evidence, world);
  if (refused) return refused;
  const latest = state.supervisions.every((one) => one.heldOn <= command.heldOn);
  const sets = latest && state.stage === 'intervention' ? replacing(state.deadlines, command.heldOn, supervisionDeadlines(state, command.heldOn, world)) : [];
  return accept([{ type: 'supervisionRecorded', heldOn: command.heldOn, note: command.note, evidence, ...(sets.length ? { sets } : {}) }]);
}

/** A task that the plan did not have, such as a finding that becomes a task with a deadline. */
export function addTask(state: CampaignState, command: CampaignCommandOf<'addTask'>, world: World): Decided {
  const phase = state.phases[state.current]?.kind ?? 'intervention';
  const task = { ...command.task, phase: command.task.phase ?? phase };
  const unfit = incompleteTasks([task]) ?? numbersRefused([task.number]);
  if (unfit) return unfit;
  if (task.dueOn !== undefined && task.dueOn < beijingDateOf(world.now)) return refuse('campaign.date_past', { date: task.dueOn });
  const strange = periodsRefused([task.duePeriod, task.rhythm?.every], world) ?? strangeEvidence(task.origin?.evidence ?? [], world) ?? future(task.origin?.on, world);
  if (strange) return strange;
  const units = [task.leadUnitId, ...task.supportingUnitIds, ...(task.unitIds ?? [])].filter((id) => id !== undefined);
  const unknown = units.find((id) => world.org.unit(id) === undefined);
  if (unknown !== undefined) return refuse('campaign.unit_unknown', { unitId: unknown });
  const also = issueFollows(task, state.taskCount + 1, undefined, { campaignId: state.id, plan: state, ladders: state.ladders, newId: world.newId }, command.taskId);
  return accept([{ type: 'taskAdded', taskId: also[0]?.id ?? '', number: task.number, count: also.length, reason: command.reason }], { also });
}

/**
 * 人工催办: a word to the leads of the chosen tasks that wait for them; the ladders go on as they are. What the same person urged within the hour and has not moved since is left out and listed,
 * and so is each task chosen by its id that does not wait for its lead; `task.urged_lately` or `campaign.nobody_to_urge` when none is left, with why of each.
 */
export function urge(state: CampaignState, command: CampaignCommandOf<'urge'>, world: World): Decided {
  const chosen = urgedTasks(world.children as readonly TaskState[], command, world.now);
  const others = notUrged(world.children as readonly TaskState[], command, world.now);
  const items = others.map(({ number, code, params }) => ({ number, code, ...params }));
  if (chosen.length === 0) return refuse('campaign.nobody_to_urge', undefined, items);
  const left = chosen.flatMap((task) => {
    const from = urgedUntil(state, task, command, world);
    return from === undefined ? [] : [{ id: task.id, number: task.number, from }];
  });
  const tasks = chosen.filter((task) => !left.some(({ id }) => id === task.id));
  if (tasks.length === 0) {
    const refused = urgedLately(left);
    return { ...refused, items: [...(refused.items ?? []), ...items] };
  }
  const { message, managers = false } = command;
  return accept(
    [
      {
        type: 'tasksUrged',
        numbers: tasks.map((task) => task.number),
        unitIds: [...new Set(tasks.map((task) => task.leadUnitId))],
        managers,
        tasks: Object.fromEntries(tasks.map((task) => [task.id, task.version])),
        ...(message === undefined ? {} : { message }),
        ...(left.length + others.length === 0 ? {} : { left: [...left.map(({ number, from }) => ({ number, from })), ...others] }),
      },
    ],
    { notices: urgingNotices(officeVoice({ zh: state.title, en: state.title }), tasks, command, world) },
  );
}

/** A field put right, the old value kept. A corrected end of the open phase starts its ladder anew; it must not lie behind. */
export function correctField(state: CampaignState, command: CorrectCampaignField, world: World): Decided {
  const phase = state.phases[state.current];
  const old = command.field === 'phaseEndsOn' ? (phase?.endsOn ?? null) : (state[command.field] ?? null);
  if (JSON.stringify(old) === JSON.stringify(command.value)) return refuse('campaign.nothing_changed');
  const fact = { type: 'fieldCorrected' as const, field: command.field, value: command.value, old, reason: command.reason };
  if (command.field === 'memberUnitIds') {
    const unknown = command.value.find((id) => world.org.unit(id) === undefined);
    if (unknown !== undefined) return refuse('campaign.unit_unknown', { unitId: unknown });
  }
  // Whoever sees the campaign sees its indicators and surveys.
  if (command.field === 'memberUnitIds') return accept([fact], { also: membersBelow({ ...state, memberUnitIds: command.value }, world) });
  if (command.field !== 'phaseEndsOn') return accept([fact]);
  if (command.value < beijingDateOf(world.now)) return refuse('campaign.date_past', { date: command.value });
  const rule = { zh: `${sourceOf(state).zh}的阶段进度（更正）`, en: `Schedule of ${sourceOf(state).en} (corrected)` };
  const spec = planDeadline('phaseEnd', world.calendar.dueOn(command.value, world.now, rule), phaseLadder(state.ladders), world.calendar, world.now);
  return accept([{ ...fact, sets: [spec] }]);
}

/** 中止: the ladders of the campaign, its open tasks and all that is attached to it stand still. */
export const suspend = (state: CampaignState, command: CampaignCommandOf<'suspend'>, world: World): Decided =>
  accept([{ type: 'campaignSuspended', reason: command.reason, pauses: state.deadlines.map((deadline) => deadline.kind) }], {
    also: openBelow(world, { type: 'suspend', reason: command.reason } as Follow['command']),
    notices: campaignNotice('campaignSuspended', state, together(toOffice(state, world), toGroup(state, world)), command.reason),
  });

/** 恢复: dates kept, or all dates that lay ahead moved by the days suspended. */
export function resume(state: CampaignState, command: CampaignCommandOf<'resume'>, world: World): Decided {
  const suspendedAt = state.suspendedAt ?? world.now;
  const days = command.mode === 'shift' ? daysBetween(beijingDateOf(suspendedAt), beijingDateOf(world.now)) : 0;
  return accept([{ type: 'campaignResumed', mode: command.mode, days, resumes: resumeAfterSuspension(state.deadlines, command.mode, suspendedAt, world) }], {
    also: openBelow(world, { type: 'resume', mode: command.mode } as Follow['command']),
    notices: campaignNotice('campaignResumed', state, together(toOffice(state, world), toGroup(state, world))),
  });
}

/** 取消: the campaign ends, and its open tasks with it. */
export const cancel = (state: CampaignState, command: CampaignCommandOf<'cancel'>, world: World): Decided =>
  accept([{ type: 'campaignCancelled', reason: command.reason, clears: state.deadlines.map((deadline) => deadline.kind) }], {
    also: openBelow(world, { type: 'conclude', outcome: 'campaignCancelled' } as Follow['command']),
    notices: campaignNotice('campaignCancelled', state, together(toOffice(state, world), toGroup(state, world)), command.reason),
  });
