import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CampaignCommand } from '../../domain/campaign/commands.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import { system } from '../../domain/process/actor.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { plan, planned } from './plan.ts';

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 10:00') });
  district = await loadTestDistrict(stack.ledger);
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

const passTo = async (moment: number): Promise<void> => stack.pass(moment - (await stack.now()));
const onPost = async (username: string, command: { readonly type: string; readonly personId?: string }): Promise<void> => {
  const outcome = await stack.ledger.execute({ type: 'post', id: district.ids.post(username), command, actor: system });
  if (!outcome.ok) throw new Error(outcome.code);
};

describe('units asked for their liaison officers, in skipped time', () => {
  test('those that have none are chased, rung by rung; when the register has filled the last post, the ladder ends without a word', async () => {
    const { ids, acting } = district;
    await onPost('liaison-finance', { type: 'vacate' });
    await onPost('liaison', { type: 'vacate' });
    const id = await acting.begin<CampaignCommand>('office', 'campaign', plan(ids, [planned(ids, 1, '2026-10-30')]));
    const asking: CampaignCommand = { type: 'askLiaisonOfficers', dueOn: '2026-03-13' };
    await acting.step('office', 'campaign', id, asking);
    await passTo(at('2026-03-12 10:00'));
    await onPost('liaison', { type: 'assign', personId: ids.person('liaison') });
    await passTo(at('2026-03-16 10:00'));
    await onPost('liaison-finance', { type: 'assign', personId: ids.person('liaison-finance') });
    await passTo(at('2026-03-20 10:00'));
    const { rows } = await stack.pool.query<{ told: string }>(
      `SELECT to_char(n.created_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') || ' ' || n.rung || ' → ' || p.username AS told
 FROM notice n JOIN person_record p ON p.id = n.person_id WHERE n.process_id = $1 AND n.is_rung AND n.rung LIKE 'liaison%' ORDER BY n.created_at, p.username`,
      [id],
    );
    expect(rows.map((row) => row.told)).toEqual([
      '03-12 09:00 liaisonReminder → manager-education',
      '03-12 09:00 liaisonReminder → manager-finance',
      '03-16 09:00 liaisonOverdue → manager-finance',
    ]);
    const state: CampaignState = (await stack.pool.query('SELECT state FROM process WHERE id = $1', [id])).rows[0].state;
    expect(state.deadlines.map(({ kind }) => kind).sort()).toEqual(['meeting', 'phaseEnd']);
  });
});
