import type { ActorRef } from '../../domain/process/fact.ts';
import type { Instant } from '../../domain/process/time.ts';
import type { PersonState } from '../../domain/register/person.ts';
import { statesAt } from '../../ledger/as-of.ts';
import type { LedgerDoor } from '../http/kernel.ts';

/**
 * 签发人 by the name of the moment of signing, as far as a person of the register signed: whoever holds the post since, and what the signer has been called since, change
 * nothing in a paper that was signed.
 */
export async function signerOf(pool: LedgerDoor['pool'], by: ActorRef | undefined, at: Instant | undefined): Promise<string | undefined> {
  if (by?.personId === undefined || at === undefined) return undefined;
  const [person] = await statesAt<PersonState>(pool, 'person', [by.personId], at);
  return person?.name;
}
