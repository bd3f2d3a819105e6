import { time } from '../domain/process/actor.ts';
import type { TimedType } from '../domain/process/definition.ts';
import type { Ledger, View } from '../ledger/ledger.ts';

/**
 * A step of time: one command through the ledger's one door, as time itself; answers the fresh view. Harmless when early or repeated: the decider then finds
 * nothing to do. A refusal (another release's process, a record that is gone) changes nothing and is answered by the view as well.
 */
export const timeCommand =
  (ledger: Ledger, type: TimedType, command: string) =>
  async (id: string): Promise<View> => {
    await ledger.execute({ type, id, command: { type: command }, actor: time });
    return ledger.look(id);
  };
