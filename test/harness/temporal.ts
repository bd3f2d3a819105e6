import { TestWorkflowEnvironment } from '@temporalio/testing';
import { ofThisRun } from './run.ts';

/** host:port of the Temporal dev server of this run. Tests share it: give every test a task queue of its own. */
export function temporalAddress(): string {
  return ofThisRun('DUBAN_TEST_TEMPORAL');
}

/** A time-skipping server of this test's own; end it with `teardown()`. It has no listing and no schedules. */
export async function timeSkippingServer(): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: ofThisRun('DUBAN_TEST_SKIPPING') } } });
}
