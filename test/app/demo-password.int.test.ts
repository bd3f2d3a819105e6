import { createPasswords } from '../../api/session/password.ts';
import { openSession } from '../../api/session/store.ts';
import { demoPosts } from '../../app/demo/district.ts';
import { register } from '../../app/demo/load.ts';
import { setDemoPassword } from '../../app/demo/password.ts';
import { type LedgerBench, openLedger } from '../ledger/fixture.ts';

let bench: LedgerBench;
beforeAll(async () => {
  bench = await openLedger();
});
afterAll(() => bench.stop());

const passwords = createPasswords();
const times = { idleMinutes: 60, absoluteHours: 1 };
const credential = async (id: string) => (await bench.pool.query('SELECT hash, must_change FROM credential WHERE person_id = $1', [id])).rows[0];
const sessions = async (): Promise<readonly string[]> => (await bench.pool.query('SELECT person_id FROM session ORDER BY 1')).rows.map((row) => row.person_id);

describe('the demo password', () => {
  test('changed on a later start holds for every demo login, never expires, and ends their sessions alone', async () => {
    const office = bench.district.ids.person('office');
    const other = await register(bench.ledger, 'person', { type: 'register', name: '新来的联络员', username: 'newcomer' } as { readonly type: string });
    for (const id of [office, other]) await openSession(bench.pool, id, times);
    expect(await setDemoPassword(bench.ledger, 'x')).toBe(demoPosts.length);
    const { hash, must_change } = await credential(office);
    expect([await passwords.verify(hash, 'x'), must_change]).toEqual([true, false]);
    expect(await credential(other)).toBeUndefined();
    expect(await sessions()).toEqual([other]);
  });

  test('that holds already changes nothing and ends no session', async () => {
    const office = bench.district.ids.person('office');
    await setDemoPassword(bench.ledger, 'again');
    await openSession(bench.pool, office, times);
    const before = await credential(office);
    expect(await setDemoPassword(bench.ledger, 'again')).toBe(0);
    expect(await credential(office)).toEqual(before);
    expect(await sessions()).toContain(office);
  });

  test('is taken back by the one person who chose another', async () => {
    await setDemoPassword(bench.ledger, 'again');
    await bench.pool.query('UPDATE credential SET hash = $2, must_change = true WHERE person_id = $1', [
      bench.district.ids.person('office'),
      await passwords.hash('my own choice'),
    ]);
    expect(await setDemoPassword(bench.ledger, 'again')).toBe(1);
    expect((await credential(bench.district.ids.person('office'))).must_change).toBe(false);
  });

  test('leaves a ledger without a demo alone, whatever its user names are', async () => {
    await bench.pool.query('UPDATE ledger_state SET demo = NULL, drill = false WHERE id = 1');
    const before = await credential(bench.district.ids.person('office'));
    expect(await setDemoPassword(bench.ledger, 'never')).toBe(0);
    expect(await credential(bench.district.ids.person('office'))).toEqual(before);
  });
});
