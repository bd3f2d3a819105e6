import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFound } from './pages/not-found.tsx';
import { Shell } from './shell/shell.tsx';

/** What a list's address holds besides its path: filters by name, as the API takes them. */
export type Filters = Readonly<Record<string, string | undefined>>;

const filters = (search: Record<string, unknown>): Filters =>
  Object.fromEntries(Object.entries(search).map(([name, value]) => [name, value === undefined ? undefined : String(value)]));

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const loads: (() => Promise<unknown>)[] = [];
const at = <const Path extends string>(path: Path, load: () => Promise<{ readonly Screen: () => React.ReactNode }>) => {
  loads.push(load);
  return createRoute({ getParentRoute: () => root, path, validateSearch: filters, component: lazyRouteComponent(load, 'Screen') });
};

const tree = root.addChildren([
  at('/', () => import('./pages/workbench.tsx')),
  at('/notifications', () => import('./pages/notifications.tsx')),
  at('/campaigns', () => import('./pages/campaigns.tsx')),
  at('/campaigns/$id', () => import('./pages/campaign.tsx')),
  at('/campaigns/$id/report', () => import('./pages/report.tsx')),
  at('/plans', () => import('./pages/plans.tsx')),
  at('/plans/$id', () => import('./pages/plan.tsx')),
  at('/tasks', () => import('./pages/tasks.tsx')),
  at('/tasks/$id', () => import('./pages/task.tsx')),
  at('/cases', () => import('./pages/cases.tsx')),
  at('/cases/new', () => import('./pages/case-new.tsx')),
  at('/cases/$id', () => import('./pages/case.tsx')),
  at('/administration/deliveries', () => import('./pages/deliveries.tsx')),
  at('/administration/import', () => import('./pages/org-import.tsx')),
  at('/administration/calendar', () => import('./pages/calendar.tsx')),
  at('/administration/tokens', () => import('./pages/tokens.tsx')),
  at('/administration/$things', () => import('./pages/register.tsx')),
  at('/administration/$things/$id', () => import('./pages/register-entry.tsx')),
  at('/meetings/$id', () => import('./pages/meeting.tsx')),
  at('/supervisions/$id', () => import('./pages/supervision.tsx')),
  at('/indicators/$id', () => import('./pages/indicator.tsx')),
  at('/surveys/$id', () => import('./pages/survey.tsx')),
  at('/bulletins/$id', () => import('./pages/bulletin.tsx')),
  at('/evaluations/$id', () => import('./pages/evaluation.tsx')),
  at('/assessments/$id', () => import('./pages/assessment.tsx')),
  at('/consultations', () => import('./pages/consultations.tsx')),
  at('/consultations/$id', () => import('./pages/consultation.tsx')),
  at('/escalations', () => import('./pages/escalations.tsx')),
  at('/chasing', () => import('./pages/chasing.tsx')),
]);

/** The console's pages by address; each is a chunk of its own, read when it is first opened or pointed at. Values in addresses stay plain: `?overdue=true`. */
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
  setTimeout(() => void Promise.allSettled(loads.map((load) => load())), 2_000);
}

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router;
  }
}
