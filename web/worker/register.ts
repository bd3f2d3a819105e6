import { build } from '../build.ts';

/** Where the service worker is served: at the root, so that it may answer for every page. */
const address = '/service-worker.js';

/** After this time, in milliseconds, a page that was opened has what it needs, its other pages' script too: the worker reads it out of the browser's own store. */
const afterMs = 4_000;

/** A worker of this page's build learns that this page is of its build. */
function tell(worker: ServiceWorker | null): void {
  if (worker === null) return;
  if (worker.state === 'installed') worker.postMessage(build);
  else worker.addEventListener('statechange', () => worker.state === 'installed' && worker.postMessage(build));
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(address);
  tell(registration.waiting);
  tell(registration.installing);
  registration.addEventListener('updatefound', () => tell(registration.installing));
}

/** Keeps the console's pages on this device, so that they open without a connection. Over plain http browsers withhold what it takes, and nothing is kept. */
export function keepPages(): void {
  if (!('serviceWorker' in navigator)) return;
  // What cannot be kept now is kept after the next opening.
  setTimeout(() => void register().catch(() => undefined), afterMs);
}
