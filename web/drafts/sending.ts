import { ask, sendFile } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { localKeys, withUploaded } from './local-files.ts';
import { dropDraft, dropFiles, dropWaiting, keepWaiting, readFile, readQueue } from './store.ts';
import { carried, sendable, type Waiting } from './waiting.ts';

/** A problem that the same request may outlive: no connection, a session to be renewed, too much at once, a service that restarts. */
const isPassing = ({ status }: Problem): boolean => status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;

/** A file's upload, under a key of its own: repeated, it is the same file. */
export const upload = async (file: File, key: string, headers: Readonly<Record<string, string>> = {}): Promise<string> =>
  (
    await sendFile<{ readonly id: string }>('PUT', `/api/v1/attachments?${new URLSearchParams({ name: file.name })}`, file, file.type || 'application/octet-stream', {
      ...headers,
      'Idempotency-Key': key,
    })
  ).id;

/** Sends a step, its files first, and answers the version that it led to. `progress` is told what was sent of it, so that nothing is uploaded twice. */
export async function deliver(waiting: Waiting, progress: (now: Waiting) => Promise<void>): Promise<number> {
  const { place } = waiting;
  const inPost = { 'Duban-Post': place.postId };
  let now = waiting;
  for (const key of localKeys(waiting.body)) {
    const file = await readFile(place.personId, key);
    if (!file) throw new Problem({ code: 'console.file_missing', status: 422, detail: '' });
    now = { ...now, body: withUploaded(now.body, key, await upload(file, key, inPost)) };
    await progress(now);
  }
  const headers = { ...inPost, 'Idempotency-Key': now.key, 'If-Match': `"${now.version}"` };
  const { version } = await ask<{ readonly version: number }>('POST', `/api/v1/${place.things}/${place.id}/commands`, now.body, headers);
  return version;
}

/** Sends what waits, in order, each once. Answers whether anything became of it; stops where the connection is lost again. */
async function sendAll(personId: string): Promise<boolean> {
  for (let moved = false; ; moved = true) {
    const queue = await readQueue(personId);
    const next = sendable(queue);
    if (next === undefined) return moved;
    try {
      const version = await deliver(next, keepWaiting);
      for (const behind of carried(queue, next, version)) await keepWaiting(behind);
      await dropFiles(personId, localKeys(next.body));
      await dropDraft(next.place);
      await dropWaiting(next.place);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (isPassing(problem)) return moved;
      const { code, status, detail, title, items } = problem;
      await keepWaiting({ ...next, refused: { code, status, detail, title, items } });
    }
  }
}

let underWay: Promise<boolean> | undefined;

/** Sends what waits for a person. One at a time, also where several windows are open. */
export function sendWaiting(personId: string): Promise<boolean> {
  const locked = async (): Promise<boolean> => ('locks' in navigator ? await navigator.locks.request(`duban.queue.${personId}`, () => sendAll(personId)) : sendAll(personId));
  underWay ??= locked().finally(() => {
    underWay = undefined;
  });
  return underWay;
}
