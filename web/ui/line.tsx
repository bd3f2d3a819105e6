import type { ReactNode } from 'react';
import { language } from '../i18n/index.ts';

/** One line of what a thing is, in a list of facts; left out where there is nothing to say. */
export function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === undefined || children === null || children === '' || children === false) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** A unit, person or post as the API names it. */
interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** What stands between the members of a list. */
export const comma = (): string => (language() === 'en' ? ', ' : '、');

/** What stands between a name and what is said of it. */
export const colon = (): string => (language() === 'en' ? ': ' : '：');

/** Words put aside after others. */
export const aside = (words: string): string => (language() === 'en' ? ` (${words})` : `（${words}）`);

/** The names of several, one after the other; empty where there are none. */
export const namesOf = (several: readonly (Named | null)[]): string => several.flatMap((one) => (one?.name ? [one.name] : [])).join(comma());
