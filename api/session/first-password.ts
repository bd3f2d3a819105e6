import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { firstPasswordHours } from '../../domain/register/first-password.ts';
import { hashRandom } from './password.ts';
import { setCredentials } from './store.ts';

/** Letters and digits that are told apart in print and by voice. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 5;

/** A password of 99 random bits that can be printed and read out: kx7mq-…. */
const firstPassword = (): string => Array.from({ length: groups }, () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join('')).join('-');

/** A first password that does not hold yet: what is shown of it once, and the hash that is kept. */
export interface MadeFirst {
  readonly personId: string;
  readonly password: string;
  readonly hash: string;
}

/** Makes first passwords for these people. */
export const makeFirstPasswords = (personIds: readonly string[]): Promise<readonly MadeFirst[]> =>
  Promise.all(
    personIds.map(async (personId) => {
      const password = firstPassword();
      return { personId, password, hash: await hashRandom(password) };
    }),
  );

/** Lets first passwords hold, each for one sign-in within so many hours; those before open nothing any more. Answers when they end. */
export async function setFirstPasswords(client: pg.ClientBase, made: readonly MadeFirst[], hours: number = firstPasswordHours): Promise<Date> {
  const expiresAt = await setCredentials(client, made, { hours });
  if (!expiresAt) throw new Error('first passwords were set without an end');
  return expiresAt;
}
