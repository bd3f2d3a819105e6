import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Instant } from '../../domain/process/time.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { loadTestDistrict, type TestDistrict } from '../harness/district.ts';
import { createSkippingStack, type SkippingStack } from '../harness/stack.ts';
import { timeSkippingServer } from '../harness/temporal.ts';
import { until } from '../harness/until.ts';

/** A district on a ledger and an engine of its own, whose time is skipped. */
export interface InSkippedTime {
  readonly stack: SkippingStack;
  readonly district: TestDistrict;
  /** How a process's workflow stands, `meeting:…` by its id. */
  readonly statusOf: (workflowId: string) => Promise<string>;
  /** How it ended. The fact that closes a process stands a moment before its workflow returns. */
  readonly endOf: (workflowId: string) => Promise<string>;
}

/** Sets one up before the tests of a file, from `startsAt` on, and takes it down after them; `begin` is what happens there first. It may be read from then on. */
export function inSkippedTime(startsAt: Instant, begin: () => Promise<void>): InSkippedTime {
  let database: TestDatabase;
  let environment: TestWorkflowEnvironment;
  let stack: SkippingStack;
  let district: TestDistrict;
  const statusOf = async (workflowId: string): Promise<string> => (await environment.client.workflow.getHandle(workflowId).describe()).status.name;
  beforeAll(async () => {
    database = await createTestDatabase();
    environment = await timeSkippingServer();
    stack = await createSkippingStack({ databaseUrl: database.url, environment, startsAt });
    district = await loadTestDistrict(stack.ledger);
    await begin();
  });
  afterAll(async () => {
    await stack?.stop();
    await environment?.teardown();
    await database?.drop();
  });
  return {
    get stack() {
      return stack;
    },
    get district() {
      return district;
    },
    statusOf,
    endOf: async (workflowId) => {
      await until(async () => (await statusOf(workflowId)) !== 'RUNNING');
      return statusOf(workflowId);
    },
  };
}
