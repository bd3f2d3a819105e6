import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { archiveRoutes } from './archive/routes.ts';
import { type AttachmentDeps, attachmentRoutes } from './attachments/routes.ts';
import { Changes } from './changes/changes.ts';
import { changeRoutes } from './changes/routes.ts';
import { consoleHandler, type readConsole } from './console/serve.ts';
import { docsRoutes } from './docs/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { healthRoutes, type Readiness } from './health/routes.ts';
import type { Gate, Kernel, LedgerDoor } from './http/kernel.ts';
import { createLimits, type RequestLimits } from './http/limits.ts';
import type { Locals } from './http/locals.ts';
import { requestLog } from './http/log.ts';
import type { Metrics } from './http/metrics.ts';
import type { Route } from './http/route.ts';
import { checkHost, checkSite, type NetworkOptions, securityHeaders } from './http/security.ts';
import { mount, settle } from './http/serve.ts';
import { calendarFeedRoutes } from './me/calendar-routes.ts';
import { duesRoutes } from './me/dues.ts';
import { escalationRoutes } from './me/escalations.ts';
import { meRoutes } from './me/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { searchRoutes } from './search/routes.ts';
import { createGate } from './session/gate.ts';
import { createPasswords, type Passwords } from './session/password.ts';
import { sessionRoutes } from './session/routes.ts';
import { createSlowDown } from './session/slow-down.ts';
import { defaultSessionTimes, type SessionTimes } from './session/store.ts';
import { templateRoutes } from './templates/routes.ts';
import { tokenRoutes } from './tokens/routes.ts';

/** What the API is made of; app/ puts it together. */
export interface ApiDeps {
  readonly ledger: LedgerDoor;
  readonly logger: Logger;
  readonly readiness: () => Promise<Readiness>;
  /** Routes of the resources: cases, tasks, campaigns, plans, registers. */
  readonly resources: readonly Route[];
  readonly attachments: Omit<AttachmentDeps, 'ledger'>;
  /** The product's version, for the reference. */
  readonly version: string;
  readonly network?: NetworkOptions;
  readonly metrics?: Metrics;
  readonly limits?: RequestLimits;
  /** The streams of changes; whoever stops the service ends them. */
  readonly changes?: Changes;
  readonly sessionTimes?: SessionTimes;
  readonly passwords?: Passwords;
  /** Files of the console; without them the address itself leads to the reference. */
  readonly console?: Awaited<ReturnType<typeof readConsole>>;
  /** Checks every answer against its schema; for tests. */
  readonly checkAnswers?: boolean;
}

const gateOf = ({ ledger, sessionTimes, network = {} }: ApiDeps): Gate => createGate(ledger, sessionTimes ?? defaultSessionTimes, network.https === true);

/** Every route of the API in one list: it is what is mounted, what the reference shows, and what the rights table must name. */
export function routesOf(deps: ApiDeps): readonly Route[] {
  const { ledger, network = {}, limits = createLimits(), changes = new Changes(ledger.pool) } = deps;
  const routes = [
    ...sessionRoutes({
      ledger,
      passwords: deps.passwords ?? createPasswords(),
      slowDown: createSlowDown(ledger.pool),
      limits,
      times: deps.sessionTimes ?? defaultSessionTimes,
      https: network.https === true,
    }),
    ...meRoutes({ ledger }),
    ...duesRoutes({ ledger }),
    ...escalationRoutes({ ledger }),
    ...calendarFeedRoutes({ ledger }),
    ...tokenRoutes({ ledger }),
    ...notificationRoutes({ ledger }),
    ...searchRoutes({ ledger }),
    ...changeRoutes({ changes, gate: gateOf(deps) }),
    ...attachmentRoutes({ ledger, ...deps.attachments }),
    ...deps.resources,
    ...documentRoutes({ ledger, storage: deps.attachments.storage }),
    ...reportRoutes({ ledger, storage: deps.attachments.storage }),
    ...templateRoutes({ ledger, storage: deps.attachments.storage }),
    ...archiveRoutes({ ledger, storage: deps.attachments.storage }),
    ...healthRoutes({ readiness: deps.readiness }),
  ];
  return [...routes, ...docsRoutes(routes, deps.version)];
}

/** The API as an Express app. It listens nowhere yet; the server's own limits (headers, idle connections) are set by who listens: `limitServer`. */
export function createApi(deps: ApiDeps): Express {
  const { ledger, network = {}, limits = createLimits(), metrics } = deps;
  const kernel: Kernel = {
    logger: deps.logger,
    ledger,
    gate: gateOf(deps),
    limits,
    network,
    ...(metrics ? { metrics } : {}),
    ...(deps.checkAnswers ? { checkAnswers: true } : {}),
  };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('case sensitive routing', true);
  app.set('trust proxy', network.trustProxy ?? false);
  // Queries are read by the kernel, which refuses repeated names; Express's own reading would merge them.
  app.set('query parser', false);
  app.use((_request, response, next) => {
    (response.locals as Locals).arrivedAt = Date.now();
    next();
  });
  app.use(requestLog(deps.logger));
  app.use(securityHeaders(network));
  app.use((request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.once('close', () => {
      const { route = 'none', endless } = response.locals as Locals;
      if (!endless) metrics?.request(request.method, route, response.statusCode, Number(process.hrtime.bigint() - startedAt) / 1e9);
    });
    void settle(request, response, kernel, async () => {
      checkHost(request, network);
      checkSite(request, network);
      next();
    });
  });
  if (deps.console) app.use(consoleHandler(deps.console));
  else app.get('/', (_request, response) => response.redirect(302, '/api/docs'));
  mount(app, routesOf({ ...deps, limits }), kernel);
  return app;
}
