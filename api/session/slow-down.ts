import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { HttpProblem } from '../http/problem.ts';

/** Failures that cost nothing: people mistype. */
const freeForPair = 5;
const freeForAddress = 30;
const freeForAccount = 20;
/** Longest wait between two attempts of one address at one account: 2,880 guesses a day at most. */
const longestPairWait = 30;
/** An office shares one address, so a stranger inside it may slow the others down but not shut them out. */
const longestAddressWait = 5;
/** An account attacked from many addresses answers late, also to its owner, but it answers. */
const accountDelayMs = 1_000;
const memoryOfFailures = 24 * 3_600;

/** Slows guessing down without locking anybody out. */
export interface SlowDown {
  /**
   * Runs an attempt to sign in; attempts at one account from one address go one after the other. `attempt` tells whether it was right.
   * Throws 429 `session.slowed` with Retry-After while the pair or the address has to wait.
   */
  readonly attempt: (account: string, address: string, attempt: () => Promise<boolean>) => Promise<boolean>;
}

/** Counters in PostgreSQL (table rate_limit), so that they survive a restart and hold for all API processes; in memory while the database is away, or without a pool. */
export function createSlowDown(pool?: pg.Pool): SlowDown {
  const limiter = (keyPrefix: string): RateLimiterAbstract => {
    const options = { keyPrefix, points: 1_000_000, duration: memoryOfFailures };
    const memory = new RateLimiterMemory(options);
    if (!pool) return memory;
    return new RateLimiterPostgres({
      ...options,
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: true,
      insuranceLimiter: memory,
    });
  };
  const failures = limiter('fail');
  const holds = limiter('hold');
  const queues = new Map<string, Promise<unknown>>();

  const checkHold = async (key: string): Promise<void> => {
    const held = await holds.get(key);
    if (!held || held.consumedPoints <= 1_000_000) return;
    const seconds = Math.max(1, Math.ceil(held.msBeforeNext / 1_000));
    throw new HttpProblem('session.slowed', { params: { seconds }, headers: { 'Retry-After': String(seconds) } });
  };
  const note = async (key: string, free: number, longest: number): Promise<void> => {
    const { consumedPoints } = await failures.penalty(key);
    if (consumedPoints >= free) await holds.block(key, Math.min(longest, 2 ** Math.min(10, consumedPoints - free)));
  };

  const inOrder = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = queues.get(key);
    const mine = (before ?? Promise.resolve()).then(work, work);
    queues.set(key, mine);
    try {
      return await mine;
    } finally {
      if (queues.get(key) === mine) queues.delete(key);
    }
  };

  return {
    attempt: (account, address, attempt) => {
      const accountKey = `a:${account.slice(0, 100)}`;
      const addressKey = `i:${address}`;
      const pairKey = `p:${account.slice(0, 100)}:${address}`;
      return inOrder(pairKey, async () => {
        await checkHold(pairKey);
        await checkHold(addressKey);
        const attacked = ((await failures.get(accountKey))?.consumedPoints ?? 0) >= freeForAccount;
        // Waiting before the hash, right or wrong, tells a guesser nothing.
        if (attacked) await sleep(accountDelayMs);
        if (await attempt()) {
          await failures.delete(pairKey);
          return true;
        }
        await note(pairKey, freeForPair, longestPairWait);
        await note(addressKey, freeForAddress, longestAddressWait);
        await failures.penalty(accountKey);
        return false;
      });
    },
  };
}
