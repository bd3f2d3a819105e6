import type { ConditionKey } from '../../domain/campaign/state.ts';
import type { Org, Post, Unit } from '../../domain/org/org.ts';
import { relationsTo } from '../../domain/policy/relation.ts';
import type { TaskCommand } from '../../domain/task/commands.ts';
import { task } from '../../domain/task/definition.ts';
import { countShares } from '../../domain/task/shares.ts';
import { actor, at, districtOrg, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const villages = ['village-1', 'village-2', 'village-3'] as const;

/** The district with three villages below its first town. */
function withVillages(): Org {
  const org = districtOrg();
  const units: readonly Unit[] = [...org.units(), ...villages.map((id): Unit => ({ id, name: id, aliases: [], kind: 'village', parentId: 'town-1', from: 0 }))];
  const posts: readonly Post[] = villages.map((unitId) => {
    const personId = `liaisonOfficer@${unitId}`;
    return { id: `post:${personId}`, unitId, role: 'liaisonOfficer', title: '联络员', personId, from: 0 };
  });
  const find = (id: string): Unit | undefined => units.find((one) => one.id === id);
  return {
    ...org,
    unit: find,
    units: () => units,
    below: (unitId) => new Set([...org.below(unitId), ...(unitId === 'town-1' || unitId === 'district' ? villages : units.some((one) => one.id === unitId) ? [unitId] : [])]),
    isAbove: (upper, lower) => find(lower)?.parentId === upper || (upper === 'district' && find(lower)?.parentId === 'town-1'),
    addressees: (unitId, role, moment) => {
      const own = posts.filter((post) => post.unitId === unitId && post.role === role);
      // A village has no manager in charge: the town's hears of it.
      if (find(unitId)?.kind === 'village' && own.length === 0) return org.addressees('town-1', role, moment);
      return own.length > 0 ? own.map((post) => ({ personId: post.personId ?? '', postId: post.id, unitId })) : org.addressees(unitId, role, moment);
    },
  };
}

const town = liaison('town-1');
const clerk = actor('town-1', 'unitLeader', 'unitLeader@town-1');
const village = (n: number) => liaison(`village-${n}`);
/** Task 4, due on 15 May, signed for by the town. */
const signed = (): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.org = withVillages();
  run.does(plan([planned('4', { leadUnitId: 'town-1', dueOn: '2026-05-15', evidenceRequired: [] })]), office);
  run.on('4', { type: 'sign' }, town);
  return run;
};
const broken = (): Rehearsal => {
  const run = signed();
  run.on(
    '4',
    { type: 'breakDown', shares: [{ unitId: 'village-1' }, { unitId: 'village-2', dueOn: '2026-04-30', content: '清理卫生死角' }, { unitId: 'village-3', optional: true }] },
    town,
  );
  return run;
};
const pass = (run: Rehearsal, number: string, n: number): void => {
  run.on(number, { type: 'sign' }, village(n));
  run.on(number, { type: 'submit' }, village(n));
  run.on(number, { type: 'accept' }, clerk);
};

describe('a task that its lead breaks down', () => {
  test('gives each village a share of its own, numbered on, due with the whole or before it; the village is told', () => {
    const run = signed();
    run.told.length = 0;
    run.on('4', { type: 'breakDown', shares: [{ unitId: 'village-1' }, { unitId: 'village-2', dueOn: '2026-04-30', content: '清理卫生死角' }] }, town);
    expect(run.task('4').childTaskIds).toEqual([run.task('4-1').id, run.task('4-2').id]);
    expect(run.task('4-1')).toMatchObject({
      parentTaskId: run.task('4').id,
      leadUnitId: 'village-1',
      assignerUnitId: 'town-1',
      stage: 'issued',
      content: run.task('4').content,
      mandatory: true,
    });
    expect([run.task('4-1').due?.dueOn, run.task('4-2').due?.dueOn, run.task('4-2').content]).toEqual(['2026-05-15', '2026-04-30', '清理卫生死角']);
    expect(run.told.map(({ to, draft }) => [draft.kind, ...to])).toEqual([
      ['taskIssued', 'liaisonOfficer@village-1'],
      ['taskIssued', 'liaisonOfficer@village-2'],
    ]);
  });

  test('the whole is not accepted before its mandatory shares, nor held up by an optional one', () => {
    const run = broken();
    run.on('4', { type: 'submit' }, town);
    expect(run.refusesOn('4', { type: 'accept' }, office)).toBe('task.children_open');
    pass(run, '4-1', 1);
    expect(run.refusesOn('4', { type: 'accept' }, office)).toBe('task.children_open');
    pass(run, '4-2', 2);
    run.on('4', { type: 'accept' }, office);
    expect([run.task('4').stage, run.task('4-3').stage]).toEqual(['accepted', 'issued']);
  });

  test('its shares are counted: accepted, late, those cancelled left out', () => {
    const run = broken();
    const counted = () => countShares(run.task('4'), run.world(office, 'task', run.task('4').id).processes, run.now);
    expect(counted()).toEqual({ all: 3, accepted: 0, overdue: 0 });
    pass(run, '4-1', 1);
    run.on('4-3', { type: 'cancel', reason: '并村' }, town);
    run.passTo(at('2026-05-06 10:00'));
    expect(counted()).toEqual({ all: 2, accepted: 1, overdue: 1 });
    expect(countShares(run.task('4-1'), new Map(), run.now)).toBeUndefined();
  });

  test('the unit that broke it down decides on the shares, as the campaign’s office still may; not who handed it in, not another town', () => {
    const run = broken();
    run.on('4-1', { type: 'sign' }, village(1));
    run.told.length = 0;
    run.on('4-1', { type: 'submit' }, village(1));
    expect(run.told.map(({ to, draft }) => [draft.kind, ...to])).toEqual([['taskSubmitted', 'liaisonOfficer@town-1']]);
    const mayAccept = (who: typeof town): boolean => run.allowedOn('4-1', who).some((step) => step.type === 'accept');
    expect([town, clerk, office, village(1), village(2), liaison('town-2'), liaison('education')].map(mayAccept)).toEqual([true, true, true, false, false, false, false]);
    expect([...relationsTo(town, task.participants(run.task('4-1')), run.org)].sort()).toEqual(['assigner', 'below']);
    run.on('4-1', { type: 'sendBack', reason: '照片不清' }, town);
    expect(run.task('4-1').stage).toBe('signed');
  });

  test('only a late share is chased, within the unit: its liaison officer, then the manager above; no formal notice, nobody of the leading group', () => {
    const run = broken();
    pass(run, '4-1', 1);
    run.on('4-2', { type: 'sign' }, village(2));
    run.told.length = 0;
    run.passTo(at('2026-06-30 10:00'));
    expect(run.rungs(run.task('4-1').id)).toEqual([]);
    expect(run.rungs(run.task('4-2').id)).toEqual([
      '2026-04-27 09:00 reminder → liaisonOfficer@village-2',
      '2026-05-06 09:00 overdueNotice → liaisonOfficer@village-2',
      '2026-05-08 09:00 escalation → managerInCharge@town-1',
    ]);
    // What goes further is said of the whole.
    expect(run.rungs(run.task('4').id).at(-1)).toMatch(/leadingGroup → groupLeader@group$/);
  });

  test('broken down after its date, the share is as overdue as the whole and is chased from the day after', () => {
    const run = signed();
    run.passTo(at('2026-05-25 10:00'));
    run.on('4', { type: 'breakDown', shares: [{ unitId: 'village-2' }] }, town);
    run.on('4-1', { type: 'sign' }, village(2));
    expect(run.task('4-1').due?.dueOn).toBe('2026-05-15');
    run.passTo(at('2026-06-30 10:00'));
    expect(run.rungs(run.task('4-1').id)).toEqual(['2026-05-26 09:00 overdueNotice → liaisonOfficer@village-2', '2026-05-28 09:00 escalation → managerInCharge@town-1']);
  });

  test('cancelled with its open shares; a share reassigned stays below the town', () => {
    const run = broken();
    pass(run, '4-1', 1);
    expect(run.refusesOn('4-2', { type: 'reassign', leadUnitId: 'town-2', reason: '误派' }, town)).toBe('task.unit_not_below');
    run.on('4', { type: 'cancel', reason: '任务调整' }, office);
    expect(['4', '4-1', '4-2', '4-3'].map((number) => run.task(number).stage)).toEqual(['cancelled', 'accepted', 'cancelled', 'cancelled']);
  });

  test('not while the campaign only waits to be closed', () => {
    const run = signed();
    const close = (...lacking: readonly ConditionKey[]): void => {
      for (const condition of lacking) run.does({ type: 'overrideCondition', condition, reason: '已完成' }, office);
      run.does({ type: 'closePhase' }, office);
    };
    close('publicCommitment', 'officeSetUp', 'planApproved', 'mobilisationMeeting');
    close('baselineSurvey', 'priorityAreas', 'phaseTasks');
    close('selfCheck', 'resultRecorded', 'phaseTasks');
    expect([run.campaign.stage, run.task('4').stage]).toEqual(['settled', 'signed']);
    expect(run.refusesOn('4', { type: 'breakDown', shares: [{ unitId: 'village-1' }] }, town)).toBe('task.campaign_closed');
  });

  test.each<[string, TaskCommand & { readonly type: 'breakDown' }, string]>([
    ['a unit that is not below', { type: 'breakDown', shares: [{ unitId: 'town-2' }] }, 'task.unit_not_below'],
    ['the lead itself', { type: 'breakDown', shares: [{ unitId: 'town-1' }] }, 'task.unit_not_below'],
    ['a unit twice', { type: 'breakDown', shares: [{ unitId: 'village-1' }, { unitId: 'village-1' }] }, 'task.unit_repeated'],
    ['a date after the whole’s', { type: 'breakDown', shares: [{ unitId: 'village-1', dueOn: '2026-05-16' }] }, 'task.share_due_later'],
    ['a date behind', { type: 'breakDown', shares: [{ unitId: 'village-1', dueOn: '2026-03-01' }] }, 'task.date_past'],
  ])('%s is refused', (_, command, code) => {
    const run = signed();
    expect(run.refusesOn('4', command, town)).toBe(code);
    expect(run.tasks).toHaveLength(1);
  });

  test('a unit with nobody below it has nobody to share out to, so the step is not open to it', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.org = withVillages();
    run.does(plan([planned('6', { leadUnitId: 'town-2' })]), office);
    const alone = liaison('town-2');
    run.on('6', { type: 'sign' }, alone);
    expect(run.refusesOn('6', { type: 'breakDown', shares: [{ unitId: 'village-1' }] }, alone)).toBe('task.no_unit_below');
    expect(run.allowedOn('6', alone).find(({ type }) => type === 'breakDown')).toMatchObject({ ok: false, reason: 'task.no_unit_below' });
    expect(
      signed()
        .allowedOn('4', town)
        .find(({ type }) => type === 'breakDown'),
    ).toMatchObject({ ok: true });
  });

  test('a unit that has a share already gets no second one, until that was cancelled; an unsigned or a recurring task is not broken down', () => {
    const run = broken();
    expect(run.refusesOn('4', { type: 'breakDown', shares: [{ unitId: 'village-1' }] }, town)).toBe('task.unit_repeated');
    run.on('4-1', { type: 'cancel', reason: '并村' }, town);
    run.on('4', { type: 'breakDown', shares: [{ unitId: 'village-1' }] }, town);
    expect(run.task('4-4').leadUnitId).toBe('village-1');
    const { dueOn: _, ...monthly } = planned('5', { leadUnitId: 'town-1', kind: 'recurring', rhythm: { span: 'month' } });
    run.does({ type: 'addTask', task: monthly, reason: '新增' }, office);
    expect(run.refusesOn('5', { type: 'breakDown', shares: [{ unitId: 'village-2' }] }, town)).toBe('task.not_divisible');
    run.does({ type: 'addTask', task: planned('6', { leadUnitId: 'town-1' }), reason: '新增' }, office);
    expect(run.refusesOn('6', { type: 'breakDown', shares: [{ unitId: 'village-2' }] }, town)).toBe('task.not_signed');
  });
});
