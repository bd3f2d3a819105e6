import { chosenOf, type Ladders, laddersOf, type OfferedLadder, offered } from '../../web/plans/ladder-choice.ts';

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

  test('of a ladder that was changed before, what it left out stands among the others and is taken up again when it is ticked', () => {
    const changed: OfferedLadder = {
      ladder: 'task',
      name: '任务',
      rungs: [rung('reminder', -3, 'responsible'), rung('escalation', 2, 'managerInCharge')],
      leftOut: [rung('overdueNotice', 0, 'responsible')],
    };
    expect(offered(changed).map(({ rung: { rung: name }, isKept }) => [name, isKept])).toEqual([
      ['reminder', true],
      ['overdueNotice', false],
      ['escalation', true],
    ]);
    expect(laddersOf([changed], {})).toEqual({});
    expect(laddersOf([changed], { 'task overdueNotice': { value: 4, kept: false } })).toEqual({});
    expect(laddersOf([changed], { 'task overdueNotice': { value: 4, kept: true } }).ladders?.task?.map((one) => [one.rung, one.offset.value])).toEqual([
      ['reminder', -3],
      ['escalation', 2],
      ['overdueNotice', 4],
    ]);
  });

  test('a rung of which nothing was said stands as by default', () => {
    expect(chosenOf({}, 'task', rung('reminder', -3, 'responsible'))).toEqual({ value: -3, kept: true });
  });
});
