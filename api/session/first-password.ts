import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { hashRandom } from './password.ts';
import { setCredential } from './store.ts';

/** Letters and digits that are told apart in print and by voice. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 5;

/** A password of 99 random bits that can be printed and read out: kx7mq-…. */
export const firstPassword = (): string => Array.from({ length: groups }, () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join('')).join('-');

/** Three days: what is handed out on a Friday afternoon still works on the Monday, and a sheet found in a drawer a week later opens nothing. */
export const firstPasswordHours = 72;

/** Sets first passwords, each for one sign-in within so many hours. Answers when they end. */
export async function setFirstPasswords<P extends { readonly personId: string; readonly password: string }>(
  client: pg.PoolClient,
  passwords: readonly P[],
  hours: number = firstPasswordHours,
): Promise<readonly (P & { readonly expiresAt: Date })[]> {
  const set: (P & { readonly expiresAt: Date })[] = [];
  for (const one of passwords) {
    const expiresAt = await setCredential(client, one.personId, await hashRandom(one.password), { hours });
    if (!expiresAt) throw new Error('a first password was set without an end');
    set.push({ ...one, expiresAt });
  }
  return set;
}

/** Takes back the passwords of people who did not come into being. */
export async function forgetPasswords(client: pg.Pool, personIds: readonly string[]): Promise<void> {
  await client.query('DELETE FROM credential c WHERE c.person_id = ANY($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM person_record p WHERE p.id = c.person_id)', [personIds]);
}
