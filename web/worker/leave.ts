import { dropCaches, scope } from './scope.ts';

/** Answered in the place of the service worker where an operator does without it (docs/operations.md): takes it off every device that comes by, with all that it kept. */
async function leave(): Promise<void> {
  await dropCaches();
  await scope.registration.unregister();
}

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(leave()));
