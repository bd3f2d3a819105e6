import { isAway } from '../api/problem.ts';

/**
 * How long a file's upload may take, in milliseconds. A signal that carries less than 25 kB in a second is a connection in name only: the form would wait on it, and the person beside it, when the file could be
 * kept for later. The service itself ends an upload after two minutes and says so, which is the truer answer.
 */
export const uploadLimitMs = (size: number): number => Math.min(150_000, 30_000 + Math.ceil(size / 25));

/** How a form takes up a file. */
interface Taking {
  /** Uploads it and answers its id. */
  readonly send: (file: File, key: string) => Promise<string>;
  /** Keeps it on this device; undefined where the form keeps nothing. */
  readonly keep: ((key: string, file: File) => Promise<string>) | undefined;
  /** Puts it on the form by its id or by the name under which it is kept. */
  readonly put: (name: string) => void;
}

/** Takes up a file: uploaded now, or kept for later while the service is away. Answers why it could not be, undefined where it was: one file that fails does not hold up those after it. */
export async function takeUp(file: File, key: string, { send, keep, put }: Taking): Promise<unknown> {
  try {
    put(await send(file, key));
    return undefined;
  } catch (problem) {
    if (!keep || !isAway(problem)) return problem;
    try {
      put(await keep(key, file));
      return undefined;
    } catch {
      // The device is full: what it says of that is for programs.
      return problem;
    }
  }
}
