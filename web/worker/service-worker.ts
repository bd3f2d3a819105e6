import { cacheOf, dropCaches, scope } from './scope.ts';

/** The build's name, and its files by address, each with its hash; both put in by app/build-service-worker.mjs. */
declare const DUBAN_BUILD: string;
declare const DUBAN_FILES: Readonly<Record<string, string>>;

const files = new Map(Object.entries(DUBAN_FILES));
const cacheName = cacheOf(DUBAN_BUILD);
const shell = '/index.html';

/** Longest that opening a page waits for the service, in milliseconds. The page is 2 KB: where it takes longer, the dozen requests behind it come to nothing either, and people tap again. */
const limitMs = 3_000;

/** Reads what is lacking of the build. By their hashes, so that nothing that stands between (the page of a hotel's network, a proxy's error) is ever kept in the place of ours. */
async function keep(): Promise<void> {
  const cache = await caches.open(cacheName);
  const had = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll([...files].flatMap(([address, integrity]) => (had.has(address) ? [] : [new Request(address, { integrity })])));
}

/** Comes into force: what former builds kept goes. */
async function takeOver(): Promise<void> {
  // Another build's worker that came into force while this one was read has taken its cache away.
  await keep().catch(() => undefined);
  await dropCaches(cacheName);
  await scope.clients.claim();
}

const isOfService = (path: string): boolean => path === '/api' || path.startsWith('/api/') || path === '/livez' || path === '/readyz';

/** A proxy's answer while the service behind it is away. */
const isAway = ({ status }: Response): boolean => status === 502 || status === 503 || status === 504;

/** The page from the service, whatever it says, so that a new release is there at once and a stuck worker holds nobody back; the kept one where no answer comes. An answer is never kept: it may be anybody's. */
async function page(request: Request): Promise<Response> {
  const asked = fetch(request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, limitMs));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  if (answer && !isAway(answer)) return answer;
  return (await caches.match(shell, { cacheName })) ?? asked;
}

const file = async (address: string, request: Request): Promise<Response> => (await caches.match(address, { cacheName })) ?? fetch(request);

/** Pages that said that they are of this build; forgotten when the browser puts the worker to sleep, which delays it and harms nothing. */
const known = new Set<string>();

/** Comes into force once no page of another build is open: such a page may still have to read script of its own. */
async function comeForward(): Promise<void> {
  const open = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.every(({ id, url }) => known.has(id) || isOfService(new URL(url).pathname))) await scope.skipWaiting();
}

scope.addEventListener('install', (event) => event.waitUntil(keep()));
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()));
scope.addEventListener('message', (event) => {
  if (event.source === null || event.data !== DUBAN_BUILD) return;
  known.add(event.source.id);
  event.waitUntil(comeForward());
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin || isOfService(pathname)) return;
  if (files.has(pathname)) event.respondWith(file(pathname, request));
  else if (request.mode === 'navigate') event.respondWith(page(request));
});
