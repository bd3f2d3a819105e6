import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import proto, { type temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { workflowBundle } from '../../app/workflow-bundle.ts';
import { bundleFolder } from '../harness/bundle-folder.ts';

/** Histories that each release recorded, by workflow: a release is added here with what it recorded, and never taken away. */
const recorded: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '0.1.0': {
    assessment: 1,
    beacon: 3,
    bell: 1,
    bulletin: 1,
    campaign: 1,
    consultation: 1,
    digest: 1,
    enforcementCase: 6,
    evaluation: 1,
    indicator: 1,
    meeting: 1,
    supervision: 1,
    survey: 1,
    sweep: 1,
    task: 3,
  },
};

interface Recorded {
  readonly name: string;
  readonly type: string;
  readonly history: temporal.api.history.v1.History;
}

const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const histories = (release: string): readonly Recorded[] =>
  readdirSync(`${folder}${release}`)
    .sort()
    .map((file) => ({
      name: file,
      type: file.split('.')[0] ?? '',
      history: proto.temporal.api.history.v1.History.fromObject(JSON.parse(readFileSync(`${folder}${release}/${file}`, 'utf8'))),
    }));

/** What came of replaying: the error's name by history, undefined where the workflow did what it did then. */
async function replay(code: string, of: readonly Recorded[]): Promise<ReadonlyMap<string, string | undefined>> {
  const results = new Map<string, string | undefined>();
  const run = Worker.runReplayHistories(
    { workflowBundle: { code } },
    of.map(({ name, history }) => ({ workflowId: name, history })),
  );
  for await (const { workflowId, error } of run) results.set(workflowId, error?.name);
  return results;
}

const countTypes = (names: Iterable<string>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name.split('.')[0] ?? ''] = (counts[name.split('.')[0] ?? ''] ?? 0) + 1;
  return counts;
};

// A replay that fails as it should is told at length: the test's output is for what should not fail.
beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), telemetryOptions: { logging: { filter: 'ERROR' } } });
});

describe('recorded histories', () => {
  test('are listed above, release by release', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(recorded).sort());
  });

  test.each(Object.entries(recorded))(
    'of %s are replayed by today’s workflows, every one of them',
    async (release, counts) => {
      const { code } = await workflowBundle(bundleFolder);
      const results = await replay(code, histories(release));
      expect([...results].filter(([, error]) => error !== undefined)).toEqual([]);
      expect(countTypes(results.keys())).toEqual(counts);
    },
    120_000,
  );

  test('hold a turned page, a second run after a reopening, and a wait in a stage unknown to the workflow', () => {
    const { EventType } = proto.temporal.api.enums.v1;
    const endOf = (name: string): number | null | undefined =>
      histories('0.1.0')
        .find((one) => one.name === `${name}.json`)
        ?.history.events.at(-1)?.eventType;
    for (const name of ['enforcementCase.page-turned', 'beacon.page-turned']) expect([name, endOf(name)]).toEqual([name, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW]);
    for (const name of ['enforcementCase.next-page', 'enforcementCase.reopened', 'enforcementCase.unknown-stage', 'campaign.whole'])
      expect([name, endOf(name)]).toEqual([name, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED]);
  });

  test('are not replayed by workflows with one timer more: the check bites on each of them', async () => {
    const quiet = { trace() {}, debug() {}, info() {}, log() {}, warn() {}, error() {} };
    const { code } = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./fixture/changed.ts', import.meta.url)), logger: quiet });
    const changed = histories('0.1.0').filter((one) => ['campaign', 'enforcementCase', 'task'].includes(one.type));
    const results = await replay(code, changed);
    expect(results.size).toBe(10);
    expect(new Set(results.values())).toEqual(new Set(['DeterminismViolationError']));
  });
});
