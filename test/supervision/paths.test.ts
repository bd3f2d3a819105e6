import fc from 'fast-check';
import { createCalendar, yearIn } from '../../domain/calendar/create-calendar.ts';
import type { CampaignCommand } from '../../domain/campaign/commands.ts';
import { type Actor, system, time } from '../../domain/process/actor.ts';
import type { SupervisionCommand } from '../../domain/supervision/commands.ts';
import { supervision } from '../../domain/supervision/definition.ts';
import { isOver, isWithdrawn, type SupervisionState, supervisionStages, tasksOf } from '../../domain/supervision/state.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import { actor, at, districtOrg, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';
import { walks } from '../harness/walks.ts';

const deputy = actor('group', 'groupDeputy');
const second = actor('office', 'office', 'second@office');

const launched = (): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.org = { ...districtOrg(), person: (id) => ({ id, name: id, username: id, active: true }) };
  run.does(plan([planned('4')]), office);
  return run;
};
type Plan = Extract<SupervisionCommand, { readonly type: 'plan' }>;
const visit = (more: Partial<Plan> = {}): Plan => ({
  type: 'plan',
  campaignId: 'campaign',
  kind: 'department',
  title: '一季度督查',
  scope: '全部任务',
  plannedOn: '2026-03-10',
  unitIds: ['education', 'finance'],
  team: ['managerInCharge@health'],
  ...more,
});
const ask = (run: Rehearsal, command: SupervisionCommand, who: Actor = office, id = 's') => run.ask('supervision', id, command, who);
const codeOf = (answer: ReturnType<typeof ask>): string => ('ok' in answer ? answer.code : 'accepted');
/** What the office asks of the whole campaign. */
const steer = (move: 'suspend' | 'shift' | 'keep' | 'cancel'): CampaignCommand =>
  move === 'suspend' || move === 'cancel' ? { type: move, reason: '甲' } : { type: 'resume', mode: move };
const onTask = (run: Rehearsal, id: string, command: TaskPersonCommand, who: Actor) => run.ask('task', id, command, who);
const stateOf = (run: Rehearsal, id = 's'): SupervisionState => run.stateOf<SupervisionState>('supervision', id);
const problem = (unitId: string, more: object = {}) => ({ unitId, kind: 'problem' as const, content: `${unitId}的问题`, dueOn: '2026-05-15', ...more });
/** Visited on 11 March with a problem at each unit. */
const visited = (): Rehearsal => {
  const run = launched();
  ask(run, visit());
  run.passTo(at('2026-03-11 15:00'));
  ask(run, { type: 'recordVisit', on: '2026-03-11', note: '查', findings: [problem('education'), problem('finance')] });
  return run;
};
const finish = (run: Rehearsal, number: number, unitId: string): void => {
  const id = stateOf(run).findings[number - 1]?.taskId ?? '';
  for (const [who, command] of [
    [liaison(unitId), { type: 'sign' }],
    [liaison(unitId), { type: 'submit', summary: '已改' }],
    [office, { type: 'accept' }],
  ] as const)
    expect('ok' in onTask(run, id, command, who)).toBe(false);
};

describe('a supervision', () => {
  test('is planned below a campaign that runs, by its own office', () => {
    const run = launched();
    expect(codeOf(ask(run, visit({ campaignId: 'elsewhere' })))).toBe('process.not_found');
    expect(codeOf(ask(run, visit(), actor('finance', 'office')))).toBe('policy.forbidden');
    expect(codeOf(ask(run, visit({ team: ['liaisonOfficer@finance'] })))).toBe('supervision.member_of_visited');
    expect(codeOf(ask(run, visit({ kind: 'selfCheck', team: ['liaisonOfficer@finance'] })))).toBe('accepted');
    run.does({ type: 'suspend', reason: '汛期' }, office);
    expect(codeOf(ask(run, visit(), office, 't'))).toBe('campaign.suspended');
  });

  test('has the next number of its office, whichever campaign it belongs to', () => {
    const run = launched();
    run.ask('campaign', 'other', plan([planned('4')]), office);
    for (const campaignId of ['campaign', 'other']) ask(run, visit({ campaignId }), office, `of ${campaignId}`);
    expect(['campaign', 'other'].map((id) => stateOf(run, `of ${id}`).number)).toEqual(['督查〔2026〕1号', '督查〔2026〕2号']);
  });

  test('the limit counts visits by plan of the quarter and the campaign, wherever they have moved', () => {
    const run = launched();
    for (const id of ['a', 'b']) ask(run, visit({ unitIds: ['education'] }), office, id);
    const third = (more: Partial<Plan> = {}) => codeOf(ask(run, visit({ unitIds: ['finance', 'education'], ...more }), office, `c${run.campaign.version}`));
    expect(third()).toBe('supervision.visits_exceeded');
    expect([third({ kind: 'unannounced' }), third({ plannedOn: '2026-04-01', unitIds: ['finance'] })]).toEqual(['accepted', 'accepted']);
    ask(run, { type: 'postpone', plannedOn: '2026-04-02', reason: '冲突' }, office, 'a');
    expect(third()).toBe('accepted');
    expect(third()).toBe('supervision.visits_exceeded');
    ask(run, { type: 'cancel', reason: '合并' }, office, 'b');
    expect([third({ reason: '举报' }), third()]).toEqual(['accepted', 'supervision.visits_exceeded']);
  });

  test('units may object until the end of the thirtieth day, not a moment later', () => {
    const run = visited();
    expect(stateOf(run).objectionUntil?.dueOn).toBe('2026-04-10');
    run.passTo(at('2026-04-10 23:59'));
    expect(codeOf(ask(run, { type: 'object', finding: 1, reason: '不属实' }, liaison('education')))).toBe('accepted');
    run.passTo(at('2026-04-11 00:00'));
    expect(codeOf(ask(run, { type: 'object', finding: 2, reason: '不属实' }, liaison('finance')))).toBe('supervision.objection_late');
    // What arrived in time is in time, however long it waited.
    const inTime: SupervisionCommand = { type: 'object', finding: 2, reason: '不属实' };
    expect('ok' in run.ask('supervision', 's', inTime, liaison('finance'), at('2026-04-10 23:59'))).toBe(false);
    expect(stateOf(run).deadlines.map((deadline) => [deadline.kind, deadline.dueOn])).toContainEqual(['objection-2', '2026-05-11']);
  });

  test('who acts for the recorder, or whom a member of the team acts for, is involved as well', () => {
    const run = visited();
    ask(run, { type: 'object', finding: 1, reason: '不属实' }, liaison('education'));
    const upheld = { type: 'reviewObjection', finding: 1, decision: 'upheld', reason: '属实' } as const;
    for (const forPersonId of ['office@office', 'managerInCharge@health'])
      expect(codeOf(ask(run, upheld, { ...deputy, ref: { ...deputy.ref, forPersonId } }))).toBe('supervision.reviewer_involved');
    expect(supervision.allowed(stateOf(run), run.world(office, 'supervision', 's')).find((step) => step.type === 'reviewObjection')?.reason).toBe('supervision.reviewer_involved');
    expect(codeOf(ask(run, upheld, second))).toBe('accepted');
    expect(codeOf(ask(run, upheld, second))).toBe('supervision.objection_absent');
  });

  test('nobody decides on an objection of their own, in another post or for another person either; on the others they do', () => {
    const run = visited();
    const raisedBy = liaison('education');
    ask(run, { type: 'object', finding: 1, reason: '不属实' }, raisedBy);
    const upheld = (finding: number) => ({ type: 'reviewObjection', finding, decision: 'withdrawn', reason: '不属实' }) as const;
    const inOffice = { ...second, ref: { ...second.ref, personId: raisedBy.ref.personId ?? '' } };
    const reason = () => supervision.allowed(stateOf(run), run.world(inOffice, 'supervision', 's')).find((step) => step.type === 'reviewObjection')?.reason;
    expect([codeOf(ask(run, upheld(1), inOffice)), reason()]).toEqual(['supervision.reviewer_involved', 'supervision.reviewer_involved']);
    expect(codeOf(ask(run, upheld(1), { ...second, ref: { ...second.ref, forPersonId: raisedBy.ref.personId ?? '' } }))).toBe('supervision.reviewer_involved');
    ask(run, { type: 'object', finding: 2, reason: '不属实' }, liaison('finance'));
    expect([reason(), codeOf(ask(run, upheld(2), inOffice)), codeOf(ask(run, upheld(1), second))]).toEqual([undefined, 'accepted', 'accepted']);
  });

  test('what the task’s own rule refuses is refused as a whole: a date cannot be changed while the office decides on what was handed in', () => {
    const run = visited();
    ask(run, { type: 'object', finding: 1, reason: '时限过紧' }, liaison('education'));
    const id = stateOf(run).findings[0]?.taskId ?? '';
    onTask(run, id, { type: 'sign' }, liaison('education'));
    onTask(run, id, { type: 'submit', summary: '已改' }, liaison('education'));
    expect(codeOf(ask(run, { type: 'reviewObjection', finding: 1, decision: 'changed', dueOn: '2026-06-15', reason: '酌情' }, deputy))).toBe('task.under_review');
    expect(stateOf(run).findings[0]).toMatchObject({ dueOn: '2026-05-15', objection: { reason: '时限过紧' } });
    expect(codeOf(ask(run, { type: 'reviewObjection', finding: 1, decision: 'upheld', dueOn: '2026-06-15', reason: '酌情' }, deputy))).toBe('supervision.change_needed');
  });

  test('a finding whose task is over is withdrawn all the same', () => {
    const run = visited();
    ask(run, { type: 'object', finding: 1, reason: '不属实' }, liaison('education'));
    finish(run, 1, 'education');
    expect(codeOf(ask(run, { type: 'reviewObjection', finding: 1, decision: 'withdrawn', reason: '属实' }, deputy))).toBe('accepted');
    expect(run.stateOf('task', stateOf(run).findings[0]?.taskId ?? '').stage).toBe('accepted');
  });

  test('settled before the time for objecting is over, it closes with that time; otherwise the office hears which findings are open, round after round, until they are settled', () => {
    const early = visited();
    finish(early, 1, 'education');
    finish(early, 2, 'finance');
    early.passTo(at('2026-04-11 00:01'));
    expect(stateOf(early).stage).toBe('closed');

    const late = visited();
    finish(late, 1, 'education');
    // Who is told last in a round finds its deadline still there, and what it asks for open, for a week.
    late.passTo(at('2026-06-12 10:00'));
    expect(stateOf(late).deadlines.find(({ kind }) => kind === 'settling')?.reached).toMatchObject([
      { rung: 'settlingLook' },
      { rung: 'findingsOpen' },
      { rung: 'findingsOpenEscalation' },
    ]);
    late.passTo(at('2026-08-10 10:00'));
    const rungs = late.rungs('s').filter((line) => line.includes('findingsOpen'));
    expect(rungs).toEqual([
      '2026-05-25 09:00 findingsOpen → office@office',
      '2026-06-08 09:00 findingsOpenEscalation → groupDeputy@group',
      '2026-07-22 09:00 findingsOpen → office@office',
      '2026-08-05 09:00 findingsOpenEscalation → groupDeputy@group',
    ]);
    expect(late.told.find(({ draft }) => draft.rung === 'findingsOpen')?.draft.why.zh).toBe('第2项问题尚未办结。');
    expect(codeOf(ask(late, { type: 'close' }))).toBe('supervision.findings_open');
    finish(late, 2, 'finance');
    expect(codeOf(ask(late, { type: 'close' }))).toBe('accepted');
  });

  test('moved by a standstill, the time for objecting ends as much later; what the campaign’s end finds visited is closed, and nothing happens to what is over', () => {
    const run = visited();
    run.passTo(at('2026-03-16 10:00'));
    run.does({ type: 'suspend', reason: '汛期' }, office);
    expect(codeOf(ask(run, { type: 'object', finding: 1, reason: '不属实' }, liaison('education')))).toBe('supervision.suspended');
    run.passTo(at('2026-03-26 10:00'));
    run.does({ type: 'resume', mode: 'shift' }, office);
    expect([stateOf(run).stage, stateOf(run).objectionUntil?.dueOn, stateOf(run).deadlines[0]?.dueOn]).toEqual(['visited', '2026-04-20', '2026-04-20']);
    run.does({ type: 'cancel', reason: '撤销' }, office);
    expect([stateOf(run).stage, stateOf(run).deadlines]).toEqual(['closed', []]);
    for (const command of [
      { type: 'suspend', reason: '一' },
      { type: 'resume', mode: 'shift' },
      { type: 'conclude', outcome: 'campaignClosed' },
      { type: 'strike' },
      { type: 'recompute' },
    ] as const)
      expect(ask(run, command, time)).toEqual([]);
  });

  test('visits that lay ahead count for the quarter into which a standstill has moved them', () => {
    const run = launched();
    ask(run, visit({ plannedOn: '2026-03-20' }));
    ask(run, visit({ plannedOn: '2026-03-25' }), office, 't');
    expect(codeOf(ask(run, visit({ plannedOn: '2026-03-27' }), office, 'u'))).toBe('supervision.visits_exceeded');
    run.does({ type: 'suspend', reason: '汛期' }, office);
    run.passTo(at('2026-03-16 10:00'));
    run.does({ type: 'resume', mode: 'shift' }, office);
    // 14 days on: both lie in April now.
    expect(run.campaign.visits?.map((one) => one.on)).toEqual(['2026-04-03', '2026-04-08']);
    expect(codeOf(ask(run, visit({ plannedOn: '2026-04-20' }), office, 'v'))).toBe('supervision.visits_exceeded');
    expect(codeOf(ask(run, visit({ plannedOn: '2026-03-27' }), office, 'w'))).toBe('accepted');
  });

  test('the time for objecting follows a calendar that was announced anew', () => {
    const run = launched();
    const inWorkingDays = { limits: { objection: { value: 5, unit: 'workingDay' as const } } };
    ask(run, visit({ ladders: inWorkingDays }));
    run.passTo(at('2026-03-11 15:00'));
    ask(run, { type: 'recordVisit', on: '2026-03-11', note: '查', findings: [problem('education')] });
    expect(stateOf(run).objectionUntil?.dueOn).toBe('2026-03-18');
    const former = [yearIn(run.calendar, 2026)];
    const days = [...(former[0]?.days ?? []), { date: '2026-03-16', kind: 'holiday' as const, name: '更正' }];
    run.calendar = createCalendar({ version: 2, days, announcedYears: [2026] });
    ask(run, { type: 'recompute', former }, system);
    expect([stateOf(run).objectionUntil?.dueOn, stateOf(run).deadlines[0]?.dueOn]).toEqual(['2026-03-19', '2026-03-19']);
  });

  test('of an unannounced visit its units take part only once it was made', () => {
    const run = launched();
    ask(run, visit({ kind: 'unannounced' }));
    const addressed = () => supervision.participants(stateOf(run)).filter((one) => one.as === 'addressee').length;
    expect(addressed()).toBe(0);
    run.does({ type: 'suspend', reason: '汛期' }, office);
    expect(addressed()).toBe(0);
    run.does({ type: 'resume', mode: 'keep' }, office);
    expect(run.told.filter(({ processId }) => processId === 's').map(({ to }) => to)).toEqual([['managerInCharge@health']]);
    ask(run, { type: 'recordVisit', on: '2026-03-02', note: '查', findings: [] });
    expect(addressed()).toBe(2);
  });
});

describe('whatever people ask and however time passes', () => {
  const date = fc.constantFrom('2026-03-01', '2026-03-12', '2026-04-01', '2026-05-15', '2026-07-15');
  const text = fc.constantFrom('甲', '乙');
  const unit = fc.constantFrom('education', 'finance', 'health');
  const number = fc.integer({ min: 1, max: 3 });
  const command: fc.Arbitrary<SupervisionCommand> = fc.oneof(
    fc.record({ type: fc.constant('postpone' as const), plannedOn: date, reason: text }),
    fc.record({
      type: fc.constant('recordVisit' as const),
      on: fc.constant('2026-03-02'),
      note: text,
      findings: fc.array(
        fc.record({ unitId: unit, kind: fc.constantFrom('problem' as const, 'praise' as const), content: text, dueOn: date }, { requiredKeys: ['unitId', 'kind', 'content'] }),
        {
          maxLength: 3,
        },
      ),
    }),
    { weight: 3, arbitrary: fc.record({ type: fc.constant('object' as const), finding: number, reason: text }) },
    {
      weight: 3,
      arbitrary: fc.record(
        { type: fc.constant('reviewObjection' as const), finding: number, decision: fc.constantFrom('upheld', 'changed', 'withdrawn'), reason: text, content: text, dueOn: date },
        { requiredKeys: ['type', 'finding', 'decision', 'reason'] },
      ),
    },
    fc.record({ type: fc.constant('close' as const) }),
    fc.record({ type: fc.constant('cancel' as const), reason: text }),
  );
  const whole = fc.constantFrom('suspend' as const, 'shift' as const, 'keep' as const, 'cancel' as const);
  const people = fc.constantFrom(office, second, deputy, liaison('education'), liaison('finance'));
  const byUnit = fc.constantFrom<TaskPersonCommand>({ type: 'sign' }, { type: 'submit', summary: '甲' });
  const byOffice = fc.constantFrom<TaskPersonCommand>({ type: 'accept' }, { type: 'cancel', reason: '甲' });
  const tasks = fc.oneof(fc.record({ task: number, step: byUnit, isUnit: fc.constant(true) }), fc.record({ task: number, step: byOffice, isUnit: fc.constant(false) }));
  const review = fc
    .constantFrom('upheld' as const, 'changed' as const, 'withdrawn' as const)
    .map((decision): SupervisionCommand => ({ type: 'reviewObjection', finding: 1, decision, reason: '甲', ...(decision === 'changed' ? { content: '乙' } : {}) }));
  const moves = fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.tuple(people, command) },
      { weight: 4, arbitrary: fc.tuple(fc.constant(deputy), review) },
      { weight: 4, arbitrary: tasks },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 900 }) },
      { weight: 1, arbitrary: whole },
    ),
    { maxLength: 30, size: 'max' },
  );

  test('nothing throws, a refusal leaves no facts, what is over owes nothing, and a withdrawn finding has no open task', () => {
    const reached = new Set<string>();
    for (const walk of walks(200))
      fc.assert(
        fc.property(moves, fc.constantFrom('planned', 'visited', 'objected'), (list, start) => {
          const run = start === 'planned' ? launched() : visited();
          if (start === 'planned') ask(run, visit());
          if (start === 'objected') ask(run, { type: 'object', finding: 1, reason: '甲' }, liaison('education'));
          for (const move of list) {
            const before = stateOf(run);
            if (typeof move === 'number') run.passTo(run.now + move * 3_600_000);
            else if (typeof move === 'string') run.ask('campaign', 'campaign', steer(move), office);
            else if ('task' in move) {
              const id = before.findings[move.task - 1]?.taskId;
              const unitId = before.findings[move.task - 1]?.unitId ?? '';
              if (id) onTask(run, id, move.step, move.isUnit ? liaison(unitId) : office);
            } else {
              const issued = run.tasks.length;
              const answer = ask(run, move[1], move[0]);
              if ('ok' in answer) expect([stateOf(run), run.tasks.length]).toEqual([before, issued]);
            }
            const after = stateOf(run);
            reached.add(after.stage);
            for (const finding of after.findings) if (finding.objection) reached.add(`objection ${finding.objection.decision ?? 'open'}`);
            if (isOver(before)) expect(isOver(after)).toBe(true);
            if (isOver(after)) expect(after.deadlines).toEqual([]);
            const undecided = after.findings.filter((finding) => finding.objection && !finding.objection.decision).map((finding) => `objection-${finding.number}`);
            if (!isOver(after))
              expect(
                after.deadlines
                  .map((deadline) => deadline.kind)
                  .filter((kind) => kind.startsWith('objection-'))
                  .sort(),
              ).toEqual(undecided.sort());
            if (after.stage === 'visited') expect(after.deadlines.map((deadline) => deadline.kind)).toContain('objections');
            if (after.stage === 'rectifying') expect(after.deadlines.map((deadline) => deadline.kind)).toContain('settling');
            for (const id of tasksOf(after)) expect(run.stateOf('task', id).version).toBeGreaterThan(0);
            for (const finding of after.findings.filter(isWithdrawn)) expect(['accepted', 'cancelled']).toContain(run.stateOf('task', finding.taskId ?? '').stage);
            expect(after.visit === undefined || run.campaign.supervisions.length === 1).toBe(true);
          }
        }),
        walk,
      );
    expect([...reached].sort()).toEqual([...supervisionStages, ...['open', 'upheld', 'changed', 'withdrawn'].map((one) => `objection ${one}`)].sort());
  });
});
