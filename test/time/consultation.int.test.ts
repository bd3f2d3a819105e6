import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ConsultationCommand, ConsultationPersonCommand, OpenConsultation } from '../../domain/consultation/commands.ts';
import type { ConsultationState } from '../../domain/consultation/state.ts';
import { workflowId } from '../../engine/nudger.ts';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { opening } from '../consultation/driver.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';

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
const state = async (id: string): Promise<ConsultationState> => (await stack.pool.query('SELECT state FROM process WHERE id = $1', [id])).rows[0].state;
const rungs = async (id: string): Promise<readonly string[]> =>
  (
    await stack.pool.query<{ told: string }>(
      `SELECT to_char(n.created_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') || ' ' || n.rung || ' → ' || p.username AS told
 FROM notice n JOIN person_record p ON p.id = n.person_id WHERE n.process_id = $1 AND n.is_rung ORDER BY n.created_at, p.username`,
      [id],
    )
  ).rows.map((row) => row.told);

describe('a round of consulting units, in skipped time', () => {
  test('chases the silent unit and no other, then the office, each rung once on its morning; closed, it is heard of no more', async () => {
    const { ids, acting } = district;
    const command: OpenConsultation = opening({
      planId: crypto.randomUUID(),
      officeUnitId: ids.unit('office'),
      unitIds: [ids.unit('education'), ids.unit('finance')],
      tasks: [{ number: '1', content: '演示任务', supporting: [] }],
      roundIds: [],
      launchedAs: crypto.randomUUID(),
    });
    const id = await acting.begin<ConsultationCommand>('office', 'consultation', command);
    const step = (username: string, next: ConsultationPersonCommand): Promise<void> => acting.step(username, 'consultation', id, next);
    await step(acting.holder('education', 'liaisonOfficer'), { type: 'comment', text: '请明确牵头科室' });
    await passTo(at('2026-03-17 10:00'));
    expect(await rungs(id)).toEqual([
      '03-12 09:00 opinionReminder → liaison-finance',
      '03-16 09:00 opinionOverdue → liaison-finance',
      '03-17 09:00 opinionEscalation → manager-finance',
    ]);
    await step('liaison-finance', { type: 'agree' });
    expect((await state(id)).deadlines.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['answers', '2026-03-24']]);
    await passTo(at('2026-03-25 10:00'));
    expect((await rungs(id)).slice(3)).toEqual([
      '03-23 09:00 answerReminder → office',
      '03-23 09:00 answerReminder → office-2',
      '03-25 09:00 answerOverdue → office',
      '03-25 09:00 answerOverdue → office-2',
    ]);
    await step('office', { type: 'answerComment', comment: 1, decision: 'adopted' });
    await step('office', { type: 'close' });
    const told = (await rungs(id)).length;
    await passTo(at('2026-08-25 10:00'));
    expect([(await rungs(id)).length, (await state(id)).stage]).toEqual([told, 'closed']);
    expect((await environment.client.workflow.getHandle(workflowId({ type: 'consultation', id })).describe()).status.name).toBe('COMPLETED');
    expect((await verify(stack.pool)).faults).toEqual([]);
  });
});
