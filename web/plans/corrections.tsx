import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

/** What was given for a place of the draft and does not stand in it: on its way, or refused with a problem. */
interface Correction {
  readonly value: unknown;
  readonly problem?: unknown;
}

/** All of a draft, by their places. */
type All = ReadonlyMap<string, Correction>;
type Put = (place: string, change: (now: Correction | undefined) => Correction | undefined) => void;

const Known = createContext<{ readonly all: All; readonly put: Put }>({ all: new Map(), put: () => undefined });
const Part = createContext('');

/** Within this, what is given and not saved is kept as long as this stands, also while its field is out of sight. */
export function Corrections({ children }: { readonly children: ReactNode }) {
  const [all, setAll] = useState<All>(new Map());
  const put: Put = useCallback((place, change) => {
    setAll((former) => {
      const changed = change(former.get(place));
      const rest = [...former].filter(([other]) => other !== place);
      return new Map(changed ? [...rest, [place, changed]] : rest);
    });
  }, []);
  return <Known.Provider value={{ all, put }}>{children}</Known.Provider>;
}

/** A part of the draft, in which each field has a name of its own. */
export const PartOfDraft = Part.Provider;

const placeIn = (part: string, field: string): string => `${part}\n${field}`;

/** Whether something was refused in this part of the draft. */
export const useRefusedIn = (part: string): boolean =>
  [...useContext(Known).all].some(([place, correction]) => place.startsWith(placeIn(part, '')) && correction.problem !== undefined);

/** The correction of one field, as far as it is not saved, and the ways to give and to forget one. */
export function useCorrection<V>(field: string, keep: (value: V) => Promise<unknown>) {
  const place = placeIn(useContext(Part), field);
  const { all, put } = useContext(Known);
  const known = all.get(place);
  return {
    unsaved: known?.value as V | undefined,
    problem: known?.problem,
    save: (value: V): void => {
      const given: Correction = { value };
      put(place, () => given);
      // Whatever was given after it stands in its stead.
      keep(value).then(
        () => put(place, (now) => (now === given ? undefined : now)),
        (problem: unknown) => put(place, (now) => (now === given ? { value, problem } : now)),
      );
    },
    forget: (): void => put(place, () => undefined),
  };
}
