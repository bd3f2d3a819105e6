import { randomUUID } from 'node:crypto';
import type { Channel, Message } from '../../activities/channel/channel.ts';
import { SendFailure } from '../../activities/channel/channel.ts';
import { createDeliveryActivities, type DeliveryActivities } from '../../activities/delivery.ts';
import { releaseDeliveries } from '../../ledger/beacon.ts';
import { digestFigures, digestIdOf, eraseMessages, parkedDigests, unparkDigest } from '../../ledger/delivery.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { createPool } from '../../ledger/pool.ts';
import { recipientsWaiting } from '../../ledger/sweep.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';

const hourMs = 3_600_000;
/** A Tuesday in working hours, and the night after it. */
const tuesday = Date.parse('2026-12-01T10:00:00+08:00');
const night = Date.parse('2026-12-01T23:00:00+08:00');
const wednesdayEight = Date.parse('2026-12-02T08:00:00+08:00');

let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
let ledger: Ledger;
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

async function setClock(at: number): Promise<void> {
  await pool.query('DELETE FROM ledger_clock');
  await pool.query('INSERT INTO ledger_clock (id, offset_ms) SELECT 1, $1::bigint - (extract(epoch FROM clock_timestamp()) * 1000)::bigint', [at]);
}

async function person(mail: string | null = 'one@example.org', active = true): Promise<string> {
  const id = randomUUID();
  await pool.query('INSERT INTO person_record (id, name, username, active, mail) VALUES ($1, $2, $3, $4, $5)', [id, '联络员', id, active, mail]);
  return id;
}

interface Told {
  readonly processId: string;
  readonly factSeq: number;
  readonly deadlineKind: string;
  readonly deliveryId: string;
}

interface More {
  readonly isRung?: boolean;
  readonly urgent?: boolean;
  readonly channel?: string;
  readonly processId?: string;
  readonly deadlineKind?: string;
}

async function tell(personId: string, title: string, more: More = {}): Promise<Told> {
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

const deadline = (told: Told, paused = false): Promise<unknown> =>
  pool.query('INSERT INTO deadline_record (process_id, seq, kind, due_at, provisional, paused) VALUES ($1, $2, $4, ledger_now(), false, $3)', [
    told.processId,
    told.factSeq,
    paused,
    told.deadlineKind,
  ]);

async function delivery({ deliveryId }: Told): Promise<{ state: string; reason: string | null; digest_id: string | null }> {
  const { rows } = await pool.query<{ state: string; reason: string | null; digest_id: string | null }>('SELECT state, reason, digest_id FROM delivery WHERE id = $1', [
    deliveryId,
  ]);
  return rows[0] ?? { state: 'absent', reason: null, digest_id: null };
}

async function digest(id: string | undefined): Promise<{ state: string; attempts: number; last_error: string | null } | undefined> {
  const { rows } = await pool.query<{ state: string; attempts: number; last_error: string | null }>('SELECT state, attempts, last_error FROM digest WHERE id = $1', [id ?? null]);
  return rows[0];
}

/** A channel that remembers what it was asked to send; `behave` decides how each try ends. */
function fake(name = 'mail', recognisesRepeats = true) {
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

const refused = async (): Promise<void> => {
  throw new SendFailure('mail was not sent: 451', 'no');
};
const unanswered = async (): Promise<void> => {
  throw new SendFailure('mail was not sent: ECONNECTION', 'unknown');
};
const activities = (channel: Channel, window?: 'always'): DeliveryActivities => createDeliveryActivities(ledger, [channel], window ? { window } : {});
const freezeAndSend = async (on: DeliveryActivities, personId: string): Promise<string> => {
  const { digestId } = await on.freezeDigest(personId, 'mail');
  if (digestId === undefined) throw new Error('nothing was frozen');
  await on.sendDigest(digestId);
  return digestId;
};

describe('gathering', () => {
  test('notices of one recipient leave in one message, each exactly once', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const [me, other] = [await person(), await person('two@example.org')];
    const [one, two] = [await tell(me, '甲'), await tell(me, '乙')];
    const foreign = await tell(other, '丙');
    const id = await freezeAndSend(on, me);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: 'one@example.org', messageId: `<${id}@example.org>`, subject: '督办通知 2 项：甲' });
    expect(await delivery(one)).toMatchObject({ state: 'sent', digest_id: id });
    expect(await delivery(two)).toMatchObject({ state: 'sent', digest_id: id });
    expect((await delivery(foreign)).state).toBe('pending');
    expect(await on.freezeDigest(me, 'mail')).toEqual({});
    await on.sendDigest(id);
    expect(sent).toHaveLength(1);
  });

  test('two that freeze for the same recipient at once make one message', async () => {
    const { channel } = fake();
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    // Whoever holds the rows for a moment lets all three arrive.
    const answers = await ledger
      .transact(async (client) => {
        await client.query('SELECT FROM delivery FOR UPDATE');
        const frozen = [on.freezeDigest(me, 'mail'), on.freezeDigest(me, 'mail'), on.freezeDigest(me, 'mail')];
        await new Promise((resolve) => setTimeout(resolve, 300));
        return frozen;
      })
      .then((frozen) => Promise.all(frozen));
    expect(new Set(answers.map((answer) => answer.digestId)).size).toBe(1);
    expect(await digestFigures(pool)).toEqual({ frozen: 1 });
  });

  test('a rung is checked again: it leaves while its deadline stands, and is dropped once it was cleared or stands still', async () => {
    const { channel, sent } = fake();
    const me = await person();
    const [open, cleared, paused] = [await tell(me, '甲', { isRung: true }), await tell(me, '乙', { isRung: true }), await tell(me, '丙', { isRung: true })];
    await deadline(open);
    await deadline(paused, true);
    await freezeAndSend(activities(channel), me);
    expect(sent[0]?.subject).toBe('甲');
    expect(await delivery(cleared)).toMatchObject({ state: 'dropped', reason: 'deadlineCleared' });
    expect(await delivery(paused)).toMatchObject({ state: 'dropped', reason: 'deadlinePaused' });
  });

  test('of two deadlines that one fact set, the rung of the one cleared is dropped and the other leaves', async () => {
    const { channel, sent } = fake();
    const me = await person();
    const processId = randomUUID();
    const [kept, cleared] = [
      await tell(me, '停业', { isRung: true, processId, deadlineKind: 'suspension:2' }),
      await tell(me, '改正', { isRung: true, processId, deadlineKind: 'rectify:1' }),
    ];
    await deadline(kept);
    await freezeAndSend(activities(channel), me);
    expect(sent.map((message) => message.subject)).toEqual(['停业']);
    expect(await delivery(cleared)).toMatchObject({ state: 'dropped', reason: 'deadlineCleared' });
  });

  test('a recipient without an address, or who has left, gets nothing, and the reason is recorded', async () => {
    const { channel } = fake();
    const on = activities(channel);
    const [homeless, gone] = [await person(null), await person('gone@example.org', false)];
    const [one, two] = [await tell(homeless, '甲'), await tell(gone, '乙')];
    expect(await on.freezeDigest(homeless, 'mail')).toEqual({});
    expect(await on.freezeDigest(gone, 'mail')).toEqual({});
    expect(await delivery(one)).toMatchObject({ state: 'dropped', reason: 'noAddress' });
    expect(await delivery(two)).toMatchObject({ state: 'dropped', reason: 'recipientInactive' });
  });

  test('deliveries of a channel that this worker does not have stay, and the sweep leaves them alone for an hour', async () => {
    const { channel } = fake();
    const me = await person();
    const told = await tell(me, '甲', { channel: 'robot' });
    expect(await activities(channel).freezeDigest(me, 'robot')).toEqual({});
    expect((await delivery(told)).state).toBe('pending');
    await setClock(tuesday + 5 * 60_000);
    expect(await recipientsWaiting(pool, 10)).toEqual([]);
    await setClock(tuesday + 2 * hourMs);
    expect(await recipientsWaiting(pool, 10)).toEqual([{ personId: me, channel: 'robot' }]);
  });
});

describe('quiet hours', () => {
  test('a notice of the night waits for 08:00, unseen by the sweep; an urgent one leaves at once and alone', async () => {
    await setClock(night);
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    const calm = await tell(me, '甲');
    const { waitMs } = await on.freezeDigest(me, 'mail');
    expect(waitMs).toBeGreaterThan(wednesdayEight - night - 10_000);
    expect(waitMs).toBeLessThanOrEqual(wednesdayEight - night);
    await setClock(night + 2 * hourMs);
    expect(await recipientsWaiting(pool, 10)).toEqual([]);
    await tell(me, '急', { urgent: true });
    await freezeAndSend(on, me);
    expect(sent.map((message) => message.subject)).toEqual(['急']);
    expect((await delivery(calm)).state).toBe('pending');
    await setClock(wednesdayEight + 61_000);
    expect(await recipientsWaiting(pool, 10)).toEqual([{ personId: me, channel: 'mail' }]);
    await freezeAndSend(on, me);
    expect(sent.map((message) => message.subject)).toEqual(['急', '甲']);
  });

  test('are switched off by the configuration', async () => {
    await setClock(night);
    const { channel, sent } = fake();
    const me = await person();
    await tell(me, '甲');
    await freezeAndSend(activities(channel, 'always'), me);
    expect(sent).toHaveLength(1);
  });

  test('a message that was frozen in time and not begun waits too, and its rungs are checked again', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    const [stays, goes] = [await tell(me, '甲'), await tell(me, '乙', { isRung: true })];
    await deadline(goes);
    const first = await on.freezeDigest(me, 'mail');
    await setClock(night);
    expect((await on.freezeDigest(me, 'mail')).waitMs).toBeGreaterThan(0);
    await on.sendDigest(first.digestId ?? '');
    expect(sent).toHaveLength(0);
    await pool.query('DELETE FROM deadline_record');
    await setClock(wednesdayEight);
    await freezeAndSend(on, me);
    expect(sent.map((message) => message.subject)).toEqual(['甲']);
    expect((await delivery(stays)).state).toBe('sent');
    expect(await delivery(goes)).toMatchObject({ state: 'dropped', reason: 'deadlineCleared' });
  });
});

describe('a repeat is the same message', () => {
  test('after a failed try the frozen message goes again, whatever was told meanwhile, and at any hour', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    channel.behave = refused;
    const { digestId } = await on.freezeDigest(me, 'mail');
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('451');
    expect(await digest(digestId)).toEqual({ state: 'frozen', attempts: 1, last_error: 'mail was not sent: 451' });
    await tell(me, '乙');
    await pool.query("UPDATE person_record SET mail = 'new@example.org'");
    await setClock(night);
    channel.behave = async () => undefined;
    expect(await on.freezeDigest(me, 'mail')).toEqual({ digestId });
    await on.sendDigest(digestId ?? '');
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(await digest(digestId)).toEqual({ state: 'sent', attempts: 1, last_error: null });
  });

  test('a worker killed between sending and noting it repeats mail with the same Message-ID', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    let statesWhileSending: string | undefined;
    channel.behave = async () => {
      statesWhileSending = (await digest(digestId))?.state;
      throw new SendFailure('killed', 'unknown');
    };
    const { digestId } = await on.freezeDigest(me, 'mail');
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('killed');
    expect(statesWhileSending).toBe('sending');
    expect((await digest(digestId))?.state).toBe('sending');
    channel.behave = async () => undefined;
    await freezeAndSend(on, me);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  test('a ledger restored from before the message was frozen freezes it under the same id', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    const told = [await tell(me, '甲'), await tell(me, '乙')];
    await freezeAndSend(on, me);
    await pool.query('DELETE FROM digest');
    await pool.query("UPDATE delivery SET state = 'pending', digest_id = NULL");
    await freezeAndSend(on, me);
    expect(sent[1]?.messageId).toBe(sent[0]?.messageId);
    const ids = told.map((one) => one.deliveryId);
    expect(sent[0]?.messageId).toContain(digestIdOf([...ids].reverse()));
  });
});

describe('where the remote cannot tell repeats apart', () => {
  test('a try without an answer makes the message unknown and is confirmed by one more try, never a third', async () => {
    const { channel, sent } = fake('mail', false);
    const on = activities(channel);
    const me = await person();
    const told = await tell(me, '甲');
    channel.behave = unanswered;
    const { digestId } = await on.freezeDigest(me, 'mail');
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('ECONNECTION');
    await on.sendDigest(digestId ?? '');
    expect((await digest(digestId))?.state).toBe('unknown');
    expect((await delivery(told)).state).toBe('unknown');
    await on.sendDigest(digestId ?? '');
    expect(sent).toHaveLength(2);
    expect(await on.freezeDigest(me, 'mail')).toEqual({});
  });

  test('a refused try is no unknown one: it is tried again until it succeeds', async () => {
    const { channel, sent } = fake('mail', false);
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    const { digestId } = await on.freezeDigest(me, 'mail');
    channel.behave = refused;
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('451');
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('451');
    channel.behave = async () => undefined;
    await on.sendDigest(digestId ?? '');
    expect(sent).toHaveLength(3);
    expect((await digest(digestId))?.state).toBe('sent');
  });
});

describe('failing', () => {
  test('for a day parks the message and lets the next ones go on; an administrator lets it try again as the same message', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    const told = await tell(me, '甲');
    channel.behave = refused;
    const { digestId } = await on.freezeDigest(me, 'mail');
    for (let hour = 0; hour < 24; hour++) {
      await setClock(tuesday + hour * hourMs);
      await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('451');
    }
    await setClock(tuesday + 24 * hourMs + 60_000);
    await on.sendDigest(digestId ?? '');
    expect(await digest(digestId)).toMatchObject({ state: 'failed', attempts: 25 });
    expect((await delivery(told)).state).toBe('failed');
    expect(await parkedDigests(pool, 10)).toEqual([expect.objectContaining({ id: digestId, personId: me, attempts: 25, lastError: 'mail was not sent: 451' })]);
    expect(await on.freezeDigest(me, 'mail')).toEqual({});
    channel.behave = async () => undefined;
    await tell(me, '乙');
    await freezeAndSend(on, me);
    expect(sent.at(-1)?.subject).toBe('乙');
    expect(await ledger.transact((client) => unparkDigest(client, digestId ?? ''))).toBe(true);
    expect(await ledger.transact((client) => unparkDigest(client, digestId ?? ''))).toBe(false);
    await freezeAndSend(on, me);
    expect(sent.at(-1)).toEqual(sent[0]);
    expect((await delivery(told)).state).toBe('sent');
  });

  test('twice with a day’s sleep of the machine in between parks nothing', async () => {
    const { channel } = fake();
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    channel.behave = refused;
    const { digestId } = await on.freezeDigest(me, 'mail');
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('451');
    await setClock(tuesday + 48 * hourMs);
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('451');
  });

  test('in a way that the channel did not foresee stores and throws nothing of what the error says', async () => {
    const { channel } = fake();
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    channel.behave = async () => {
      throw new Error('smtp://duban:geheim@mail.example.org broke');
    };
    const { digestId } = await on.freezeDigest(me, 'mail');
    const thrown = await on.sendDigest(digestId ?? '').catch((error: unknown) => error);
    expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain('geheim');
    expect((await digest(digestId))?.last_error).toBe('the channel broke');
  });

  test('keeps the sweep away while the digest workflow has patience of its own', async () => {
    const { channel } = fake();
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    channel.behave = refused;
    const { digestId } = await on.freezeDigest(me, 'mail');
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('451');
    await setClock(tuesday + 30 * 60_000);
    expect(await recipientsWaiting(pool, 10)).toEqual([]);
    await setClock(tuesday + hourMs + 62_000);
    expect(await recipientsWaiting(pool, 10)).toEqual([{ personId: me, channel: 'mail' }]);
  });
});

describe('after a restore', () => {
  test('nothing leaves, neither new nor begun, until an administrator releases deliveries', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    const { digestId } = await on.freezeDigest(me, 'mail');
    await pool.query('UPDATE ledger_state SET held_since = ledger_now()');
    await on.sendDigest(digestId ?? '');
    expect(await on.freezeDigest(me, 'mail')).toEqual({});
    expect(sent).toHaveLength(0);
    expect(await releaseDeliveries(pool)).toBe(true);
    await freezeAndSend(on, me);
    expect(sent).toHaveLength(1);
  });
});

describe('a lawful erasure', () => {
  const everything = async (): Promise<string> => {
    const { rows } = await pool.query<{ all: string }>(`SELECT concat((SELECT jsonb_agg(n) FROM notice n), (SELECT jsonb_agg(d) FROM digest d)) AS all`);
    return rows[0]?.all ?? '';
  };

  test('reaches notices, messages sent and messages frozen, and what else a frozen one held leaves all the same', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    const before = await tell(me, '张记药店 其一');
    const first = await freezeAndSend(on, me);
    const about = await tell(me, '张记药店 其二');
    await pool.query('UPDATE notice SET process_id = $1, fact_seq = 4 FROM delivery v WHERE v.notice_id = notice.id AND v.id = $2', [before.processId, about.deliveryId]);
    const other = await tell(me, '无关');
    const frozen = await on.freezeDigest(me, 'mail');
    await ledger.transact((client) => eraseMessages(client, before.processId));
    expect(await everything()).not.toContain('张记');
    expect((await digest(first))?.state).toBe('sent');
    expect(await delivery(about)).toMatchObject({ state: 'dropped', reason: 'erased' });
    await on.sendDigest(frozen.digestId ?? '');
    expect(sent).toHaveLength(1);
    await freezeAndSend(on, me);
    expect(sent.at(-1)?.subject).toBe('无关');
    expect((await delivery(other)).state).toBe('sent');
  });

  test('of a person leaves no address behind and sends them nothing any more', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person('secret@example.org');
    const one = await tell(me, '甲');
    await freezeAndSend(on, me);
    const two = await tell(me, '乙');
    await on.freezeDigest(me, 'mail');
    await ledger.transact((client) => eraseMessages(client, me));
    expect(await everything()).not.toContain('secret@example.org');
    expect((await delivery(one)).state).toBe('sent');
    expect(await delivery(two)).toMatchObject({ state: 'dropped', reason: 'erased' });
    expect(await on.freezeDigest(me, 'mail')).toEqual({});
    expect(sent).toHaveLength(1);
  });
});
