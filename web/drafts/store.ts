import { createStore, del, delMany, entries, get, keys, promisifyRequest, set, update } from 'idb-keyval';
import type { Fields } from '../steps/values.ts';
import { localKeys } from './local-files.ts';
import { keyOf, type Place } from './place.ts';
import { inOrder, inPlaceOf, type Waiting } from './waiting.ts';

/** What was typed into a form and not submitted yet. */
export interface Draft {
  readonly fields: Fields;
  /** Which of a step's alternatives. */
  readonly way: number;
  /** The version of the thing on which it was begun; null for a new thing. */
  readonly version: number | null;
  /** Of a new thing: the key under which it goes out, so that sent again after a reload it is no second thing. */
  readonly sentAs?: string | undefined;
}

/** True where drafts are kept on this device: over https, or on it itself. Over plain http anybody on the way could read them, and browsers withhold what it takes. */
export const keepsDrafts = globalThis.isSecureContext === true && 'indexedDB' in globalThis;

const drafts = keepsDrafts ? createStore('duban-drafts', 'drafts') : undefined;
const files = keepsDrafts ? createStore('duban-files', 'files') : undefined;
const queue = keepsDrafts ? createStore('duban-queue', 'queue') : undefined;

/** What was typed at a place; undefined where nothing was. */
export const readDraft = (place: Place): Promise<Draft | undefined> => get<Draft>(keyOf(place), drafts);

/** How many forms hold what a person typed and did not submit. What waits to be sent has left its form. */
export async function countDrafts(personId: string): Promise<number> {
  if (!drafts) return 0;
  const waiting = new Set((await readQueue(personId)).map(({ place }) => keyOf(place)));
  return (await keys<string>(drafts)).filter((key) => key.startsWith(`${personId} `) && !waiting.has(key)).length;
}

/** Keeps what is typed. Files of the content before it that it holds no longer, uploaded or taken off, go once it is kept. */
export async function keepDraft(place: Place, draft: Draft, former: Fields = {}): Promise<void> {
  await set(keyOf(place), draft, drafts);
  const held = new Set(localKeys(draft.fields));
  await dropFiles(
    place.personId,
    localKeys(former).filter((key) => !held.has(key)),
  );
}

/** Forgets what was typed, with its files. */
export async function dropDraft(place: Place): Promise<void> {
  const draft = await readDraft(place);
  if (draft) await dropFiles(place.personId, localKeys(draft.fields));
  await del(keyOf(place), drafts);
}

/** Puts what was typed at one place to where it waits, with its files. The key under which it went out stays with what waits; once that is refused, what is put right is another request. */
export async function moveDraft(from: Place, to: Place): Promise<void> {
  const draft = await readDraft(from);
  if (draft) await keepDraft(to, { ...draft, sentAs: undefined });
  if (keyOf(from) !== keyOf(to)) await del(keyOf(from), drafts);
}

const fileKey = (personId: string, key: string): string => `${personId} ${key}`;

/** Keeps a chosen file until it can be uploaded. */
export const keepFile = (personId: string, key: string, file: File): Promise<void> => set(fileKey(personId, key), file, files);

/** A file that was kept. */
export const readFile = (personId: string, key: string): Promise<File | undefined> => get<File>(fileKey(personId, key), files);

/** Forgets files that were uploaded or thrown away. */
const dropFiles = (personId: string, dropped: readonly string[]): Promise<void> =>
  delMany(
    dropped.map((key) => fileKey(personId, key)),
    files,
  );

/** Forgets the form of what was sent, with its files: before it leaves the queue, so that, cut short, it is sent once more under its key and no form holds what was recorded long ago. */
export async function dropSent({ place, body }: Pick<Waiting, 'place' | 'body'>): Promise<void> {
  await dropFiles(place.personId, localKeys(body));
  await dropDraft(place);
}

/** What waits to be sent for a person, in the order in which it was submitted. */
export async function readQueue(personId: string): Promise<readonly Waiting[]> {
  if (!queue) return [];
  const all = await entries<string, Waiting>(queue);
  return inOrder(all.flatMap(([key, waiting]) => (key.startsWith(`${personId} `) ? [waiting] : [])));
}

/** Puts something into the queue, in the place of what was submitted there before. */
export const keepWaiting = (waiting: Waiting): Promise<void> => update<Waiting>(keyOf(waiting.place), (former) => inPlaceOf(former, waiting), queue);

/** Acts on a step where it still waits, and answers whether it does: while it was being sent it may have been thrown away or submitted anew, here or in another window. */
async function whereItWaits({ place, key }: Waiting, act: (store: IDBObjectStore) => void): Promise<boolean> {
  if (!queue) return false;
  return await queue('readwrite', async (store) => {
    const now = await promisifyRequest<Waiting | undefined>(store.get(keyOf(place)));
    if (now?.key !== key) return false;
    act(store);
    await promisifyRequest(store.transaction);
    return true;
  });
}

/** Records what became of a step that waits; false where it waits no longer. */
export const amendWaiting = (waiting: Waiting): Promise<boolean> => whereItWaits(waiting, (store) => store.put(waiting, keyOf(waiting.place)));

/** Whether a step still waits as it was submitted. */
export const stillWaits = (waiting: Waiting): Promise<boolean> => whereItWaits(waiting, () => undefined);

/** Takes a step that was sent out of the queue; false where it waits no longer. */
export const settleWaiting = (waiting: Waiting): Promise<boolean> => whereItWaits(waiting, (store) => store.delete(keyOf(waiting.place)));

/** Takes whatever waits at a place out of the queue. */
export const dropWaiting = (place: Place): Promise<void> => del(keyOf(place), queue);

/** Forgets all that is kept for a person: who signs out leaves nothing on the device. */
export async function forgetDrafts(personId: string): Promise<void> {
  for (const store of [drafts, files, queue]) {
    if (!store) continue;
    const known = await keys<string>(store);
    await delMany(
      known.filter((key) => key.startsWith(`${personId} `)),
      store,
    );
  }
}
