// The console's service worker and the one that takes it off again: classic scripts of one file each, with the names and hashes of the build that they are for.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { build as bundle } from 'esbuild';

/** Their script by name, for a build's files by name. */
export async function serviceWorkers(build, files, settings) {
  const hashes = Object.fromEntries([...files].map(([name, contents]) => [`/${name}`, `sha256-${createHash('sha256').update(contents).digest('base64')}`]));
  const { outputFiles } = await bundle({
    ...settings,
    entryPoints: { 'service-worker': 'web/worker/service-worker.ts', 'service-worker-leave': 'web/worker/leave.ts' },
    outdir: '/',
    format: 'iife',
    define: { DUBAN_BUILD: JSON.stringify(build), DUBAN_FILES: JSON.stringify(hashes) },
  });
  return outputFiles.map(({ path, contents }) => [basename(path), contents]);
}
