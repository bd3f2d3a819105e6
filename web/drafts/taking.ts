import { isAway } from '../api/problem.ts';
import { localName } from './local-files.ts';

/**
 * How long a file's upload may take, in milliseconds. A signal that carries less than 25 kB in a second is a connection in name only: the form would wait on it, and the person beside it, when the file could be
 * kept for later. The service itself ends an upload after two minutes and says so, which is the truer answer.
 */
export const uploadLimitMs = (size: number): number => Math.min(150_000, 30_000 + Math.ceil(size / 25));

/** How a form takes up a file. */
export interface Taking {
  /** Uploads it and answers its id. */
  readonly send: (file: File, key: string) => Promise<string>;
  /** Keeps it on this device; undefined where the form keeps nothing. */
  readonly keep: ((key: string, file: File) => Promise<void>) | undefined;
  /** Puts it on the form by the name of a file on this device. */
  readonly put: (name: string) => void;
  /** It is uploaded: wherever it stands on the form now, it stands there by its id. */
  readonly swap: (key: string, id: string) => void;
  /** Takes it off the form. */
  readonly leave: (key: string) => void;
}

/** Puts a file on the form before it is uploaded, and keeps it on this device, so that it outlives the form. Answers whether it is kept: a device may be full. */
export async function enter(file: File, key: string, { keep, put }: Pick<Taking, 'keep' | 'put'>): Promise<boolean> {
  const isKept =
    keep !== undefined &&
    (await keep(key, file).then(
      () => true,
      () => false,
    ));
  put(localName(key));
  return isKept;
}

/** Uploads a file of the form, or leaves it for later while the service is away and the file is kept. Answers why it could not be taken up, undefined where it was: one file that fails does not hold up those after it. */
export async function takeUp(file: File, key: string, isKept: boolean, { send, swap, leave }: Pick<Taking, 'send' | 'swap' | 'leave'>): Promise<unknown> {
  try {
    swap(key, await send(file, key));
    return undefined;
  } catch (problem) {
    if (isKept && isAway(problem)) return undefined;
    leave(key);
    return problem;
  }
}
