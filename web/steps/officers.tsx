import { useQueries } from '@tanstack/react-query';
import { useActingUnit } from '../api/session.ts';
import type { components } from '../api/types.ts';
import { allOf } from '../things/lists.ts';
import { Unlisted, useOffered } from './offered.tsx';
import type { Value } from './values.ts';

type PersonItem = components['schemas']['PersonItem'];

/** By this name a page offers the bodies that act in its case. */
const bodies = 'officers.unitId';

/** People of a unit, read once for all forms. */
export const peopleQuery = (unitId: string) => ({
  queryKey: ['choices', 'people', unitId],
  queryFn: () => allOf<PersonItem>('/api/v1/people', { unitId, active: 'true' }),
  // Registers change seldom while a form is open.
  staleTime: 300_000,
});

/** Who may make a visit: people of the bodies that act in the case, or else of the unit acted for. A page whose steps ask for them reads them ahead, so that they can be named without a connection. */
export function useOfficers(isAsked = true) {
  const own = useActingUnit();
  const acting = useOffered('', bodies)?.choices.map(([unitId]) => unitId);
  const unitIds = acting ?? (own === undefined ? [] : [own]);
  const read = useQueries({ queries: unitIds.map((unitId) => ({ ...peopleQuery(unitId), enabled: isAsked })) });
  const all = [...new Map(read.flatMap(({ data = [] }) => data.map((person) => [person.id, person] as const))).values()];
  const inspectors = all.filter(({ posts }) => posts.some(({ role, unitId }) => role === 'inspector' && unitIds.includes(unitId)));
  const missing = read.filter(({ isError, data }) => isError && data === undefined);
  return {
    people: inspectors.length > 0 ? inspectors : all,
    retry: missing.length === 0 ? undefined : () => missing.forEach(({ refetch }) => void refetch()),
  };
}

interface OfficersProps {
  readonly ids: readonly string[];
  readonly change: (value: Value) => void;
}

/** Those who make a visit: the inspectors of the bodies that act; where these have none, all of them. */
export function OfficersInput({ ids, change }: OfficersProps) {
  const { people, retry } = useOfficers();
  return (
    <div className="choices">
      {people.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={ids.includes(id)} onChange={({ target }) => change(target.checked ? [...ids, id] : ids.filter((other) => other !== id))} />
          {name}
        </label>
      ))}
      <Unlisted retry={retry} />
    </div>
  );
}
