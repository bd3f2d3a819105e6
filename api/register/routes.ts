import { calendarRoutes } from '../calendar/routes.ts';
import { delegationRoutes } from '../delegations/routes.ts';
import type { Route } from '../http/route.ts';
import { partyRoutes } from '../parties/routes.ts';
import { personRoutes } from '../people/routes.ts';
import { postRoutes } from '../posts/routes.ts';
import { unitRoutes } from '../units/routes.ts';
import type { RegisterDeps } from './record.ts';

/** The routes of all registers. */
export const registerRoutes = (deps: RegisterDeps): readonly Route[] =>
  [unitRoutes, personRoutes, postRoutes, partyRoutes, delegationRoutes, calendarRoutes].flatMap((routes) => routes(deps));
