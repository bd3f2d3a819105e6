import { register } from '../../app/demo/load.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { erase } from '../../ledger/erase.ts';
import { readFacts } from '../../ledger/facts.ts';
import { erasedText } from '../../ledger/seal.ts';
import { verify } from '../../ledger/verify.ts';
import { type LedgerBench, newId, openLedger, tablesWith } from './fixture.ts';

let bench: LedgerBench;
beforeAll(async () => {
  bench = await openLedger({ channels: ['mail'] });
});
afterAll(() => bench?.stop());

const basis = '《个人信息保护法》第四十七条';

describe('a lawful erasure', () => {
  test('of a case leaves every chain valid and its values nowhere, and verify says when and on what basis', async () => {
    const { ledger, district, pool } = bench;
    const actor = district.acting.actor('inspector-a');
    const open: CasePersonCommand = {
      type: 'open',
      partyId: district.ids.party('clinic'),
      title: '秘密甲的投诉',
      source: 'complaint',
      note: '秘密乙住在三楼',
      complainant: { name: '秘密丙', phone: '秘密丁' },
    };
    const id = '11111111-1111-4111-8111-111111111111';
    const outcome = await ledger.execute({
      type: 'case',
      id,
      creates: true,
      command: open,
      actor,
      key: { personId: district.ids.person('inspector-a'), key: 'k', digest: 'd' },
      answer: (_decided, { state }) => ({ status: 201, body: JSON.parse(JSON.stringify(state)) }),
    });
    expect(outcome.ok).toBe(true);
    const step = (command: CasePersonCommand): Promise<void> => district.acting.step('inspector-a', 'case', id, command);
    await step({ type: 'recordInspection', officers: [...district.officers], result: 'violation', findings: [{ note: '秘密戊无证' }] });
    await step({ type: 'issueOrder', requirements: '秘密己整改', period: { value: 5, unit: 'workingDay' } });
    await step({ type: 'requestExtension', reason: '秘密庚出差', period: { value: 2, unit: 'workingDay' } });
    const secrets = ['秘密甲', '秘密乙', '秘密丙', '秘密丁', '秘密戊', '秘密己', '秘密庚'];
    for (const secret of secrets) expect((await tablesWith(pool, secret)).length).toBeGreaterThan(0);
    expect(await tablesWith(pool, 'mmjdts')).toEqual(['case_text']);

    expect(await erase(ledger, { processId: id, basis })).toBe(6);

    expect([await tablesWith(pool, '秘密'), await tablesWith(pool, 'mmjdts')]).toEqual([[], []]);
    const checked = await verify(pool);
    expect(checked.faults).toEqual([]);
    expect(checked.erased).toHaveLength(6);
    for (const erased of checked.erased) expect(erased).toMatchObject({ processId: id, basis, on: expect.stringMatching(/^\d{4}-/) });
    expect((await readFacts(pool, id, 0, 1))[0]?.data.title).toEqual({ erasedOn: expect.any(String), basis });
    expect((await pool.query('SELECT title FROM case_record WHERE id = $1', [id])).rows[0].title).toBe(erasedText);
  });

  test('of a case leaves its story going: the next step is taken and chained', async () => {
    const id = '11111111-1111-4111-8111-111111111111';
    await bench.district.acting.step<CasePersonCommand>('inspector-a', 'case', id, { type: 'submitRectification', description: '已整改' });
    expect(await verify(bench.pool, id)).toMatchObject({ faults: [] });
  });

  test('makes a repeated request say that its answer was erased', async () => {
    const outcome = await bench.ledger.execute({
      type: 'case',
      id: '11111111-1111-4111-8111-111111111112',
      creates: true,
      command: { type: 'open' },
      actor: bench.district.acting.actor('inspector-a'),
      key: { personId: bench.district.ids.person('inspector-a'), key: 'k', digest: 'd' },
    });
    expect(outcome).toMatchObject({ ok: false, code: 'command.answer_erased' });
  });

  test('of a party and of a person drops the answers of other records that show them by name, and no others', async () => {
    const { ledger, district, pool } = bench;
    const partyId = await register(ledger, 'party', { type: 'register', name: '匿店甲', kind: 'pharmacy', address: '匿路乙' } as { readonly type: string });
    const personId = await register(ledger, 'person', { type: 'register', name: '匿人丙', username: 'veiled' } as { readonly type: string });
    const answered = async (key: string, shown: unknown): Promise<void> => {
      const command: CasePersonCommand = { type: 'open', partyId, title: '普通', source: 'complaint' };
      const asker = { actor: district.acting.actor('inspector-a'), key: { personId: district.ids.person('inspector-a'), key, digest: 'd' } };
      const outcome = await ledger.execute({
        type: 'case',
        id: newId(),
        creates: true,
        command,
        ...asker,
        answer: () => ({ status: 201, body: JSON.parse(JSON.stringify(shown)) }),
      });
      expect(outcome.ok).toBe(true);
    };
    await answered('with-party', { party: { id: partyId, name: '匿店甲', address: '匿路乙' } });
    await answered('with-person', { openedBy: { id: personId, name: '匿人丙' } });
    await answered('with-neither', { title: '普通' });
    expect(await tablesWith(pool, '匿')).toContain('command');

    expect(await erase(ledger, { processId: partyId, basis })).toBeGreaterThan(0);
    expect(await tablesWith(pool, '匿人')).toContain('command');
    expect(await erase(ledger, { processId: personId, basis })).toBeGreaterThan(0);

    expect(await tablesWith(pool, '匿')).toEqual([]);
    const { rows } = await pool.query("SELECT key, erased, body IS NULL AS gone FROM command WHERE key LIKE 'with-%' ORDER BY key");
    expect(rows).toEqual([
      { key: 'with-neither', erased: false, gone: false },
      { key: 'with-party', erased: true, gone: true },
      { key: 'with-person', erased: true, gone: true },
    ]);
    expect((await verify(pool)).faults).toEqual([]);
  });

  test('of two people does not collide, and one of a single field leaves the others', async () => {
    const person = (name: string, username: string): Promise<string> => register(bench.ledger, 'person', { type: 'register', name, username } as { readonly type: string });
    const ids = [await person('隐名一', 'hidden-one'), await person('隐名二', 'hidden-two')];
    for (const processId of ids) expect(await erase(bench.ledger, { processId, basis })).toBe(2);
    expect(await tablesWith(bench.pool, '隐名')).toEqual([]);
    expect(await tablesWith(bench.pool, 'hidden-')).toEqual([]);
    const partly = await person('隐名三', 'stays-three');
    expect(await erase(bench.ledger, { processId: partly, fields: ['name'], basis })).toBe(1);
    expect(await tablesWith(bench.pool, '隐名')).toEqual([]);
    expect((await tablesWith(bench.pool, 'stays-three')).length).toBeGreaterThan(0);
    expect((await bench.ledger.moment()).org.person(partly)?.name).toBe(erasedText);
    expect((await verify(bench.pool)).faults).toEqual([]);
  });
});
