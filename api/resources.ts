import { assessmentRoutes } from './assessments/routes.ts';
import { bulletinRoutes } from './bulletins/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { chaseRoutes } from './chases/routes.ts';
import { consultationRoutes } from './consultations/routes.ts';
import { delegationRoutes } from './delegations/routes.ts';
import { deliveryRoutes } from './deliveries/routes.ts';
import { evaluationRoutes } from './evaluations/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import type { Route } from './http/route.ts';
import { indicatorRoutes } from './indicators/routes.ts';
import { ladderRoutes } from './ladders/routes.ts';
import { meetingRoutes } from './meetings/routes.ts';
import { orgRoutes } from './org/routes.ts';
import { outletRoutes } from './outlets/routes.ts';
import { partyRoutes } from './parties/routes.ts';
import { personRoutes } from './people/routes.ts';
import { planRoutes } from './plans/routes.ts';
import { postRoutes } from './posts/routes.ts';
import type { RegisterDeps } from './register/record.ts';
import { standardRoutes } from './standards/routes.ts';
import { supervisionRoutes } from './supervisions/routes.ts';
import { surveyRoutes } from './surveys/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { unitRoutes } from './units/routes.ts';

/** The routes of every resource, in the order of the reference. */
export const resourceRoutes = (deps: RegisterDeps): readonly Route[] => [
  ...planRoutes(deps),
  ...campaignRoutes(deps),
  ...taskRoutes(deps),
  ...meetingRoutes(deps),
  ...supervisionRoutes(deps),
  ...bulletinRoutes(deps),
  ...caseRoutes(deps),
  ...indicatorRoutes(deps),
  ...surveyRoutes(deps),
  ...standardRoutes(),
  ...evaluationRoutes(deps),
  ...assessmentRoutes(deps),
  ...consultationRoutes(deps),
  ...figureRoutes(deps),
  ...chaseRoutes(deps),
  ...ladderRoutes(deps),
  ...partyRoutes(deps),
  ...unitRoutes(deps),
  ...personRoutes(deps),
  ...postRoutes(deps),
  ...orgRoutes(deps),
  ...delegationRoutes(deps),
  ...calendarRoutes(deps),
  ...outletRoutes(deps),
  ...deliveryRoutes(deps),
];
