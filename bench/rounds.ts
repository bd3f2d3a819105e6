import { startBaseline } from './baseline/start.ts';
import type { Contender } from './contender.ts';
import { startDuban } from './duban.ts';
import type { Context } from './measure.ts';

/** What the two systems showed, a result for each round. */
export interface SideBySide<T> {
  readonly duban: readonly T[];
  readonly baseline: readonly T[];
}

/** Runs the same work against a fresh instance of each, one after the other and never both at once; every second round in the other order. */
export async function alternately<T>(context: Context, rounds: number, work: (contender: Contender) => Promise<T>): Promise<SideBySide<T>> {
  const results: { readonly duban: T[]; readonly baseline: T[] } = { duban: [], baseline: [] };
  const starts = { duban: startDuban, baseline: startBaseline };
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? (['duban', 'baseline'] as const) : (['baseline', 'duban'] as const)) {
      const contender = await starts[name](context);
      context.log(`${contender.name}, round ${round + 1} of ${rounds}: ready in ${(contender.instance.readyMs / 1_000).toFixed(1)} s`);
      results[name].push(await work(contender));
      await contender.stop();
    }
  }
  return results;
}
