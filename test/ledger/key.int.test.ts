import { randomUUID } from 'node:crypto';
import type { CommandRequest, Outcome } from '../../ledger/request.ts';
import { contents, type LedgerBench, openCase, openLedger, violation } from './fixture.ts';

let bench: LedgerBench;
beforeAll(async () => {
  bench = await openLedger();
});
afterAll(() => bench?.stop());

const answer: NonNullable<CommandRequest['answer']> = (decided, { state }) => ({
  status: decided.ok ? 201 : 422,
  // Keys in no alphabetical order, as a presenter might write them.
  body: decided.ok ? { zone: 'z', id: state.id, version: state.version, also: ['b', 'a'] } : { zone: 'z', code: decided.code },
});

const asker = (username = 'inspector-a'): Pick<CommandRequest, 'actor'> & { personId: string } => ({
  actor: bench.district.acting.actor(username),
  personId: bench.district.ids.person(username),
});

/** A request to open a case, as the API sends it: a new id each time. */
const opening = (key: string, title: string, digest = 'digest', username = 'inspector-a'): CommandRequest => {
  const { actor, personId } = asker(username);
  const command = { type: 'open', partyId: bench.district.ids.party('clinic'), title, source: 'complaint' };
  return { type: 'case', id: randomUUID(), creates: true, command, actor, key: { personId, key, digest }, answer };
};
const stepping = (id: string, key: string, command: { type: string }): CommandRequest => {
  const { actor, personId } = asker();
  return { type: 'case', id, command, actor, key: { personId, key, digest: JSON.stringify(command) }, answer };
};
const text = (outcome: Outcome): string => JSON.stringify(outcome.answer);
const casesCalled = async (title: string): Promise<number> => (await bench.pool.query('SELECT count(*)::int AS n FROM case_record WHERE title = $1', [title])).rows[0].n;

describe('an idempotency key', () => {
  test('sent three times at once has one effect and three answers identical to the byte', async () => {
    for (let round = 0; round < 5; round++) {
      const title = `三次${round}`;
      const outcomes = await Promise.all([1, 2, 3].map(() => bench.ledger.execute(opening(`three-${round}`, title))));
      expect(await casesCalled(title)).toBe(1);
      expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, true]);
      expect(outcomes.filter((outcome) => outcome.repeated)).toHaveLength(2);
      expect(new Set(outcomes.map(text)).size).toBe(1);
    }
  });

  test('with another request is refused and changes nothing', async () => {
    await bench.ledger.execute(opening('reused', '先到'));
    const before = await contents(bench.pool);
    expect(await bench.ledger.execute(opening('reused', '后到', 'another digest'))).toMatchObject({ ok: false, code: 'command.key_reused', repeated: false });
    expect(await contents(bench.pool)).toEqual(before);
  });

  test('keeps a refusal too: it is answered again although the step would be accepted by now', async () => {
    const id = await openCase(bench);
    const order = { type: 'issueOrder', requirements: '整改', period: { value: 5, unit: 'workingDay' } };
    const refused = await bench.ledger.execute(stepping(id, 'too-early', order));
    expect(refused.ok).toBe(false);
    await bench.district.acting.step('inspector-a', 'case', id, violation(bench));
    const again = await bench.ledger.execute(stepping(id, 'too-early', order));
    expect(again.repeated).toBe(true);
    expect(text(again)).toBe(text(refused));
    expect(await bench.ledger.execute(stepping(id, 'in-time', order))).toMatchObject({ ok: true });
  });

  test('of a request still running is waited for', async () => {
    const id = await openCase(bench);
    const holder = await bench.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM process WHERE id = $1 FOR UPDATE', [id]);
      const ended: string[] = [];
      const send = (name: string): Promise<Outcome> => bench.ledger.execute(stepping(id, 'slow', violation(bench))).finally(() => ended.push(name));
      const first = send('first');
      await new Promise((resolve) => setTimeout(resolve, 150));
      const second = send('second');
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(ended).toEqual([]);
      await holder.query('ROLLBACK');
      const outcomes = await Promise.all([first, second]);
      expect(outcomes.map((outcome) => outcome.repeated)).toEqual([false, true]);
      expect(new Set(outcomes.map(text)).size).toBe(1);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
  });

  test('belongs to one person: the same key of another is another request', async () => {
    await bench.ledger.execute(opening('mine', '甲的'));
    expect(await bench.ledger.execute(opening('mine', '乙的', 'digest', 'inspector-b'))).toMatchObject({ ok: true, repeated: false });
    expect(await casesCalled('乙的')).toBe(1);
  });
});
