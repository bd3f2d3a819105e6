import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

/** The workflows as one text for the worker, and the build id that names it. */
export interface WorkflowBundle {
  readonly code: string;
  readonly buildId: string;
}

const folder = fileURLToPath(new URL('../workflows/', import.meta.url));

/** A hash of the workflow sources and the SDK's version: names the build in worker deployments and the file in the cache. */
async function workflowBuildId(): Promise<string> {
  const hash = createHash('sha256');
  const sdk = createRequire(import.meta.url)('@temporalio/workflow/package.json') as { version: string };
  hash.update(sdk.version);
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort()) hash.update(name).update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

/** The bundle of this build: from the cache folder when it is there, otherwise bundled (a few seconds) and kept. Several processes may do so at once. */
export async function workflowBundle(cacheFolder: string): Promise<WorkflowBundle> {
  const buildId = await workflowBuildId();
  const file = join(cacheFolder, `workflows-${buildId}.js`);
  const cached = await readFile(file, 'utf8').catch(() => undefined);
  if (cached !== undefined) return { code: cached, buildId };
  const quiet = { trace() {}, debug() {}, info() {}, log() {}, warn() {}, error() {} };
  const { code }: WorkflowBundleWithSourceMap = await bundleWorkflowCode({ workflowsPath: join(folder, 'index.ts'), logger: quiet });
  await mkdir(cacheFolder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, code);
  await rename(draft, file);
  return { code, buildId };
}
