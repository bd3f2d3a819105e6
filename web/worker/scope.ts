/** What a service worker has around it, as far as ours use it: the DOM's types, by which the console is checked, do not know it. */
export interface Scope {
  readonly location: Location;
  readonly clients: {
    readonly claim: () => Promise<void>;
    readonly matchAll: (which: { readonly type: 'window'; readonly includeUncontrolled: true }) => Promise<readonly OpenPage[]>;
  };
  readonly registration: ServiceWorkerRegistration;
  readonly skipWaiting: () => Promise<void>;
  readonly addEventListener: <Name extends keyof Happenings>(name: Name, hear: (event: Happenings[Name]) => void) => void;
}

interface OpenPage {
  readonly id: string;
  readonly url: string;
}

interface Happening {
  readonly waitUntil: (done: Promise<unknown>) => void;
}

interface Happenings {
  readonly install: Happening;
  readonly activate: Happening;
  readonly fetch: Happening & { readonly request: Request; readonly respondWith: (answer: Promise<Response>) => void };
  readonly message: Happening & { readonly data: unknown; readonly source: OpenPage | null };
}

/** The worker's own surroundings. */
export const scope = globalThis as unknown as Scope;

const ours = 'duban-';

/** The name of a build's cache. */
export const cacheOf = (build: string): string => `${ours}${build}`;

/** Deletes the caches of all builds but one. */
export async function dropCaches(except?: string): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(ours) && name !== except) await caches.delete(name);
}
