import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '../api/acting.ts';

const me = 'me';

/** Takes away all that was read but who is signed in. */
export const forgetShown = (client: QueryClient): void => client.removeQueries({ predicate: ({ queryKey: [first] }) => first !== me });

/** Whose page this is: null where it is known to be nobody's, undefined before anything was said of it. */
export function shownTo(client: QueryClient): string | null | undefined {
  const said = client.getQueryData<Me | null>([me]);
  return said === null ? null : said?.id;
}

/**
 * Where somebody else is signed in than before, or nobody any more, nothing that was read stays: on the page, or by `forgetKept` on the device. What was typed, and what waits to be sent,
 * belongs to its person and stays for that person alone. Nothing is waited for: whoever is signed in now stands on the page before anything else is kept.
 */
export function takeFromFormer(client: QueryClient, former: string | null | undefined, now: string | null, forgetKept: () => Promise<void>): void {
  const isOther = former !== undefined && former !== now;
  if (isOther) forgetShown(client);
  if (isOther || now === null) void forgetKept().catch(() => undefined);
}
