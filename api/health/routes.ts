import { z } from 'zod';
import { type Route, route } from '../http/route.ts';

/** Whether the service can do its work, and each condition by name: migrated, the demo loaded if configured, a worker polling. */
export interface Readiness {
  readonly ok: boolean;
  readonly checks: Readonly<Record<string, boolean | string>>;
}

const Alive = z.strictObject({ ok: z.literal(true) }).meta({ id: 'Alive' });
const Ready = z.strictObject({ ok: z.boolean(), checks: z.record(z.string(), z.union([z.boolean(), z.string()])) }).meta({ id: 'Ready' });

/** A check that hangs must not make the probe hang. */
const longestCheckMs = 4_000;

const late: Readiness = { ok: false, checks: { answered: false } };
const failed: Readiness = { ok: false, checks: { checked: false } };

/** Health: alive (this process answers) and ready (it can do its work). */
export const healthRoutes = ({ readiness }: { readonly readiness: () => Promise<Readiness> }): readonly Route[] => [
  route({ method: 'get', path: '/livez', summary: '存活 This process answers', tags: ['health'], auth: 'public', response: Alive }, async () => ({ body: { ok: true as const } })),
  route({ method: 'get', path: '/readyz', summary: '就绪 The service can do its work', tags: ['health'], auth: 'public', response: Ready, alsoStatus: [503] }, async ({ log }) => {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<Readiness>((resolve) => {
      timer = setTimeout(() => resolve(late), longestCheckMs);
    });
    const checked = readiness().catch((error: unknown) => {
      log.warn({ err: error }, 'a readiness check failed');
      return failed;
    });
    const body = await Promise.race([checked, limit]);
    clearTimeout(timer);
    return body.ok ? { body } : { status: 503, body, headers: { 'Retry-After': '2' } };
  }),
];
