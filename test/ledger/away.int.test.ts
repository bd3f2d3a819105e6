import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { LedgerUnavailable } from '../../ledger/execute.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import type { CommandRequest } from '../../ledger/request.ts';
import { type LedgerBench, newId, openCase, openLedger, setAway, violation } from './fixture.ts';
import { type Relay, startRelay } from './relay.ts';

let bench: LedgerBench;
let relay: Relay;
beforeAll(async () => {
  bench = await openLedger();
  relay = await startRelay(bench.url);
});
afterAll(async () => {
  await relay?.stop();
  await bench?.stop();
});

const step = (id: string, ledger = bench.ledger) => ledger.execute({ type: 'case', id, actor: bench.district.acting.actor('inspector-a'), command: violation(bench) });

describe('PostgreSQL away', () => {
  test('makes every command answer LedgerUnavailable soon, and the pool heals without a restart', async () => {
    const ids = [await openCase(bench), await openCase(bench), await openCase(bench)];
    const held = await bench.pool.connect();
    await setAway(bench.url, true);
    held.release(true);
    const began = Date.now();
    const ended = await Promise.allSettled(ids.map((id) => step(id)));
    expect(Date.now() - began).toBeLessThan(5_000);
    for (const end of ended) expect(end).toMatchObject({ status: 'rejected', reason: expect.any(LedgerUnavailable) });
    await setAway(bench.url, false);
    for (const id of ids) expect(await step(id)).toMatchObject({ ok: true });
  });

  test('hears nobody: an address without a server answers LedgerUnavailable soon', async () => {
    const url = new URL(bench.url);
    url.port = '1';
    const pool = createPool({ url: url.href, max: 2 });
    try {
      await expect(step(newId(), new Ledger(pool))).rejects.toThrow(LedgerUnavailable);
    } finally {
      await pool.end();
    }
  });

  test('silent: a peer that takes everything and says nothing holds no command longer than the limits', async () => {
    const id = await openCase(bench);
    const pool = createPool({ url: relay.url, max: 2 });
    try {
      const ledger = new Ledger(pool);
      await ledger.moment();
      relay.silence();
      const began = Date.now();
      await expect(step(id, ledger)).rejects.toThrow(LedgerUnavailable);
      expect(Date.now() - began).toBeLessThan(10_000);
      relay.speak();
      expect(await step(id, ledger)).toMatchObject({ ok: true });
    } finally {
      relay.speak();
      await pool.end();
    }
  });

  test('behind a held lock: the command gives up before the grace of time is over', async () => {
    const id = await openCase(bench);
    const holder = await bench.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM process WHERE id = $1 FOR UPDATE', [id]);
      const began = Date.now();
      await expect(step(id)).rejects.toThrow(LedgerUnavailable);
      expect(Date.now() - began).toBeLessThan(4_500);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
  });
});

describe('a connection reset while COMMIT is answered', () => {
  test('leaves the outcome unknown, and the same key tells it: one effect, the stored answer', async () => {
    const pool = createPool({ url: relay.url, max: 2 });
    try {
      const ledger = new Ledger(pool);
      const request = (): CommandRequest => ({
        type: 'case',
        id: newId(),
        creates: true,
        actor: bench.district.acting.actor('inspector-a'),
        command: { type: 'open', partyId: bench.district.ids.party('clinic'), title: '断在提交', source: 'complaint' } as CasePersonCommand,
        key: { personId: bench.district.ids.person('inspector-a'), key: 'unknown', digest: 'd' },
        answer: (_decided, { state }) => ({ status: 201, body: { id: state.id } }),
      });
      relay.cutAfter('COMMIT');
      await expect(ledger.execute(request())).rejects.toThrow(LedgerUnavailable);
      const { rows } = await bench.pool.query("SELECT id FROM case_record WHERE title = '断在提交'");
      expect(rows).toHaveLength(1);
      expect(await ledger.execute(request())).toMatchObject({ ok: true, repeated: true, answer: { status: 201, body: { id: rows[0].id } } });
    } finally {
      await pool.end();
    }
  });
});
