import { liaison, merged, office } from '../campaign/district.ts';
import { item, Round, stages, start } from './round.ts';

describe('beginning an evaluation', () => {
  test('asks each unit for its self-check, by the items of its class, with one notice each', () => {
    const round = new Round();
    expect(stages(round)).toEqual(['selfCheck', 'issued', 'issued', 'issued']);
    expect(['education', 'town-1'].map((unitId) => round.of(unitId).itemCount)).toEqual([3, 2]);
    expect(round.of('finance').deadlines.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['selfCheck', '2026-11-30']]);
    expect(round.run.told.filter((one) => one.draft.kind === 'selfCheckAsked').map((one) => one.to)).toEqual([
      ['liaisonOfficer@education'],
      ['liaisonOfficer@finance'],
      ['liaisonOfficer@town-1'],
    ]);
  });

  test('without classes the members fall into departments and towns', () => {
    const { classes: _classes, ...rest } = start();
    const round = new Round();
    round.does({ type: 'cancel', reason: '重新开始' });
    const again = round.run.ask('evaluation', 'again', { ...rest, standard: { source: '标准', items: [item('1', 10)] } } as { type: string }, office);
    expect(again).toMatchObject([
      {
        classes: [
          { name: '部门', unitIds: ['education', 'finance'] },
          { name: '乡镇街道', unitIds: ['town-1'] },
        ],
      },
    ]);
  });

  test('without classes a member that was merged is there as the unit that does its work now, once', () => {
    const { classes: _classes, ...rest } = start();
    const round = new Round();
    round.does({ type: 'cancel', reason: '重新开始' });
    round.run.org = merged(merged(round.run.org, 'finance', 'education'), 'town-2', 'town-1');
    const again = round.run.ask('evaluation', 'again', { ...rest, standard: { source: '标准', items: [item('1', 10)] } } as { type: string }, office);
    expect(again).toMatchObject([
      {
        classes: [
          { name: '部门', unitIds: ['finance'] },
          { name: '乡镇街道', unitIds: ['town-2'] },
        ],
      },
    ]);
  });

  test('refuses a second one beside it, another office’s campaign, an unsound standard, classes or weights, and leaves nothing behind', () => {
    const round = new Round();
    const refused = (more: object): string | undefined => {
      const answer = round.run.ask('evaluation', 'other', { ...start(), ...more } as { type: string }, office);
      return 'ok' in answer ? answer.code : undefined;
    };
    expect(refused({})).toBe('evaluation.one_at_a_time');
    round.does({ type: 'cancel', reason: '重新开始' });
    const facts = [...round.run.facts.values()].flat().length;
    const standard = (...items: object[]) => ({ standard: { source: '标准', items } });
    expect(refused({ campaignId: round.of('education').id })).toBe('process.not_found');
    expect(refused(standard(item('1', 1), item('1', 2)))).toBe('evaluation.item_repeated');
    expect(refused(standard(item('1', 1, { appliesTo: ['学校'] })))).toBe('evaluation.class_unknown');
    expect(refused(standard(item('1', 1, { appliesTo: ['部门'] })))).toBe('evaluation.class_without_items');
    expect(refused({ classes: [{ name: '部门', unitIds: ['education', 'education'] }], ...standard(item('1', 1)) })).toBe('evaluation.unit_repeated');
    expect(refused({ classes: [{ name: '部门', unitIds: ['nowhere'] }], ...standard(item('1', 1)) })).toBe('evaluation.unit_unknown');
    expect(refused({ weights: { standard: 80, onTime: 10 } })).toBe('evaluation.weights_unsound');
    expect(refused({ selfCheckDueOn: '2026-11-01' })).toBe('evaluation.date_past');
    expect(refused({ period: { value: 5, unit: 'workingDay' } })).toBe('evaluation.date_needed');
    expect(refused({ selfCheckDueOn: undefined, period: { value: 5, unit: 'second' } })).toBe('period.unit_refused');
    const stranger = round.run.ask('evaluation', 'other', start(), liaison('education'));
    expect(stranger).toMatchObject({ ok: false, code: 'policy.forbidden' });
    expect([...round.run.facts.values()].flat()).toHaveLength(facts);
  });
});
