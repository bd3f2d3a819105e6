import { dehydrate, type Query, type QueryClient } from '@tanstack/react-query';
import type { Me } from '../api/acting.ts';
import { isBarred } from '../api/barred.ts';
import { build } from '../build.ts';
import { restoredNow } from './restored.ts';
import { forgetAnswer, keepAnswers } from './store.ts';
import { isKept, shortened } from './what.ts';

/** Answers that come in one after the other are written together, after this time in milliseconds: short, for a phone ends a page without asking. */
const togetherMs = 300;

/** Keeps what is read from the API from now on, of what is kept at all; what becomes barred is forgotten. */
export function keepWhatIsRead(client: QueryClient): void {
  const fresh = new Set<Query>();
  let isDue = false;
  const personId = (): string | undefined => client.getQueryData<Me | null>(['me'])?.id;
  const write = (): void => {
    isDue = false;
    // Until the service has said who is signed in, an answer may be another person's.
    if (restoredNow()) return;
    const id = personId();
    const { queries } = dehydrate(client, { shouldDehydrateQuery: (query) => fresh.has(query) && query.state.data !== undefined, shouldDehydrateMutation: () => false });
    fresh.clear();
    if (id === undefined) return;
    // A device that is full keeps less.
    void keepAnswers(
      id,
      queries.map((read) => ({ personId: id, build, read: shortened(read) })),
    ).catch(() => undefined);
  };
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || !isKept(event.query.queryKey)) return;
    const { query, action } = event;
    if (action.type === 'success') {
      fresh.add(query);
      if (!isDue) setTimeout(write, togetherMs);
      isDue = true;
    } else if (action.type === 'error' && isBarred(action.error)) {
      fresh.delete(query);
      void forgetAnswer(personId() ?? '', query.queryHash).catch(() => undefined);
    }
  });
}
