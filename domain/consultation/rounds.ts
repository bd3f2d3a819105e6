import type { World } from '../process/definition.ts';
import { isOver } from './state.ts';

/** The round that is open among those of a plan, from 1; undefined when none is. Needs their ids in `needs.processes`. */
export function openRound(roundIds: readonly string[], world: Pick<World, 'processes'>): number | undefined {
  const open = roundIds.findIndex((id) => {
    const round = world.processes.get(id);
    // A round that is only about to begin is in hand without a fact.
    return round !== undefined && round.version > 0 && !isOver(round);
  });
  return open < 0 ? undefined : open + 1;
}
