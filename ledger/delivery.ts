import type pg from 'pg';
import type { DropReason, WaitingNotice } from '../domain/notice/digest.ts';
import type { Bilingual } from '../domain/notice/notice.ts';
import type { Instant } from '../domain/process/time.ts';
import { sha256 } from './canonical.ts';
import type { Recipient } from './sweep.ts';

/** One message as it was frozen. */
export interface FrozenDigest {
  readonly id: string;
  readonly channel: string;
  readonly address: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly createdAt: Instant;
}

/** What stands in the digest table before a try. */
export interface UnsentDigest extends FrozenDigest {
  /** `sending`: a try is under way, or one ended without anybody noting how. */
  readonly state: 'frozen' | 'sending' | 'unknown';
  readonly attempts: number;
  readonly failingSince?: Instant;
}

/** Notices in one message at most; the rest leave in the next. */
const mostNotices = 200;

const milliseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

/** True while deliveries wait for an administrator, since a restore. */
export async function areDeliveriesHeld(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>({ name: 'deliveries-held', text: 'SELECT held_since IS NOT NULL AS held FROM ledger_state WHERE id = 1' });
  return rows[0]?.held ?? false;
}

/** Whoever works on a recipient's digests works alone until the transaction ends. */
export async function lockRecipient(client: pg.ClientBase, { personId, channel }: Recipient): Promise<void> {
  await client.query({ name: 'lock-recipient', text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`digest:${channel}:${personId}`] });
}

/** A digest that has not left for certain, and how many notices it holds. */
export interface UnfinishedDigest {
  readonly id: string;
  readonly address: string;
  readonly wasTried: boolean;
  /** A try has ended without anybody knowing how. */
  readonly mayHaveLeft: boolean;
  readonly deliveries: number;
}

/** The recipient's oldest digest that has not left yet. */
export async function unfinishedDigest(client: pg.ClientBase, { personId, channel }: Recipient): Promise<UnfinishedDigest | undefined> {
  const { rows } = await client.query<UnfinishedDigest>({
    name: 'unfinished-digest',
    text: `SELECT d.id, d.address, d.attempts > 0 AS "wasTried", d.state <> 'frozen' AS "mayHaveLeft", (SELECT count(*)::int FROM delivery v WHERE v.digest_id = d.id AND v.state = 'frozen') AS deliveries
 FROM digest d WHERE d.person_id = $1 AND d.channel = $2 AND d.state IN ('frozen', 'sending') ORDER BY d.created_at, d.id LIMIT 1 FOR UPDATE`,
    values: [personId, channel],
  });
  return rows[0];
}

/** A digest that has certainly not left is taken apart: its deliveries wait again, as if it had never been frozen. */
export async function thawDigest(client: pg.ClientBase, digestId: string): Promise<void> {
  await client.query("UPDATE delivery SET state = 'pending', digest_id = NULL WHERE digest_id = $1 AND state = 'frozen'", [digestId]);
  await client.query("DELETE FROM digest WHERE id = $1 AND state = 'frozen'", [digestId]);
}

/** Where a recipient stands: active or not, and their mail address if they have one. Undefined for a person who is not in the register. */
export async function readRecipient(client: pg.ClientBase, personId: string): Promise<{ readonly active: boolean; readonly mail?: string } | undefined> {
  const { rows } = await client.query<{ active: boolean; mail: string | null }>({
    name: 'recipient',
    text: 'SELECT active, mail FROM person_record WHERE id = $1',
    values: [personId],
  });
  const row = rows[0];
  return row && { active: row.active, ...(row.mail === null ? {} : { mail: row.mail }) };
}

/** Where an outlet stands. Undefined for one that is not in the register. */
export async function readOutlet(client: pg.ClientBase, outletId: string): Promise<{ readonly active: boolean } | undefined> {
  const { rows } = await client.query<{ active: boolean }>({ name: 'outlet', text: 'SELECT active FROM outlet_record WHERE id = $1', values: [outletId] });
  return rows[0];
}

/** What a channel needs to reach an outlet. A secret: it goes into no log, no table and no answer. */
export interface OutletAddress {
  readonly url: string;
  readonly secret?: string;
}

/** The address and the secret of an outlet as they were last given, from the erasable store; undefined when they were erased or never given. */
export async function readOutletAddress(pool: pg.Pool, outletId: string): Promise<OutletAddress | undefined> {
  const { rows } = await pool.query<{ field: string; value: unknown }>({
    name: 'outlet-address',
    text: "SELECT DISTINCT ON (field) field, value FROM sealed_value WHERE process_id = $1 AND field IN ('url', 'secret') AND erased_at IS NULL ORDER BY field, seq DESC",
    values: [outletId],
  });
  const [url, secret] = ['url', 'secret'].map((field) => rows.find((row) => row.field === field)?.value);
  return typeof url === 'string' ? { url, ...(typeof secret === 'string' ? { secret } : {}) } : undefined;
}

interface WaitingRow {
  readonly id: string;
  readonly kind: string;
  readonly rung: string;
  readonly is_rung: boolean;
  readonly process_id: string;
  readonly process_type: string | null;
  readonly process_number: string | null;
  readonly title: Bilingual;
  readonly why: Bilingual;
  readonly rule: Bilingual;
  readonly stops: Bilingual;
  readonly due_at: number | null;
  readonly urgent: boolean;
  readonly created_at: number;
  readonly deadline: WaitingNotice['deadline'] | null;
}

/** The recipient's waiting notices, urgent and old ones first, each rung with what has become of its deadline. Those of a `digestId` are read instead when one is named. */
export async function waitingNotices(client: pg.ClientBase, { personId, channel }: Recipient, digestId?: string): Promise<readonly WaitingNotice[]> {
  const { rows } = await client.query<WaitingRow>({
    name: `waiting-notices-${digestId === undefined ? 'pending' : 'frozen'}`,
    text: `SELECT v.id, n.kind, n.rung, n.is_rung, n.process_id, p.type AS process_type, p.number AS process_number, n.title, n.why, n.rule, n.stops, ${milliseconds('n.due_at')} AS due_at, n.urgent, ${milliseconds('n.created_at')} AS created_at,
 CASE WHEN n.is_rung THEN COALESCE((SELECT CASE WHEN r.paused THEN 'paused' ELSE 'open' END FROM deadline_record r WHERE r.process_id = n.process_id AND r.kind = n.deadline_kind AND r.seq = n.fact_seq), 'cleared') END AS deadline
 FROM delivery v JOIN notice n ON n.id = v.notice_id LEFT JOIN process p ON p.id = n.process_id
 WHERE v.person_id = $1 AND v.channel = $2 AND ${digestId === undefined ? "v.state = 'pending'" : "v.state = 'frozen' AND v.digest_id = $3"}
 ORDER BY n.urgent DESC, v.created_at, v.id LIMIT ${mostNotices} FOR UPDATE OF v`,
    values: digestId === undefined ? [personId, channel] : [personId, channel, digestId],
  });
  return rows.map((row) => ({
    deliveryId: row.id,
    kind: row.kind,
    ...(row.is_rung ? { rung: row.rung } : {}),
    process: { type: row.process_type ?? '', id: row.process_id, number: row.process_number },
    title: row.title,
    why: row.why,
    rule: row.rule,
    stops: row.stops,
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
    urgent: row.urgent,
    createdAt: row.created_at,
    ...(row.deadline === null ? {} : { deadline: row.deadline }),
  }));
}

/** These notices do not leave the building, each for its reason. */
export async function dropDeliveries(client: pg.ClientBase, dropped: readonly { readonly deliveryId: string; readonly reason: DropReason }[]): Promise<void> {
  if (dropped.length === 0) return;
  await client.query({
    name: 'drop-deliveries',
    text: `UPDATE delivery v SET state = 'dropped', reason = d.reason, digest_id = NULL, moved_at = ledger_now()
 FROM jsonb_to_recordset($1::jsonb) AS d("deliveryId" uuid, reason text) WHERE v.id = d."deliveryId"`,
    values: [JSON.stringify(dropped)],
  });
}

/** Deliveries of a recipient that rest until a moment: the sweep leaves them alone, their workflow waits. */
export async function restDeliveries(client: pg.ClientBase, { personId, channel }: Recipient, until: Instant): Promise<void> {
  await client.query({
    name: 'rest-deliveries',
    text: "UPDATE delivery SET moved_at = to_timestamp($3::float8 / 1000) WHERE person_id = $1 AND channel = $2 AND state = 'pending'",
    values: [personId, channel, until],
  });
}

/**
 * The id of the digest of these deliveries: a UUID made from theirs. A ledger restored from a backup that freezes the same deliveries again
 * thereby gives the message the id that it had.
 */
export function digestIdOf(deliveryIds: readonly string[]): string {
  const hash = sha256([...deliveryIds].sort().join(' '));
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Freezes a message with its rows: from now on a repeat is the same message. */
export async function freeze(client: pg.ClientBase, personId: string, digest: FrozenDigest, deliveryIds: readonly string[]): Promise<void> {
  await client.query({
    name: 'freeze-digest',
    text: `INSERT INTO digest (id, person_id, channel, address, message_id, subject, text, state, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'frozen', to_timestamp($8::float8 / 1000))`,
    values: [digest.id, personId, digest.channel, digest.address, digest.messageId, digest.subject, digest.text, digest.createdAt],
  });
  await client.query({
    name: 'freeze-deliveries',
    text: "UPDATE delivery SET state = 'frozen', digest_id = $1, moved_at = ledger_now() WHERE id = ANY($2::uuid[])",
    values: [digest.id, deliveryIds],
  });
}

interface DigestRow {
  readonly id: string;
  readonly channel: string;
  readonly address: string;
  readonly message_id: string;
  readonly subject: string;
  readonly text: string;
  readonly state: string;
  readonly attempts: number;
  readonly failing_since: number | null;
  readonly created_at: number;
}

/** The digest, locked, if it may still be sent; undefined when it was sent, parked, taken apart, or is unknown. */
export async function unsentDigest(client: pg.ClientBase, digestId: string): Promise<UnsentDigest | undefined> {
  const { rows } = await client.query<DigestRow>({
    name: 'unsent-digest',
    text: `SELECT id, channel, address, message_id, subject, text, state, attempts, ${milliseconds('failing_since')} AS failing_since, ${milliseconds('created_at')} AS created_at
 FROM digest WHERE id = $1 AND state IN ('frozen', 'sending', 'unknown') FOR UPDATE`,
    values: [digestId],
  });
  const row = rows[0];
  return (
    row && {
      id: row.id,
      channel: row.channel,
      address: row.address,
      messageId: row.message_id,
      subject: row.subject,
      text: row.text,
      state: row.state as UnsentDigest['state'],
      attempts: row.attempts,
      createdAt: row.created_at,
      ...(row.failing_since === null ? {} : { failingSince: row.failing_since }),
    }
  );
}

/** What a try changes in a digest. */
export interface DigestMove {
  readonly state: 'frozen' | 'sending' | 'sent' | 'unknown' | 'failed';
  /** What went wrong, without secrets; counts as one more attempt. */
  readonly error?: string;
  /** How long the sweep leaves the deliveries alone, in milliseconds. */
  readonly restMs?: number;
}

const deliveryStates = { frozen: 'frozen', sending: 'frozen', sent: 'sent', unknown: 'unknown', failed: 'failed' } as const satisfies Record<DigestMove['state'], string>;

/** Moves a digest and its deliveries on. One that was sent stays sent; one that was erased meanwhile can only turn out to have been sent. */
export async function moveDigest(client: pg.ClientBase, digestId: string, { state, error, restMs }: DigestMove): Promise<void> {
  const { rowCount } = await client.query({
    name: 'move-digest',
    text: `UPDATE digest SET state = $2, attempts = attempts + CASE WHEN $3::text IS NULL THEN 0 ELSE 1 END, last_error = CASE WHEN $2 = 'sent' THEN NULL ELSE COALESCE($3, last_error) END,
 failing_since = CASE WHEN $2 = 'sent' THEN NULL WHEN $3::text IS NULL THEN failing_since ELSE COALESCE(failing_since, ledger_now()) END,
 sent_at = CASE WHEN $2 = 'sent' THEN ledger_now() END WHERE id = $1 AND state <> 'sent' AND (state <> 'erased' OR $2 = 'sent')`,
    values: [digestId, state, error ?? null],
  });
  if (rowCount === 0) return;
  await client.query({
    name: 'move-digest-deliveries',
    text: "UPDATE delivery SET state = $2, moved_at = ledger_now() + $3 * interval '1 millisecond' WHERE digest_id = $1 AND state IN ('frozen', 'unknown', 'failed')",
    values: [digestId, deliveryStates[state], restMs ?? 0],
  });
}

/** A digest that failed for a day: for an administrator to look at. */
export interface ParkedDigest {
  readonly id: string;
  /** The person, or the outlet. */
  readonly personId: string;
  /** The outlet's name where it goes to one. */
  readonly outlet: string | null;
  readonly channel: string;
  readonly subject: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly failingSince: Instant | null;
  readonly createdAt: Instant;
  /** How many notices it holds. */
  readonly notices: number;
}

/** Reads the parked digests, the newest first, `limit` at most; those behind `after` when one is named. */
export async function parkedDigests(pool: pg.Pool, limit: number, after?: { readonly at: Instant; readonly id: string }): Promise<readonly ParkedDigest[]> {
  const { rows } = await pool.query<ParkedDigest>({
    name: 'parked-digests',
    text: `SELECT id, person_id AS "personId", channel, subject, attempts, last_error AS "lastError", ${milliseconds('failing_since')} AS "failingSince", ${milliseconds('created_at')} AS "createdAt",
 (SELECT o.name FROM outlet_record o WHERE o.id = digest.person_id) AS outlet,
 (SELECT count(*)::int FROM delivery v WHERE v.digest_id = digest.id) AS notices FROM digest
 WHERE state = 'failed' AND ($2::float8 IS NULL OR created_at < to_timestamp($2 / 1000) OR (created_at = to_timestamp($2 / 1000) AND id > $3::uuid)) ORDER BY created_at DESC, id LIMIT $1`,
    values: [limit, after?.at ?? null, after?.id ?? null],
  });
  return rows;
}

/** Lets a parked digest try again, as the same message; the sweep wakes its recipient's workflow. Answers whether it was parked. */
export async function unparkDigest(client: pg.ClientBase, digestId: string): Promise<boolean> {
  const { rowCount } = await client.query("UPDATE digest SET state = 'frozen', failing_since = NULL WHERE id = $1 AND state = 'failed'", [digestId]);
  if (rowCount === 0) return false;
  await client.query("UPDATE delivery SET state = 'frozen', moved_at = ledger_now() WHERE digest_id = $1 AND state = 'failed'", [digestId]);
  return true;
}

/** Whether there is such a digest, in whatever state. */
export async function isDigest(client: pg.ClientBase, digestId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM digest WHERE id = $1', [digestId]);
  return rowCount === 1;
}

/** How many digests that have not left stand in each state, for figures. */
export async function digestFigures(pool: pg.Pool): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ state: string; count: number }>("SELECT state, count(*)::int AS count FROM digest WHERE state NOT IN ('sent', 'erased') GROUP BY state");
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

const erased = { zh: '（内容已依法删除）', en: '(erased as the law requires)' } as const satisfies Bilingual;

/**
 * Erases what messages and notices repeat of a process: texts of notices about it, frozen messages that hold one of them or were addressed to this person.
 * What has not left does not leave; other notices of such a message wait again.
 */
export async function eraseMessages(client: pg.ClientBase, processId: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT d.id FROM digest d WHERE d.person_id = $1 OR EXISTS (SELECT 1 FROM delivery v JOIN notice n ON n.id = v.notice_id WHERE v.digest_id = d.id AND n.process_id = $1) ORDER BY d.id FOR UPDATE`,
    [processId],
  );
  const digests = rows.map((row) => row.id);
  await client.query('UPDATE notice SET title = $2::jsonb, why = $2::jsonb, rule = $2::jsonb, stops = $2::jsonb WHERE process_id = $1', [processId, JSON.stringify(erased)]);
  await client.query(
    `UPDATE delivery v SET state = 'dropped', reason = 'erased', digest_id = NULL, moved_at = ledger_now() FROM notice n
 WHERE n.id = v.notice_id AND (n.process_id = $1 OR v.person_id = $1) AND v.state IN ('pending', 'frozen', 'failed')`,
    [processId],
  );
  await client.query("UPDATE delivery SET state = 'pending', digest_id = NULL, moved_at = ledger_now() WHERE digest_id = ANY($1::uuid[]) AND state IN ('frozen', 'failed')", [
    digests,
  ]);
  await client.query(
    "UPDATE digest SET address = '', subject = '', text = '', last_error = NULL, state = CASE WHEN state IN ('sent', 'unknown') THEN state ELSE 'erased' END WHERE id = ANY($1::uuid[])",
    [digests],
  );
}
