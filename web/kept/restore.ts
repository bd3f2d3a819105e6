import { hydrate, type QueryClient } from '@tanstack/react-query';
import type { Me } from '../api/acting.ts';
import { reread } from '../api/long-lists.ts';
import { isAway } from '../api/problem.ts';
import { build } from '../build.ts';
import { shownTo, takeFromFormer } from './former.ts';
import { restoredNow, setRestored } from './restored.ts';
import { forgetAnswers, readAnswers } from './store.ts';
import { showable } from './what.ts';

/** Who is signed in is waited for so long, in milliseconds, before what is kept is shown: a connection that takes longer for the first 200 bytes carries no working day. */
const limitMs = 5_000;

const me = 'me';

/** Who is signed in, as the service says; where it does not answer as the page is opened, the person seen last on this device, with what was read then. */
export async function orKept(client: QueryClient, asked: Promise<Me | null>): Promise<Me | null> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, limitMs));
  const answer = await Promise.race([asked.then((said) => ({ said })), late]).catch((problem: unknown) => {
    if (!isAway(problem)) throw problem;
    return undefined;
  });
  if (answer) return answer.said;
  const kept = showable(await readAnswers().catch(() => []), build, Date.now());
  if (!kept) return asked;
  const reads = [kept.me, ...kept.others].map(({ read }) => read);
  setRestored({ personId: kept.me.personId, readAt: new Date(Math.max(...reads.map(({ state }) => state.dataUpdatedAt))).toISOString() });
  hydrate(client, { queries: kept.others.map(({ read }) => read) });
  // It was late and came all the same.
  void asked.then(
    () => client.invalidateQueries({ queryKey: [me] }),
    () => undefined,
  );
  return kept.me.read.state.data as Me;
}

/** Takes what the service says of who is signed in: what was read for a former person is taken away; what was shown to the same one without a connection is read again. */
export function confirmed(client: QueryClient, said: Me | null): Me | null {
  const shown = restoredNow();
  const former = shown?.personId ?? shownTo(client);
  setRestored(undefined);
  if (shown && said?.id === former) void reread(client, ([first]) => first !== me);
  takeFromFormer(client, former, said?.id ?? null, forgetAnswers);
  return said;
}
