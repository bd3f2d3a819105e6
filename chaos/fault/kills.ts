import { isAlive } from '../../app/embedded/process.ts';
import type { Random } from '../random.ts';
import type { Instance } from '../stack/instance.ts';
import { sleep, until } from '../stack/until.ts';

/** Longest wait for a server that was killed to be there again. */
const backLimitMs = 60_000;

export interface KillPlan {
  readonly name: 'api' | 'worker' | 'temporal' | 'postgres';
  readonly times: number;
  /** From one kill to the next at the least. */
  readonly everyMs: number;
  readonly isBack: () => Promise<boolean>;
}

/** kill -9, again and again, each time after it was back and at a moment of the seed's choice. Answers the milliseconds that each return took; throws when one does not come back. */
export async function killAgain(instance: Instance, random: Random, plan: KillPlan): Promise<readonly number[]> {
  const returns: number[] = [];
  for (let n = 0; n < plan.times; n++) {
    await sleep(random.int(100, 900));
    const began = performance.now();
    const server = instance.server(plan.name);
    if (server === undefined || !instance.kill(plan.name)) throw new Error(`there was no ${plan.name} to kill`);
    if ((await until(async () => !isAlive(server), 5_000, 5)) === undefined) throw new Error(`${plan.name} survived kill -9`);
    const back = await until(plan.isBack, backLimitMs, 50);
    if (back === undefined) throw new Error(`${plan.name} was not back ${backLimitMs / 1000} s after kill ${n + 1}`);
    returns.push(performance.now() - began);
    const rest = plan.everyMs - (performance.now() - began);
    if (n < plan.times - 1 && rest > 0) await sleep(rest);
  }
  return returns;
}

/** Kills a server whenever it is there, for so long: it is down, although somebody starts it again and again. Answers how often it was killed. */
export async function holdDown(instance: Instance, name: KillPlan['name'], forMs: number): Promise<number> {
  const end = Date.now() + forMs;
  let kills = 0;
  while (Date.now() < end) {
    if (instance.kill(name)) kills++;
    await sleep(50);
  }
  return kills;
}
