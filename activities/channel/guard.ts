import { SendFailure } from './channel.ts';

export interface GuardOptions {
  /** Sends under way at once; a mail server limits a client's connections. */
  readonly atOnce?: number;
  /** How long a send waits for its turn; after it the activity's own retries go on, without holding a slot of the worker. */
  readonly patienceMs?: number;
  /** Failures in a row after which the remote is left alone. */
  readonly failuresToRest?: number;
  readonly restMs?: number;
}

/** Failures that say something about one message, not about the remote. */
const isAboutMessage = (error: unknown): boolean => error instanceof Refused;

/** The remote answered, and refused this one message: no reason to leave it alone. */
export class Refused extends SendFailure {
  override name = 'Refused';

  constructor(text: string, isFinal = false) {
    super(text, 'no', isFinal);
  }
}

/**
 * Stands before a remote so that a dead or slow one never delays a case: few sends at once, and none for a while after some failed in a row.
 * Whoever is turned away fails fast and is tried again with patience.
 */
export class Guard {
  readonly #options: Required<GuardOptions>;
  readonly #clock: () => number;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;
  #failures = 0;
  #restUntil = 0;

  constructor(options: GuardOptions = {}, clock: () => number = Date.now) {
    this.#clock = clock;
    this.#options = { atOnce: 5, patienceMs: 5_000, failuresToRest: 5, restMs: 30_000, ...options };
  }

  /** Runs a send when its turn comes. Throws a SendFailure when the remote rests or no turn came in time. */
  async run(send: () => Promise<void>): Promise<void> {
    this.#refuseAtRest();
    await this.#turn();
    try {
      this.#refuseAtRest();
      await send();
      this.#failures = 0;
    } catch (error) {
      this.#note(error);
      throw error;
    } finally {
      // A slot is handed on, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#underWay--;
    }
  }

  #note(error: unknown): void {
    if (isAboutMessage(error)) {
      this.#failures = 0;
      return;
    }
    if (this.#clock() < this.#restUntil) return;
    this.#failures++;
    if (this.#failures < this.#options.failuresToRest) return;
    // One failure more after the rest is enough to rest again.
    this.#failures = this.#options.failuresToRest - 1;
    this.#restUntil = this.#clock() + this.#options.restMs;
  }

  #refuseAtRest(): void {
    if (this.#clock() < this.#restUntil) throw new SendFailure('the remote failed several times in a row and is left alone for a while', 'no');
  }

  async #turn(): Promise<void> {
    if (this.#underWay < this.#options.atOnce) {
      this.#underWay++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(new SendFailure('too many messages at once', 'no'));
      }, this.#options.patienceMs);
      this.#waiting.push(go);
    });
  }
}
