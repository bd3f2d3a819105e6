import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '../api/acting.ts';
import { forgetAnswers } from './store.ts';

const me = 'me';

/** Takes away all that was read but who is signed in. */
export const forgetShown = (client: QueryClient): void => client.removeQueries({ predicate: ({ queryKey: [first] }) => first !== me });

/** Whose page this is: null where it is known to be nobody's, undefined before anything was said of it. */
export function shownTo(client: QueryClient): string | null | undefined {
  const said = client.getQueryData<Me | null>([me]);
  return said === null ? null : said?.id;
}

/** Where somebody else is signed in than before, or nobody any more, nothing that was read stays, on the page or on the device. What was typed, and what waits to be sent, belongs to its person and stays for that person alone. */
export async function takeFromFormer(client: QueryClient, former: string | null | undefined, now: string | null): Promise<void> {
  const isOther = former !== undefined && former !== now;
  if (isOther) forgetShown(client);
  if (isOther || now === null) await forgetAnswers().catch(() => undefined);
}
