import { randomUUID } from 'node:crypto';
import { SendFailure } from '../../activities/channel/channel.ts';
import { digestFigures, digestIdOf } from '../../ledger/delivery.ts';
import { recipientsWaiting } from '../../ledger/sweep.ts';
import {
  activities,
  deadline,
  delivery,
  digest,
  fake,
  freezeAndSend,
  hourMs,
  ledger,
  night,
  person,
  pool,
  refused,
  setClock,
  tell,
  tuesday,
  unanswered,
  useDeliveries,
  wednesdayEight,
} from './fixture.ts';

useDeliveries();

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
  test('after a refused try the frozen message goes again, whatever was told meanwhile, once the hour lets it', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    channel.behave = refused;
    const { digestId } = await on.freezeDigest(me, 'mail');
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('451');
    expect(await digest(digestId)).toEqual({ state: 'frozen', attempts: 1, last_error: 'mail was not sent: 451' });
    await tell(me, '乙');
    await setClock(night);
    channel.behave = async () => undefined;
    expect((await on.freezeDigest(me, 'mail')).waitMs).toBeGreaterThan(0);
    await setClock(wednesdayEight);
    expect(await on.freezeDigest(me, 'mail')).toEqual({ digestId });
    await on.sendDigest(digestId ?? '');
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(await digest(digestId)).toEqual({ state: 'sent', attempts: 1, last_error: null });
  });

  test('one that may have gone out goes again at any hour, to where it went', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const me = await person();
    await tell(me, '甲');
    channel.behave = unanswered;
    const { digestId } = await on.freezeDigest(me, 'mail');
    await expect(on.sendDigest(digestId ?? '')).rejects.toThrow('ECONNECTION');
    await pool.query("UPDATE person_record SET mail = 'new@example.org'");
    await setClock(night);
    channel.behave = async () => undefined;
    expect(await on.freezeDigest(me, 'mail')).toEqual({ digestId });
    await on.sendDigest(digestId ?? '');
    expect(sent[1]).toEqual(sent[0]);
  });

  test('one that was refused goes to nobody who has left since, to no address that was put right, and not where all it tells has been done', async () => {
    const { channel, sent } = fake();
    const on = activities(channel);
    const refusedOnce = async (me: string): Promise<void> => {
      channel.behave = refused;
      await expect(freezeAndSend(on, me)).rejects.toThrow('451');
      channel.behave = async () => undefined;
    };
    const [left, moved, done, doubtful] = [await person(), await person(), await person(), await person()];
    const [toLeft, , toDone, inDoubt] = [await tell(left, '甲'), await tell(moved, '乙'), await tell(done, '丙', { isRung: true }), await tell(doubtful, '丁')];
    await deadline(toDone);
    for (const me of [left, moved, done]) await refusedOnce(me);
    channel.behave = unanswered;
    await expect(freezeAndSend(on, doubtful)).rejects.toThrow('ECONNECTION');
    channel.behave = async () => undefined;
    await pool.query('UPDATE person_record SET active = false WHERE id = ANY($1::uuid[])', [[left, doubtful]]);
    await pool.query("UPDATE person_record SET mail = 'new@example.org' WHERE id = $1", [moved]);
    await pool.query('DELETE FROM deadline_record');
    const before = sent.length;
    for (const me of [left, done, doubtful]) expect(await on.freezeDigest(me, 'mail')).toEqual({});
    expect([await delivery(toLeft), await delivery(toDone), await delivery(inDoubt)]).toMatchObject([
      { state: 'dropped', reason: 'recipientInactive' },
      { state: 'dropped', reason: 'deadlineCleared' },
      { state: 'unknown' },
    ]);
    await freezeAndSend(on, moved);
    expect(sent.slice(before).map(({ to, subject }) => [to, subject])).toEqual([['new@example.org', '乙']]);
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
