import { readFile } from 'node:fs/promises';
import type { WorkerInterceptors } from '@temporalio/worker';
import { Acting } from '../../app/demo/acting.ts';
import { campaignStages } from '../../domain/campaign/state.ts';
import type { CasePersonCommand } from '../../domain/case/commands.ts';
import { caseStages } from '../../domain/case/state.ts';
import { taskStages } from '../../domain/task/state.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import type { Nudge } from '../../ledger/request.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createStack, type Stack } from '../harness/stack.ts';
import { temporalAddress } from '../harness/temporal.ts';
import { until } from '../harness/until.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Activities whose answer is kept back after their work is done, by name and process, until they are released. */
const held = new Map<string, { readonly done: () => void; readonly released: Promise<void> }>();
const holding: WorkerInterceptors = {
  activity: [
    ({ info }) => ({
      inbound: {
        execute: async (input, next) => {
          const name = `${info.activityType} ${String(input.args[0])}`;
          const answer = await next(input);
          const hold = held.get(name);
          hold?.done();
          await hold?.released;
          return answer;
        },
      },
    }),
  ],
};

/** Keeps back the next answer of an activity for a process. `done` resolves when its work is done. */
function hold(activity: string, id: string): { readonly done: Promise<void>; readonly release: () => void } {
  const name = `${activity} ${id}`;
  let release = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    const released = new Promise<void>((free) => {
      release = () => {
        held.delete(name);
        free();
      };
    });
    held.set(name, { done: resolve, released });
  });
  return { done, release: () => release() };
}

let database: TestDatabase;
let stack: Stack;
let district: TestDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  stack = await createStack({ databaseUrl: database.url, address: temporalAddress() });
  district = await loadTestDistrict(stack.ledger);
  await stack.startWorker({ interceptors: holding });
});
afterAll(async () => {
  await stack?.stop();
  await database?.drop();
});

const open = (): Promise<string> =>
  district.acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: district.ids.party('clinic'), title: '测试', source: 'complaint' });
const step = (id: string, command: CasePersonCommand): Promise<void> => district.acting.step('inspector-a', 'case', id, command);
const row = async (id: string): Promise<{ stage: string; closed: boolean; version: number; seen: number }> =>
  (await stack.pool.query('SELECT p.stage, p.closed, p.version, w.seen FROM process p JOIN watch w ON w.process_id = p.id WHERE p.id = $1', [id])).rows[0];
const statusOf = async (id: string): Promise<string> => (await stack.client.workflow.getHandle(`case:${id}`).describe()).status.name;

describe('a story and its stages', () => {
  const stagesIn = async (file: string): Promise<string[]> =>
    [...(await readFile(new URL(`../../workflows/${file}.ts`, import.meta.url), 'utf8')).matchAll(/\.during\('(\w+)'/g)].map((match) => match[1] ?? '').sort();

  test.each([
    ['enforcementCase', caseStages, ['closed']],
    ['task', taskStages, ['accepted', 'cancelled']],
    ['campaign', campaignStages, ['closed']],
  ] as const)('%s names every stage of its decider in which it lives', async (file, stages, ended) => {
    const named = await stagesIn(file);
    expect(named.length).toBeGreaterThan(2);
    expect(named).toEqual([...stages].filter((stage) => !(ended as readonly string[]).includes(stage)).sort());
  });

  test('a stage unknown to this edition costs at most 30 events and 10 looks in 5 s and is left when the stage is known again', async () => {
    const id = await open();
    await until(async () => (await row(id)).seen === 1);
    // A look within a workflow task leaves no event of its own: it is counted where it writes.
    await stack.pool.query('CREATE TABLE look_of_test (process_id uuid)');
    await stack.pool.query('CREATE FUNCTION count_look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO look_of_test VALUES (NEW.process_id); RETURN NEW; END $$');
    await stack.pool.query('CREATE TRIGGER count_look BEFORE UPDATE OF seen_at ON watch FOR EACH ROW EXECUTE FUNCTION count_look()');
    await stack.pool.query("UPDATE process SET stage = 'aStageOfTomorrow' WHERE id = $1", [id]);
    await stack.nudger.tell([{ type: 'case', id }]);
    await pause(5_000);
    const history = await stack.client.workflow.getHandle(`case:${id}`).fetchHistory();
    expect(history.events?.length).toBeLessThanOrEqual(30);
    const { rows } = await stack.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM look_of_test WHERE process_id = $1', [id]);
    expect(rows[0]?.n).toBeGreaterThan(0);
    expect(rows[0]?.n).toBeLessThanOrEqual(10);
    await stack.pool.query('DROP TRIGGER count_look ON watch');
    expect(await statusOf(id)).toBe('RUNNING');
    await stack.pool.query("UPDATE process SET stage = 'opened' WHERE id = $1", [id]);
    await step(id, { type: 'recordInspection', officers: [...district.officers], result: 'clean', findings: [] });
    await until(async () => (await row(id)).closed);
  });
});

/** A case whose workflow tasks are renewed after 1.6 s (80 % of their time-out) while a local activity still runs; what the server holds is handed over with the new one. */
async function openBrisk(): Promise<string> {
  const id = await open();
  await until(async () => (await row(id)).seen === 1);
  const workflowId = `case:${id}`;
  await stack.client.workflow.getHandle(workflowId).terminate();
  await stack.client.workflow.start('enforcementCase', { workflowId, taskQueue: stack.taskQueue, args: [{ id }], workflowTaskTimeout: '2s' });
  return id;
}
const clean = (id: string): Promise<void> => step(id, { type: 'recordInspection', officers: [...district.officers], result: 'clean', findings: [] });
/** A nudge, and time for it to be handed over. */
async function tell(id: string): Promise<void> {
  await stack.nudger.tell([{ type: 'case', id }]);
  await pause(2_500);
}

describe('a nudge that comes while its run is busy', () => {
  test('closing: a case opened again in the moment it closed has a running workflow', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, openBrisk));
    await Promise.all(
      ids.map(async (id) => {
        const closing = hold('closeCase', id);
        await clean(id);
        await closing.done;
        expect((await row(id)).closed).toBe(true);
        await step(id, { type: 'reopen', reason: '反弹' });
        await tell(id);
        closing.release();
      }),
    );
    await until(async () => {
      const { rows } = await stack.pool.query('SELECT count(*)::int AS n FROM watch WHERE seen < wanted');
      return rows[0].n === 0;
    }, 20_000);
    for (const id of ids) {
      expect((await row(id)).stage).toBe('opened');
      expect(await statusOf(id)).toBe('RUNNING');
    }
  });

  test('looking: what it tells of is seen by one more look', async () => {
    const id = await openBrisk();
    const looking = hold('look', id);
    await stack.nudger.tell([{ type: 'case', id }]);
    await looking.done;
    await clean(id);
    await tell(id);
    looking.release();
    await until(async () => (await row(id)).closed, 10_000);
  });
});

describe('nudges', () => {
  test('a process with a nudge still unseen is not nudged again by further commits', async () => {
    const pool = createPool({ url: database.url, max: 2 });
    try {
      const told: Nudge[] = [];
      const noted = (): number => told.filter((nudge) => nudge.noted).length;
      // Nobody listens: what is told is only counted, so that no workflow ever looks.
      const acting = new Acting(new Ledger(pool, { onMoved: (moved) => told.push(...moved) }), district.ids);
      const id = await acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: district.ids.party('clinic'), title: '无人看管', source: 'complaint' });
      expect(noted()).toBe(1);
      for (let n = 0; n < 20; n++) await acting.step<CasePersonCommand>('inspector-a', 'case', id, { type: 'correctField', field: 'title', value: `标题${n}`, reason: '更正' });
      expect(told).toHaveLength(21);
      expect(noted()).toBe(1);
    } finally {
      await pool.end();
    }
  });
});
