import { beijingDateOf } from '../calendar/beijing.ts';
import { type Refusal, refuse } from '../process/decision.ts';
import type { World } from '../process/definition.ts';

/** What is recorded has happened: its date is not to come. */
export const future = (date: string | undefined, world: World): Refusal | undefined =>
  date !== undefined && date > beijingDateOf(world.now) ? refuse('campaign.date_future', { date }) : undefined;
