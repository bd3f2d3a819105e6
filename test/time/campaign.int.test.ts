import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { play, type Run } from './script.ts';
import { rehearse } from './rehearse.ts';
import { wholeStory } from './whole-story.ts';

let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;
let whole: Run;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 08:00') });
  district = await loadTestDistrict(stack.ledger);
  const t = Date.now();
  [whole] = (await play(stack, district, [wholeStory(district.ids)])) as [Run];
  console.log('played in', Date.now() - t);
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
}, 60_000);

test('look', async () => {
  console.log(whole.refused);
  for (const n of [undefined, '1', '5', '6', '7', '12', '13', '13-1']) console.log(n, JSON.stringify(await whole.rungs(n), null, 1));
  console.log(await whole.counts());
  const { org } = await stack.ledger.moment();
  const re = rehearse(whole.script, district, org);
  expect(re.refused).toEqual(whole.refused);
  console.log(JSON.stringify((await stack.pool.query("SELECT p.type, p.state->>'number' n, f.type, to_char(f.at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI:SS.MS') at FROM fact f JOIN process p ON p.id=f.process_id WHERE p.type IN ('campaign','task') ORDER BY f.at LIMIT 150")).rows.map((r: any) => Object.values(r).join(" ")), null, 1));
  expect(re.streams).toEqual(await whole.streams());
  expect((await verify(stack.pool)).faults).toEqual([]);
});
