import { clear, createStore, del, delMany, entries, keys, setMany, values } from 'idb-keyval';
import { build } from '../build.ts';
import { keepsDrafts } from '../drafts/store.ts';
import { type Kept, mostKept, superfluous } from './what.ts';

const store = keepsDrafts ? createStore('duban-read', 'read') : undefined;

const keyOf = (personId: string, queryHash: string): string => `${personId} ${queryHash}`;

let isTidy = false;

/** Keeps answers, each in the place of what it was before; what has to go goes. Nothing where the page came over plain http. */
export async function keepAnswers(personId: string, answers: readonly Kept[]): Promise<void> {
  if (!store || answers.length === 0) return;
  await setMany(
    answers.map((kept): [string, Kept] => [keyOf(personId, kept.read.queryHash), kept]),
    store,
  );
  // Once at each opening of the page, lest anything of others, of other builds or of former days stays; later only by number.
  if (isTidy && (await keys(store)).length <= mostKept) return;
  isTidy = true;
  await delMany([...superfluous(await entries<string, Kept>(store), personId, build, Date.now())], store);
}

/** Everything that is kept. */
export const readAnswers = async (): Promise<readonly Kept[]> => (store ? values<Kept>(store) : []);

/** Forgets one answer: it is not for this person any more. */
export async function forgetAnswer(personId: string, queryHash: string): Promise<void> {
  if (store) await del(keyOf(personId, queryHash), store);
}

/** Forgets all that was read on this device. */
export async function forgetAnswers(): Promise<void> {
  if (store) await clear(store);
}
