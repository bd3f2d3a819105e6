import { type Manner, onceEach } from '../load/acting.ts';
import { beginLoad } from '../load/run.ts';
import type { Random } from '../random.ts';
import { sleep } from '../stack/until.ts';
import type { World } from './world.ts';

/** What a scenario measured, and which of its own promises it missed; the invariants are checked beside it. */
export interface Result {
  readonly figures: readonly string[];
  readonly faults: readonly string[];
}

/** A fault, on the instance that several share unless it stands apart. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** On an instance of its own, without faults on purpose. */
  readonly apart?: true;
  /** A measurement whose size the checks of every record would outlast. */
  readonly unchecked?: true;
  readonly run: (world: World, random: Random) => Promise<Result>;
}

/** Runs a fault while people work, and goes on until the load is as long as was asked for. Every step begun knows its outcome at the end, or has lost patience. */
export async function underLoad<T>(world: World, random: Random, fault: () => Promise<T>, manner: Manner = onceEach): Promise<T> {
  const { people, options } = world;
  // In the short form every second load or so does without a campaign: each leaves thirty processes that a restore takes up again.
  const campaign = !options.short || random.child('campaign').chance(0.5);
  const load = await beginLoad({ random, people, manner, rate: options.rate, campaign });
  const began = Date.now();
  try {
    const result = await fault();
    await sleep(Math.max(0, options.loadSeconds * 1_000 - (Date.now() - began)));
    return result;
  } finally {
    await load.end();
  }
}

/** `over` such values as exceed the limit, as a fault's text; none when all hold. */
export const exceeding = (what: string, values: readonly number[], limitMs: number): readonly string[] =>
  values.filter((value) => value > limitMs).map((value) => `${what}: ${(value / 1000).toFixed(1)} s, more than ${limitMs / 1000} s`);

export const inSeconds = (values: readonly number[]): string => values.map((value) => (value / 1000).toFixed(1)).join(', ');
