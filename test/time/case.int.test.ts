import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { endOfDay } from '../../domain/calendar/beijing.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { verify } from '../../ledger/verify.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';

const day = 24 * 3_600_000;
let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment });
  district = await loadTestDistrict(stack.ledger);
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

const step = (id: string, command: CasePersonCommand): Promise<void> => district.acting.step('inspector-a', 'case', id, command);
const state = async (id: string): Promise<CaseState> => (await stack.pool.query('SELECT state FROM process WHERE id = $1', [id])).rows[0].state;
const notices = async (id: string): Promise<{ rung: string; to: string; at: number }[]> =>
  (
    await stack.pool.query(
      `SELECT n.rung, p.username AS "to", (extract(epoch FROM n.created_at) * 1000)::float8 AS at FROM notice n JOIN person_record p ON p.id = n.person_id WHERE n.process_id = $1 AND n.is_rung ORDER BY n.created_at, p.username`,
      [id],
    )
  ).rows;

describe('an order with a period of ten working days, in skipped time', () => {
  test('reminds both inspectors once the working day before its end, tells the manager once the morning after it, again three working days later; the follow-up closes the case', async () => {
    const id = await district.acting.begin<CasePersonCommand>('inspector-a', 'case', {
      type: 'open',
      partyId: district.ids.party('restaurant'),
      title: '餐饮具消毒',
      source: 'complaint',
    });
    await step(id, { type: 'recordInspection', officers: [...district.officers], result: 'violation', findings: [] });
    await step(id, { type: 'issueOrder', requirements: '整改', period: { value: 10, unit: 'workingDay' } });
    const deadline = (await state(id)).deadlines.find((one) => one.kind === 'rectify');
    if (!deadline?.dueOn) throw new Error('the order sets a day');
    const rungs = deadline.rungs.map((rung) => ({ rung: rung.rung, at: rung.at }));
    expect(rungs.map((rung) => rung.rung)).toEqual(['reminder', 'overdue', 'stillOverdue']);

    await stack.pass((rungs[0]?.at ?? 0) - (await stack.now()) - 60_000);
    expect(await notices(id)).toEqual([]);
    await stack.pass(120_000);
    expect((await notices(id)).map(({ rung, to }) => [rung, to])).toEqual([
      ['reminder', 'inspector-a'],
      ['reminder', 'inspector-b'],
    ]);
    await stack.pass(endOfDay(deadline.dueOn) - (await stack.now()) + 60_000);
    expect(await notices(id)).toHaveLength(2);
    await stack.pass((rungs[1]?.at ?? 0) - (await stack.now()) + 60_000);
    expect((await notices(id)).slice(2).map(({ rung, to }) => [rung, to])).toEqual([['overdue', 'manager']]);
    await stack.pass((rungs[2]?.at ?? 0) - (await stack.now()) + 60_000);
    expect((await notices(id)).slice(3).map(({ rung, to }) => [rung, to])).toContainEqual(['stillOverdue', 'manager']);
    const all = await notices(id);
    for (const notice of all) {
      const planned = rungs.find((rung) => rung.rung === notice.rung)?.at;
      if (planned !== undefined && notice.to === 'manager' && notice.rung === 'overdue') expect(notice.at).toBeGreaterThanOrEqual(planned);
    }
    await step(id, { type: 'recordFollowUp', officers: [...district.officers], result: 'rectified', findings: [] });
    await stack.pass(60_000);
    expect((await state(id)).stage).toBe('closed');
    const ended = (await notices(id)).length;
    await stack.pass(60 * day);
    expect(await notices(id)).toHaveLength(ended);
    expect((await verify(stack.pool)).faults).toEqual([]);
  });
});
