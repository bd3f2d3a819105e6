import fc from 'fast-check';
import { urgingNotice } from '../../api/documents/urging-notice.ts';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { answerBy } from '../../domain/task/deadlines.ts';
import { actor, at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const lead = liaison('education');
const second = actor('office', 'office', 'second@office');

/** A campaign with task 4 of the education department, due on Friday, 15 May 2026, signed for and then left alone: the 督办通知书 is drafted on Monday, 25 May. */
function drafted(): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  run.does(plan([planned('4', { dueOn: '2026-05-15' })]), office);
  run.on('4', { type: 'sign' }, lead);
  run.passTo(at('2026-05-25 10:00'));
  return run;
}
const signed = (answerWithin?: number): Rehearsal => {
  const run = drafted();
  run.on('4', { type: 'signUrgingNotice', ...(answerWithin === undefined ? {} : { answerWithin }) }, office);
  return run;
};
const due = (run: Rehearsal, kind: string) => run.task('4').deadlines.find((deadline) => deadline.kind === kind);
/** What was told of the draft and of the answer, without the task's own ladder. */
const told = (run: Rehearsal): readonly string[] => run.rungs(run.task('4').id).filter((line) => /draft|nswered/.test(line));
const scan = (run: Rehearsal, id: string, sha256 = id, more: { readonly unitId?: string; readonly mediaType?: string } = {}) =>
  run.attachments.set(id, { id, unitId: 'office', sha256, name: `${id}.pdf`, mediaType: 'application/pdf', size: 1, ...more });

describe('a drafted 督办通知书', () => {
  test('chases the office after a working day, and the deputy chair the day after', () => {
    const run = drafted();
    expect(due(run, 'urgingNotice')?.dueOn).toBe('2026-05-26');
    run.passTo(at('2026-07-01 10:00'));
    expect(told(run)).toEqual(['2026-05-27 09:00 draftUnsigned → office@office', '2026-05-28 09:00 draftStillUnsigned → groupDeputy@group']);
    const notice = run.told.find((one) => one.draft.rung === 'draftUnsigned')?.draft;
    expect([notice?.title.zh, notice?.stops.zh]).toEqual([expect.stringContaining('已超过督办通知书签发时限（2026-05-26）'), '签发督办通知书，或说明理由不予签发。']);
  });

  test.each([
    ['signed', (run: Rehearsal) => run.on('4', { type: 'signUrgingNotice' }, office)],
    ['declined', (run: Rehearsal) => run.on('4', { type: 'declineUrgingNotice', reason: '已口头督办' }, office)],
    ['lapsed, the task submitted and accepted', (run: Rehearsal) => [run.on('4', { type: 'submit' }, lead), run.on('4', { type: 'accept' }, office)]],
    [
      'lapsed, an extension granted',
      (run: Rehearsal) => [
        run.on('4', { type: 'requestExtension', reason: '雨天', period: { value: 200, unit: 'workingDay' } }, lead),
        run.on('4', { type: 'decideExtension', approve: true, reason: '同意' }, office),
      ],
    ],
    ['lapsed, the date corrected', (run: Rehearsal) => run.on('4', { type: 'correctField', field: 'dueOn', value: '2026-12-01', reason: '笔误' }, office)],
    ['lapsed, the task reassigned', (run: Rehearsal) => run.on('4', { type: 'reassign', leadUnitId: 'health', reason: '职责调整' }, office)],
    ['lapsed, the task cancelled', (run: Rehearsal) => run.on('4', { type: 'cancel', reason: '不再需要' }, office)],
  ])('chases nobody any more once it is %s', (_how, ends) => {
    const run = drafted();
    ends(run);
    expect(due(run, 'urgingNotice')).toBeUndefined();
    run.passTo(at('2026-06-30 10:00'));
    expect(told(run).filter((line) => line.includes('draft'))).toEqual([]);
  });

  test('waits while the office decides on a submission, and goes on when the task is sent back', () => {
    const run = drafted();
    run.on('4', { type: 'submit' }, lead);
    run.passTo(at('2026-05-29 10:00'));
    expect(told(run)).toEqual([]);
    run.on('4', { type: 'sendBack', reason: '补正' }, office);
    run.passTo(at('2026-06-03 10:00'));
    expect(told(run)).toEqual(['2026-06-01 09:00 draftUnsigned → office@office', '2026-06-02 09:00 draftStillUnsigned → groupDeputy@group']);
  });

  test('cannot be signed or declined while the task is returned as not the unit’s', () => {
    const run = drafted();
    run.on('4', { type: 'return', reason: '不属本单位' }, lead);
    expect([run.refusesOn('4', { type: 'signUrgingNotice' }, office), run.refusesOn('4', { type: 'declineUrgingNotice', reason: '略' }, office)]).toEqual([
      'task.returned',
      'task.returned',
    ]);
  });

  test('of a task issued before drafts were chased has the same ladder', () => {
    const run = new Rehearsal(at('2026-03-02 10:00'));
    run.does(plan([planned('4', { dueOn: '2026-05-15' })]), office);
    const { ladders } = run.task('4');
    for (const [of, key] of [
      [ladders, 'node'],
      [ladders, 'urgingNotice'],
      [ladders, 'urgingAnswer'],
      [ladders.limits, 'urgingNotice'],
    ] as const)
      Reflect.deleteProperty(of, key);
    expect(Object.keys(ladders)).toEqual(['task', 'sign', 'review', 'limits']);
    run.on('4', { type: 'sign' }, lead);
    run.passTo(at('2026-05-28 10:00'));
    expect(told(run)).toEqual(['2026-05-27 09:00 draftUnsigned → office@office', '2026-05-28 09:00 draftStillUnsigned → groupDeputy@group']);
  });
});

describe('a signed 督办通知书', () => {
  test('is answered within the days it names: else the liaison officer hears, then the manager in charge, then the office', () => {
    const run = signed(3);
    expect([due(run, 'urgingAnswer')?.dueOn, run.task('4').urgingNotice?.letter?.answerOn]).toEqual(['2026-05-28', '2026-05-28']);
    run.passTo(at('2026-07-01 10:00'));
    expect(told(run)).toEqual([
      '2026-05-29 09:00 unanswered → liaisonOfficer@education',
      '2026-06-02 09:00 stillUnanswered → managerInCharge@education',
      '2026-06-05 09:00 neverAnswered → office@office',
    ]);
  });

  test('answered, the chase for the answer ends and the office hears of it; a second answer is refused', () => {
    const run = signed();
    run.on('4', { type: 'answerUrgingNotice', text: '已制定整改措施' }, lead);
    expect([due(run, 'urgingAnswer'), run.task('4').urgingNotice?.answer]).toEqual([undefined, expect.objectContaining({ text: '已制定整改措施', late: false })]);
    expect(run.told.find((one) => one.draft.kind === 'urgingNoticeAnswered')?.to).toEqual(['office@office']);
    expect(run.refusesOn('4', { type: 'answerUrgingNotice', text: '再答' }, lead)).toBe('task.urging_answered');
    run.passTo(at('2026-07-01 10:00'));
    expect(told(run)).toEqual([]);
    expect(run.rungs(run.task('4').id).at(-1)).toContain('leadingGroup');
  });

  test('says what has happened: that the leading group will be told before its rung, that it was told after it', () => {
    const last = (run: Rehearsal): string => {
      const { letter } = run.task('4').urgingNotice ?? {};
      return letter === undefined ? '' : (urgingNotice(letter, { number: '1' }).paragraphs.at(-1) ?? '');
    };
    expect(last(signed())).toBe('逾期仍未办结的，将报领导小组，并视情予以通报。');
    const late = drafted();
    late.passTo(at('2026-06-02 10:00'));
    late.on('4', { type: 'signUrgingNotice' }, office);
    const { letter } = late.task('4').urgingNotice ?? {};
    expect([letter?.groupToldOn, letter?.chased.at(-1)]).toEqual(['2026-06-01', { on: '2026-06-01', what: '报领导小组' }]);
    expect(last(late)).toBe('该任务已于2026年6月1日报领导小组。逾期仍未办结的，将视情予以通报。');
    if (!letter) throw new Error('no letter');
    const { groupToldOn: _, ...former } = letter;
    expect(urgingNotice(former, { number: '1' }).paragraphs.at(-1)).toContain('将报领导小组');
  });

  test('answered after its day is marked as late', () => {
    const run = signed(1);
    run.passTo(at('2026-05-28 10:00'));
    run.on('4', { type: 'answerUrgingNotice', text: '迟复' }, lead);
    expect(run.task('4').urgingNotice?.answer?.late).toBe(true);
  });

  test('after a suspension by which dates move, the day of the answer is the moved one, before it was answered and after', () => {
    const run = signed(3);
    run.now = at('2026-05-26 10:00');
    run.does({ type: 'suspend', reason: '疫情' }, office);
    run.now = at('2026-06-08 10:00');
    run.does({ type: 'resume', mode: 'shift' }, office);
    const by = () => beijingDateOf(answerBy(run.task('4')) ?? 0);
    expect([due(run, 'urgingAnswer')?.dueOn, by()]).toEqual(['2026-06-10', '2026-06-10']);
    run.passTo(at('2026-06-09 10:00'));
    run.on('4', { type: 'answerUrgingNotice', text: '已落实' }, lead);
    expect([run.task('4').urgingNotice?.answer?.late, by()]).toEqual([false, '2026-06-10']);
  });

  test('before it is signed there is nothing to answer and nothing to seal', () => {
    const run = drafted();
    scan(run, 'scan');
    expect([run.refusesOn('4', { type: 'answerUrgingNotice', text: '答复' }, lead), run.refusesOn('4', { type: 'attachSealedNotice', evidence: 'scan' }, office)]).toEqual([
      'task.urging_unsigned',
      'task.urging_unsigned',
    ]);
  });

  test('has the office’s scan as the version in force; another replaces it for a reason, and the former stays', () => {
    const run = signed();
    scan(run, 'first');
    scan(run, 'better');
    scan(run, 'copy', 'better');
    scan(run, 'foreign', 'foreign', { unitId: 'education' });
    scan(run, 'table', 'table', { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
    run.on('4', { type: 'attachSealedNotice', evidence: 'first' }, office);
    expect(
      [
        { evidence: 'better' },
        { evidence: 'foreign', reason: '更清楚' },
        { evidence: 'unknown', reason: '更清楚' },
        { evidence: 'table', reason: '更清楚' },
        { evidence: 'first', reason: '更清楚' },
      ].map((body) => run.refusesOn('4', { type: 'attachSealedNotice', ...body }, second)),
    ).toEqual(['task.scan_reason_needed', 'evidence.unknown', 'evidence.unknown', 'task.scan_unfit', 'task.nothing_changed']);
    run.on('4', { type: 'attachSealedNotice', evidence: 'better', reason: '更清楚' }, second);
    expect(run.refusesOn('4', { type: 'attachSealedNotice', evidence: 'copy', reason: '同一份' }, office)).toBe('task.nothing_changed');
    expect(run.task('4').urgingNotice?.scans?.map(({ evidence, sha256, reason }) => [evidence, sha256, reason])).toEqual([
      ['first', 'first', undefined],
      ['better', 'better', '更清楚'],
    ]);
  });

  test('whatever was done before, a task that is over is chased for neither signature nor answer', () => {
    const steps = fc.constantFrom('sign', 'decline', 'answer', 'submit', 'sendBack', 'wait');
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 8 }), fc.boolean(), (moves, cancelled) => {
        const run = drafted();
        const by = {
          sign: [{ type: 'signUrgingNotice' }, office],
          decline: [{ type: 'declineUrgingNotice', reason: '略' }, office],
          answer: [{ type: 'answerUrgingNotice', text: '答复' }, lead],
          submit: [{ type: 'submit' }, lead],
          sendBack: [{ type: 'sendBack', reason: '补正' }, office],
        } as const;
        for (const move of moves) {
          if (move === 'wait') run.passTo(run.now + 86_400_000);
          else run.ask('task', run.task('4').id, by[move][0], by[move][1]);
        }
        if (cancelled) run.on('4', { type: 'cancel', reason: '略' }, office);
        else run.ask('task', run.task('4').id, { type: 'submit' }, lead);
        if (!cancelled) run.on('4', { type: 'accept' }, office);
        const before = told(run);
        run.passTo(at('2026-12-01 10:00'));
        expect([told(run), run.task('4').deadlines]).toEqual([before, []]);
      }),
      { numRuns: 60 },
    );
  });
});
