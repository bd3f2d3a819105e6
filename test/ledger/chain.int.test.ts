import { chainHash } from '../../ledger/chain.ts';
import { verify } from '../../ledger/verify.ts';
import { type LedgerBench, launchCommand, openCase, openLedger, tamper, violation } from './fixture.ts';

let bench: LedgerBench;
let id: string;
let last: number;

beforeAll(async () => {
  bench = await openLedger();
  id = await openCase(bench, '链');
  const step = (command: { readonly type: string }): Promise<void> => bench.district.acting.step('inspector-a', 'case', id, command);
  await step(violation(bench));
  await step({ type: 'issueOrder', requirements: '整改', period: { value: 5, unit: 'workingDay' } } as never);
  last = (await bench.pool.query('SELECT version FROM process WHERE id = $1', [id])).rows[0].version;
  await bench.district.acting.begin('office', 'campaign', await launchCommand(bench, { tasks: 3 }));
});
afterAll(() => bench?.stop());

const faults = async (only: string | undefined = id) => (await verify(bench.pool, only)).faults;

/** Alters, verifies, and puts the tables back as they were. */
async function altered(table: string, where: string, ...statements: readonly string[]) {
  await tamper(bench.admin, `CREATE TABLE kept AS SELECT * FROM ${table} WHERE ${where}`, ...statements);
  try {
    return await faults();
  } finally {
    await tamper(bench.admin, `DELETE FROM ${table} WHERE ${where}`, `INSERT INTO ${table} SELECT * FROM kept`, 'DROP TABLE kept');
    expect(await faults()).toEqual([]);
  }
}

describe('facts', () => {
  test('of a process are numbered from 1 without a gap, each with the hash of the one before', async () => {
    const { rows } = await bench.pool.query('SELECT seq, prev, hash FROM fact WHERE process_id = $1 ORDER BY seq', [id]);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    expect(rows.slice(1).map((row) => row.prev)).toEqual(rows.slice(0, -1).map((row) => row.hash));
    expect(rows[0].prev.equals(Buffer.alloc(32))).toBe(true);
    expect(await verify(bench.pool)).toMatchObject({ faults: [] });
  });

  test.each(["UPDATE fact SET type = 'x'", 'DELETE FROM fact', 'TRUNCATE fact'])('refuse "%s" to the product itself', async (statement) => {
    await expect(bench.pool.query(statement)).rejects.toThrow('facts are final');
  });
});

describe('verify', () => {
  const flip = (column: string): string => `${column} = set_byte(${column}, 7, get_byte(${column}, 7) # 1)`;

  test.each([
    ['type', "type = type || 'x'"],
    ['content', `data = data || '{"result": "clean"}'`],
    ['content by one more field', `data = data || '{"x": null}'`],
    ['actor', `actor = jsonb_set(actor, '{personId}', '"00000000-0000-4000-8000-000000000000"')`],
    ['time', "at = at + interval '1 millisecond'"],
    ['time of arrival', "received_at = received_at - interval '1 millisecond'"],
    ['command', 'command_id = gen_random_uuid()'],
    ["process's type", "process_type = 'task'"],
    ['hash before', flip('prev')],
    ['hash', flip('hash')],
  ])('names a fact whose %s was altered', async (_what, change) => {
    const where = `process_id = '${id}' AND seq = 2`;
    expect(await altered('fact', where, `UPDATE fact SET ${change} WHERE ${where}`)).toMatchObject([{ processId: id, seq: 2, what: 'altered' }]);
  });

  test('names a fact that is missing, one that was cut off the end, and one too many', async () => {
    const where = `process_id = '${id}'`;
    expect(await altered('fact', where, `DELETE FROM fact WHERE ${where} AND seq = 2`)).toMatchObject([{ processId: id, seq: 2, what: 'missing' }]);
    expect(await altered('fact', where, `DELETE FROM fact WHERE ${where} AND seq = ${last}`)).toMatchObject([{ processId: id, seq: last, what: 'missing' }]);
    const copy = `INSERT INTO fact SELECT process_id, ${last + 1}, process_type, type, data, actor, at, received_at, command_id, prev, hash FROM fact WHERE ${where} AND seq = ${last}`;
    expect(await altered('fact', where, copy)).toMatchObject([{ processId: id, seq: last + 1, what: 'extra' }]);
    expect(await altered('fact', where, `UPDATE fact SET seq = ${last + 5} WHERE ${where} AND seq = 2`)).toMatchObject([{ processId: id, seq: 2, what: 'missing' }]);
  });

  test('names the end of a chain that was written anew with right hashes', async () => {
    const where = `process_id = '${id}' AND seq = ${last}`;
    const row = (await bench.pool.query(`SELECT * FROM fact WHERE ${where}`)).rows[0];
    const forged = {
      processId: id,
      processType: row.process_type,
      seq: last,
      type: row.type,
      data: { ...row.data, forged: true },
      actor: row.actor,
      at: row.at.getTime(),
      receivedAt: row.received_at.getTime(),
      commandId: row.command_id,
    };
    const hash = chainHash(row.prev, forged).toString('hex');
    expect(await altered('fact', where, `UPDATE fact SET data = data || '{"forged": true}', hash = '\\x${hash}' WHERE ${where}`)).toMatchObject([
      { processId: id, seq: last, what: 'altered' },
    ]);
  });

  test('names facts of a process that is not there', async () => {
    const stranger = '00000000-0000-4000-8000-000000000000';
    await tamper(
      bench.admin,
      `INSERT INTO fact SELECT '${stranger}', seq, process_type, type, data, actor, at, received_at, command_id, prev, hash FROM fact WHERE process_id = '${id}'`,
    );
    expect((await verify(bench.pool)).faults).toMatchObject([{ processId: stranger, what: 'extra' }]);
    await tamper(bench.admin, `DELETE FROM fact WHERE process_id = '${stranger}'`);
  });

  test('names a personal value that was altered or taken away', async () => {
    const where = `process_id = '${id}' AND seq = 1 AND field = 'title'`;
    expect(await altered('sealed_value', where, `UPDATE sealed_value SET value = '"另一个"' WHERE ${where}`)).toMatchObject([
      { processId: id, seq: 1, what: 'sealedValueAltered' },
    ]);
    expect(await altered('sealed_value', where, `DELETE FROM sealed_value WHERE ${where}`)).toMatchObject([{ processId: id, seq: 1, what: 'missing' }]);
    expect(await altered('sealed_value', where, `UPDATE sealed_value SET value = '"另一个"', erased_at = now(), basis = 'x' WHERE ${where}`)).toMatchObject([
      { processId: id, seq: 1, what: 'sealedValueAltered' },
    ]);
  });

  test.each([
    ['its state', 'process', `state = jsonb_set(state, '{title}', '"另一个"')`, 'stateDiffers'],
    ['its stage for lists', 'process', "stage = 'closed'", 'tableDiffers'],
    ['its end', 'process', 'closed = true', 'tableDiffers'],
    ['when time must act', 'process', "wake_at = wake_at + interval '1 year'", 'tableDiffers'],
    ['that time must act', 'process', 'wake_at = NULL', 'tableDiffers'],
    ['its row in a read table', 'case_record', "title = '另一个'", 'tableDiffers'],
    ['its deadline in the read table', 'deadline_record', "due_at = due_at + interval '1 day'", 'tableDiffers'],
    ['who takes part', 'participation', "relation = 'lead'", 'tableDiffers'],
  ])('names a process of which %s was altered', async (_what, table, change, what) => {
    const where = `${table === 'process' || table === 'case_record' ? 'id' : 'process_id'} = '${id}'`;
    expect(await altered(table, where, `UPDATE ${table} SET ${change} WHERE ${where}`)).toMatchObject([{ processId: id, what }]);
  });

  test('names rows of read tables that are too many or gone', async () => {
    const where = `process_id = '${id}'`;
    expect(await altered('deadline_record', where, `DELETE FROM deadline_record WHERE ${where}`)).toMatchObject([{ what: 'tableDiffers' }]);
    expect(await altered('participation', where, `INSERT INTO participation VALUES ('${id}', gen_random_uuid(), 'lead')`)).toMatchObject([{ what: 'tableDiffers' }]);
    expect(await altered('case_record', `id = '${id}'`, `DELETE FROM case_record WHERE id = '${id}'`)).toMatchObject([{ what: 'tableDiffers' }]);
    await tamper(bench.admin, `INSERT INTO party_record (id, name, kind, address, version) VALUES ('00000000-0000-4000-8000-000000000000', '无中生有', 'clinic', '', 1)`);
    expect((await verify(bench.pool)).faults).toMatchObject([{ processId: '00000000-0000-4000-8000-000000000000', what: 'tableDiffers' }]);
    await tamper(bench.admin, `DELETE FROM party_record WHERE id = '00000000-0000-4000-8000-000000000000'`);
  });

  test('names rows too many of tables that hold several rows a process, and those of none', async () => {
    const act = (of: string): string => `INSERT INTO case_act (case_id, kind, number, body_unit_id, at, counts) VALUES ('${of}', 'inspection', 99, gen_random_uuid(), now(), true)`;
    expect(await altered('case_act', `case_id = '${id}'`, act(id))).toMatchObject([{ processId: id, what: 'tableDiffers', detail: expect.stringContaining('case_act') }]);
    const nobody = '00000000-0000-4000-8000-000000000000';
    await tamper(
      bench.admin,
      act(nobody),
      `INSERT INTO finding_record (supervision_id, number, unit_id, kind, objection) VALUES ('${nobody}', 1, gen_random_uuid(), 'problem', 'none')`,
    );
    expect((await verify(bench.pool)).faults.map(({ processId, type, what, detail }) => [processId, type, what, detail])).toEqual([
      [nobody, 'case', 'tableDiffers', 'case_act: a row without a process'],
      [nobody, 'supervision', 'tableDiffers', 'finding_record: a row without a process'],
    ]);
    await tamper(bench.admin, `DELETE FROM case_act WHERE case_id = '${nobody}'`, `DELETE FROM finding_record WHERE supervision_id = '${nobody}'`);
  });
});
