import type { Org, Unit } from '../../domain/org/org.ts';
import { createOrg } from '../../domain/org/snapshot.ts';
import { at, districtOrg, liaison, merged, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const villages = ['village-1', 'village-2', 'village-3'] as const;
const reason = '撤并乡镇';

/** The district with three villages below its first town; merged, the town is part of the second one, and its villages are below that. */
function district(isMerged: boolean): Org {
  const town = isMerged ? 'town-2' : 'town-1';
  const before = districtOrg();
  const units = [
    ...(isMerged ? merged(before, 'town-2', 'town-1') : before).units(),
    ...villages.map((id): Unit => ({ id, name: id, aliases: [], kind: 'village', parentId: town, from: 0 })),
  ];
  return { ...before, ...createOrg({ version: 1, units, posts: [], persons: [] }), addressees: before.addressees };
}

/** Task 4 of the first town, signed for; its first village has a share. Then the town became part of the second. */
function mergedAway(): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.org = district(false);
  run.does(plan([planned('4', { leadUnitId: 'town-1', dueOn: '2026-05-15' })]), office);
  run.on('4', { type: 'sign' }, liaison('town-1'));
  run.on('4', { type: 'breakDown', shares: [{ unitId: 'village-1' }] }, liaison('town-1'));
  run.org = district(true);
  return run;
}

describe('a task of a town that became part of another', () => {
  test('is broken down by that one to the villages that came with it, not to itself nor to another town', () => {
    const run = mergedAway();
    const share = (unitId: string) => ({ type: 'breakDown', shares: [{ unitId }] }) as const;
    expect(['town-1', 'town-2', 'town-3'].map((unitId) => run.refusesOn('4', share(unitId), liaison('town-2')))).toEqual(Array(3).fill('task.unit_not_below'));
    run.on('4', share('village-2'), liaison('town-2'));
    expect([run.task('4').leadUnitId, run.task('4-2').leadUnitId]).toEqual(['town-1', 'village-2']);
  });

  test('has its earlier shares reassigned among them', () => {
    const run = mergedAway();
    expect(run.refusesOn('4-1', { type: 'reassign', leadUnitId: 'town-3', reason }, liaison('town-2'))).toBe('task.unit_not_below');
    run.on('4-1', { type: 'reassign', leadUnitId: 'village-3', reason }, liaison('town-2'));
    expect(run.task('4-1').leadUnitId).toBe('village-3');
  });
});

describe('a task with supporting units that were merged', () => {
  /** Supported by two departments that became one. */
  function supported(into: string): Rehearsal {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('4', { leadUnitId: 'education', supportingUnitIds: ['finance', 'housing', 'town-1'], dueOn: '2026-05-15' })]), office);
    run.org = merged(run.org, into, 'finance', 'housing');
    return run;
  }
  const supporting = (run: Rehearsal) => [run.task('4').leadUnitId, ...run.task('4').supportingUnitIds];

  test('reassigned without naming any, keeps those that do their work now, each once', () => {
    const run = supported('town-2');
    expect(run.refusesOn('4', { type: 'reassign', leadUnitId: 'education', reason }, office)).toBe('task.nothing_changed');
    run.on('4', { type: 'reassign', leadUnitId: 'health', reason }, office);
    expect(supporting(run)).toEqual(['health', 'town-2', 'town-1']);
  });

  test('reassigned to the unit that they became, is led by it and supported by the others', () => {
    const run = supported('health');
    run.on('4', { type: 'reassign', leadUnitId: 'health', reason }, office);
    expect(supporting(run)).toEqual(['health', 'town-1']);
  });

  test('moves with all that its lead had, and by a re-plan; a change of its words touches no unit', () => {
    const run = supported('town-2');
    run.does({ type: 'replan', changes: [{ change: 'amend', taskId: run.task('4').id, amendment: { content: '新内容' } }], reason }, office);
    expect(supporting(run)).toEqual(['education', 'finance', 'housing', 'town-1']);
    run.does({ type: 'reassignTasks', fromUnitId: 'education', toUnitId: 'health', reason }, office);
    expect(supporting(run)).toEqual(['health', 'town-2', 'town-1']);
    run.does({ type: 'replan', changes: [{ change: 'amend', taskId: run.task('4').id, amendment: { leadUnitId: 'education' } }], reason }, office);
    expect(supporting(run)).toEqual(['education', 'town-2', 'town-1']);
  });
});

test('a task whose lead was merged gets other supporting units: it goes to the unit that does its lead’s work', () => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('4', { leadUnitId: 'education', dueOn: '2026-05-15' })]), office);
  run.org = merged(run.org, 'health', 'education');
  run.does({ type: 'replan', changes: [{ change: 'amend', taskId: run.task('4').id, amendment: { supportingUnitIds: ['finance'] } }], reason }, office);
  expect([run.task('4').leadUnitId, run.task('4').supportingUnitIds]).toEqual(['health', ['finance']]);
});
