import { chosenOf, type Ladders, laddersOf } from '../../web/plans/ladder-choice.ts';

const rung = (name: string, value: number, to: 'responsible' | 'managerInCharge') => ({
  rung: name,
  offset: { value, unit: 'workingDay' as const },
  to,
  name,
  when: '',
  toName: '',
});
const ladders: Ladders = [
  { ladder: 'sign', name: '签收', rungs: [rung('unsigned', 0, 'responsible')] },
  { ladder: 'task', name: '任务', rungs: [rung('reminder', -3, 'responsible'), rung('overdueNotice', 0, 'responsible'), rung('escalation', 2, 'managerInCharge')] },
];

describe('the chase rules that a launch chooses', () => {
  test('none are sent while all stay as they are, also after a change back', () => {
    expect(laddersOf(ladders, {})).toEqual({});
    expect(laddersOf(ladders, { 'task reminder': { value: -3, kept: true } })).toEqual({});
  });

  test('a rung is moved and another left out: that ladder alone is sent, in order of time', () => {
    const { ladders: made } = laddersOf(ladders, { 'task reminder': { value: 1, kept: true }, 'task overdueNotice': { value: 0, kept: false } });
    expect(made).toEqual({
      task: [
        { rung: 'reminder', offset: { value: 1, unit: 'workingDay' }, to: 'responsible' },
        { rung: 'escalation', offset: { value: 2, unit: 'workingDay' }, to: 'managerInCharge' },
      ],
    });
    const late = laddersOf(ladders, { 'task reminder': { value: 5, kept: true } }).ladders?.task?.map((one) => one.rung);
    expect(late).toEqual(['overdueNotice', 'escalation', 'reminder']);
  });

  test('a rung of which nothing was said stands as by default', () => {
    expect(chosenOf({}, 'task', rung('reminder', -3, 'responsible'))).toEqual({ value: -3, kept: true });
  });
});
