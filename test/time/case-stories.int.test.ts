import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { minute, passTo } from './script.ts';

interface Step {
  readonly at: string;
  readonly by?: string;
  readonly command: CasePersonCommand;
}

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;
const ids = new Map<string, string>();
const endsOn = '2026-08-03 10:00';

const visit = (result: 'clean' | 'violation'): CasePersonCommand => ({ type: 'recordInspection', officers: [...district.officers], result, findings: [] });
const followUp = (result: 'rectified' | 'partly' | 'not'): CasePersonCommand => ({ type: 'recordFollowUp', officers: [...district.officers], result, findings: [] });
const order: CasePersonCommand = { type: 'issueOrder', requirements: '立即改正', period: { value: 5, unit: 'workingDay' } };
const submit: CasePersonCommand = { type: 'submitRectification', description: '已整改' };
const moreTime: CasePersonCommand = { type: 'requestExtension', reason: '采购中', period: { value: 5, unit: 'workingDay' } };

/** Each case opens on Monday, 2 March 2026, at ten. */
const stories = (): Readonly<Record<string, readonly Step[]>> => ({
  nobodyInspects: [{ at: '2026-07-01 10:00', command: visit('clean') }],
  noMeasure: [
    { at: '2026-03-02 11:00', command: visit('violation') },
    { at: '2026-07-01 10:00', command: order },
    { at: '2026-07-02 10:00', command: followUp('rectified') },
  ],
  silentParty: [
    { at: '2026-03-02 11:00', command: visit('violation') },
    { at: '2026-03-02 12:00', command: order },
    { at: '2026-06-01 10:00', command: followUp('rectified') },
  ],
  partly: [
    { at: '2026-03-02 11:00', command: visit('violation') },
    { at: '2026-03-02 12:00', command: order },
    { at: '2026-03-05 10:00', command: submit },
    { at: '2026-03-06 10:00', command: followUp('partly') },
    { at: '2026-03-12 10:00', command: order },
    { at: '2026-03-19 10:00', command: submit },
    { at: '2026-03-20 10:00', command: followUp('rectified') },
  ],
  extended: [
    { at: '2026-03-02 11:00', command: visit('violation') },
    { at: '2026-03-02 12:00', command: order },
    { at: '2026-03-06 10:00', command: moreTime },
    { at: '2026-03-06 11:00', by: 'manager', command: { type: 'decideExtension', approve: true, reason: '同意' } },
    { at: '2026-03-18 10:00', command: followUp('rectified') },
  ],
  refused: [
    { at: '2026-03-02 11:00', command: visit('violation') },
    { at: '2026-03-02 12:00', command: order },
    { at: '2026-03-06 10:00', command: moreTime },
    { at: '2026-03-06 11:00', by: 'manager', command: { type: 'decideExtension', approve: false, reason: '理由不足' } },
    { at: '2026-03-11 10:00', command: followUp('rectified') },
  ],
  filed: [
    { at: '2026-03-02 11:00', command: visit('violation') },
    { at: '2026-03-02 12:00', command: order },
    { at: '2026-03-05 10:00', command: followUp('not') },
    { at: '2026-03-06 10:00', command: { type: 'fileCase', reason: '拒不改正' } },
    { at: '2026-07-01 10:00', command: { type: 'concludeFiled', decision: '警告，罚款', penaltyFen: 500_000 } },
  ],
  suspended: [
    { at: '2026-03-02 11:00', command: visit('violation') },
    { at: '2026-03-02 12:00', command: { type: 'suspendBusiness', reason: '防控措施未落实', period: { value: 3, unit: 'calendarDay' } } },
    { at: '2026-03-12 10:00', command: followUp('rectified') },
  ],
  relapsed: [
    { at: '2026-03-02 11:00', command: visit('clean') },
    { at: '2026-04-01 10:00', command: { type: 'reopen', reason: '再次违法' } },
    { at: '2026-04-21 10:00', command: visit('clean') },
  ],
});

// All cases run beside each other on one engine; each test reads what came of one.
beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 10:00') });
  district = await loadTestDistrict(stack.ledger);
  for (const name of Object.keys(stories())) {
    ids.set(
      name,
      await district.acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: district.ids.party('pharmacy'), title: name, source: 'complaint' }),
    );
  }
  const steps = Object.entries(stories()).flatMap(([name, own]) => own.map((step) => ({ ...step, name })));
  for (const step of steps.toSorted((a, b) => at(a.at) - at(b.at))) {
    await passTo(stack, at(step.at));
    await district.acting.step(step.by ?? 'inspector-a', 'case', ids.get(step.name) ?? '', step.command);
  }
  await passTo(stack, at(endsOn));
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

async function rungs(name: string): Promise<readonly string[]> {
  const { rows } = await stack.pool.query<{ at: number; rung: string; to: string }>(
    `SELECT (extract(epoch FROM n.created_at) * 1000)::float8 AS at, n.rung, string_agg(p.username, ', ' ORDER BY p.username) AS "to"
 FROM notice n JOIN person_record p ON p.id = n.person_id WHERE n.process_id = $1 AND n.is_rung GROUP BY n.created_at, n.fact_seq, n.rung ORDER BY n.created_at, n.fact_seq`,
    [ids.get(name)],
  );
  return rows.map((row) => `${minute(row.at)} ${row.rung} → ${row.to}`);
}
async function state(name: string): Promise<CaseState> {
  return (await stack.pool.query('SELECT state FROM process WHERE id = $1', [ids.get(name)])).rows[0].state;
}

describe('the deadlines of cases on the real engine, in skipped time', () => {
  test('nobody inspects: the opener is reminded three working days before, the manager told the morning after, again five working days later, then silence', async () => {
    expect(await rungs('nobodyInspects')).toEqual(['2026-03-18 09:00 reminder → inspector-a', '2026-03-24 09:00 overdue → manager', '2026-03-31 09:00 stillOverdue → manager']);
  });

  test('a violation without a measure is chased in the same way', async () => {
    expect((await rungs('noMeasure')).slice(0, 3)).toEqual([
      '2026-03-06 09:00 reminder → inspector-a, inspector-b',
      '2026-03-10 09:00 overdue → manager',
      '2026-03-13 09:00 stillOverdue → manager',
    ]);
    expect(await rungs('noMeasure')).toHaveLength(3);
  });

  test('a silent party: the order’s ladder, then that of the follow-up whose limit its passing sets; nobody hears anything twice', async () => {
    expect(await rungs('silentParty')).toEqual([
      '2026-03-06 09:00 reminder → inspector-a, inspector-b',
      '2026-03-10 09:00 overdue → manager',
      '2026-03-13 09:00 stillOverdue → manager',
      '2026-03-16 09:00 reminder → inspector-a, inspector-b',
      '2026-03-18 09:00 overdue → manager',
      '2026-03-23 09:00 stillOverdue → manager',
    ]);
  });

  test('partly rectified: the submission silences the first order, the limit for a new measure and the new order have ladders of their own', async () => {
    expect(await rungs('partly')).toEqual(['2026-03-12 09:00 reminder → inspector-a, inspector-b', '2026-03-18 09:00 reminder → inspector-a, inspector-b']);
    expect((await state('partly')).measures.map((measure) => measure.outcome)).toEqual(['partly', 'rectified']);
  });

  test('an approved extension starts the ladder anew from the new date; a refused one leaves the old', async () => {
    expect(await rungs('extended')).toEqual([
      '2026-03-06 09:00 reminder → inspector-a, inspector-b',
      '2026-03-13 09:00 reminder → inspector-a, inspector-b',
      '2026-03-17 09:00 overdue → manager',
    ]);
    expect((await state('extended')).dueHistory).toMatchObject([{ dueOn: '2026-03-09', because: 'extension' }]);
    expect(await rungs('refused')).toEqual(['2026-03-06 09:00 reminder → inspector-a, inspector-b', '2026-03-10 09:00 overdue → manager']);
  });

  test('not rectified and filed: the 90 days’ clock reminds 30 and 10 days before, both moved off days of rest, and tells the manager twice', async () => {
    expect(await rungs('filed')).toEqual([
      '2026-04-30 09:00 reminder → inspector-a, inspector-b',
      '2026-05-25 09:00 reminder.2 → inspector-a, inspector-b',
      '2026-06-05 09:00 overdue → manager',
      '2026-06-22 09:00 stillOverdue → manager',
    ]);
    expect((await state('filed')).episodes.at(-1)?.outcome).toBe('concluded');
  });

  test('a suspension of three days: its end is chased and sets the limit of the follow-up', async () => {
    expect(await rungs('suspended')).toEqual([
      '2026-03-04 09:00 reminder → inspector-a, inspector-b',
      '2026-03-06 09:00 overdue → manager',
      '2026-03-11 09:00 stillOverdue → manager',
      '2026-03-12 09:00 reminder → inspector-a, inspector-b',
    ]);
  });

  test('a relapse after closing: the workflow runs again under the same number, with a limit of its own', async () => {
    expect(await rungs('relapsed')).toEqual(['2026-04-20 09:00 reminder → inspector-a, inspector-b']);
    expect((await state('relapsed')).episodes.map((episode) => episode.outcome)).toEqual(['clean', 'clean']);
  });

  test('every case is closed by its workflow; 200 more days bring nothing, and every chain holds', async () => {
    for (const name of ids.keys()) expect([name, (await state(name)).stage]).toEqual([name, 'closed']);
    const count = async (): Promise<unknown> =>
      (
        await stack.pool.query(
          'SELECT (SELECT count(*)::int FROM notice WHERE is_rung) AS rungs, (SELECT count(*)::int FROM notice) AS notices, (SELECT count(*)::int FROM fact) AS facts',
        )
      ).rows[0];
    const before = await count();
    await passTo(stack, at('2027-02-19 10:00'));
    expect(await count()).toEqual(before);
    expect((await verify(stack.pool)).faults).toEqual([]);
  });
});
