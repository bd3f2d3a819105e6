import fc from 'fast-check';
import type { CampaignCommand } from '../../domain/campaign/commands.ts';
import type { MeetingCommand } from '../../domain/meeting/commands.ts';
import { meeting } from '../../domain/meeting/definition.ts';
import { isOver, type MeetingState, meetingStages } from '../../domain/meeting/state.ts';
import { type Actor, time } from '../../domain/process/actor.ts';
import type { FactBase } from '../../domain/process/fact.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { actor, at, liaison, merged, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';
import { walks } from '../harness/walks.ts';

const id = 'meeting-1';
const launched = (): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.drill = true;
  run.does(plan([planned('4')]), office);
  return run;
};
type Convene = Extract<MeetingCommand, { readonly type: 'convene' }>;
const convene = (more: Partial<Convene> = {}): Convene => ({
  type: 'convene',
  campaignId: 'campaign',
  kind: 'leadingGroup',
  title: '半年会议',
  heldOn: '2026-04-08',
  agenda: [],
  unitIds: ['education', 'finance'],
  ...more,
});
const ask = (run: Rehearsal, command: MeetingCommand, who: Actor = office) => run.ask('meeting', id, command, who);
const codeOf = (answer: ReturnType<typeof ask>): string => ('ok' in answer ? answer.code : 'accepted');
const types = (answer: ReturnType<typeof ask>): readonly string[] => ('ok' in answer ? [answer.code] : answer.map((fact) => fact.type));
const stateOf = (run: Rehearsal): MeetingState => run.stateOf<MeetingState>('meeting', id);
/** What the office asks of the whole campaign. */
const steer = (move: 'suspend' | 'shift' | 'keep' | 'cancel'): CampaignCommand =>
  move === 'suspend' || move === 'cancel' ? { type: move, reason: '甲' } : { type: 'resume', mode: move };
const kinds = (run: Rehearsal): readonly string[] => stateOf(run).deadlines.map((deadline) => deadline.kind);

describe('a meeting', () => {
  test('is convened below a campaign that runs, by its own office, with units in being', () => {
    const run = launched();
    expect(codeOf(ask(run, convene({ campaignId: 'elsewhere' })))).toBe('process.not_found');
    // A record of another type is no campaign, however alike.
    run.ask(
      'bulletin',
      'b',
      { type: 'draft', campaignId: 'campaign', kind: 'progress', title: '通报', from: '2026-03-01', until: '2026-03-02' } as { readonly type: string },
      office,
    );
    expect(run.stateOf('bulletin', 'b').stage).toBe('drafted');
    expect(codeOf(ask(run, convene({ campaignId: 'b' })))).toBe('process.not_found');
    expect(codeOf(ask(run, convene(), actor('finance', 'office')))).toBe('policy.forbidden');
    expect(codeOf(ask(run, convene(), actor('town-1', 'office')))).toBe('process.not_found');
    expect(codeOf(ask(run, convene({ unitIds: ['nowhere'] })))).toBe('meeting.unit_unknown');
    expect(codeOf(ask(run, convene({ agenda: [{ title: '汇报', unitId: 'nowhere' }] })))).toBe('meeting.unit_unknown');
    run.drill = false;
    expect(codeOf(ask(run, convene({ ladders: { limits: { minutes: { value: 1, unit: 'hour' } } } })))).toBe('period.unit_refused');
    run.does({ type: 'suspend', reason: '汛期' }, office);
    expect(codeOf(ask(run, convene()))).toBe('campaign.suspended');
  });

  test('invites the members where no unit is named, and whoever reports', () => {
    const run = launched();
    const { unitIds: _named, ...everyone } = convene({ agenda: [{ title: '汇报', unitId: 'town-1' }] });
    ask(run, everyone);
    expect(stateOf(run).unitIds).toEqual(['education', 'finance', 'health', 'housing', 'town-1']);
  });

  test('invites in place of a member that was merged the unit that does its work now, once', () => {
    const run = launched();
    run.org = merged(merged(run.org, 'health', 'education'), 'town-1', 'finance');
    const { unitIds: _named, ...everyone } = convene();
    ask(run, everyone);
    expect(stateOf(run).unitIds).toEqual(['health', 'town-1', 'housing']);
  });

  test('of two units invited that became one, that one replies for whichever is silent, and later for both', () => {
    const run = launched();
    ask(run, convene({ unitIds: ['education', 'finance', 'health'] }));
    ask(run, { type: 'reply', attends: false, reason: '同日有会' }, liaison('education'));
    run.org = merged(run.org, 'housing', 'education', 'finance');
    const replies = () => stateOf(run).replies.map(({ unitId, attends }) => `${unitId} ${attends}`);
    ask(run, { type: 'reply', attends: true }, liaison('housing'));
    expect([replies(), kinds(run).includes('reply')]).toEqual([['education false', 'finance true'], true]);
    ask(run, { type: 'reply', attends: true }, liaison('health'));
    expect(kinds(run)).not.toContain('reply');
    ask(run, { type: 'reply', attends: true }, liaison('housing'));
    expect([...replies()].sort()).toEqual(['education true', 'finance true', 'health true']);
  });

  test('two silent units that became one are answered for by one reply, and nobody is asked any more', () => {
    const run = launched();
    ask(run, convene());
    run.org = merged(run.org, 'housing', 'education', 'finance');
    expect(ask(run, { type: 'reply', attends: true }, liaison('housing'))).toMatchObject([{ unitId: 'education' }, { unitId: 'finance', clears: ['reply'] }]);
    expect(kinds(run)).not.toContain('reply');
  });

  test('in a drill its day is an instant, and replies are due before it by a period in seconds', () => {
    const run = launched();
    const { heldOn: _day, ...drill } = convene({
      period: { value: 60, unit: 'second' },
      ladders: {
        reply: [{ rung: 'replyOverdue', offset: { value: 0, unit: 'second' }, to: 'liaisonOfficer' }],
        minutes: [{ rung: 'minutesOverdue', offset: { value: 0, unit: 'second' }, to: 'office' }],
        limits: { reply: { value: 20, unit: 'second' }, minutes: { value: 30, unit: 'second' } },
      },
    });
    ask(run, drill);
    const begun = run.now;
    run.passTo(begun + 95_000);
    expect(run.told.filter(({ draft }) => draft.rung !== undefined).map(({ at: moment, to, draft }) => [(moment - begun) / 1000, draft.rung, to])).toEqual([
      [40, 'replyOverdue', ['liaisonOfficer@education', 'liaisonOfficer@finance']],
      [90, 'minutesOverdue', ['office@office']],
    ]);
    expect(stateOf(run).stage).toBe('held');
  });

  test('a change that changes nothing is refused; units taken off hear of it, and their replies go', () => {
    const run = launched();
    ask(run, convene());
    ask(run, { type: 'reply', attends: true }, liaison('finance'));
    expect(codeOf(ask(run, { type: 'changeMeeting', heldOn: '2026-04-08', unitIds: ['finance', 'education'], reason: '无' }))).toBe('meeting.nothing_changed');
    ask(run, { type: 'changeMeeting', unitIds: ['education'], reason: '缩小范围' });
    expect([stateOf(run).unitIds, stateOf(run).replies, kinds(run)]).toEqual([['education'], [], ['reply', 'day']]);
    expect(run.told.at(-1)?.to).toEqual(['liaisonOfficer@education', 'liaisonOfficer@finance']);
    ask(run, { type: 'reply', attends: true }, liaison('education'));
    expect(kinds(run)).toEqual(['day']);
    ask(run, { type: 'changeMeeting', unitIds: ['education', 'health'], reason: '增加' });
    expect([stateOf(run).replies.map((reply) => reply.unitId), kinds(run)]).toEqual([['education'], ['day', 'reply']]);
  });

  test('minutes of an office’s meeting do not count as the leading group’s, and the campaign’s next meeting stays due', () => {
    const run = launched();
    const due = run.campaign.deadlines.find((deadline) => deadline.kind === 'meeting')?.dueOn;
    ask(run, convene({ kind: 'office' }));
    run.passTo(at('2026-04-08 15:00'));
    expect(types(ask(run, { type: 'recordMinutes', minutes: '纪要', decisions: [] }))).toEqual(['meetingHeld', 'minutesRecorded']);
    expect([run.campaign.meetings, run.campaign.deadlines.find((deadline) => deadline.kind === 'meeting')?.dueOn, kinds(run)]).toEqual([[], due, []]);
  });

  test('more people see the campaign than the meeting: it learns which was held when, not what was said', () => {
    const run = launched();
    ask(run, convene());
    run.passTo(at('2026-04-08 15:00'));
    ask(run, { type: 'recordMinutes', minutes: '议定不宜公开的事项', decisions: [] });
    expect(run.campaign.meetings).toEqual([{ heldOn: '2026-04-08', minutes: `会议纪要见${stateOf(run).number}`, decisions: [], evidence: [] }]);
  });

  test('recorded, its attendance is still put right, and a decision that was left out becomes a task as the others did', () => {
    const run = launched();
    ask(run, convene());
    run.passTo(at('2026-04-08 15:00'));
    const decision = (content: string) => ({ content, leadUnitId: 'finance', dueOn: '2026-12-15' });
    ask(run, { type: 'recordMinutes', minutes: '纪要', decisions: [decision('甲')] });
    expect(types(ask(run, { type: 'recordAttendance', present: [{ unitId: 'finance' }] }))).toEqual(['attendanceRecorded']);
    expect([stateOf(run).stage, stateOf(run).attendance?.absent]).toEqual(['recorded', ['education']]);
    expect(codeOf(ask(run, { type: 'correctMinutes', minutes: '纪要', decisions: [], reason: '漏记' }))).toBe('meeting.nothing_changed');
    expect(codeOf(ask(run, { type: 'correctMinutes', minutes: '纪要', decisions: [{ content: '乙', leadUnitId: 'finance' }], reason: '漏记' }))).toBe('plan.tasks_incomplete');
    ask(run, { type: 'correctMinutes', minutes: '纪要', decisions: [decision('乙')], reason: '漏记' });
    const { number, decisions } = stateOf(run);
    expect(decisions.map((one) => [one.number, one.content, run.task(`${number}-${one.number}`).content])).toEqual([
      [1, '甲', '甲'],
      [2, '乙', '乙'],
    ]);
    expect(run.task(`${number}-2`).origin).toEqual({ kind: 'meeting', reference: number, on: '2026-04-08', evidence: [] });
  });

  test('has the next number of its office, whichever campaign they belong to', () => {
    const run = launched();
    run.ask('campaign', 'other', plan([planned('4')]), office);
    for (const campaignId of ['campaign', 'other']) run.ask('meeting', `of ${campaignId}`, convene({ campaignId }), office);
    expect(['campaign', 'other'].map((campaignId) => run.stateOf<MeetingState>('meeting', `of ${campaignId}`).number)).toEqual(['会议〔2026〕1号', '会议〔2026〕2号']);
  });

  test('held during a standstill, its minutes are owed from the day on which the campaign goes on', () => {
    const run = launched();
    ask(run, convene());
    run.passTo(at('2026-04-01 10:00'));
    run.does({ type: 'suspend', reason: '汛期' }, office);
    run.passTo(at('2026-05-12 10:00'));
    run.does({ type: 'resume', mode: 'keep' }, office);
    run.passTo(at('2026-05-12 11:00'));
    const minutes = stateOf(run).deadlines.find((deadline) => deadline.kind === 'minutes');
    expect([stateOf(run).stage, minutes?.dueOn, (minutes?.rungs.length ?? 0) > 0]).toEqual(['held', '2026-05-19', true]);
  });

  test('while one is convened ahead the campaign’s own ladder goes on: only recording it starts the next half-year', () => {
    const run = launched();
    run.passTo(at('2026-09-01 11:00'));
    ask(run, convene({ heldOn: '2026-09-10' }));
    run.passTo(at('2026-09-11 10:00'));
    expect(run.rungs('campaign').filter((line) => line.includes('meeting'))).toEqual([
      '2026-08-19 09:00 meetingReminder → office@office',
      '2026-09-03 09:00 meetingOverdue → office@office',
    ]);
    ask(run, { type: 'recordMinutes', minutes: '纪要', decisions: [] });
    expect(run.campaign.deadlines.find((deadline) => deadline.kind === 'meeting')?.dueOn).toBe('2027-03-10');
  });

  test('its campaign’s end is harmless to one that is recorded', () => {
    const run = launched();
    ask(run, convene());
    run.passTo(at('2026-04-08 15:00'));
    ask(run, { type: 'recordMinutes', minutes: '纪要', decisions: [] });
    for (const command of [
      { type: 'suspend', reason: '一' },
      { type: 'resume', mode: 'shift' },
      { type: 'conclude', outcome: 'campaignClosed' },
      { type: 'strike' },
      { type: 'recompute' },
    ] as const)
      expect(types(ask(run, command, time))).toEqual([]);
  });
});

describe('whatever people ask and however time passes', () => {
  const units = ['education', 'finance', 'health', 'nowhere'] as const;
  const unitIds = fc.uniqueArray(fc.constantFrom(...units), { maxLength: 3 });
  const date = fc.constantFrom('2026-03-01', '2026-03-10', '2026-04-08', '2026-05-06');
  const text = fc.constantFrom('甲', '乙');
  const command: fc.Arbitrary<MeetingCommand> = fc.oneof(
    { weight: 3, arbitrary: fc.constant<MeetingCommand>({ type: 'recordMinutes', minutes: '纪要', decisions: [{ content: '甲', leadUnitId: 'finance', dueOn: '2026-12-15' }] }) },
    fc.record({ type: fc.constant('changeMeeting' as const), heldOn: date, unitIds, reason: text }, { requiredKeys: ['type', 'reason'] }),
    fc.record({ type: fc.constant('reply' as const), attends: fc.boolean(), reason: text }, { requiredKeys: ['type', 'attends'] }),
    fc.record({ type: fc.constant('recordAttendance' as const), present: unitIds.map((ids) => ids.map((unitId) => ({ unitId }))), absent: unitIds }),
    fc.record({
      type: fc.constant('recordMinutes' as const),
      minutes: text,
      decisions: fc.array(fc.record({ content: text, leadUnitId: fc.constantFrom(...units), dueOn: date }, { requiredKeys: ['content', 'leadUnitId'] }), { maxLength: 2 }),
    }),
    {
      weight: 2,
      arbitrary: fc.record(
        {
          type: fc.constant('correctMinutes' as const),
          minutes: text,
          decisions: fc.array(
            fc.record(
              {
                number: fc.integer({ min: 1, max: 3 }),
                content: text,
                leadUnitId: fc.constantFrom('education', 'finance', 'nowhere'),
                dueOn: fc.constantFrom('2026-12-15', '2026-12-20'),
              },
              { requiredKeys: ['content', 'leadUnitId'] },
            ),
            { maxLength: 2 },
          ),
          takenOut: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
          reason: text,
        },
        { requiredKeys: ['type', 'minutes', 'reason'] },
      ),
    },
    fc.record({ type: fc.constant('cancel' as const), reason: text }),
  );
  const whole = fc.constantFrom('suspend' as const, 'shift' as const, 'keep' as const, 'cancel' as const);
  const people = fc.constantFrom(office, liaison('education'), liaison('finance'), liaison('health'));
  const moves = fc.array(
    fc.oneof({ weight: 8, arbitrary: fc.tuple(people, command) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 400 }) }, { weight: 1, arbitrary: whole }),
    { maxLength: 25, size: 'max' },
  );

  test('nothing throws, a refusal leaves no facts, what is over stays over and owes nothing, and each decision has its task', () => {
    const reached = new Set<string>();
    for (const walk of walks(150))
      fc.assert(
        fc.property(moves, fc.boolean(), (list, isHeld) => {
          const run = launched();
          const cancelledAs = new Map<string, string>();
          ask(run, convene());
          if (isHeld) run.passTo(at('2026-04-08 15:00'));
          for (const move of list) {
            const before = stateOf(run);
            if (typeof move === 'number') run.passTo(run.now + move * 3_600_000);
            else if (typeof move === 'string') run.ask('campaign', 'campaign', steer(move), office);
            else {
              const answer = ask(run, move[1], move[0]);
              if ('ok' in answer) expect(stateOf(run)).toEqual(before);
              else expect((answer as readonly FactBase[]).length).toBeGreaterThan(0);
            }
            const after = stateOf(run);
            reached.add(after.decisions.length > 0 ? `${after.stage} with decisions` : after.stage);
            if (isOver(before)) expect(isOver(after)).toBe(true);
            if (isOver(after)) expect(after.deadlines).toEqual([]);
            if (after.stage === 'held') expect(kinds(run)).toEqual(['minutes']);
            expect(after.replies.every((reply) => after.unitIds.includes(reply.unitId))).toBe(true);
            for (const decision of after.decisions) expect(run.stateOf('task', decision.taskId).version).toBeGreaterThan(0);
            for (const { taskId, takenOut, content } of after.decisions) {
              const task = run.stateOf<TaskState>('task', taskId);
              // A task follows its decision until it is cancelled; from then on it stays as it was, whatever becomes of the minutes.
              if (task.stage !== 'cancelled') expect(task.content).toBe(content);
              else if (cancelledAs.has(taskId)) expect(task.content).toBe(cancelledAs.get(taskId));
              else cancelledAs.set(taskId, task.content);
              if (takenOut) expect(task.stage).toBe('cancelled');
            }
            expect(run.tasks.filter((one) => one.origin?.kind === 'meeting')).toHaveLength(after.decisions.length);
            if (after.decisions.some((one) => one.takenOut)) reached.add('a decision taken out');
            expect(after.decisions.length === 0 || after.stage === 'recorded').toBe(true);
            expect(meeting.allowed(after, run.world(office, 'meeting', id)).length).toBe(5);
          }
        }),
        walk,
      );
    expect([...reached].sort()).toEqual([...meetingStages, 'recorded with decisions', 'a decision taken out'].sort());
  });
});
