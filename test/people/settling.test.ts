import { concernsOf, nextStep } from '../../api/me/settling.ts';
import { deadlineName } from '../../api/process/deadline.ts';
import { owingOf } from '../../domain/chase/owing.ts';
import { roles } from '../../domain/process/actor.ts';
import type { AllowedStep, TimedType } from '../../domain/process/definition.ts';

const recurring = { kind: 'recurring' };
const open = (...types: readonly string[]): readonly AllowedStep[] => types.map((type) => ({ type, ok: true }));

describe('what settles what is due', () => {
  test('a post is concerned with what it may settle by its unit’s part, who answers for the unit with all that the unit owes', () => {
    const [liaison, manager, inspector, office, leader, expert] = (['liaisonOfficer', 'managerInCharge', 'inspector', 'office', 'groupLeader', 'expert'] as const).map((role) =>
      concernsOf({ role }),
    );
    expect(liaison).toEqual(expect.arrayContaining(['lead task sign', 'assigner task review', 'addressee meeting reply', 'lead assessment selfCheck']));
    expect([liaison?.includes('office task review'), liaison?.includes('member campaign liaison'), manager?.includes('member campaign liaison')]).toEqual([false, false, true]);
    expect(manager).toEqual(expect.arrayContaining(['lead task sign', 'actingBody case inspect', 'actingBody case decide']));
    expect([inspector?.includes('actingBody case inspect'), inspector?.includes('actingBody case decide')]).toEqual([true, true]);
    expect(office).toEqual(expect.arrayContaining(['office bulletin signing', 'office campaign bulletin', 'office task extension', 'office assessment objection']));
    expect(leader).toEqual(['leadingGroup supervision objection', 'leadingGroup assessment objection']);
    expect([expert, concernsOf({})]).toEqual([[], []]);
  });

  test('nobody is concerned with what has no owner', () => {
    for (const role of roles)
      for (const concern of concernsOf({ role })) {
        const [, type = '', kind = ''] = concern.split(' ');
        expect([concern, owingOf(type as TimedType, kind) !== undefined]).toEqual([concern, true]);
      }
  });

  test('the next step is the first that may be taken now; a request is settled by its own decision, a period of a recurring task by a report', () => {
    expect([nextStep('task', 'task', open('sign', 'return'), {}), nextStep('task', 'task', open('report', 'submit'), {})]).toEqual(['sign', 'submit']);
    expect([nextStep('task', 'task', open('report', 'submit'), recurring), nextStep('task', 'task', open('submit'), recurring)]).toEqual(['report', 'submit']);
    const [submitted, returned] = [{ stage: 'submitted' }, { stage: 'returned' }];
    expect([nextStep('task', 'review', open('sendBack', 'accept', 'reassign'), submitted), nextStep('task', 'review', open('sendBack', 'reassign'), returned)]).toEqual([
      'accept',
      'reassign',
    ]);
    // Whoever may not accept what was submitted is not told to give it to another unit.
    expect(nextStep('task', 'review', open('reassign'), submitted)).toBeUndefined();
    expect(['submitted', 'returned'].map((stage) => deadlineName('task', 'review', 'zh', stage))).toEqual(['验收', '改派']);
    expect([nextStep('case', 'decide.close', open('decideExtension', 'decideClose'), {}), nextStep('case', 'decide.extension', open('decideClose'), {})]).toEqual([
      'decideClose',
      undefined,
    ]);
    expect([nextStep('case', 'rectify.2', open('submitRectification'), {}), nextStep('supervision', 'objection-3', open('reviewObjection'), {})]).toEqual([
      'submitRectification',
      'reviewObjection',
    ]);
    expect(nextStep('task', 'sign', [{ type: 'sign', ok: false, reason: 'task.suspended' }], {})).toBeUndefined();
  });
});
