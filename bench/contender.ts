import pg from 'pg';
import { field, type Http } from './http.ts';
import type { Instance } from './instance.ts';

/** What a person does to a case after opening it, in order; the last one lets its workflow close it. */
export const stepsAfterOpening = ['inspect', 'order', 'rectify', 'followUp'] as const;
export type Step = (typeof stepsAfterOpening)[number];

/** Ten working days: no timer of an ordinary run falls due while it is measured. */
const longPeriod = { value: 10, unit: 'workingDay' };

/** A deadline that was due: by the system's own timestamps, in milliseconds of the epoch. */
export interface Escalation {
  readonly caseId: string;
  readonly dueAt: number;
  readonly at: number;
}

/** How one system keeps the same case: what the queries of the bench ask its database. */
export interface Schema {
  /** Of `$1::uuid[]`, the ids of cases that their workflow has closed. */
  readonly closed: string;
  /** Of `$1::uuid[]`, every escalation of an order that passed: case_id, due_at and at in milliseconds. */
  readonly escalations: string;
  /** How many cases have been closed in all, as `n`. */
  readonly countClosed: string;
  /** How many notices of an order that passed there are in all. */
  readonly escalated: string;
  /** How many workflows have not yet looked at what moved, as `n`. */
  readonly unseen: string;
}

/** A system that keeps enforcement cases, driven over authenticated HTTP: both answer the same requests. */
export class Contender {
  readonly name: string;
  readonly instance: Instance;
  /** For the bench's own questions; two connections, told apart by their name. */
  readonly pool: pg.Pool;
  readonly http: Http;
  readonly #schema: Schema;
  readonly #party: string;
  readonly #officers: readonly string[];
  #stopping: Promise<void> | undefined;

  constructor(options: {
    readonly name: string;
    readonly instance: Instance;
    readonly http: Http;
    readonly schema: Schema;
    readonly partyId: string;
    readonly officers: readonly string[];
  }) {
    this.name = options.name;
    this.instance = options.instance;
    this.http = options.http;
    this.#schema = options.schema;
    this.#party = options.partyId;
    this.#officers = options.officers;
    this.pool = new pg.Pool({ connectionString: options.instance.databaseUrl, max: 2, application_name: 'bench' });
    // The server ends sessions when it stops; whoever waits for an answer hears of it.
    this.pool.on('error', () => undefined);
  }

  /** Answers the case's id. */
  async open(): Promise<string> {
    return field(await this.http.post('/api/v1/cases', { partyId: this.#party, title: '演示：测速', source: 'complaint' }), 'id');
  }

  async step(id: string, step: Step): Promise<void> {
    if (step === 'order') return this.order(id, longPeriod);
    const officers = this.#officers;
    const bodies = {
      inspect: { type: 'recordInspection', officers, result: 'violation', findings: [] },
      rectify: { type: 'submitRectification', description: '已整改' },
      followUp: { type: 'recordFollowUp', officers, result: 'rectified', findings: [] },
    };
    await this.http.post(`/api/v1/cases/${id}/commands`, bodies[step]);
  }

  /** Orders rectification within a period. */
  async order(id: string, period: { readonly value: number; readonly unit: string }): Promise<void> {
    await this.http.post(`/api/v1/cases/${id}/commands`, { type: 'issueOrder', requirements: '整改', period });
  }

  /** A follow-up that finds an order only partly met: another order follows. */
  async followUpPartly(id: string): Promise<void> {
    await this.http.post(`/api/v1/cases/${id}/commands`, { type: 'recordFollowUp', officers: this.#officers, result: 'partly', findings: [] });
  }

  async closed(): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>({ name: 'count-closed', text: this.#schema.countClosed });
    return rows[0]?.n ?? 0;
  }

  async closedAmong(ids: readonly string[]): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>({ name: 'closed', text: this.#schema.closed, values: [ids] });
    return rows.map((row) => row.id);
  }

  async escalations(ids: readonly string[]): Promise<readonly Escalation[]> {
    const { rows } = await this.pool.query<{ case_id: string; due_at: number; at: number }>(this.#schema.escalations, [ids]);
    return rows.map((row) => ({ caseId: row.case_id, dueAt: Number(row.due_at), at: Number(row.at) }));
  }

  /** A cheap count, to see when the last one has come. */
  async escalated(): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>({ name: 'escalated', text: this.#schema.escalated });
    return rows[0]?.n ?? 0;
  }

  /** How many workflows are still to look at the last step of their case. */
  async unseen(): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>({ name: 'unseen', text: this.#schema.unseen });
    return rows[0]?.n ?? 0;
  }

  /** Harmless when repeated. */
  stop(): Promise<void> {
    this.#stopping ??= (async () => {
      this.http.close();
      await this.pool.end();
      await this.instance.stop();
    })();
    return this.#stopping;
  }
}
