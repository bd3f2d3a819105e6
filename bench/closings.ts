import type { Contender } from './contender.ts';

/** Between two looks: one query for all cases that are waited for, the same for every system. */
const everyMs = 25;
/** A case that is not closed by then has been lost. */
const limitMs = 120_000;

/** Sees in the database when cases have been closed by their workflows. */
export class Closings {
  readonly #contender: Contender;
  readonly #waiting = new Map<string, { readonly resolve: () => void; readonly reject: (error: Error) => void; readonly since: number }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(contender: Contender) {
    this.#contender = contender;
  }

  /** Resolves when the case is seen closed, within 25 ms and a query. Rejects when it is not within two minutes. */
  closed(id: string): Promise<void> {
    const promise = new Promise<void>((resolve, reject) => this.#waiting.set(id, { resolve, reject, since: performance.now() }));
    this.#timer ??= setTimeout(() => void this.#look(), everyMs);
    return promise;
  }

  async #look(): Promise<void> {
    try {
      for (const id of await this.#contender.closedAmong([...this.#waiting.keys()])) {
        this.#waiting.get(id)?.resolve();
        this.#waiting.delete(id);
      }
      const now = performance.now();
      for (const [id, { reject, since }] of this.#waiting) {
        if (now - since < limitMs) continue;
        reject(new Error(`${this.#contender.name}: the case ${id} was not closed in ${limitMs / 1_000} s`));
        this.#waiting.delete(id);
      }
    } catch (error) {
      for (const { reject } of this.#waiting.values()) reject(error instanceof Error ? error : new Error(String(error)));
      this.#waiting.clear();
    }
    this.#timer = this.#waiting.size > 0 ? setTimeout(() => void this.#look(), everyMs) : undefined;
  }
}
