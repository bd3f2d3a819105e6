import { randomUUID } from 'node:crypto';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createStack, type Stack } from '../harness/stack.ts';
import { temporalAddress } from '../harness/temporal.ts';
import { until } from '../harness/until.ts';
import { launchCommand } from '../ledger/fixture.ts';

// Nobody works here: what was signalled stands in the histories and is looked at by no one.
let database: TestDatabase;
let stack: Stack;
let district: TestDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  stack = await createStack({ databaseUrl: database.url, address: temporalAddress() });
  district = await loadTestDistrict(stack.ledger);
});
afterAll(async () => {
  await stack?.stop();
  await database?.drop();
});

const open = (): Promise<string> =>
  district.acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: district.ids.party('clinic'), title: '告知', source: 'complaint' });
const step = (id: string, command: CasePersonCommand): Promise<void> => district.acting.step('inspector-a', 'case', id, command);
/** When each signal reached the process's workflow; none when it was never started. */
const signals = async (type: string, id: string): Promise<readonly number[]> => {
  try {
    const { events } = await stack.client.workflow.getHandle(`${type}:${id}`).fetchHistory();
    return (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).map((event) => Number(event.eventTime?.seconds) * 1_000);
  } catch {
    return [];
  }
};

describe('a nudge', () => {
  test('without haste gathers what follows within a second: three steps are one signal', async () => {
    const id = await open();
    await step(id, { type: 'recordInspection', officers: [...district.officers], result: 'violation', findings: [] });
    await step(id, { type: 'issueOrder', requirements: '整改', period: { value: 10, unit: 'workingDay' } });
    expect(await signals('case', id)).toHaveLength(0);
    await until(async () => (await signals('case', id)).length > 0, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await signals('case', id)).toHaveLength(1);
  });

  test('of a case that only its workflow must close goes before what gathers, and takes the gathered one with it', async () => {
    const waiting = await open();
    const settled = await open();
    await step(settled, { type: 'recordInspection', officers: [...district.officers], result: 'clean', findings: [] });
    await until(async () => (await signals('case', settled)).length > 0, 10_000, 5);
    expect(await signals('case', waiting)).toHaveLength(0);
    await until(async () => (await signals('case', waiting)).length > 0, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await signals('case', settled)).toHaveLength(1);
  });

  test('of a deadline seconds away goes at once', async () => {
    const waiting = await open();
    const near = await open();
    await step(near, { type: 'recordInspection', officers: [...district.officers], result: 'violation', findings: [] });
    await step(near, { type: 'issueOrder', requirements: '整改', period: { value: 3, unit: 'second' } });
    await until(async () => (await signals('case', near)).length > 0, 10_000, 5);
    expect(await signals('case', waiting)).toHaveLength(0);
  });

  test('of a launch tells the campaign alone, whose workflow starts the tasks', async () => {
    const id = randomUUID();
    const command = await launchCommand({ ledger: stack.ledger, district }, { tasks: 5 });
    expect(await stack.ledger.execute({ type: 'campaign', id, creates: true, command, actor: district.acting.actor('office') })).toMatchObject({ ok: true });
    await until(async () => (await signals('campaign', id)).length > 0, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const { rows } = await stack.pool.query<{ id: string }>('SELECT id FROM process WHERE parent_id = $1', [id]);
    expect(rows).toHaveLength(5);
    for (const task of rows) expect(await signals('task', task.id)).toHaveLength(0);
  });

  test('that has gathered goes out when the process is stopped', async () => {
    const leaving = await createStack({ databaseUrl: database.url, address: temporalAddress(), taskQueue: stack.taskQueue });
    const id = randomUUID();
    const command = { type: 'open', partyId: district.ids.party('clinic'), title: '停机', source: 'complaint' };
    expect(await leaving.ledger.execute({ type: 'case', id, creates: true, command, actor: district.acting.actor('inspector-a') })).toMatchObject({ ok: true });
    expect(await signals('case', id)).toHaveLength(0);
    await leaving.close();
    expect(await signals('case', id)).toHaveLength(1);
  });
});
