import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { shownTo, takeFromFormer } from '../kept/former.ts';
import { forgetAnswers } from '../kept/store.ts';
import { staleTime, whileShort } from './long-lists.ts';
import { Problem } from './problem.ts';

/** A session that ended elsewhere shows the sign-in form, where one was; what was read stays no longer, neither on the page nor on the device. */
function signedOut(error: unknown): void {
  if (!(error instanceof Problem) || error.status !== 401 || error.code === 'session.refused') return;
  const former = shownTo(queries);
  queries.setQueryData(['me'], null);
  takeFromFormer(queries, former, null, forgetAnswers);
}

/** A delegation that has ended, or a post that was lost, in which one still acts: who one is by now is asked again. */
function actingEnded(error: unknown): void {
  if (error instanceof Problem && (error.code === 'actor.delegation_invalid' || error.code === 'actor.post_not_held')) void queries.invalidateQueries({ queryKey: ['me'] });
}

function failed(error: unknown): void {
  signedOut(error);
  actingEnded(error);
}

const isPassing = (error: unknown): boolean => error instanceof Problem && (error.status === 0 || error.status === 429 || error.status >= 500);

/** What was read from the API. Only what may pass by itself is asked again; what was read stays on the page while it is asked anew. */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: failed }),
  mutationCache: new MutationCache({ onError: failed }),
  defaultOptions: {
    // Without a connection a request fails and is said to have failed, instead of waiting unseen; what was read stays for a working day.
    queries: { staleTime, gcTime: 8 * 3_600_000, networkMode: 'always', ...whileShort, retry: (count, error) => isPassing(error) && count < 3 },
    mutations: { retry: false, networkMode: 'always' },
  },
});
