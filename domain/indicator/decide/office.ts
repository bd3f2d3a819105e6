import { beijingDateOf } from '../../calendar/beijing.ts';
import { periodsRefused } from '../../chase/periods.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { beginningOf } from '../../task/rhythm.ts';
import { ruleRefused } from '../amount.ts';
import type { IndicatorCommandOf } from '../commands.ts';
import { firstDues, scheduleRefused } from '../deadlines.ts';
import type { IndicatorFact } from '../facts.ts';
import { ownerNotice } from '../notices.ts';
import { rollsUp } from '../roll-up.ts';
import { measureOf } from '../rule.ts';
import { type IndicatorState, ruleOf } from '../state.ts';
import { judged } from './figure.ts';

type Decided = Decision<IndicatorFact>;

/** 数据责任单位: what is owed is chased there from now on. */
export function assignOwner(state: IndicatorState, command: IndicatorCommandOf<'assignOwner'>, world: World): Decided {
  const { unitId, reason } = command;
  if (unitId === state.ownerUnitId) return refuse('indicator.nothing_changed');
  if (!isLiving(unitId, world.org, world.now)) return refuse('indicator.unit_unknown', { unitId });
  return accept([{ type: 'ownerAssigned', unitId, former: state.ownerUnitId, ...(reason === undefined ? {} : { reason }) }], {
    notices: ownerNotice({ ...state, ownerUnitId: unitId }, world),
  });
}

/** The target put right, with a reason: the next version of the rule, by which the indicator is judged at once. */
export function setTarget(state: IndicatorState, command: IndicatorCommandOf<'setTarget'>, world: World): Decided {
  const rule = ruleOf(state);
  if (JSON.stringify(rule) === JSON.stringify(command.rule)) return refuse('indicator.nothing_changed');
  const isMeasured = state.baselines.length + state.references.length + state.values.length > 0;
  if (isMeasured && measureOf(rule) !== measureOf(command.rule)) return refuse('indicator.measure_fixed');
  if (state.perUnit !== undefined && !rollsUp(command.rule, state.perUnit)) return refuse('indicator.roll_up_unfit');
  const refused = ruleRefused(command.rule);
  if (refused) return refused;
  return accept([judged(state, { type: 'targetSet', version: state.targets.length + 1, rule: command.rule, reason: command.reason }, world)]);
}

/** When values are due from now on; without a date nobody is chased. */
export function setSchedule(state: IndicatorState, command: IndicatorCommandOf<'setSchedule'>, world: World): Decided {
  const { dueOn, rhythm, reason } = command;
  if (dueOn !== undefined && dueOn < beijingDateOf(world.now)) return refuse('indicator.date_past', { date: dueOn });
  const refused = scheduleRefused(command, world);
  if (refused) return refused;
  const { owed, sets } = firstDues(state, command, state.perUnit ? state.unitIds : [undefined], world);
  return accept([
    {
      type: 'scheduleSet',
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(rhythm ? { rhythm, answersFrom: beginningOf(rhythm, beijingDateOf(world.now)) } : {}),
      reason,
      owed,
      clears: state.deadlines.map((deadline) => deadline.kind),
      sets,
    },
  ]);
}

/** 预警线: a value that crosses it from now on opens a task. */
export function setWarning(state: IndicatorState, command: IndicatorCommandOf<'setWarning'>, world: World): Decided {
  const { op, threshold, task } = command;
  if (measureOf(ruleOf(state)) === 'items') return refuse('indicator.warning_unfit');
  const refused = periodsRefused([task.due], world);
  if (refused) return refused;
  if (task.leadUnitId !== undefined && !isLiving(task.leadUnitId, world.org, world.now)) return refuse('indicator.unit_unknown', { unitId: task.leadUnitId });
  return accept([{ type: 'warningSet', op, threshold, task }]);
}

export const clearWarning = (command: IndicatorCommandOf<'clearWarning'>): Decided => accept([{ type: 'warningCleared', reason: command.reason }]);

/** An indicator that should not be there: nothing is owed any more, what was recorded stays. */
export const cancel = (state: IndicatorState, command: IndicatorCommandOf<'cancel'>): Decided =>
  accept([{ type: 'indicatorCancelled', reason: command.reason, clears: state.deadlines.map((deadline) => deadline.kind) }]);
