import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from './problem.ts';

/** Requests a second that a signed-in person may send to one API process; work below 300 a second is never refused. */
const personPerSecond = 1_200;
/** Requests a second without a valid session or token from one address; enough for an office behind one address, too few to guess tokens or wear out the database. */
const strangerPerSecond = 300;

/** Keeps one caller from taking everything. Counted in this process's memory: it protects the process itself. */
export interface RequestLimits {
  /** Throws 429 `rate.exceeded`. */
  readonly person: (personId: string) => Promise<void>;
  /** Counts a request that could not say who it is. Throws 429 `rate.exceeded`. */
  readonly stranger: (address: string) => Promise<void>;
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    throw new HttpProblem('rate.exceeded', { params: { seconds }, headers: { 'Retry-After': String(seconds) } });
  }
}

/** Limits with fresh counters; the numbers may be lowered in tests. */
export function createLimits(rates: { readonly person?: number; readonly stranger?: number } = {}): RequestLimits {
  const people = new RateLimiterMemory({ keyPrefix: 'person', points: rates.person ?? personPerSecond, duration: 1 });
  const strangers = new RateLimiterMemory({ keyPrefix: 'stranger', points: rates.stranger ?? strangerPerSecond, duration: 1 });
  return { person: (personId) => consume(people, personId), stranger: (address) => consume(strangers, address) };
}
