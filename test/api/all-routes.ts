import { routesOf } from '../../api/app.ts';
import type { AttachmentStorage } from '../../api/attachments/storage.ts';
import type { LedgerDoor } from '../../api/http/kernel.ts';
import { createLogger } from '../../api/http/log.ts';
import type { Route } from '../../api/http/route.ts';
import { resourceRoutes } from '../../api/resources.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** Every route of the product, to be looked at, not to be called: what they would need is not there. */
export const allRoutes = (): readonly Route[] => {
  const ledger = {} as LedgerDoor;
  return routesOf({
    ledger,
    logger: createLogger({ level: 'silent' }),
    readiness: async () => ({ ok: true, checks: {} }),
    resources: resourceRoutes({ ledger, prisma: {} as PrismaClient }),
    attachments: { storage: {} as AttachmentStorage },
    version: '0.0.0',
  });
};
