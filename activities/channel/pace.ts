import { SendFailure } from './channel.ts';

/** At most `count` in any `ms` milliseconds. */
export interface Limit {
  readonly count: number;
  readonly ms: number;
}

/**
 * Keeps to the published limits of a remote, one account of sends for each key (a robot may serve several outlets). Who comes too early is told so at once and
 * tried again with patience: waiting here would hold a slot of the worker.
 */
export class Pace {
  readonly #limits: readonly Limit[];
  readonly #clock: () => number;
  readonly #sent = new Map<string, number[]>();

  constructor(limits: readonly Limit[], clock: () => number = Date.now) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Notes a send. Throws a SendFailure (`no`) when it would be one too many. */
  take(key: string): void {
    const now = this.#clock();
    const longest = Math.max(...this.#limits.map(({ ms }) => ms));
    const recent = (this.#sent.get(key) ?? []).filter((at) => at > now - longest);
    for (const { count, ms } of this.#limits) {
      if (recent.filter((at) => at > now - ms).length >= count) throw new SendFailure('the robot has had as many messages as its limit allows; the next goes later', 'no');
    }
    this.#sent.set(key, [...recent, now]);
  }
}
