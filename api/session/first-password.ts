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

/** Sets first passwords, each to be changed at the first sign-in. */
export async function setFirstPasswords(client: pg.PoolClient, passwords: readonly { readonly personId: string; readonly password: string }[]): Promise<void> {
  for (const { personId, password } of passwords) await setCredential(client, personId, await hashRandom(password), true);
}

/** Takes back the passwords of people who did not come into being. */
export async function forgetPasswords(client: pg.Pool, personIds: readonly string[]): Promise<void> {
  await client.query('DELETE FROM credential c WHERE c.person_id = ANY($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM person_record p WHERE p.id = c.person_id)', [personIds]);
}
