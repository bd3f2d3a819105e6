import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The figures an operator watches, in Prometheus's format. */
export interface Metrics {
  readonly registry: Registry;
  /** Notes a finished request under its route's pattern, never its path: labels stay few and hold no ids. */
  readonly request: (method: string, route: string, status: number, seconds: number) => void;
  /** Notes a problem by its code. */
  readonly problem: (code: string) => void;
  /** Watches a pool: connections open, idle, and requests waiting for one. */
  readonly pool: (name: string, pool: pg.Pool) => void;
  /** Watches what leaves the building: messages by state, and whether all are held since a restore. */
  readonly deliveries: (read: { readonly digests: () => Promise<Readonly<Record<string, number>>>; readonly held: () => Promise<boolean> }) => void;
  /** Answers GET /metrics; for a port of its own that the public does not reach. */
  readonly listener: RequestListener;
}

/** States of a message that has not left (prisma/schema.prisma): each is shown, also where it counts none. */
const digestStates = ['frozen', 'sending', 'unknown', 'failed'];

/** A fresh registry with the process's own figures; each API process has one. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'duban_http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const problems = new Counter({ name: 'duban_http_problems_total', help: 'Problems answered, by code', labelNames: ['code'], registers: [registry] });
  const pools = new Map<string, pg.Pool>();
  new Gauge({
    name: 'duban_pg_connections',
    help: 'PostgreSQL connections of a pool, by state; waiting counts requests without one',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [name, pool] of pools) {
        this.set({ pool: name, state: 'open' }, pool.totalCount);
        this.set({ pool: name, state: 'idle' }, pool.idleCount);
        this.set({ pool: name, state: 'waiting' }, pool.waitingCount);
      }
    },
  });
  const deliveries: Metrics['deliveries'] = (read) => {
    // Without the database there is no figure; the others are still answered.
    new Gauge({
      name: 'duban_deliveries_held',
      help: '1 while nothing leaves the building since a restore',
      registers: [registry],
      async collect() {
        this.reset();
        const held = await read.held().catch(() => undefined);
        if (held === undefined) this.remove();
        else this.set(held ? 1 : 0);
      },
    });
    new Gauge({
      name: 'duban_digests',
      help: 'Messages that have not left the building, by state; failed ones are parked and wait for an administrator',
      labelNames: ['state'],
      registers: [registry],
      async collect() {
        this.reset();
        const digests = await read.digests().catch(() => undefined);
        if (digests) for (const state of digestStates) this.set({ state }, digests[state] ?? 0);
      },
    });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    const text = await registry.metrics();
    response.writeHead(200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' }).end(text);
  };
  return {
    registry,
    request: (method, route, status, seconds) => durations.observe({ method, route, status: String(status) }, seconds),
    problem: (code) => problems.inc({ code }),
    pool: (name, pool) => void pools.set(name, pool),
    deliveries,
    listener: (request, response) => {
      answer(request, response).catch(() => response.destroy());
    },
  };
}
