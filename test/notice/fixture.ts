import { randomUUID } from 'node:crypto';
import type { Channel, Message } from '../../activities/channel/channel.ts';
import { SendFailure } from '../../activities/channel/channel.ts';
import { createDeliveryActivities, type DeliveryActivities } from '../../activities/delivery.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';

export const hourMs = 3_600_000;
/** A Tuesday in working hours, and the night after it. */
export const tuesday = Date.parse('2026-12-01T10:00:00+08:00');
export const night = Date.parse('2026-12-01T23:00:00+08:00');
export const wednesdayEight = Date.parse('2026-12-02T08:00:00+08:00');

let database: TestDatabase;
export let pool: ReturnType<typeof createPool>;
export let ledger: Ledger;
/** A ledger of this test file's own, emptied of people and notices before each test; the clock stands at a Tuesday morning. */
export function useDeliveries(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createPool({ url: database.url, max: 8 });
    ledger = new Ledger(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    await pool.query('TRUNCATE delivery, notice, digest, deadline_record, person_record');
    await pool.query('UPDATE ledger_state SET held_since = NULL');
    await setClock(tuesday);
  });
}

export async function setClock(at: number): Promise<void> {
  await pool.query('DELETE FROM ledger_clock');
  await pool.query('INSERT INTO ledger_clock (id, offset_ms) SELECT 1, $1::bigint - (extract(epoch FROM clock_timestamp()) * 1000)::bigint', [at]);
}

export async function person(mail: string | null = 'one@example.org', active = true): Promise<string> {
  const id = randomUUID();
  await pool.query('INSERT INTO person_record (id, name, username, active, mail) VALUES ($1, $2, $3, $4, $5)', [id, '联络员', id, active, mail]);
  return id;
}

export interface Told {
  readonly processId: string;
  readonly factSeq: number;
  readonly deadlineKind: string;
  readonly deliveryId: string;
}

export interface More {
  readonly isRung?: boolean;
  readonly urgent?: boolean;
  readonly channel?: string;
  readonly processId?: string;
  readonly deadlineKind?: string;
}

export async function tell(personId: string, title: string, more: More = {}): Promise<Told> {
  const told = { processId: more.processId ?? randomUUID(), factSeq: 3, deadlineKind: more.isRung === true ? (more.deadlineKind ?? 'task') : '', deliveryId: randomUUID() };
  const text = JSON.stringify({ zh: title, en: `en ${title}` });
  const noticeId = randomUUID();
  await pool.query(
    `INSERT INTO notice (id, process_id, fact_seq, deadline_kind, rung, kind, is_rung, person_id, post_id, unit_id, title, why, rule, stops, urgent, created_at)
 VALUES ($1, $2, $3, $9, 'overdue', 'overdueNotice', $4, $5, $6, $6, $7, $7, $7, $7, $8, ledger_now())`,
    [noticeId, told.processId, told.factSeq, more.isRung === true, personId, randomUUID(), text, more.urgent === true, told.deadlineKind],
  );
  await pool.query("INSERT INTO delivery (id, notice_id, person_id, channel, state, created_at, moved_at) VALUES ($1, $2, $3, $4, 'pending', ledger_now(), ledger_now())", [
    told.deliveryId,
    noticeId,
    personId,
    more.channel ?? 'mail',
  ]);
  return told;
}

export const deadline = (told: Told, paused = false): Promise<unknown> =>
  pool.query('INSERT INTO deadline_record (process_id, seq, kind, due_at, provisional, paused) VALUES ($1, $2, $4, ledger_now(), false, $3)', [
    told.processId,
    told.factSeq,
    paused,
    told.deadlineKind,
  ]);

export async function delivery({ deliveryId }: Told): Promise<{ state: string; reason: string | null; digest_id: string | null }> {
  const { rows } = await pool.query<{ state: string; reason: string | null; digest_id: string | null }>('SELECT state, reason, digest_id FROM delivery WHERE id = $1', [
    deliveryId,
  ]);
  return rows[0] ?? { state: 'absent', reason: null, digest_id: null };
}

export async function digest(id: string | undefined): Promise<{ state: string; attempts: number; last_error: string | null } | undefined> {
  const { rows } = await pool.query<{ state: string; attempts: number; last_error: string | null }>('SELECT state, attempts, last_error FROM digest WHERE id = $1', [id ?? null]);
  return rows[0];
}

/** A channel that remembers what it was asked to send; `behave` decides how each try ends. */
export function fake(name = 'mail', recognisesRepeats = true) {
  const sent: Message[] = [];
  const channel = {
    name,
    recognisesRepeats,
    behave: async (): Promise<void> => undefined,
    addressOf: ({ mail }: { readonly mail?: string }) => mail,
    messageIdOf: (digestId: string) => `<${digestId}@example.org>`,
    send: async (message: Message): Promise<void> => {
      sent.push(message);
      await channel.behave();
    },
  };
  return { channel: channel satisfies Channel, sent };
}

export const refused = async (): Promise<void> => {
  throw new SendFailure('mail was not sent: 451', 'no');
};
export const unanswered = async (): Promise<void> => {
  throw new SendFailure('mail was not sent: ECONNECTION', 'unknown');
};
export const activities = (channel: Channel, window?: 'always'): DeliveryActivities => createDeliveryActivities(ledger, [channel], window ? { window } : {});
export const freezeAndSend = async (on: DeliveryActivities, personId: string): Promise<string> => {
  const { digestId } = await on.freezeDigest(personId, 'mail');
  if (digestId === undefined) throw new Error('nothing was frozen');
  await on.sendDigest(digestId);
  return digestId;
};
