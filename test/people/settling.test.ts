import { concernsOf, nextStep } from '../../api/me/settling.ts';
import { owingOf } from '../../domain/chase/owing.ts';
import { roles } from '../../domain/process/actor.ts';
import type { AllowedStep, TimedType } from '../../domain/process/definition.ts';

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
    expect([nextStep('task', 'task', open('sign', 'return'), false), nextStep('task', 'task', open('report', 'submit'), false)]).toEqual(['sign', 'submit']);
    expect([nextStep('task', 'task', open('report', 'submit'), true), nextStep('task', 'task', open('submit'), true)]).toEqual(['report', 'submit']);
    expect([nextStep('case', 'decide.close', open('decideExtension', 'decideClose'), false), nextStep('case', 'decide.extension', open('decideClose'), false)]).toEqual([
      'decideClose',
      undefined,
    ]);
    expect([nextStep('case', 'rectify.2', open('submitRectification'), false), nextStep('supervision', 'objection-3', open('reviewObjection'), false)]).toEqual([
      'submitRectification',
      'reviewObjection',
    ]);
    expect(nextStep('task', 'sign', [{ type: 'sign', ok: false, reason: 'task.suspended' }], false)).toBeUndefined();
  });
});
