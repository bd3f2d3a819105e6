import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { freePort } from '../../app/embedded/ports.ts';
import { closeCases, closedOf, inParallel, openCases } from '../load/cases.ts';
import { doorTo } from '../load/client.ts';
import { signInPeople } from '../load/people.ts';
import { copyCheckout } from '../stack/copied-checkout.ts';
import { checkout, password } from '../stack/instance.ts';
import { Service } from '../stack/service.ts';
import { failedWorkflowTasks } from '../stack/temporal.ts';
import { until } from '../stack/until.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** Cases that run while another version becomes the current one. */
const usualSize = 60;
const doneWithinMs = 120_000;
const deploymentName = 'duban';
/** A queue of their own: the instance's worker, which knows no versions, has another. */
const taskQueue = 'versioned';

/** A release whose stories begin with a timer more: a run begun by the one before could not go on in it. */
const otherRelease = {
  'workflows/watch.ts': (text: string) =>
    text.replace('  await watched.look();\n  return watched;', '  await condition(() => false, 1);\n  await watched.look();\n  return watched;'),
};

/** The build ids that the server knows of the deployment. */
async function buildsKnown({ temporal }: World): Promise<readonly string[]> {
  const { workerDeploymentInfo } = await temporal.workflowService.describeWorkerDeployment({ namespace: 'default', deploymentName });
  return (workerDeploymentInfo?.versionSummaries ?? []).flatMap(({ deploymentVersion }) => (deploymentVersion?.buildId ? [deploymentVersion.buildId] : []));
}

/** ROUTING_CONFIG_UPDATE_STATE_COMPLETED of Temporal's protocol. */
const routed = 2;

/** As `temporal worker deployment set-current-version` does; waits until every queue knows of it, for a run that moves before that rests until its next move. */
async function makeCurrent(client: Client, buildId: string): Promise<void> {
  await client.workflowService.setWorkerDeploymentCurrentVersion({ namespace: 'default', deploymentName, buildId });
  const isRouted = async (): Promise<boolean> => {
    const { workerDeploymentInfo } = await client.workflowService.describeWorkerDeployment({ namespace: 'default', deploymentName });
    return workerDeploymentInfo?.routingConfigUpdateState === routed && workerDeploymentInfo.routingConfig?.currentDeploymentVersion?.buildId === buildId;
  };
  if ((await until(isRouted, doneWithinMs, 100)) === undefined) throw new Error(`the server did not make ${buildId} the current version everywhere`);
}

/** Of the last run of each case: how many are of this build and run. */
async function runningOf(client: Client, ids: readonly string[], buildId: string): Promise<number> {
  let found = 0;
  await inParallel(ids, async (id) => {
    const { raw, status } = await client.workflow.getHandle(`case:${id}`).describe();
    if (status.name === 'RUNNING' && raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId === buildId) found++;
  });
  return found;
}

const allSeen = async ({ pool }: World, ids: readonly string[]): Promise<boolean> =>
  (await pool.query('SELECT 1 FROM watch WHERE seen < wanted AND process_id = ANY($1::uuid[])', [ids])).rowCount === 0;

/** F13 on a cluster: versioned workers. The old version goes on with the runs that it began; a run that moves turns its page to the new one, whose code could not have replayed it. */
export const versions: Scenario = {
  name: 'F13v',
  title: 'a version of workers that could not replay becomes the current one',
  apart: true,
  run: async (world, random) => {
    const { instance, options, temporal, history } = world;
    const size = options.size ?? usualSize;
    const port = await freePort();
    const environment = {
      DATABASE_URL: instance.databaseUrl,
      TEMPORAL_ADDRESS: instance.temporalAddress,
      TASK_QUEUE: taskQueue,
      ATTACHMENTS_DIR: join(instance.folder, 'attachments'),
    };
    const versioned = { ...environment, WORKER_DEPLOYMENT_NAME: deploymentName };
    const later = copyCheckout(otherRelease);
    const api = new Service('api', { ...environment, PORT: String(port) }, instance.notes);
    const [oldWorker, newWorker] = [new Service('worker', versioned, instance.notes, checkout), new Service('worker', versioned, instance.notes, later.root)];
    try {
      await oldWorker.start(async () => (await buildsKnown(world)).length === 1);
      const [oldBuild = ''] = await buildsKnown(world);
      await makeCurrent(temporal, oldBuild);
      await api.start(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
      const people = await signInPeople(doorTo(`http://127.0.0.1:${port}`), password, () => history);
      const ids = await openCases(people, random, size);
      if ((await until(() => allSeen(world, ids), doneWithinMs, 250)) === undefined) throw new Error('the cases did not begin to run');
      const begun = await runningOf(temporal, ids, oldBuild);

      await newWorker.start(async () => (await buildsKnown(world)).length === 2);
      const newBuild = (await buildsKnown(world)).find((build) => build !== oldBuild) ?? '';
      await makeCurrent(temporal, newBuild);
      const [moving, resting] = [ids.slice(0, ids.length / 2), ids.slice(ids.length / 2)];
      await inParallel(moving, async (id) => temporal.workflow.getHandle(`case:${id}`).signal('moved'));
      const turned = await until(async () => (await runningOf(temporal, moving, newBuild)) === moving.length, doneWithinMs, 500);
      const stayed = await runningOf(temporal, resting, oldBuild);
      await closeCases(people, random, ids);
      await until(async () => (await closedOf(world.pool, ids)) === ids.length, doneWithinMs, 250);
      const finished = await closedOf(world.pool, ids);
      const failed = await failedWorkflowTasks(
        temporal,
        ids.map((id) => `case:${id}`),
      );
      return {
        figures: [
          `${begun} of ${ids.length} cases began under the old version; of ${moving.length} that moved ${turned === undefined ? 'not all' : moving.length} turned their page to the new one${turned === undefined ? '' : ` within ${(turned / 1000).toFixed(1)} s`}, ${stayed} of ${resting.length} at rest stayed; ${finished} closed, ${failed.length} workflow tasks failed`,
        ],
        faults: [
          ...(ids.length < size ? [`only ${ids.length} of ${size} cases were opened`] : []),
          ...(begun < ids.length ? [`${ids.length - begun} cases did not begin under the current version`] : []),
          ...(turned === undefined ? ['not every case that moved turned its page to the new version'] : []),
          ...(stayed < resting.length ? [`${resting.length - stayed} cases at rest did not stay with the version that began them`] : []),
          ...(finished < ids.length ? [`${ids.length - finished} cases were not closed`] : []),
          ...(failed.length > 0 ? [`${failed.length} workflow tasks failed: ${[...new Set(failed)].slice(0, 3).join('; ')}`] : []),
        ],
      };
    } finally {
      for (const service of [api, oldWorker, newWorker]) await service.stop();
      later.remove();
    }
  },
};
