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
  /** Answers GET /metrics; for a port of its own that the public does not reach. */
  readonly listener: RequestListener;
}

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
    listener: (request, response) => {
      answer(request, response).catch(() => response.destroy());
    },
  };
}
