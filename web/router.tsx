import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFound } from './pages/not-found.tsx';
import { type Address, addresses, screens } from './screens.ts';
import { Shell } from './shell/shell.tsx';

/** What a list's address holds besides its path: filters by name, as the API takes them. */
export type Filters = Readonly<Record<string, string | undefined>>;

const filters = (search: Record<string, unknown>): Filters =>
  Object.fromEntries(Object.entries(search).map(([name, value]) => [name, value === undefined ? undefined : String(value)]));

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const at = <const Path extends Address>(path: Path) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: filters,
    component: lazyRouteComponent(async () => ({ default: await screens[path]() })),
  });

const tree = root.addChildren([
  at('/'),
  at('/notifications'),
  at('/campaigns'),
  at('/campaigns/$id'),
  at('/campaigns/$id/report'),
  at('/plans'),
  at('/plans/$id'),
  at('/tasks'),
  at('/tasks/$id'),
  at('/cases'),
  at('/cases/new'),
  at('/cases/$id'),
  at('/escalations'),
  at('/chasing'),
  at('/account'),
  at('/figures'),
  at('/records'),
  at('/administration/deliveries'),
  at('/administration/import'),
  at('/administration/calendar'),
  at('/administration/ladders'),
  at('/administration/tokens'),
  at('/administration/$things'),
  at('/administration/$things/$id'),
  at('/meetings/$id'),
  at('/supervisions/$id'),
  at('/indicators/$id'),
  at('/surveys/$id'),
  at('/bulletins/$id'),
  at('/evaluations/$id'),
  at('/assessments/$id'),
  at('/consultations'),
  at('/consultations/$id'),
]);

/** The console's pages by address, read when they are first opened or pointed at. Values in addresses stay plain: `?overdue=true`. */
export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  // Another thing is another page: nothing typed or shown for one stands on that of the next.
  defaultRemountDeps: ({ params }) => params,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const given = Object.entries(search).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]]));
    return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  },
  scrollRestoration: true,
});

/** Reads all pages' script once nothing else is to be done: where the connection is lost later, every page still opens and says so. */
export function prepareScreens(): void {
  setTimeout(() => void Promise.allSettled(addresses.map((address) => screens[address]())), 2_000);
}

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router;
  }
}
