import { beijingDateOf } from '../../calendar/beijing.ts';
import { offsetsRefused, periodsRefused } from '../../chase/periods.ts';
import { openRound } from '../../consultation/rounds.ts';
import { isLiving } from '../../org/org.ts';
import { type LaunchLack, lackingIn } from '../../plan/lacking.ts';
import { inOrder, keepsFromLaunch, phaseFaults } from '../../plan/phase-order.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { numbersRefused } from '../../task/number.ts';
import { phaseKinds } from '../../task/state.ts';
import { approvalRefused } from '../approval.ts';
import type { LaunchCampaign, PlannedTask } from '../commands.ts';
import { compositionRefused } from '../composition.ts';
import { meetingDeadlines, openingDeadlines } from '../deadlines.ts';
import type { CampaignFact } from '../facts.ts';
import { establishFollows } from '../indicators.ts';
import { countTasks, issueFollows, shareUnits } from '../issue.ts';
import { type CampaignLadders, chosenLadders, type LadderChoice, periodsIn } from '../ladders.ts';
import { campaignNotice, toGroup } from '../notices.ts';
import { movedTask, previewDates } from '../preview.ts';
import type { CampaignState, PlannedPhase } from '../state.ts';
import { grouped } from '../working-group.ts';

/** Rows that one transaction writes at most in bulk. */
export const launchLimit = 2000;

/** What a task lacks before it can be launched, by the rule that drafts are filled by. */
const taskLacks = (task: PlannedTask): readonly LaunchLack[] =>
  lackingIn({
    kind: task.kind,
    content: task.content.length > 0,
    lead: task.leadUnitId !== undefined,
    units: shareUnits(task).length > 0,
    deadline: task.dueOn !== undefined || task.duePeriod !== undefined,
    rhythm: task.rhythm !== undefined,
    phase: task.phase !== undefined,
  });

/** `plan.tasks_incomplete` with every task that lacks something, or undefined. */
export function incompleteTasks(tasks: readonly PlannedTask[]): Refusal | undefined {
  const items = tasks.flatMap((task) => {
    const lacks = taskLacks(task);
    return lacks.length === 0 ? [] : [{ number: task.number, content: task.content.slice(0, 60), lacks }];
  });
  return items.length === 0 ? undefined : refuse('plan.tasks_incomplete', { count: items.length }, items);
}

function unitsOf(command: LaunchCampaign): readonly string[] {
  const named = command.tasks.flatMap((task) => [task.leadUnitId, ...task.supportingUnitIds, ...shareUnits(task)]);
  const sections = command.sections.flatMap((section) => [section.leadUnitId, ...(section.memberUnitIds ?? [])]);
  return [...new Set([command.officeUnitId, command.groupUnitId, ...command.memberUnitIds, ...named, ...sections].filter((id) => id !== undefined))];
}

/** The three phases in order: what the plan lacks is added without dates, for the office to close. */
export function completePhases(phases: readonly PlannedPhase[]): readonly PlannedPhase[] {
  const names = { commitment: '政府承诺、工作启动', intervention: '综合干预、全面建设', evaluation: '考评督导、效果评估' } as const;
  return inOrder([...phases, ...phaseKinds.flatMap((kind) => (phases.some((phase) => phase.kind === kind) ? [] : [{ kind, name: names[kind] }]))]);
}

/** `campaign.phases_disordered` where phases go back in time, or undefined. */
export function disorder(phases: readonly PlannedPhase[]): Refusal | undefined {
  const wrong = phaseFaults(phases).find(({ faults }) => faults.some(keepsFromLaunch));
  return wrong && refuse('campaign.phases_disordered', {}, [{ phase: wrong.phase.name }]);
}

/** What stands against a choice of ladders, at a launch or later. */
export const laddersRefused = (choice: LadderChoice, world: World): Refusal | undefined => offsetsRefused(periodsIn(choice), world);

function spansRefused(command: LaunchCampaign, world: World): Refusal | undefined {
  const own = [...command.phases.map((phase) => phase.period), ...command.tasks.flatMap((task) => [task.duePeriod, task.rhythm?.every])];
  return periodsRefused(own, world) ?? laddersRefused(command.ladders ?? {}, world);
}

/** A plan about which units are being consulted is not launched under their eyes. */
function consulting({ roundIds = [] }: LaunchCampaign, world: World): Refusal | undefined {
  const round = openRound(roundIds, world);
  return round === undefined ? undefined : refuse('plan.consultation_open', { round }, [{ consultation: roundIds[round - 1] ?? '', round }]);
}

function invalid(command: LaunchCampaign, phases: readonly PlannedPhase[], world: World): Refusal | undefined {
  const office = world.org.unit(command.officeUnitId);
  if (office && office.kind !== 'office') return refuse('campaign.office_unfit', { unit: office.name });
  if (command.tasks.length === 0) return refuse('campaign.no_tasks');
  const unfit = incompleteTasks(command.tasks) ?? numbersRefused(command.tasks.map(({ number }) => number));
  if (unfit) return unfit;
  const unknown = unitsOf(command).find((unitId) => !isLiving(unitId, world.org, world.now));
  if (unknown !== undefined) return refuse('campaign.unit_unknown', { unitId: unknown });
  const count = countTasks(command.tasks) + command.indicators.length;
  if (count > launchLimit) return refuse('campaign.too_many_tasks', { limit: launchLimit, count });
  const approval = command.approval ? approvalRefused(command.approval, command.documentNumber, world) : undefined;
  return approval ?? compositionRefused(command.composition ?? [], world) ?? disorder(phases) ?? spansRefused(command, world);
}

/**
 * The campaign begins, with all its tasks, in one transaction. Past dates are shifted or entered as history by the command's choice; no rung lies before the launch,
 * and what enters as history tells nobody.
 */
export function launch(state: CampaignState, command: LaunchCampaign, world: World): Decision<CampaignFact> {
  if (state.version > 0) return refuse('campaign.already_launched');
  const planned = completePhases(command.phases);
  const refused = consulting(command, world) ?? invalid(command, planned, world);
  if (refused) return refused;
  const dates = previewDates({ phases: planned, tasks: command.tasks }, command.dates, beijingDateOf(world.now));
  if (!dates.ok) return dates;
  const { type: _type, tasks: _tasks, ladders: choice, dates: _dates, roundIds: _roundIds, ...content } = command;
  const ladders = chosenLadders(choice);
  const phases = dates.phases.map(({ before: _before, history: _history, ...phase }) => phase);
  const sections = grouped(command.sections, command.tasks);
  const chased = { ...content, ladders };
  const memberUnitIds = command.memberUnitIds.length > 0 ? command.memberUnitIds : membersOf(command);
  const facts: CampaignFact[] = [
    {
      type: 'campaignLaunched',
      ...content,
      memberUnitIds: [...new Set(memberUnitIds)],
      sections,
      phases,
      ladders,
      dates: { mode: dates.mode, ...(dates.mode === 'shift' ? { days: dates.days } : {}) },
      taskCount: countTasks(command.tasks),
      ...(command.indicators.length > 0 ? { indicatorCount: command.indicators.length } : {}),
      sets: meetingDeadlines(chased, beijingDateOf(world.now), world),
    },
    ...phases.slice(0, dates.opens).map((_, phase): CampaignFact => ({ type: 'phaseClosed', phase, by: 'history', conditions: [] })),
  ];
  const opening = phases[dates.opens];
  if (opening) facts.push({ type: 'phaseOpened', phase: dates.opens, entersStage: true, sets: openingDeadlines(chased, opening, world) });
  const also = [
    ...follows({ ...command, sections }, dates, ladders, state.id, world),
    ...establishFollows(command.indicators, { campaignId: state.id, phases, days: dates.days }, world),
  ];
  return accept(facts, { also, notices: campaignNotice('campaignLaunched', command, toGroup(command, world)) });
}

const membersOf = (command: LaunchCampaign): readonly string[] =>
  command.tasks.flatMap((task) => [...(task.leadUnitId === undefined ? [] : [task.leadUnitId]), ...task.supportingUnitIds, ...shareUnits(task)]);

type Dates = Extract<ReturnType<typeof previewDates>, { readonly ok: true }>;

function follows(command: LaunchCampaign, dates: Dates, ladders: CampaignLadders, campaignId: string, world: World): readonly Follow[] {
  const issuing = { campaignId, plan: command, ladders, newId: world.newId };
  let order = 1;
  return command.tasks.flatMap((task, index) => {
    const made = issueFollows(movedTask(task, dates.days), order, dates.tasks[index]?.history, issuing);
    order += made.length;
    return made;
  });
}
