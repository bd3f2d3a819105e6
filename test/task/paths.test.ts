import fc from 'fast-check';
import type { PlannedTask } from '../../domain/campaign/commands.ts';
import { nextWake } from '../../domain/chase/deadline.ts';
import { missingEvidence } from '../../domain/task/evidence.ts';
import { taskLight } from '../../domain/task/light.ts';
import { actor, at, liaison, office, towns } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const lead = liaison('education');
const second = actor('office', 'office', 'second@office');

/** A campaign with task 4 of the education department, due on Friday, 15 May 2026, signed for. */
const signed = (more: Partial<PlannedTask> = {}): Rehearsal => {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('4', { dueOn: '2026-05-15', ...more })]), office);
  run.on('4', { type: 'sign' }, lead);
  return run;
};
const own = (run: Rehearsal): readonly string[] => run.rungs(run.task('4').id);
const due = (run: Rehearsal, kind: string) => run.task('4').deadlines.find((deadline) => deadline.kind === kind);

describe('a task', () => {
  test('unsigned after one working day is chased: the liaison officer, then the manager in charge, then the office', () => {
    const run = new Rehearsal(at('2026-03-06 10:00'));
    run.does(plan([planned('4')]), office);
    run.passTo(at('2026-03-18 10:00'));
    expect(own(run)).toEqual([
      '2026-03-10 09:00 unsigned → liaisonOfficer@education',
      '2026-03-12 09:00 stillUnsigned → managerInCharge@education',
      '2026-03-17 09:00 neverSigned → office@office',
    ]);
    run.on('4', { type: 'sign' }, lead);
    expect(due(run, 'sign')).toBeUndefined();
  });

  test('an acceptance withdrawn twice leaves the deadline to be set again when the work is sent back', () => {
    const run = signed();
    run.on('4', { type: 'submit', summary: '已完成' }, lead);
    for (const _ of [1, 2]) {
      run.on('4', { type: 'accept' }, office);
      run.on('4', { type: 'withdrawAcceptance', reason: '误操作' }, office);
    }
    run.on('4', { type: 'sendBack', reason: '材料不全' }, office);
    expect([run.task('4').stage, due(run, 'task')?.dueOn]).toEqual(['signed', '2026-05-15']);
    run.passTo(at('2026-05-18 10:00'));
    expect(own(run)).toContain('2026-05-18 09:00 overdueNotice → liaisonOfficer@education');
  });

  test('returned as not ours waits for the office under its own limit, is reassigned and signed by the new lead', () => {
    const run = signed();
    run.on('4', { type: 'return', reason: '不属本单位职责' }, lead);
    expect([run.task('4').stage, due(run, 'task')?.pausedAt !== undefined, due(run, 'review')?.dueOn]).toEqual(['returned', true, '2026-03-09']);
    expect(run.refusesOn('4', { type: 'report', progress: '进展' }, lead)).toBe('task.returned');
    run.passTo(at('2026-03-10 10:00'));
    expect(own(run).at(-1)).toBe('2026-03-10 09:00 reviewOverdue → office@office');
    run.on('4', { type: 'reassign', leadUnitId: 'health', reason: '职责调整' }, office);
    expect([run.task('4').stage, run.task('4').leadUnitId, due(run, 'review'), due(run, 'task')?.pausedAt, due(run, 'task')?.dueOn]).toEqual([
      'issued',
      'health',
      undefined,
      undefined,
      '2026-05-15',
    ]);
    run.on('4', { type: 'sign' }, liaison('health'));
  });

  test('submitting pauses the unit’s ladder and starts the office’s limit; sending back goes on where it stood, later rungs moved by the span, the date unchanged', () => {
    const run = signed();
    run.passTo(at('2026-05-18 10:00'));
    expect(own(run)).toEqual(['2026-05-12 09:00 reminder → liaisonOfficer@education', '2026-05-18 09:00 overdueNotice → liaisonOfficer@education']);
    run.on('4', { type: 'submit', summary: '已完成' }, lead);
    expect(due(run, 'review')?.dueOn).toBe('2026-05-25');
    run.passTo(at('2026-05-27 10:00'));
    expect(own(run).slice(2)).toEqual(['2026-05-22 09:00 reviewReminder → office@office', '2026-05-26 09:00 reviewOverdue → office@office']);
    run.on('4', { type: 'sendBack', reason: '材料不全' }, office);
    expect(due(run, 'review')).toBeUndefined();
    expect(due(run, 'task')?.dueOn).toBe('2026-05-15');
    run.passTo(at('2026-06-15 10:00'));
    // escalation 20 May 09:00, 督办通知书 25 May 09:00, leading group 1 June 09:00, each nine days later, on the next working morning
    expect(own(run).slice(4)).toEqual([
      '2026-05-29 09:00 escalation → managerInCharge@education',
      '2026-06-03 09:00 urgingNotice → office@office',
      '2026-06-05 09:00 draftUnsigned → office@office',
      '2026-06-08 09:00 draftStillUnsigned → groupDeputy@group',
      '2026-06-10 09:00 leadingGroup → groupLeader@group',
    ]);
  });

  test('reviews that end on the day they began cost no rung a day, however many there are', () => {
    const run = signed();
    run.passTo(at('2026-05-18 10:00'));
    const moments = () => due(run, 'task')?.rungs.map((rung) => [rung.rung, rung.at]);
    const before = moments();
    for (let n = 0; n < 4; n++) {
      run.on('4', { type: 'submit' }, lead);
      run.passTo(run.now + 3_600_000);
      run.on('4', { type: 'sendBack', reason: '材料不全' }, office);
    }
    expect(before?.length).toBeGreaterThan(2);
    expect(moments()).toEqual(before);
    run.on('4', { type: 'submit' }, lead);
    run.passTo(run.now + 86_400_000);
    run.on('4', { type: 'sendBack', reason: '材料不全' }, office);
    expect(moments()).not.toEqual(before);
  });

  test('accepted, nothing is told any more, at whatever rung the chase stood', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (days) => {
        const run = signed();
        run.passTo(at('2026-05-08 10:00') + days * 86_400_000);
        run.on('4', { type: 'submit' }, lead);
        run.on('4', { type: 'accept' }, office);
        const told = run.told.filter((one) => one.processId === run.task('4').id).length;
        run.passTo(at('2027-05-08 10:00'));
        expect(run.told.filter((one) => one.processId === run.task('4').id).length).toBe(told);
        expect(run.task('4').deadlines).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('no rung fires twice or before its time, however often and early time knocks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 * 24 * 60 }), { maxLength: 30 }), (minutes) => {
        const run = signed();
        const start = at('2026-05-01 00:00');
        for (const minute of [...minutes].sort((a, b) => a - b)) {
          run.now = Math.max(run.now, start + minute * 60_000);
          const wake = nextWake(run.task('4').deadlines);
          const facts = run.ask('task', run.task('4').id, { type: 'strike' }, { ref: { by: 'time' } });
          if (!('ok' in facts) && facts.length > 0) expect(run.now).toBeGreaterThanOrEqual(wake ?? Number.POSITIVE_INFINITY);
        }
        const rungs = run.told.filter((one) => one.processId === run.task('4').id && one.draft.rung).map((one) => one.draft.rung);
        expect(new Set(rungs).size).toBe(rungs.length);
      }),
      { numRuns: 60 },
    );
  });

  test('under review for any span keeps its due date, and later rungs keep their order and distance to the working morning', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 }), (before, span) => {
        const run = signed();
        run.passTo(at('2026-05-01 12:00') + before * 86_400_000);
        const left = due(run, 'task')?.rungs ?? [];
        run.on('4', { type: 'submit' }, lead);
        run.now += span * 86_400_000;
        run.on('4', { type: 'sendBack', reason: '补正' }, office);
        const moved = due(run, 'task')?.rungs ?? [];
        expect(moved.map((rung) => rung.rung)).toEqual(left.map((rung) => rung.rung));
        for (const [index, rung] of moved.entries()) {
          const early = rung.at - ((left[index]?.at ?? 0) + span * 86_400_000);
          expect(early).toBeGreaterThanOrEqual(0);
          expect(early).toBeLessThan(12 * 86_400_000);
          expect(rung.at).toBeGreaterThanOrEqual(moved[index - 1]?.at ?? 0);
        }
        expect(due(run, 'task')?.dueOn).toBe('2026-05-15');
      }),
      { numRuns: 40 },
    );
  });

  test('asks for an extension; another person decides; the old date is kept and the ladder starts anew', () => {
    const run = signed();
    run.passTo(at('2026-05-13 10:00'));
    run.on('4', { type: 'requestExtension', reason: '设备未到', period: { value: 5, unit: 'workingDay' } }, lead);
    expect(run.refusesOn('4', { type: 'requestExtension', reason: '再延', dueOn: '2026-06-30' }, lead)).toBe('task.extension_pending');
    expect(run.refusesOn('4', { type: 'decideExtension', approve: true, reason: '同意' }, lead)).toBe('task.same_person');
    run.on('4', { type: 'decideExtension', approve: true, reason: '同意' }, office);
    expect(run.task('4').due?.dueOn).toBe('2026-05-22');
    expect(run.task('4').dueHistory).toMatchObject([{ dueOn: '2026-05-15', cause: 'extension' }]);
    run.passTo(at('2026-05-25 10:00'));
    expect(own(run)).toEqual([
      '2026-05-12 09:00 reminder → liaisonOfficer@education',
      '2026-05-19 09:00 reminder → liaisonOfficer@education',
      '2026-05-25 09:00 overdueNotice → liaisonOfficer@education',
    ]);
  });

  test('refused an extension, keeps its date; one that is not later is refused at once', () => {
    const run = signed();
    expect(run.refusesOn('4', { type: 'requestExtension', reason: '延', dueOn: '2026-05-15' }, lead)).toBe('task.extension_not_later');
    expect(run.refusesOn('4', { type: 'requestExtension', reason: '延' }, lead)).toBe('task.extension_date_needed');
    expect(run.refusesOn('4', { type: 'requestExtension', reason: '延', period: { value: 3, unit: 'second' } }, lead)).toBe('period.unit_refused');
    run.on('4', { type: 'requestExtension', reason: '延', dueOn: '2026-06-30' }, lead);
    run.on('4', { type: 'decideExtension', approve: false, reason: '不同意' }, office);
    expect([run.task('4').due?.dueOn, run.task('4').extension]).toEqual(['2026-05-15', undefined]);
    expect(run.refusesOn('4', { type: 'decideExtension', approve: true, reason: '同意' }, office)).toBe('task.extension_absent');
  });

  test('is not submitted while required evidence lacks; an attachment may name its item', () => {
    const run = signed({ evidenceRequired: ['签到表', '照片'] });
    const piece = { unitId: 'education', sha256: '', name: '', mediaType: 'image/png', size: 1 };
    run.attachments.set('a', { id: 'a', ...piece });
    run.attachments.set('b', { id: 'b', ...piece });
    run.attachments.set('foreign', { id: 'foreign', ...piece, unitId: 'health' });
    expect(run.refusesOn('4', { type: 'submit' }, lead)).toBe('task.evidence_missing');
    expect(run.refusesOn('4', { type: 'submit', evidence: ['a', 'a'] }, lead)).toBe('task.evidence_missing');
    expect(run.refusesOn('4', { type: 'submit', evidence: ['a', 'foreign'] }, lead)).toBe('evidence.unknown');
    expect(missingEvidence(['签到表', '照片'], [])).toEqual({ count: 2, items: ['签到表', '照片'] });
    expect(missingEvidence(['签到表', '照片'], [{ id: 'a', item: '照片' }])).toEqual({ count: 1, items: ['签到表'] });
    expect(missingEvidence(['签到表', '照片', '总结'], [{ id: 'a', item: '照片' }, { id: 'b' }])).toEqual({ count: 1, items: ['签到表', '总结'] });
    expect(missingEvidence(['签到表', '照片'], [{ id: 'a' }, { id: 'b' }])).toEqual({ count: 0, items: [] });
    expect(
      run.refusesOn(
        '4',
        {
          type: 'submit',
          evidence: [
            { id: 'a', item: '签到表' },
            { id: 'b', item: '签到表' },
          ],
        },
        lead,
      ),
    ).toBe('task.evidence_missing');
    run.on('4', { type: 'submit', evidence: [{ id: 'a', item: '签到表' }, 'b'] }, lead);
    expect(run.task('4').stage).toBe('submitted');
  });

  test('handed in by its arrival on time is not late, though the lock came after; red turns yellow once made good', () => {
    const run = signed();
    run.now = at('2026-05-16 00:00') + 2_000;
    run.on('4', { type: 'submit' }, lead, at('2026-05-15 23:59'));
    expect(run.task('4').submission?.late).toBe(false);
    const late = signed();
    expect(taskLight(late.task('4'), at('2026-05-11 10:00')).colour).toBe('green');
    expect(taskLight(late.task('4'), at('2026-05-12 10:00'))).toEqual({ colour: 'yellow', cause: 'dueSoon' });
    expect(taskLight(late.task('4'), at('2026-05-16 00:00'))).toEqual({ colour: 'red', cause: 'overdue' });
    late.passTo(at('2026-05-18 10:00'));
    late.on('4', { type: 'submit' }, lead);
    expect(taskLight(late.task('4'), late.now).colour).toBe('red');
    late.on('4', { type: 'accept' }, office);
    expect(taskLight(late.task('4'), late.now)).toEqual({ colour: 'yellow', cause: 'madeGoodLate' });
  });

  test('relapsed, goes back to work with the limit of the ladder data once its date has passed, and is chased anew', () => {
    const run = signed();
    run.on('4', { type: 'submit' }, lead);
    run.on('4', { type: 'accept' }, office);
    run.passTo(at('2026-06-22 10:00'));
    run.on('4', { type: 'relapse', reason: '抽查发现反弹' }, office);
    expect([run.task('4').stage, run.task('4').due?.dueOn, run.task('4').relapses]).toEqual(['signed', '2026-07-06', 1]);
    run.passTo(at('2026-07-07 10:00'));
    expect(own(run).at(-1)).toBe('2026-07-07 09:00 overdueNotice → liaisonOfficer@education');
  });

  test('a mistaken acceptance is withdrawn: it awaits a decision again, and sent back its ladder goes on with the rungs not yet reached', () => {
    const run = signed();
    run.passTo(at('2026-05-18 10:00'));
    run.on('4', { type: 'submit' }, lead);
    run.on('4', { type: 'accept' }, office);
    run.passTo(at('2026-05-20 10:00'));
    run.on('4', { type: 'withdrawAcceptance', reason: '误操作' }, office);
    expect([run.task('4').stage, run.task('4').madeGoodLate]).toEqual(['submitted', false]);
    run.on('4', { type: 'sendBack', reason: '补正' }, office);
    expect(due(run, 'task')?.rungs.map((rung) => rung.rung)).toEqual(['escalation', 'urgingNotice', 'leadingGroup']);
  });

  test('drafts the 督办通知书 for the office, numbers it at signing without gaps, and lets it lapse when the task is done', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan(['4', '8', '12'].map((number) => planned(number, { leadUnitId: 'education', dueOn: '2026-05-15' }))), office);
    for (const number of ['4', '8', '12']) run.on(number, { type: 'sign' }, lead);
    expect(run.refusesOn('4', { type: 'signUrgingNotice' }, office)).toBe('task.urging_absent');
    run.passTo(at('2026-05-25 10:00'));
    run.on('4', { type: 'signUrgingNotice' }, office);
    run.on('8', { type: 'declineUrgingNotice', reason: '已口头督办' }, office);
    run.on('12', { type: 'submit' }, lead);
    expect(run.refusesOn('12', { type: 'signUrgingNotice' }, office)).toBe('task.under_review');
    run.on('12', { type: 'sendBack', reason: '补正' }, office);
    run.on('12', { type: 'signUrgingNotice' }, office);
    expect(['4', '8', '12'].map((number) => run.task(number).urgingNotice?.number)).toEqual(['督办〔2026〕1号', undefined, '督办〔2026〕2号']);
    expect(run.told.find((one) => one.draft.kind === 'urgingNoticeSigned')?.to).toEqual(['managerInCharge@education', 'liaisonOfficer@education']);
  });

  test('that the plan did not have says where it comes from, with the scan; its notice says so too', () => {
    const run = signed();
    const piece = { sha256: '', name: '批示.pdf', mediaType: 'application/pdf', size: 1 };
    run.attachments.set('scan', { id: 'scan', ...piece, unitId: 'office' });
    run.attachments.set('foreign', { id: 'foreign', ...piece, unitId: 'health' });
    const origin = { kind: 'instruction', reference: '在市级通报上的批示', on: '2026-03-01', evidence: ['scan'] } as const;
    const added = planned('批1', { leadUnitId: 'education', origin });
    const refused = (more: object) => run.refuses({ type: 'addTask', task: { ...added, origin: { ...origin, ...more } }, reason: '批示' }, office)?.code;
    expect([refused({ evidence: ['foreign'] }), refused({ evidence: ['nowhere'] }), refused({ on: '2026-03-03' })]).toEqual([
      'evidence.unknown',
      'evidence.unknown',
      'campaign.date_future',
    ]);
    run.does({ type: 'addTask', task: added, reason: '批示' }, office);
    expect(run.task('批1').origin).toEqual(origin);
    expect(run.told.at(-1)?.draft).toMatchObject({ kind: 'taskIssued', why: { zh: '贵单位为本任务的牵头单位。来源：领导批示：在市级通报上的批示。' } });
  });

  test('of each unit, is not accepted before every mandatory share, is not chased itself, and takes its shares with it when cancelled', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('82', { kind: 'eachUnit', unitIds: [...towns], optionalUnitIds: ['town-3'], dueOn: '2026-05-15' })]), office);
    expect(run.refusesOn('82', { type: 'accept' }, office)).toBe('task.children_open');
    expect(run.allowedOn('82', office).find((step) => step.type === 'accept')).toMatchObject({ type: 'accept', ok: false, reason: 'task.children_open' });
    for (const [index, town] of (['town-1', 'town-2'] as const).entries()) {
      run.on(`82-${index + 1}`, { type: 'sign' }, liaison(town));
      run.on(`82-${index + 1}`, { type: 'submit' }, liaison(town));
      run.on(`82-${index + 1}`, { type: 'accept' }, office);
    }
    run.passTo(at('2026-07-01 10:00'));
    expect(run.rungs(run.task('82').id)).toEqual([]);
    run.on('82', { type: 'accept' }, office);
    expect(run.task('82').stage).toBe('accepted');

    const other = new Rehearsal(at('2026-03-02 10:00'));
    other.does(plan([planned('82', { kind: 'eachUnit', unitIds: [...towns] })]), office);
    other.on('82', { type: 'cancel', reason: '不再要求' }, office);
    expect(other.tasks.map((task) => task.stage)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
  });

  test('corrects a field with its old value kept; a corrected date starts the ladder anew', () => {
    const run = signed();
    run.on('4', { type: 'correctField', field: 'content', value: '新内容', reason: '笔误' }, office);
    run.on('4', { type: 'correctField', field: 'dueOn', value: '2026-06-30', reason: '笔误' }, office);
    const facts = run.facts.get(run.task('4').id) ?? [];
    expect(facts.slice(-2).map((one) => one.fact)).toMatchObject([
      { field: 'content', value: '新内容', old: '任务内容4' },
      { field: 'dueOn', value: '2026-06-30', old: '2026-05-15' },
    ]);
    expect(due(run, 'task')?.dueOn).toBe('2026-06-30');
    expect(run.refusesOn('4', { type: 'correctField', field: 'dueOn', value: '2026-02-01', reason: '笔误' }, office)).toBe('task.date_past');
    expect(run.refusesOn('4', { type: 'correctField', field: 'content', value: '新内容', reason: '笔误' }, office)).toBe('task.nothing_changed');
  });

  test('handed in and decided by the same person is refused, acting for another does not help', () => {
    const run = signed();
    run.on('4', { type: 'submit' }, second);
    expect(run.refusesOn('4', { type: 'accept' }, second)).toBe('task.same_person');
    expect(run.refusesOn('4', { type: 'accept' }, { ...office, ref: { ...office.ref, forPersonId: 'second@office' } })).toBe('task.same_person');
    run.on('4', { type: 'accept' }, office);
  });

  test('names in each refusal what stands in the way, and changes nothing', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('4', { dueOn: '2026-05-15' })]), office);
    expect(run.refusesOn('4', { type: 'report', progress: '进展' }, lead)).toBe('task.not_signed');
    expect(run.refusesOn('4', { type: 'accept' }, office)).toBe('task.not_submitted');
    run.on('4', { type: 'sign' }, lead);
    expect(run.refusesOn('4', { type: 'sign' }, lead)).toBe('task.already_signed');
    expect(run.refusesOn('4', { type: 'relapse', reason: '反弹' }, office)).toBe('task.not_accepted');
    expect(run.refusesOn('4', { type: 'reassign', leadUnitId: 'nowhere', reason: '改派' }, office)).toBe('task.unit_unknown');
    run.on('4', { type: 'submit' }, lead);
    expect(run.refusesOn('4', { type: 'submit' }, lead)).toBe('task.under_review');
    run.on('4', { type: 'accept' }, office);
    const { version } = run.task('4');
    expect(run.refusesOn('4', { type: 'report', progress: '进展' }, lead)).toBe('task.closed');
    expect(run.task('4').version).toBe(version);
  });
});
