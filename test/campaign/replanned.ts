import type { PlannedTask } from '../../domain/campaign/commands.ts';
import type { PlanChange, PlanVersion } from '../../domain/campaign/revision.ts';
import { at, liaison, office } from './district.ts';
import { plan, planned } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

export const reason = '区政府调整年度任务';
/** Tasks 1, 2, 3 of departments, a monthly one and one share for each town. */
export const tasks: readonly PlannedTask[] = [
  planned('1', { leadUnitId: 'education', dueOn: '2026-05-15' }),
  planned('2', { leadUnitId: 'finance', dueOn: '2026-06-15' }),
  planned('3', { leadUnitId: 'health', dueOn: '2026-06-30' }),
  monthly('4'),
  planned('5', { kind: 'eachUnit', unitIds: ['town-1', 'town-2'], dueOn: '2026-09-30' }),
];
export function monthly(number: string): PlannedTask {
  const { dueOn: _, ...rest } = planned(number, { leadUnitId: 'housing', kind: 'recurring', rhythm: { span: 'month', until: '2026-10-31' } });
  return rest;
}
export const launched = (): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan(tasks), office);
  for (const task of run.tasks) if (task.kind !== 'eachUnit') run.on(task.number, { type: 'sign' }, liaison(task.leadUnitId));
  run.told.length = 0;
  return run;
};
export const version = (next: readonly PlannedTask[]): PlanVersion => ({ planId: 'plan-2', tasks: next, phases: plan([]).phases, sections: [] });
export const apply = (run: Rehearsal, next: readonly PlannedTask[]) => run.does({ type: 'replan', version: version(next), reason }, office);
export const change = (run: Rehearsal, ...changes: readonly PlanChange[]) => run.refuses({ type: 'replan', changes, reason }, office);
export const stages = (run: Rehearsal) => Object.fromEntries(run.tasks.map((task) => [task.number, task.stage]));
export const dueOn = (run: Rehearsal) => Object.fromEntries(run.tasks.map((task) => [task.number, task.due?.dueOn]));
