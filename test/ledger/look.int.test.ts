import { look } from '../../ledger/look.ts';
import { type LedgerBench, openCase, openLedger } from './fixture.ts';

let bench: LedgerBench;
beforeAll(async () => {
  bench = await openLedger();
});
afterAll(() => bench?.stop());

describe('a look', () => {
  test('answers while somebody holds the process, and notes what it saw', async () => {
    const id = await openCase(bench);
    const holder = await bench.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM process WHERE id = $1 FOR UPDATE', [id]);
      expect(await look(bench.pool, id)).toMatchObject({ stage: 'opened', version: 1, closed: false });
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    const { rows } = await bench.pool.query<{ seen: number; wanted: number }>('SELECT seen, wanted FROM watch WHERE process_id = $1', [id]);
    expect(rows).toEqual([{ seen: 1, wanted: 1 }]);
  });

  test('at what is not there says closed: an older ledger was restored', async () => {
    expect(await look(bench.pool, '00000000-0000-4000-8000-000000000000')).toMatchObject({ closed: true });
  });
});
