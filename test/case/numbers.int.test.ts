import { register } from '../../app/demo/load.ts';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { type Actor, system } from '../../domain/process/actor.ts';
import { verify } from '../../ledger/verify.ts';
import { type LedgerBench, newId, openLedger } from '../ledger/fixture.ts';

let bench: LedgerBench;
let year: string;
beforeAll(async () => {
  bench = await openLedger();
  year = beijingDateOf((await bench.ledger.moment()).now).slice(0, 4);
});
afterAll(() => bench?.stop());

/** An enforcement body of a district of its own, and its inspector. */
async function bodyIn(district: string, name: string, shortName?: string): Promise<{ readonly unitId: string; readonly inspector: Actor }> {
  const entry = (type: 'unit' | 'person' | 'post', command: { readonly type: string; readonly [field: string]: unknown }): Promise<string> => register(bench.ledger, type, command);
  const parentId = await entry('unit', { type: 'register', name: district, kind: 'district', from: '2026-01-01' });
  const unitId = await entry('unit', { type: 'register', name, kind: 'enforcementBody', parentId, from: '2026-01-01', ...(shortName === undefined ? {} : { shortName }) });
  const personId = await entry('person', { type: 'register', name: `${district}监督员`, username: newId() });
  const postId = await entry('post', { type: 'create', unitId, role: 'inspector', title: '监督员', from: '2026-01-01', personId });
  return { unitId, inspector: { ref: { by: 'person', personId, postId, unitId }, role: 'inspector', unitId } };
}

/** Opens a case and answers its number. */
async function numberOfNew(actor: Actor): Promise<string> {
  const id = newId();
  const command = { type: 'open', partyId: bench.district.ids.party('clinic'), title: '编号', source: 'complaint' };
  const outcome = await bench.ledger.execute({ type: 'case', id, creates: true, command, actor });
  if (!outcome.ok) throw new Error(outcome.code);
  return (await bench.pool.query<{ number: string }>('SELECT number FROM case_record WHERE id = $1', [id])).rows[0]?.number ?? '';
}

describe('a case number', () => {
  test('belongs to its body: two bodies of one short name each count from 1', async () => {
    const own = bench.district.acting.actor('inspector-a');
    const other = await bodyIn('云山区', '卫生监督所', '卫监');
    const third = await bodyIn('青石区', '卫生监督所', '卫监');
    for (const n of [1, 2]) for (const actor of [own, other.inspector, third.inspector]) expect(await numberOfNew(actor)).toBe(`卫监案〔${year}〕${n}号`);
    expect((await verify(bench.pool)).faults).toEqual([]);
  });

  test('is unique in its body', async () => {
    await expect(bench.pool.query('UPDATE case_record SET number = (SELECT min(number) FROM case_record)')).rejects.toMatchObject({ code: '23505' });
  });

  test('bears the name of its day where the body has no short name, none that it bore before', async () => {
    const { unitId, inspector } = await bodyIn('白水区', '白水区卫生监督所');
    expect(await numberOfNew(inspector)).toBe(`白水区卫生监督所案〔${year}〕1号`);
    await bench.ledger.execute({ type: 'unit', id: unitId, command: { type: 'rename', name: '白水区疾病预防控制局' } as { readonly type: string }, actor: system });
    expect(await numberOfNew(inspector)).toBe(`白水区疾病预防控制局案〔${year}〕2号`);
  });
});
