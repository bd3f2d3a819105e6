import { readFileSync } from 'node:fs';
import { launchFromDraft } from '../../domain/campaign/launch.ts';
import { parsePlan } from '../../domain/plan/draft.ts';
import { type FilledDraft, fillDraft } from '../../domain/plan/fill.ts';
import { sourceOf } from '../../domain/plan/source.ts';
import { at, districtOrg, office } from './district.ts';
import { Rehearsal } from './rehearsal.ts';

const org = districtOrg();
const read = (file: string): FilledDraft => parsePlan(sourceOf(readFileSync(new URL(`../fixtures/plans/${file}`, import.meta.url), 'utf8')), { units: org.units() });
const filled = (draft: FilledDraft, dueOn: string): FilledDraft => {
  const done = fillDraft(
    draft,
    [
      { select: { where: { lacks: 'lead' } }, set: { lead: { unitId: 'health' } } },
      { select: { where: { lacks: 'deadline' } }, set: { dueOn } },
      { select: { where: { lacks: 'phase' } }, set: { phase: 'intervention' } },
    ],
    { units: org.units() },
  );
  if (!done.ok) throw new Error(done.code);
  return done.draft;
};

describe('a plan read from its document', () => {
  const now = at('2026-11-23 10:00');
  const known = { org, now, actor: office };

  test('of 武隆 is refused with all its incomplete tasks, then filled and launched: 92 tasks, nos. 82 and 87 with a share for every town', () => {
    const draft = read('wulong-2021.txt');
    const run = new Rehearsal(now);
    const refused = run.refuses(launchFromDraft(draft, {}, known), office);
    expect([refused?.code, refused?.items?.length]).toEqual(['plan.tasks_incomplete', 92]);
    run.does(launchFromDraft(filled(draft, '2026-12-31'), {}, known), office);
    expect(run.tasks.filter((task) => task.parentTaskId === undefined).length).toBe(92);
    expect(run.tasks.filter((task) => task.childTaskIds.length > 0).map((task) => [task.number, task.childTaskIds.length])).toEqual([
      ['82', 3],
      ['87', 3],
    ]);
    expect(run.campaign.groupUnitId).toBe('group');
  });

  test.each(['wulong-2021.txt', 'lianyun-2020.txt'])('%s, launched as backfill with dates of its own time, sends not a single notice for the past', (file) => {
    const run = new Rehearsal(now);
    run.does(launchFromDraft(filled(read(file), '2021-06-30'), { dates: { mode: 'backfill' } }, known), office);
    expect(run.tasks.length).toBeGreaterThanOrEqual(30);
    run.passTo(at('2026-12-20 10:00'));
    expect(run.told.map((one) => one.draft.kind)).toEqual(['campaignLaunched']);
  });

  test('of 连云, shifted so that it begins today, keeps its three phases and their lengths', () => {
    const run = new Rehearsal(now);
    run.does(launchFromDraft(filled(read('lianyun-2020.txt'), '2021-06-30'), { dates: { mode: 'shift', startsOn: '2026-11-23' } }, known), office);
    expect(run.campaign.stage).toBe('commitment');
    expect(run.campaign.phases.map((phase) => [phase.startsOn, phase.endsOn])).toEqual([
      ['2026-11-23', '2026-12-23'],
      ['2026-12-24', '2027-05-25'],
      ['2027-05-26', '2027-11-22'],
    ]);
  });
});
