import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { verify } from '../../ledger/verify.ts';
import { at } from '../campaign/district.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { randomStory } from './random-story.ts';
import { rehearse } from './rehearse.ts';
import { play, type Run } from './script.ts';

/** DUBAN_SEEDS=11,12,13 plays others. */
const seeds = (process.env.DUBAN_SEEDS ?? '1,2,3,5').split(',').map(Number);
let database: TestDatabase;
let environment: TestWorkflowEnvironment;
let stack: SkippingStack;
let district: TestDistrict;
let runs: readonly Run[];

beforeAll(async () => {
  database = await createTestDatabase();
  environment = await timeSkippingServer();
  stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt: at('2026-03-02 08:00') });
  district = await loadTestDistrict(stack.ledger);
  runs = await play(
    stack,
    district,
    seeds.map((seed) => randomStory(district.ids, seed, 60)),
  );
});
afterAll(async () => {
  await stack?.stop();
  await environment?.teardown();
  await database?.drop();
});

describe('the same seeded script through the deciders alone and through the real engine', () => {
  test.each(seeds.map((seed, index) => [seed, index] as const))(
    'seed %i gives the same facts in the same order with the same rungs, and the same refusals',
    async (_seed, index) => {
      const run = runs[index] as Run;
      const { org } = await stack.ledger.moment();
      const rehearsed = rehearse(run.script, district, org);
      const streams = await run.streams();
      expect(Object.values(streams).flat().length).toBeGreaterThan(30);
      expect(
        Object.values(streams)
          .flat()
          .filter((fact) => fact.type === 'rungReached').length,
      ).toBeGreaterThan(5);
      expect(run.refused.length).toBeGreaterThan(5);
      expect(rehearsed.refused).toEqual([...run.refused]);
      expect(rehearsed.streams).toEqual(streams);
    },
  );

  test('every chain holds afterwards', async () => {
    expect((await verify(stack.pool)).faults).toEqual([]);
  });
});
