import { ask } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { addArrival } from './arrivals.ts';
import { drain, type Queue } from './drain.ts';
import { localKeys, withUploaded } from './local-files.ts';
import { amendWaiting, dropSent, readFile, readQueue, settleWaiting, stillWaits } from './store.ts';
import { upload } from './upload.ts';
import type { Waiting } from './waiting.ts';

/** What became of something sent: the thing, at the version that it led to; of an urging what it left out, each with why. */
export interface Delivered {
  readonly id: string;
  readonly version: number;
  readonly left?: readonly LeftOut[];
}

interface LeftOut {
  readonly number: string;
  readonly detail: string;
}

/** The last urging, in the answer of a thing that can be urged. */
interface Urged {
  readonly urging?: { readonly left: readonly LeftOut[] } | null;
}

/** The service answers a step, or says that it cannot, within twenty seconds. Whoever hears nothing for longer has a connection in name only: the step waits and is sent again, under the same key the same. */
const limitMs = 30_000;

/** Sends a step or a new thing, its files first. `progress` is told what was sent of it, so that nothing is uploaded twice; where it answers false nobody wants the step any more, and it is not sent. */
export async function deliver(waiting: Waiting, progress: (now: Waiting) => Promise<boolean>): Promise<Delivered | undefined> {
  const { place } = waiting;
  const inPost: Readonly<Record<string, string>> = place.delegationId === undefined ? { 'Duban-Post': place.postId } : { 'Duban-Delegation': place.delegationId };
  let now = waiting;
  for (const key of localKeys(waiting.body)) {
    const file = await readFile(place.personId, key);
    if (!file) throw new Problem({ code: 'console.file_missing', status: 422, detail: '' });
    now = { ...now, body: withUploaded(now.body, key, await upload(file, key, inPost)) };
    if (!(await progress(now))) return undefined;
  }
  const headers = { ...inPost, 'Idempotency-Key': now.key };
  if (now.version === null) return ask<Delivered>('POST', `/api/v1/${place.things}`, now.body, headers, limitMs);
  const { version, urging } = await ask<Delivered & Urged>(
    'POST',
    `/api/v1/${place.things}/${place.id}/commands`,
    now.body,
    { ...headers, 'If-Match': `"${now.version}"` },
    limitMs,
  );
  return { id: place.id, version, ...(place.step === 'urge' && urging ? { left: urging.left } : {}) };
}

/** The queue of a person on this device; with what was sent go its draft and its files. */
const queueOf = (personId: string): Queue => ({
  read: () => readQueue(personId),
  amend: amendWaiting,
  settle: async (waiting) => {
    if (!(await stillWaits(waiting))) return;
    await dropSent(waiting);
    await settleWaiting(waiting);
  },
});

let underWay: Promise<boolean> | undefined;

/** Sends what waits for a person. One at a time, also where several windows are open. */
export function sendWaiting(personId: string): Promise<boolean> {
  const all = (): Promise<boolean> =>
    drain(queueOf(personId), async (waiting, progress) => {
      const made = await deliver(waiting, progress);
      if (made && waiting.version === null) addArrival({ personId, things: waiting.place.things, id: made.id, name: waiting.name, title: waiting.title });
      return made?.version;
    });
  const locked = async (): Promise<boolean> => ('locks' in navigator ? await navigator.locks.request(`duban.queue.${personId}`, all) : all());
  underWay ??= locked().finally(() => {
    underWay = undefined;
  });
  return underWay;
}
