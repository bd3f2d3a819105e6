import type { components } from '../api/types.ts';
import { beijingDate } from '../ui/time.ts';

type Campaign = components['schemas']['Campaign'];
type Began = Pick<Campaign, 'launchedAt' | 'issuedOn'> & { readonly phases: readonly Pick<Campaign['phases'][number], 'startsOn'>[] };

/** The Beijing day from which on a campaign's tasks may fall due: that of its launch, of its plan's issue or of a phase's beginning, whichever is earliest. A launch that takes up what began before has tasks that were due before it. */
export function beganOn({ launchedAt, issuedOn, phases }: Began): string {
  const launchedOn = beijingDate(new Date(launchedAt));
  const [first = launchedOn] = [launchedOn, issuedOn, ...phases.map(({ startsOn }) => startsOn)].flatMap((day) => day ?? []).toSorted();
  return first;
}
