import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type ApiDeps, routesOf } from '../api/app.ts';
import { examples } from '../api/docs/examples.ts';
import type { LedgerDoor } from '../api/http/kernel.ts';
import { openapiOf } from '../api/http/openapi.ts';
import { resourceRoutes } from '../api/resources.ts';
import type { PrismaClient } from '../prisma/client/client.ts';

/** Where the reference of this release stands. */
const openapiFile = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));

// Routes are declarations: nothing is asked of a ledger while they are read.
const nothing = new Proxy({}, { get: () => undefined });
const ledger = nothing as LedgerDoor;
const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
const deps = {
  ledger,
  resources: resourceRoutes({ ledger, prisma: nothing as PrismaClient }),
  attachments: { storage: nothing },
  readiness: async () => ({ ok: true, checks: {} }),
  version,
} as unknown as ApiDeps;
writeFileSync(openapiFile, `${JSON.stringify(openapiOf(routesOf(deps), version, examples), null, 2)}\n`);
