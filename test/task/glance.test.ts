import { conditions } from '../../domain/campaign/condition.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import { glanceOf } from '../../domain/task/glance.ts';
import { taskLight } from '../../domain/task/light.ts';
import { at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

/** Lights and conditions as the campaign's view shows them, from whole states and from glances that went through the database. */
const shown = (run: Rehearsal, children: readonly ProcessState[]) => ({
  lights: children.map((task) => taskLight(task as never, run.now)),
  conditions: conditions(run.campaign, { ...run.world(office), children }),
});
const fromGlances = (run: Rehearsal) =>
  shown(
    run,
    run.tasks.map((task) => JSON.parse(JSON.stringify(glanceOf(task))) as ProcessState),
  );

describe('a glance of a task', () => {
  test('shows its light and its campaign’s conditions as the whole state does: handed in on time, handed in late, made good late, suspended, recurring', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    const { standard: _, ...bare } = planned('5', { leadUnitId: 'education' });
    const due = { leadUnitId: 'education', phase: 'commitment', dueOn: '2026-03-20' } as const;
    const { dueOn: __, ...monthly } = planned('4', { leadUnitId: 'education', phase: 'commitment', kind: 'recurring', rhythm: { span: 'month' } });
    run.does(plan([planned('1', due), planned('2', due), planned('3', due), monthly, bare]), office);
    const seen: string[] = [];
    const look = (): void => {
      const whole = shown(run, run.tasks);
      expect(fromGlances(run)).toEqual(whole);
      seen.push(whole.lights.map(({ colour }) => colour[0]).join(''));
    };
    for (const number of ['1', '2', '3', '4', '5']) run.on(number, { type: 'sign' }, liaison('education'));
    look();
    run.on('1', { type: 'submit' }, liaison('education'));
    run.passTo(at('2026-03-23 10:00'));
    run.on('2', { type: 'submit' }, liaison('education'));
    run.on('3', { type: 'submit' }, liaison('education'));
    run.on('3', { type: 'accept' }, office);
    look();
    run.does({ type: 'suspend', reason: '疫情' }, office);
    run.passTo(at('2026-05-06 10:00'));
    look();
    expect(seen).toEqual(['ggggg', 'grygg', 'grygg']);
  });
});
