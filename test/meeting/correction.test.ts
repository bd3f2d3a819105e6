import type { MeetingCommand } from '../../domain/meeting/commands.ts';
import { meeting } from '../../domain/meeting/definition.ts';
import { type MeetingState, standing } from '../../domain/meeting/state.ts';
import { at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const id = 'meeting-1';
const ask = (run: Rehearsal, command: MeetingCommand) => run.ask('meeting', id, command, office);
const codeOf = (answer: ReturnType<typeof ask>): string => ('ok' in answer ? answer.code : 'accepted');
const stateOf = (run: Rehearsal): MeetingState => run.stateOf<MeetingState>('meeting', id);
type Correction = Extract<MeetingCommand, { readonly type: 'correctMinutes' }>;
const correct = (run: Rehearsal, more: Partial<Correction>) => ask(run, { type: 'correctMinutes', minutes: '纪要', reason: '笔误', ...more });
const first = { content: '建健康小屋', leadUnitId: 'finance', dueOn: '2026-12-15' };
const second = { content: '开健康课', leadUnitId: 'education', supporting: ['health'], dueOn: '2026-12-20' };
const task = (run: Rehearsal, number: number) => run.task(`${stateOf(run).number}-${number}`);
const made = (run: Rehearsal) => run.tasks.filter(({ origin }) => origin?.kind === 'meeting').map(({ content, stage }) => `${content} ${stage}`);
const decisions = (run: Rehearsal) => standing(stateOf(run)).map(({ number, content }) => `${number} ${content}`);

/** A meeting whose minutes have two decisions; the task of the second is signed for. */
function recorded(): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.drill = true;
  run.does(plan([planned('4')]), office);
  ask(run, { type: 'convene', campaignId: 'campaign', kind: 'office', title: '调度会', heldOn: '2026-04-08', agenda: [], unitIds: ['education', 'finance'] });
  run.passTo(at('2026-04-08 15:00'));
  ask(run, { type: 'recordMinutes', minutes: '纪要', decisions: [first, second] });
  run.on(`${stateOf(run).number}-2`, { type: 'sign' }, liaison('education'));
  return run;
}

describe('minutes put right', () => {
  test('a decision said again is the one that is there: by its text and lead, or by its number; nothing is made twice', () => {
    const run = recorded();
    expect(codeOf(correct(run, { decisions: [first, second] }))).toBe('meeting.nothing_changed');
    expect(codeOf(correct(run, { minutes: '纪要二', decisions: [second, { ...first, number: 1 }] }))).toBe('accepted');
    expect(made(run)).toEqual(['建健康小屋 issued', '开健康课 signed']);
    expect([stateOf(run).minutes?.text, run.facts.get(task(run, 1).id)?.length, run.facts.get(task(run, 2).id)?.length]).toEqual(['纪要二', 1, 2]);
  });

  test('its text, standard or date put right moves the task that it became, with the reason, the old value kept', () => {
    const run = recorded();
    correct(run, { decisions: [{ ...first, number: 1, content: '建健康小屋10个', standard: '每镇1个', dueOn: '2026-12-31' }] });
    expect(task(run, 1)).toMatchObject({
      content: '建健康小屋10个',
      standard: '每镇1个',
      due: { dueOn: '2026-12-31' },
      dueHistory: [{ dueOn: '2026-12-15', cause: 'correction', reason: '笔误' }],
    });
    expect(run.facts.get(task(run, 1).id)?.at(1)?.fact).toMatchObject({ type: 'fieldCorrected', field: 'content', old: '建健康小屋', reason: '笔误' });
    expect(run.facts.get(id)?.at(-1)?.fact).toMatchObject({ corrected: [{ number: 1, content: '建健康小屋10个' }], former: [{ number: 1, content: '建健康小屋' }] });
    // What is absent stays.
    correct(run, { decisions: [{ number: 2, content: '开健康课', leadUnitId: 'education', dueOn: '2026-12-25' }] });
    expect([task(run, 2).due?.dueOn, task(run, 2).supportingUnitIds, decisions(run)]).toEqual(['2026-12-25', ['health'], ['1 建健康小屋10个', '2 开健康课']]);
    expect(made(run)).toEqual(['建健康小屋10个 issued', '开健康课 signed']);
  });

  test('another lead by its number has the task reassigned; without the number it is another decision', () => {
    const run = recorded();
    correct(run, { decisions: [{ ...second, number: 2, leadUnitId: 'health', supporting: [] }] });
    expect([task(run, 2).leadUnitId, task(run, 2).stage, made(run).length]).toEqual(['health', 'issued', 2]);
    correct(run, { decisions: [{ ...first, leadUnitId: 'housing' }] });
    expect([task(run, 3).leadUnitId, made(run).length, decisions(run)]).toEqual(['housing', 3, ['1 建健康小屋', '2 开健康课', '3 建健康小屋']]);
  });

  test('one that is taken out cancels its task with the reason; its number is not given again', () => {
    const run = recorded();
    correct(run, { takenOut: [1], reason: '会上未议定' });
    expect(task(run, 1)).toMatchObject({ stage: 'cancelled', cancelReason: '会上未议定' });
    expect(decisions(run)).toEqual(['2 开健康课']);
    expect(codeOf(correct(run, { takenOut: [1] }))).toBe('meeting.decision_unknown');
    expect(codeOf(correct(run, { decisions: [{ ...first, number: 1 }] }))).toBe('meeting.decision_unknown');
    correct(run, { decisions: [first] });
    expect(decisions(run)).toEqual(['2 开健康课', '3 建健康小屋']);
    expect(task(run, 3).stage).toBe('issued');
  });

  test('one whose task was accepted cannot be taken out, nor its date moved; one that the office had cancelled already goes quietly', () => {
    const run = recorded();
    run.on(task(run, 2).number, { type: 'submit' }, liaison('education'));
    expect(codeOf(correct(run, { decisions: [{ ...second, dueOn: '2026-12-25' }] }))).toBe('task.under_review');
    run.on(task(run, 2).number, { type: 'accept' }, office);
    const before = [stateOf(run), made(run)];
    expect(codeOf(correct(run, { takenOut: [1, 2] }))).toBe('meeting.decision_accepted');
    expect(codeOf(correct(run, { decisions: [{ ...second, dueOn: '2026-12-25' }] }))).toBe('task.closed');
    expect([stateOf(run), made(run)]).toEqual(before);
    run.on(task(run, 1).number, { type: 'cancel', reason: '另行安排' }, office);
    expect(codeOf(correct(run, { takenOut: [1] }))).toBe('accepted');
    expect(task(run, 1).cancelReason).toBe('另行安排');
  });

  test('what the office has moved in the task meanwhile stands, where the decision is not corrected to something else', () => {
    const run = recorded();
    run.on(task(run, 1).number, { type: 'correctField', field: 'dueOn', value: '2026-12-31', reason: '批准顺延' }, office);
    correct(run, { minutes: '纪要二', decisions: [first] });
    expect(task(run, 1).due?.dueOn).toBe('2026-12-31');
    correct(run, { decisions: [{ ...first, dueOn: '2026-12-31' }] });
    expect([stateOf(run).decisions[0]?.dueOn, task(run, 1).due?.dueOn]).toEqual(['2026-12-31', '2026-12-31']);
  });

  test('a decision whose task the office had cancelled is put right in the minutes alone', () => {
    const run = recorded();
    run.on(task(run, 1).number, { type: 'cancel', reason: '另行安排' }, office);
    const cancelled = task(run, 1);
    expect(codeOf(correct(run, { decisions: [{ ...first, number: 1, content: '建健康小屋10个', leadUnitId: 'education' }] }))).toBe('accepted');
    expect([decisions(run)[0], task(run, 1)]).toEqual(['1 建健康小屋10个', cancelled]);
  });

  test('the campaign is held against closing where a task is put right, moved where a decision may be new, and else left alone', () => {
    const run = recorded();
    const parentOf = (more: Partial<Correction>) => meeting.needs({ type: 'correctMinutes', minutes: '纪要', reason: '笔误', ...more }, stateOf(run)).parent;
    expect([parentOf({}), parentOf({ takenOut: [1] }), parentOf({ decisions: [{ ...first, number: 1 }] }), parentOf({ decisions: [{ ...first, number: 1 }, second] })]).toEqual([
      undefined,
      undefined,
      'share',
      'update',
    ]);
  });

  test.each([
    ['a number that the minutes do not have', { decisions: [{ ...first, number: 3 }] }, 'meeting.decision_unknown'],
    ['one decision twice', { decisions: [first, { ...first, number: 1 }] }, 'meeting.decision_repeated'],
    [
      'a new one twice',
      {
        decisions: [
          { ...first, content: '新' },
          { ...first, content: '新' },
        ],
      },
      'meeting.decision_repeated',
    ],
    ['one corrected and taken out', { decisions: [first], takenOut: [1] }, 'meeting.decision_repeated'],
    ['one taken out twice', { takenOut: [1, 1] }, 'meeting.decision_repeated'],
    ['a period for one that has a date', { decisions: [{ content: first.content, leadUnitId: 'finance', duePeriod: { value: 1, unit: 'hour' } }] }, 'meeting.decision_dated'],
    ['a lead that nobody knows', { decisions: [{ ...first, number: 1, leadUnitId: 'nowhere' }] }, 'task.unit_unknown'],
    ['a date that has passed', { decisions: [{ ...first, dueOn: '2026-04-01' }] }, 'task.date_past'],
  ] as const)('with %s nothing is corrected', (_what, more, code) => {
    const run = recorded();
    const before = [stateOf(run), run.tasks];
    expect(codeOf(correct(run, more))).toBe(code);
    expect([stateOf(run), run.tasks]).toEqual(before);
  });
});
