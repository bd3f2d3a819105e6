import { randomBytes, randomUUID } from 'node:crypto';
import { createPasswords } from '../api/session/password.ts';
import { accountNamed, endOtherSessions, setCredential } from '../api/session/store.ts';
import { system } from '../domain/process/actor.ts';
import type { RegisterType } from '../domain/process/definition.ts';
import { firstPasswordHours } from '../domain/register/first-password.ts';
import { Ledger } from '../ledger/ledger.ts';
import { runCommand } from './command/ledger-at-hand.ts';
import { StartFailure } from './failure.ts';
import { seedCalendar } from './seed.ts';

/**
 * `npm run create-administrator -- USERNAME UNIT-NAME`: the first administrator of a fresh ledger, with a first password.
 * For somebody who administers already it hands out another and ends their sessions, whatever became of the one before: who has forgotten theirs has nobody else to ask.
 */
await runCommand('create-administrator', async ({ pool }) => {
  const [username, unitName] = process.argv.slice(2);
  if (!username || !unitName)
    throw new StartFailure(
      'The administrator needs a user name and a unit.',
      'Both stand in every record of what the administrator does.',
      'npm run create-administrator -- admin 演示区信息中心',
    );
  const ledger = new Ledger(pool);
  const { org, now } = await ledger.moment();
  const handOut = async (personId: string): Promise<true> => {
    const password = randomBytes(12).toString('base64url');
    const hash = await createPasswords().hash(password);
    await ledger.transact(async (client) => {
      await setCredential(client, personId, hash, { hours: firstPasswordHours });
      await endOtherSessions(client, personId, undefined);
    });
    console.log(`user name  ${username}\npassword   ${password}   (shown once; good for one sign-in within ${firstPasswordHours} hours, to be changed at it)`);
    return true;
  };
  const holders = org.units().flatMap((unit) => org.postsIn(unit.id, 'administrator', now).flatMap((post) => post.personId ?? []));
  const account = await accountNamed(pool, username);
  if (account !== undefined && holders.includes(account.personId)) return handOut(account.personId);
  if (holders.length > 0)
    throw new StartFailure(
      'There is an administrator already.',
      'Others are appointed by them; to one of them this command hands out another password.',
      'sign in as an administrator and use POST /api/v1/posts, or name an administrator’s user name',
    );
  const register = async (type: RegisterType, command: { readonly type: string }): Promise<string> => {
    const id = randomUUID();
    const outcome = await ledger.execute({ type, id, creates: true, command, actor: system });
    if (!outcome.ok) throw new StartFailure(`The ${type} was refused: ${outcome.code}`, JSON.stringify(outcome.params ?? {}), 'choose other names and repeat');
    return id;
  };
  await seedCalendar(ledger);
  const unitId =
    org.units().find((unit) => unit.name === unitName)?.id ?? (await register('unit', { type: 'register', name: unitName, kind: 'institution' } as { readonly type: string }));
  const personId = await register('person', { type: 'register', name: '系统管理员', username } as { readonly type: string });
  await register('post', { type: 'create', unitId, role: 'administrator', title: '系统管理员', personId } as { readonly type: string });
  return handOut(personId);
});
