import fc from 'fast-check';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { verify } from '../../ledger/verify.ts';
import { type LedgerBench, openLedger } from '../ledger/fixture.ts';
import { type Relay, startRelay } from '../ledger/relay.ts';
import type { Staff } from './case-terms.ts';
import { Days } from './days.ts';
import { simulate } from './histories.ts';
import { type ClientMove, type LedgerHistory, LedgerPlay, logins, type Mishap } from './ledger-play.ts';
import { LinearHistory } from './linear.ts';
import { Met } from './met.ts';

let bench: LedgerBench;
let relay: Relay;
let pool: ReturnType<typeof createPool>;
let staff: Staff;
let days: Days;

beforeAll(async () => {
  bench = await openLedger();
  await bench.pool.query('INSERT INTO ledger_clock (id, offset_ms) VALUES (1, 0) ON CONFLICT (id) DO NOTHING');
  relay = await startRelay(bench.url);
  pool = createPool({ url: relay.url, max: 8, applicationName: 'duban-simulated' });
  const { ids, officers } = bench.district;
  const certificates = await bench.pool.query<{ id: string; until: string }>("SELECT id, state->>'certificateExpiresOn' AS until FROM process WHERE id = ANY($1)", [officers]);
  staff = {
    inspectors: officers,
    certificates: Object.fromEntries(certificates.rows.map((row) => [row.id, row.until])),
    manager: ids.person('manager'),
    leader: ids.person('leader-health-inspection'),
  };
  const named = await bench.pool.query<{ date: string; kind: string }>('SELECT date::text AS date, kind FROM calendar_day');
  const of = (kind: string): readonly string[] => named.rows.filter((row) => row.kind === kind).map((row) => row.date);
  days = new Days({ holidays: of('holiday'), makeUps: of('makeUp') });
  expect([days.announcement.holidays.length > 20, days.announcement.makeUps.length > 5]).toEqual([true, true]);
});
afterAll(async () => {
  await pool?.end();
  await relay?.stop();
  await bench?.stop();
});

const move: fc.Arbitrary<ClientMove> = fc.record({
  on: fc.nat({ max: 1 }),
  who: fc.constantFrom(...logins, 'inspector-a', 'inspector-b'),
  choice: fc.nat({ max: 30 }),
  copies: fc.constantFrom(1, 1, 1, 2, 3),
  match: fc.constantFrom('none', 'none', 'read', 'read', 'stale'),
  persists: fc.constantFrom(true, true, true, false),
  takesBack: fc.constantFrom(false, false, false, true),
});
const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ cut: fc.constantFrom('unheard' as const, 'answered' as const), message: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 1, arbitrary: fc.constant({ commit: true as const }) },
  { weight: 1, arbitrary: fc.constant({ terminated: true as const }) },
  { weight: 4, arbitrary: fc.record({ hours: fc.integer({ min: 1, max: 24 * 6 }) }) },
);
const histories: fc.Arbitrary<LedgerHistory> = fc.record({
  clients: fc.array(fc.array(move, { minLength: 1, maxLength: 6, size: 'max' }), { minLength: 2, maxLength: 4, size: 'max' }),
  mishaps: fc.array(mishap, { maxLength: 5, size: 'max' }),
});

const runs = 60;

describe('the ledger under concurrency, repeats and crashes', () => {
  test('hundreds of histories of several clients on two cases: one linear history of legal steps explains every fact, answer, refusal and notice', async () => {
    const met = new Met();
    let unheard = 0;
    const played = await simulate<LedgerHistory>({
      story: 'ledger',
      histories,
      runs,
      play: async (history) => {
        const { cases, sent, unheard: lost } = await new LedgerPlay(bench, new Ledger(pool), relay).play(history);
        unheard += lost;
        for (const id of cases) await LinearHistory.explain(bench.pool, id, sent, staff, bench.district.ids.person('inspector-a'), days, met);
      },
    });
    expect((await verify(bench.pool)).faults).toEqual([]);
    const { rows } = await bench.pool.query<{ number: string }>('SELECT number FROM case_record');
    const numbers = rows.map((row) => Number(/(\d+)号$/.exec(row.number)?.[1])).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
    if (played < runs) return;
    expect(numbers.length).toBeGreaterThanOrEqual(2 * runs);
    const common = [
      'recordInspection',
      'issueOrder',
      'recordFollowUp',
      'rungReached',
      'caseClosed',
      'answered again',
      'refused process.changed_since',
      'refused case.stage_wrong',
      'refused process.nothing_to_withdraw',
    ];
    for (const what of common) expect([what, met.times(what) > 5]).toEqual([what, true]);
    expect(met.times('withdrawStep')).toBeGreaterThan(0);
    expect(unheard).toBeGreaterThan(20);
  });
});
