import { createPasswords } from '../../api/session/password.ts';
import { endOtherSessions, setCredential } from '../../api/session/store.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { demoState } from './demo.ts';
import { demoPosts } from './district.ts';

/**
 * Gives every demo login this password where it has another one; their sessions end. The demo password is taken as given and never expires.
 * Answers how many logins were changed: 0 where they have it already, and in a ledger without a demo, which is left alone.
 */
export async function setDemoPassword(ledger: Ledger, password: string): Promise<number> {
  if ((await demoState(ledger)) !== 'loaded') return 0;
  const passwords = createPasswords();
  const { rows } = await ledger.pool.query<{ id: string; hash: string | null }>(
    'SELECT p.id, c.hash FROM person_record p LEFT JOIN credential c ON c.person_id = p.id WHERE p.username = ANY($1::text[]) ORDER BY p.id',
    [demoPosts.map((post) => post.username)],
  );
  // They were given one hash together: each is checked once.
  const right = new Map<string | null, boolean>();
  for (const { hash } of rows) if (!right.has(hash)) right.set(hash, await passwords.verify(hash ?? undefined, password));
  const others = rows.filter(({ hash }) => !right.get(hash));
  if (others.length === 0) return 0;
  const fresh = await passwords.hash(password);
  await ledger.transact(async (client) => {
    for (const { id } of others) {
      await setCredential(client, id, fresh, false);
      await endOtherSessions(client, id, undefined);
    }
  });
  return others.length;
}
