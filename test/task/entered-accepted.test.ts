import { at, liaison, office } from '../campaign/district.ts';
import { plan, planned } from '../campaign/plan.ts';
import { Rehearsal } from '../campaign/rehearsal.ts';

const lead = liaison('education');

/** A campaign entered on Monday, 3 August 2026, with task 4 of the education department as accepted before. */
function entered(): Rehearsal {
  const run = new Rehearsal(at('2026-08-03 10:00'));
  run.does(plan([planned('4', { dueOn: '2026-06-30' })], { dates: { mode: 'backfill', accepted: ['4'] } }), office);
  return run;
}
const deadlines = (run: Rehearsal) => run.task('4').deadlines.map(({ kind, dueOn }) => [kind, dueOn]);

describe('a task that entered as accepted, its acceptance withdrawn', () => {
  test('goes to its unit with the limit of a relapse, since nothing was submitted; the office is not asked for a decision that it cannot make', () => {
    const run = entered();
    run.on('4', { type: 'withdrawAcceptance', reason: '录入有误' }, office);
    const { stage, due, dueHistory, history } = run.task('4');
    expect([stage, due?.dueOn, history]).toEqual(['signed', '2026-08-17', undefined]);
    expect(dueHistory).toMatchObject([{ dueOn: '2026-06-30', cause: 'acceptanceWithdrawn' }]);
    expect(deadlines(run)).toEqual([['task', '2026-08-17']]);
    expect(run.told.at(-1)).toMatchObject({ to: ['liaisonOfficer@education', 'office@office'], draft: { kind: 'acceptanceWithdrawnToWork', dueAt: due?.dueAt } });
    run.passTo(at('2026-08-18 10:00'));
    expect(run.rungs(run.task('4').id)).toEqual(['2026-08-12 09:00 reminder → liaisonOfficer@education', '2026-08-18 09:00 overdueNotice → liaisonOfficer@education']);
    run.on('4', { type: 'submit' }, lead);
    run.on('4', { type: 'accept' }, office);
    expect([run.task('4').stage, deadlines(run)]).toEqual(['accepted', []]);
  });
});
