import fc from 'fast-check';
import { system } from '../../domain/process/actor.ts';
import { replay } from '../../domain/process/fold.ts';
import type { TaskCommand } from '../../domain/task/commands.ts';
import { task } from '../../domain/task/definition.ts';
import { taskLight } from '../../domain/task/light.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { withdrawableSteps } from '../../domain/task/withdrawing.ts';
import { actor, at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const lead = liaison('education');
const withdraw: TaskCommand = { type: 'withdrawStep' };

const signed = (): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('4', { dueOn: '2026-05-15', evidenceRequired: ['总结'] })]), office);
  run.attachments.set('summary', { id: 'summary', unitId: 'education', sha256: 'a', name: '总结', mediaType: 'application/pdf', size: 1 });
  run.on('4', { type: 'sign' }, lead);
  run.told.length = 0;
  return run;
};
const own = (run: Rehearsal): readonly string[] => run.rungs(run.task('4').id).map((line) => line.split(' →')[0] ?? '');
const heard = (run: Rehearsal) => run.told.map(({ to, draft }) => [draft.kind, to.join(), draft.title.zh]);
const due = (run: Rehearsal, kind: string) => run.task('4').deadlines.find((deadline) => deadline.kind === kind);
/** All of a task but what goes on by itself. */
const content = ({ version: _version, since: _since, lastStep: _lastStep, ...rest }: TaskState) => rest;
const submit = (run: Rehearsal): void => void run.on('4', { type: 'submit', summary: '已完成', evidence: ['summary'] }, lead);

describe('a last step on a task, withdrawn', () => {
  test('a submission: the task is due from its lead again, the office decides on nothing and hears so once, and the evidence is handed in anew', () => {
    const run = signed();
    run.now = at('2026-05-11 10:00');
    const before = content(run.task('4'));
    submit(run);
    expect([run.task('4').stage, due(run, 'review')?.dueOn, run.task('4').evidence]).toEqual(['submitted', '2026-05-18', [{ id: 'summary' }]]);
    run.now = at('2026-05-12 08:00');
    run.on('4', { ...withdraw, reason: '附件有误' }, lead);
    expect(content(run.task('4'))).toEqual(before);
    expect([run.task('4').version, run.task('4').since]).toEqual([4, 4]);
    expect(heard(run)).toEqual([
      ['taskSubmitted', 'office@office', '【任务待验收】任务4“任务内容4”'],
      ['stepWithdrawn', 'office@office', '【报送验收已撤回】任务4“任务内容4”'],
    ]);
    expect(run.told.at(-1)?.draft).toMatchObject({
      why: { zh: '牵头单位已撤回报送，本任务恢复办理，暂无需验收。理由：附件有误。', en: expect.stringContaining('Reason: 附件有误') },
      stops: { zh: '仅供知悉，无需办理。' },
    });
    expect(run.refusesOn('4', { type: 'accept' }, office)).toBe('task.not_submitted');
    expect(run.refusesOn('4', { type: 'submit' }, lead)).toBe('task.evidence_missing');
    submit(run);
    expect(due(run, 'review')?.seq).toBe(5);
    run.on('4', { type: 'accept' }, office);
  });

  test('late as it was: what was submitted in time and withdrawn after the due day is overdue at once, and the rungs come as after an outage, none twice', () => {
    const run = signed();
    run.passTo(at('2026-05-14 10:00'));
    submit(run);
    run.passTo(at('2026-05-19 10:00'));
    expect([own(run), taskLight(run.task('4'), run.now).colour]).toEqual([['2026-05-12 09:00 reminder'], 'green']);
    run.on('4', withdraw, lead);
    expect(taskLight(run.task('4'), run.now).colour).toBe('red');
    run.passTo(at('2026-06-20 10:00'));
    expect(own(run)).toEqual([
      '2026-05-12 09:00 reminder',
      '2026-05-19 10:00 overdueNotice',
      '2026-05-22 09:00 escalation',
      '2026-05-27 09:00 urgingNotice',
      '2026-05-29 09:00 draftUnsigned',
      '2026-06-01 09:00 draftStillUnsigned',
      '2026-06-03 09:00 leadingGroup',
    ]);
    submit(run);
    expect(run.task('4').submission?.late).toBe(true);
  });

  test.each([
    ['return', lead, { type: 'return', reason: '不属本单位职责' }, '【退回已撤回】', 'office@office'],
    ['requestExtension', lead, { type: 'requestExtension', reason: '施工', dueOn: '2026-06-15' }, '【延期申请已撤回】', 'office@office'],
    ['report', lead, { type: 'report', progress: '过半', percent: 50 }, undefined, undefined],
  ] as const)('%s', (_, who, command, title, to) => {
    const run = signed();
    const before = content(run.task('4'));
    run.on('4', command, who);
    expect(content(run.task('4'))).not.toEqual(before);
    run.told.length = 0;
    run.on('4', withdraw, who);
    expect(content(run.task('4'))).toEqual(before);
    expect(heard(run)).toEqual(title === undefined ? [] : [['stepWithdrawn', to, `${title}任务4“任务内容4”`]]);
  });

  test('a send-back: the submission awaits its decision again under the limit that it had, and the lead hears that', () => {
    const run = signed();
    submit(run);
    const before = content(run.task('4'));
    run.on('4', { type: 'sendBack', reason: '误点' }, office);
    run.told.length = 0;
    expect(run.refusesOn('4', withdraw, lead)).toBe('process.step_of_another');
    run.on('4', withdraw, office);
    expect(content(run.task('4'))).toEqual(before);
    expect(heard(run)).toEqual([['stepWithdrawn', 'liaisonOfficer@education', '【退回补办已撤回】任务4“任务内容4”']]);
  });

  test('a node done, and a check-in answered', () => {
    const run = signed();
    run.on('4', { type: 'planNodes', nodes: [{ name: '动员部署', dueOn: '2026-03-13' }] }, lead);
    const before = content(run.task('4'));
    run.on('4', { type: 'completeNode', name: '动员部署' }, lead);
    expect(due(run, 'node')).toBeUndefined();
    run.on('4', withdraw, lead);
    expect(content(run.task('4'))).toEqual(before);

    const monthly = new Rehearsal(at('2026-03-02 10:00'));
    const { dueOn: _, ...recurring } = planned('4', { kind: 'recurring', rhythm: { span: 'month', until: '2026-12-31' } });
    monthly.does(plan([recurring]), office);
    monthly.on('4', { type: 'sign' }, lead);
    monthly.now = at('2026-03-30 10:00');
    const owed = content(monthly.task('4'));
    monthly.on('4', { type: 'report', nothing: true }, lead);
    expect([monthly.task('4').period?.index, monthly.task('4').answered.length]).toEqual([2, 1]);
    monthly.on('4', withdraw, lead);
    expect(content(monthly.task('4'))).toEqual(owed);
    monthly.on('4', { type: 'report', progress: '本月检查12户' }, lead);
    expect(monthly.task('4').answered).toMatchObject([{ index: 1 }]);
  });

  test('ends with whatever another does: a decision, a rung, the calendar, the campaign; and no step is withdrawn twice', () => {
    const ends: readonly ((run: Rehearsal) => void)[] = [
      (run) => run.on('4', { type: 'accept' }, office),
      (run) => run.on('4', { type: 'correctField', field: 'weight', value: 3, reason: '更正' }, office),
      (run) => run.passTo(at('2026-03-06 09:01')),
      (run) => run.does({ type: 'suspend', reason: '防汛' }, actor('group', 'groupLeader')),
      (run) => run.on('4', withdraw, lead),
    ];
    for (const end of ends) {
      const run = signed();
      submit(run);
      expect(run.allowedOn('4', lead).find(({ type }) => type === 'withdrawStep')).toEqual({ type: 'withdrawStep', ok: true });
      const { version } = run.task('4');
      end(run);
      expect(run.task('4').version).toBeGreaterThan(version);
      expect(run.task('4')).not.toHaveProperty('lastStep');
      expect(run.refusesOn('4', withdraw, lead)).toBe('process.nothing_to_withdraw');
    }
  });

  test('is one’s own alone: of another of the same unit it is refused, and that is said beforehand', () => {
    const run = signed();
    submit(run);
    const manager = actor('education', 'managerInCharge');
    expect(run.refusesOn('4', withdraw, manager)).toBe('process.step_of_another');
    expect(run.allowedOn('4', manager).find(({ type }) => type === 'withdrawStep')).toEqual({ type: 'withdrawStep', ok: false, reason: 'process.step_of_another' });
    expect(run.refusesOn('4', withdraw, office)).toBe('process.step_of_another');
  });

  test('facts of releases before there was a mark fold as they did, and what is no person’s step bears none', () => {
    const run = signed();
    submit(run);
    const facts = run.facts.get(run.task('4').id) ?? [];
    const unmarked = facts.map((recorded) => ({ ...recorded, fact: { ...recorded.fact, mayBeWithdrawn: undefined } }));
    const { lastStep, ...rest } = run.task('4');
    expect(replay(task, rest.id, unmarked as never)).toEqual(rest);
    expect(lastStep).toMatchObject({ seq: 3, type: 'taskSubmitted', added: ['submission'] });
    const decided = task.decide(signed().task('4'), { type: 'report', progress: '代录' }, run.world(system));
    expect(decided).toMatchObject({ ok: true, facts: [{ type: 'progressReported' }] });
    expect(JSON.stringify(decided)).not.toContain('mayBeWithdrawn');
  });

  test('a withdrawal of any other step than the last is no history', () => {
    const run = signed();
    submit(run);
    const { id, version } = run.task('4');
    const recorded = { seq: version + 1, at: run.now, receivedAt: run.now, actor: lead.ref };
    for (const withdrawn of [version - 1, version + 1])
      expect(() => replay(task, id, [...(run.facts.get(id) ?? []), { ...recorded, fact: { type: 'stepWithdrawn', withdrawn, step: 'taskSubmitted' } }] as never)).toThrow(
        RangeError,
      );
  });
});

describe('whatever led there', () => {
  const move = fc.constantFrom<TaskCommand>(
    { type: 'return', reason: '不属本单位职责' },
    { type: 'report', progress: '推进中', percent: 30 },
    { type: 'submit', summary: '已完成', evidence: ['summary'] },
    { type: 'submit', evidence: [{ id: 'summary', item: '总结' }] },
    { type: 'sendBack', reason: '材料不全' },
    { type: 'requestExtension', reason: '施工', period: { value: 10, unit: 'workingDay' } },
    { type: 'decideExtension', approve: true, reason: '同意' },
    { type: 'planNodes', nodes: [{ name: '中期', dueOn: '2026-05-12' }] },
    { type: 'completeNode', name: '中期' },
    { type: 'accept' },
    { type: 'withdrawAcceptance', reason: '误验收' },
    { type: 'relapse', reason: '反弹' },
    { type: 'sign' },
    { type: 'signUrgingNotice' },
  );
  const ofLead = ['return', 'report', 'submit', 'requestExtension', 'completeNode', 'planNodes', 'sign'];

  test('a step that may be withdrawn, withdrawn at once, leaves the task as it was, and the facts alone give it', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.record({ move, days: fc.constantFrom(0, 0, 2, 30) }), { maxLength: 16, size: 'max' }), (moves) => {
        const run = signed();
        const { id } = run.task('4');
        for (const { move: command, days } of moves) {
          run.passTo(Math.min(run.now + days * 86_400_000, at('2026-05-10 10:00') + days * 86_400_000));
          const before = content(run.task('4'));
          const who = ofLead.includes(command.type) ? lead : office;
          if (run.refusesOn('4', command, who) !== undefined) continue;
          const { lastStep } = run.task('4');
          expect(lastStep !== undefined).toBe((withdrawableSteps as readonly string[]).includes(command.type));
          if (!lastStep) continue;
          seen.add(command.type);
          expect(lastStep.before).not.toHaveProperty('lastStep');
          run.on('4', withdraw, who);
          expect(content(run.task('4'))).toEqual(before);
          run.on('4', command, who);
          expect(JSON.parse(JSON.stringify(replay(task, id, (run.facts.get(id) ?? []) as never)))).toEqual(run.task('4'));
        }
      }),
      { numRuns: 150 },
    );
    expect([...seen].sort()).toEqual([...withdrawableSteps].sort());
  });
});
