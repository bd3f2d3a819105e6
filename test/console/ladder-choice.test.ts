import { chosenOf, type Ladders, laddersOf, type OfferedLadder, offered } from '../../web/plans/ladder-choice.ts';
import { type LimitChoice, limitsOf, settable } from '../../web/rules/limit-choice.ts';

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
    expect(laddersOf(ladders, { 'task reminder': { value: -3, kept: true, to: 'responsible' } })).toEqual({});
  });

  test('a rung is moved and another left out: that ladder alone is sent, in order of time', () => {
    const { ladders: made } = laddersOf(ladders, {
      'task reminder': { value: 1, kept: true, to: 'responsible' },
      'task overdueNotice': { value: 0, kept: false, to: 'responsible' },
    });
    expect(made).toEqual({
      task: [
        { rung: 'reminder', offset: { value: 1, unit: 'workingDay' }, to: 'responsible' },
        { rung: 'escalation', offset: { value: 2, unit: 'workingDay' }, to: 'managerInCharge' },
      ],
    });
    const late = laddersOf(ladders, { 'task reminder': { value: 5, kept: true, to: 'responsible' } }).ladders?.task?.map((one) => one.rung);
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
    expect(laddersOf([changed], { 'task overdueNotice': { value: 4, kept: false, to: 'responsible' } })).toEqual({});
    expect(laddersOf([changed], { 'task overdueNotice': { value: 4, kept: true, to: 'responsible' } }).ladders?.task?.map((one) => [one.rung, one.offset.value])).toEqual([
      ['reminder', -3],
      ['escalation', 2],
      ['overdueNotice', 4],
    ]);
  });

  test('a rung that tells somebody else is another, also where its moment stays', () => {
    expect(laddersOf(ladders, { 'sign unsigned': { value: 0, kept: true, to: 'unitLeader' } })).toEqual({
      ladders: { sign: [{ rung: 'unsigned', offset: { value: 0, unit: 'workingDay' }, to: 'unitLeader' }] },
    });
  });

  test('a rung of which nothing was said stands as by default', () => {
    expect(chosenOf({}, 'task', rung('reminder', -3, 'responsible'))).toEqual({ value: -3, kept: true, to: 'responsible' });
  });
});

describe('the limits that the office changes', () => {
  const day = (value: number) => ({ value, unit: 'workingDay' as const });
  const limit = (part: 'limits' | 'every', name: string, period: ReturnType<typeof day> | null, months: number | null) => ({
    part,
    limit: name,
    name,
    text: '',
    period,
    months,
    isDefault: true,
  });
  const limits = [limit('limits', 'sign', day(3), null), limit('every', 'meeting', null, 6), limit('every', 'supervision', day(60), null), limit('every', 'bulletin', null, 1)];
  const made = (choice: LimitChoice) => limitsOf(limits, choice);

  test('are sent alone, each in its part and in the form in which the step takes it; none while all stay as they are', () => {
    expect(made({})).toEqual({});
    expect(made({ 'limits sign': day(3), 'every meeting': { value: 6, unit: 'month' } })).toEqual({});
    expect(made({ 'limits sign': { value: 3, unit: 'calendarDay' } })).toEqual({ limits: { sign: { value: 3, unit: 'calendarDay' } } });
    expect(made({ 'limits sign': day(2), 'every meeting': { value: 3, unit: 'month' }, 'every supervision': day(30) })).toEqual({
      limits: { sign: day(2) },
      every: { meeting: { months: 3 }, supervision: { period: day(30) } },
    });
  });

  test('are not the rhythm of bulletins, which has a step of its own', () => {
    expect(settable(limits).map(({ limit: name }) => name)).toEqual(['sign', 'meeting', 'supervision']);
    expect(made({ 'every bulletin': { value: 3, unit: 'month' } })).toEqual({});
  });
});
