import type { Channel } from '../../activities/channel/channel.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createStack, type Stack } from '../harness/stack.ts';
import { temporalAddress } from '../harness/temporal.ts';
import { until } from '../harness/until.ts';

let database: TestDatabase;
let stack: Stack;
let district: TestDistrict;
const sent: string[] = [];
const channel: Channel = {
  name: 'mail',
  recognisesRepeats: true,
  addressOf: () => 'inspector@example.org',
  messageIdOf: (id) => `<${id}@example.org>`,
  send: async ({ text }) => void sent.push(text),
};
beforeAll(async () => {
  database = await createTestDatabase();
  stack = await createStack({ databaseUrl: database.url, address: temporalAddress(), channels: [channel] });
  district = await loadTestDistrict(stack.ledger);
  await stack.startWorker();
});
afterAll(async () => {
  await stack.stop();
  await database.drop();
});

/** Everything that stands in a history: payloads as text, and everything else. */
async function historyOf(workflowId: string): Promise<string> {
  const history = await stack.client.workflow.getHandle(workflowId).fetchHistory();
  return JSON.stringify(history, (_key, value: unknown) => {
    const bytes =
      value instanceof Uint8Array
        ? value
        : typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
          ? Buffer.from((value as unknown as { data: number[] }).data)
          : undefined;
    return bytes === undefined ? value : Buffer.from(bytes).toString('utf8');
  });
}

describe('what leaves the ledger', () => {
  test('a case closed by its workflow leaves ids, stages and kinds in Temporal’s histories, and nothing that a person wrote or is', async () => {
    const words = ['秘密标题', '秘密发现', '秘密要求', '秘密说明'] as const;
    const { acting, officers, ids } = district;
    const id = await acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: ids.party('clinic'), title: words[0], source: 'complaint' });
    const steps: readonly CasePersonCommand[] = [
      { type: 'recordInspection', officers: [...officers], result: 'violation', findings: [{ note: words[1] }] },
      { type: 'issueOrder', requirements: words[2], period: { value: 1, unit: 'second' } },
    ];
    for (const step of steps) await acting.step('inspector-a', 'case', id, step);
    const rungs = async (): Promise<number> => (await stack.pool.query('SELECT 1 FROM notice WHERE process_id = $1 AND is_rung', [id])).rowCount ?? 0;
    await until(async () => (await rungs()) > 0, 30_000);
    await acting.step<CasePersonCommand>('inspector-a', 'case', id, { type: 'recordFollowUp', officers: [...officers], result: 'rectified', findings: [{ note: words[3] }] });
    await until(async () => (await stack.pool.query('SELECT 1 FROM process WHERE id = $1 AND closed', [id])).rowCount === 1, 30_000);
    const { rows: people } = await stack.pool.query<{ name: string; username: string }>('SELECT name, username FROM person_record');
    const { rows: notices } = await stack.pool.query<{ title: { zh: string }; why: { zh: string } }>('SELECT title, why FROM notice WHERE process_id = $1', [id]);
    expect(notices.length).toBeGreaterThan(0);
    const workflows: string[] = [];
    await until(async () => {
      workflows.length = 0;
      for await (const one of stack.client.workflow.list({ query: `TaskQueue = '${stack.taskQueue}'` })) workflows.push(one.workflowId);
      return workflows.some((name) => name.includes(id));
    }, 30_000);
    for (const workflowId of workflows) {
      const history = await historyOf(workflowId);
      expect(history).toContain('workflowExecutionStartedEventAttributes');
      // Nothing in the product's histories is Chinese: names, titles and texts all are.
      expect(history.match(/\p{Script=Han}+/gu) ?? []).toEqual([]);
      for (const secret of ['inspector@example.org', database.url, 'a-password-for-tests', 'argon2', ...people.map(({ username }) => `"${username}"`)])
        expect(history).not.toContain(secret);
    }
  });

  test('a notice holds no secret: no password, token, database or mail address', async () => {
    const { rows } = await stack.pool.query<{ text: string }>('SELECT n::text AS text FROM notice n');
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toMatch(/argon2|postgresql:|duban_[A-Za-z0-9]{20}|@example\.org|a-password-for-tests|\b1[3-9]\d{9}\b/);
  });
});
