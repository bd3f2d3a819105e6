import { releaseDeliveries } from '../../ledger/beacon.ts';
import { eraseMessages, parkedDigests, unparkDigest } from '../../ledger/delivery.ts';
import { recipientsWaiting } from '../../ledger/sweep.ts';
import { activities, delivery, digest, fake, freezeAndSend, hourMs, ledger, person, pool, refused, setClock, tell, tuesday, unanswered, useDeliveries } from './fixture.ts';

useDeliveries();

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
