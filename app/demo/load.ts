import { randomUUID } from 'node:crypto';
import { createPasswords } from '../../api/session/password.ts';
import { setCredential } from '../../api/session/store.ts';
import { addDays, beijingDateOf } from '../../domain/calendar/beijing.ts';
import { system } from '../../domain/process/actor.ts';
import type { RegisterType } from '../../domain/process/definition.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { demoParties, demoPosts, demoUnits } from './district.ts';

/** What the demo's stories refer to: ids by key. */
export interface DemoIds {
  readonly unit: (key: string) => string;
  /** Person and post by user name. */
  readonly person: (username: string) => string;
  readonly post: (username: string) => string;
  readonly party: (key: string) => string;
}

/** Since when the demo's units and posts have been there. */
const since = '2026-01-01';

/** Writes one register entry through the ledger; a refusal of our own data is a fault of this program. */
export async function register(ledger: Ledger, type: RegisterType, command: { readonly type: string }, id: string = randomUUID()): Promise<string> {
  const outcome = await ledger.execute({ type, id, creates: true, command, actor: system });
  if (!outcome.ok) throw new Error(`the demo's ${type} was refused: ${outcome.code} ${JSON.stringify(outcome.params ?? {})}`);
  return id;
}

/** Units, posts, their holders with credentials, and parties. `progress` hears what is being done. */
export async function loadDistrict(ledger: Ledger, password: string, now: Instant, progress: (text: string) => void): Promise<DemoIds> {
  const units = new Map<string, string>();
  const people = new Map<string, string>();
  const posts = new Map<string, string>();
  const parties = new Map<string, string>();
  progress(`${demoUnits.length} units`);
  for (const unit of demoUnits) {
    const parentId = unit.parent === undefined ? undefined : units.get(unit.parent);
    units.set(
      unit.key,
      await register(ledger, 'unit', {
        type: 'register',
        name: unit.name,
        shortName: unit.shortName,
        aliases: unit.aliases ?? [],
        kind: unit.kind,
        from: since,
        ...(parentId ? { parentId } : {}),
      } as { readonly type: string }),
    );
  }
  progress(`${demoPosts.length} posts`);
  // One hash serves all: they share the demo password anyway, and hashing it for each would take as many tenths of a second.
  const hash = await createPasswords().hash(password);
  const validUntil = addDays(beijingDateOf(now), 365);
  for (const [index, post] of demoPosts.entries()) {
    const personId = await register(ledger, 'person', { type: 'register', name: post.title, username: post.username } as { readonly type: string });
    if (post.certificate)
      await register(
        ledger,
        'person',
        { type: 'setCertificate', number: `演示-${String(index + 1).padStart(4, '0')}`, expiresOn: validUntil } as { readonly type: string },
        personId,
      );
    const unitId = units.get(post.unit);
    posts.set(post.username, await register(ledger, 'post', { type: 'create', unitId, role: post.role, title: post.title, from: since, personId } as { readonly type: string }));
    people.set(post.username, personId);
    await setCredential(ledger.pool, personId, hash, false);
  }
  for (const { key, ...party } of demoParties) parties.set(key, await register(ledger, 'party', { type: 'register', ...party } as { readonly type: string }));
  const named = (map: ReadonlyMap<string, string>, what: string) => (key: string) => {
    const id = map.get(key);
    if (!id) throw new Error(`the demo has no ${what} ${key}`);
    return id;
  };
  return { unit: named(units, 'unit'), person: named(people, 'person'), post: named(posts, 'post'), party: named(parties, 'party') };
}
