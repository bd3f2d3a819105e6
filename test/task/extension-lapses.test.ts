import { at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const lead = liaison('education');
/** A monthly task whose lead has asked for ten days more of March, and has reported on March before that was decided. */
function reported(): Rehearsal {
  const run = new Rehearsal(at('2026-03-02 10:00'));
  const { dueOn: _, ...monthly } = planned('4', { leadUnitId: 'education', kind: 'recurring', rhythm: { span: 'month' } });
  run.does(plan([monthly]), office);
  run.on('4', { type: 'sign' }, lead);
  run.on('4', { type: 'requestExtension', reason: '数据未齐', dueOn: '2026-04-10' }, lead);
  run.told.length = 0;
  run.on('4', { type: 'report', progress: '三月完成' }, lead);
  return run;
}
const told = (run: Rehearsal): readonly unknown[] => run.told.map(({ to, draft }) => [draft.kind, draft.title.zh, ...to]);

describe('more time asked for a period of a recurring task', () => {
  test('is not asked for the next one: the report ends the request, and the office hears of it', () => {
    const run = reported();
    expect([run.task('4').due?.dueOn, run.task('4').extension]).toEqual(['2026-04-30', undefined]);
    expect(told(run)).toEqual([['extensionLapsed', expect.stringMatching(/延期申请已失效/), 'office@office']]);
    expect(run.refusesOn('4', { type: 'decideExtension', approve: true, reason: '同意' }, office)).toBe('task.extension_absent');
  });

  test('the report withdrawn, the request awaits a decision again, and the office hears of that', () => {
    const run = reported();
    run.told.length = 0;
    run.on('4', { type: 'withdrawStep', reason: '填错' }, lead);
    expect(run.task('4').extension).toMatchObject({ dueOn: '2026-04-10' });
    expect(told(run)).toEqual([['stepWithdrawn', expect.stringMatching(/延期申请待决定/), 'office@office']]);
    run.on('4', { type: 'decideExtension', approve: true, reason: '同意' }, office);
    expect(run.task('4').due?.dueOn).toBe('2026-04-10');
  });

  test('a report that opens no period leaves the request, and its withdrawal is told to nobody', () => {
    const run = reported();
    run.on('4', { type: 'requestExtension', reason: '数据未齐', dueOn: '2026-05-10' }, lead);
    run.told.length = 0;
    run.on('4', { type: 'report', progress: '三月补充' }, lead);
    expect(run.task('4').extension).toMatchObject({ dueOn: '2026-05-10' });
    run.on('4', { type: 'withdrawStep' }, lead);
    expect(told(run)).toEqual([]);
  });
});
