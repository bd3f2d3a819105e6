import type { WorkerInterceptors } from '@temporalio/worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Nudge } from '../ledger/request.ts';
import { StartFailure } from './failure.ts';

/** Seeded faults for drills, as DUBAN_BUGGIFY=<seed>:<rate> asks for them: `rate` is the share of moments at which something goes wrong. */
export interface BuggifyOptions {
  readonly seed: number;
  readonly rate: number;
}

/** Of the faults drawn, this share ends the process at once: a worker makes dozens of looks a second, and is to live for a minute or so. */
const deathShare = 0.005;
/** A nudge that is delayed comes this much later at most. */
const latestMs = 3_000;
/** How often a ledger that is not a drill yet (the demo is being loaded) is asked again. */
const askEveryMs = 1_000;

export type Fault = 'none' | 'lost' | 'late' | 'twice' | 'before' | 'after' | 'death';

/** Reads `<seed>:<rate>`. Throws a RangeError when it is neither. */
export function parseBuggify(text: string): BuggifyOptions {
  const [, seed, rate] = /^(\d{1,9}):(0(?:\.\d+)?|1)$/.exec(text) ?? [];
  if (seed === undefined || rate === undefined) throw new RangeError('must be <seed>:<rate>, such as 7:0.05');
  return { seed: Number(seed), rate: Number(rate) };
}

/**
 * Makes what may go wrong go wrong, by seed: between commit and signal nudges are lost, late or doubled; activities throw before or after their commit; now and
 * then the process dies there. Only for the ledger of a drill; it stays out of every other one.
 */
export class Buggify {
  readonly #options: BuggifyOptions;
  readonly #die: () => void;
  #state: number;
  #isDrill = false;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: BuggifyOptions, die: () => void) {
    this.#options = options;
    this.#die = die;
    this.#state = options.seed >>> 0;
  }

  /**
   * Throws a StartFailure for a ledger in use that is no drill. One that is empty may still become a drill: until then nothing goes wrong.
   * A ledger that does not answer now is asked again.
   */
  static async forDrill(options: BuggifyOptions, pool: pg.Pool, logger: Logger, die: () => void = () => process.kill(process.pid, 'SIGKILL')): Promise<Buggify> {
    const buggify = new Buggify(options, die);
    const ask = async (): Promise<void> => {
      const { rows } = await pool.query<{ drill: boolean; used: boolean }>(
        "SELECT drill, EXISTS (SELECT 1 FROM process WHERE type <> 'calendarYear') AS used FROM ledger_state WHERE id = 1",
      );
      const { drill = false, used = true } = rows[0] ?? {};
      if (!drill && used)
        throw new StartFailure(
          'DUBAN_BUGGIFY makes this service fail on purpose, and this ledger is in real use.',
          'It is accepted only where the demo district is loaded.',
          'unset DUBAN_BUGGIFY and start again',
        );
      if (drill) {
        buggify.#isDrill = true;
        logger.error({ ...options }, 'DUBAN_BUGGIFY is on: this process loses nudges, breaks activities and dies on purpose');
      }
    };
    const askAgain = (): void => {
      buggify.#timer = setTimeout(() => {
        ask().then(
          () => {
            if (!buggify.#isDrill) askAgain();
          },
          (error: unknown) => {
            if (!(error instanceof StartFailure)) {
              askAgain();
              return;
            }
            logger.fatal({ err: error }, 'the ledger has come into real use');
            process.exit(1);
          },
        );
      }, askEveryMs);
      buggify.#timer.unref();
    };
    await ask().catch((error: unknown) => {
      if (error instanceof StartFailure) throw error;
    });
    if (!buggify.#isDrill) askAgain();
    return buggify;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The next draw: mulberry32, so that a seed repeats its faults. */
  #draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  #choose(faults: readonly [Fault, ...Fault[]]): Fault {
    if (!this.#isDrill || this.#draw() >= this.#options.rate) return 'none';
    if (this.#draw() < deathShare) return 'death';
    return faults[Math.floor(this.#draw() * faults.length)] ?? faults[0];
  }

  /** The gap between commit and signal. */
  moves(tell: (moved: readonly Nudge[]) => void): (moved: readonly Nudge[]) => void {
    return (moved) => {
      const fault = this.#choose(['lost', 'late', 'twice']);
      if (fault === 'death') this.#die();
      else if (fault === 'late') setTimeout(() => tell(moved), this.#draw() * latestMs);
      else if (fault !== 'lost') {
        tell(moved);
        if (fault === 'twice') tell(moved);
      }
    };
  }

  /** Every activity, looks too. */
  get interceptors(): WorkerInterceptors {
    return {
      activity: [
        () => ({
          inbound: {
            execute: async (input, next) => {
              const fault = this.#choose(['before', 'after']);
              if (fault === 'before') throw new Error('failed on purpose, before anything was done');
              const result = await next(input);
              if (fault === 'death') this.#die();
              if (fault === 'after') throw new Error('failed on purpose, after the commit');
              return result;
            },
          },
        }),
      ],
    };
  }
}
