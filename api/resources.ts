import { bulletinRoutes } from './bulletins/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { delegationRoutes } from './delegations/routes.ts';
import { deliveryRoutes } from './deliveries/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import type { Route } from './http/route.ts';
import { outletRoutes } from './outlets/routes.ts';
import { partyRoutes } from './parties/routes.ts';
import { personRoutes } from './people/routes.ts';
import { planRoutes } from './plans/routes.ts';
import { postRoutes } from './posts/routes.ts';
import type { RegisterDeps } from './register/record.ts';
import { taskRoutes } from './tasks/routes.ts';
import { unitRoutes } from './units/routes.ts';

/** The routes of every resource, in the order of the reference. */
export const resourceRoutes = (deps: RegisterDeps): readonly Route[] => [
  ...planRoutes(deps),
  ...campaignRoutes(deps),
  ...taskRoutes(deps),
  ...bulletinRoutes(deps),
  ...caseRoutes(deps),
  ...figureRoutes(deps),
  ...partyRoutes(deps),
  ...unitRoutes(deps),
  ...personRoutes(deps),
  ...postRoutes(deps),
  ...delegationRoutes(deps),
  ...calendarRoutes(deps),
  ...outletRoutes(deps),
  ...deliveryRoutes(deps),
];
