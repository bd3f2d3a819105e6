import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Place } from '../drafts/place.ts';
import { forgetDrafts } from '../drafts/store.ts';
import { forgetShown } from '../kept/former.ts';
import { confirmed, orKept } from '../kept/restore.ts';
import { setRestored } from '../kept/restored.ts';
import { forgetAnswers } from '../kept/store.ts';
import { type Capacity, capacityOf, headersFor, type Me, rolesOf } from './acting.ts';
import { chosenBy, forgetDelegation, onChoice } from './chosen.ts';
import { actIn, answered, api } from './client.ts';
import { freshKey } from './key.ts';
import { reread } from './long-lists.ts';
import { isAway, Problem } from './problem.ts';
import { takeFirst } from './who.ts';

/** That somebody signed out on this device while the service could not be told. */
const left = 'duban.left';

/** Written whenever somebody signs in or out on this device. */
const signed = 'duban.signed';
const tellOtherWindows = (): void => localStorage.setItem(signed, freshKey());

/** Ends the session that somebody left without a connection. */
async function endLeft(): Promise<void> {
  if (localStorage.getItem(left) === null) return;
  await answered(api.DELETE('/api/v1/session')).catch((problem: unknown) => {
    // It has ended by itself.
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
  });
  localStorage.removeItem(left);
}

async function readMe(): Promise<Me | null> {
  const wasLeft = localStorage.getItem(left) !== null;
  try {
    await endLeft();
  } catch (problem) {
    if (isAway(problem)) return null;
    throw problem;
  }
  const early = await takeFirst();
  // What was said of a session that has been ended since does not hold any more.
  const first = wasLeft ? {} : early;
  // Asked first, so that a browser in which nobody is signed in sees no refusal.
  const { signedIn } = first.session ?? (await answered(api.GET('/api/v1/session')));
  if (!signedIn) return null;
  try {
    return first.me ?? (await answered(api.GET('/api/v1/me')));
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null;
    throw problem;
  }
}

/** The person signed in, or who was when this page is opened without a connection; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ client }): Promise<Me | null> => {
    const asked = readMe().then((said) => confirmed(client, said));
    const me = client.getQueryData(['me']) === undefined ? await orKept(client, asked) : await asked;
    // A delegation that has ended, a post that was lost: what is shown was read by a right that is no more.
    if (me && actIn(headersFor(me, capacityOf(me, chosenBy(me.id)))) && client.getQueryData(['me'])) void reread(client, ([first]) => first !== 'me');
    return me;
  },
  staleTime: 60_000,
});

/** The person signed in and the post acted in, one's own or by delegation that of another. */
export interface Acting {
  readonly capacity: Capacity | undefined;
  readonly roles: readonly string[];
  /** Where what is typed and submitted belongs. */
  readonly place: Pick<Place, 'personId' | 'postId' | 'delegationId'>;
}

/** In which post the person acts. */
export function useActing(): Acting {
  const me = useQuery(meQuery).data ?? undefined;
  const chosen = useSyncExternalStore(onChoice, () => (me ? chosenBy(me.id) : null));
  const capacity = me && capacityOf(me, chosen);
  return {
    capacity,
    roles: me ? rolesOf(me, capacity) : [],
    place: { personId: me?.id ?? '', postId: capacity?.post.id ?? '', delegationId: capacity?.delegation?.id },
  };
}

/** The types of which a new thing may be made at all in the post acted in, as the API says it. */
export const useCreatable = (): ReadonlySet<string> => new Set(useActing().capacity?.post.mayCreate);

/** Whether one of this type may be made in it. */
export const useMayCreate = (type: string): boolean => useCreatable().has(type);

/** Whether one administers the registers of the organisation. */
export const useIsAdministrator = (): boolean => useMayCreate('unit');

/** The unit of the post acted in. */
export const useActingUnit = (): string | undefined => useActing().capacity?.post.unit.id;

/** Acts as was chosen, in every window of this device: all that is shown is read again by the right of that post, and nothing read by another is kept. */
export function useChoice(me: Me): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onChoice(() => {
        if (!actIn(headersFor(me, capacityOf(me, chosenBy(me.id))))) return;
        void forgetAnswers().catch(() => undefined);
        void client.resetQueries({ predicate: ({ queryKey: [first] }) => first !== 'me' && first !== 'queue' });
      }),
    [client, me],
  );
}

/** Asks who is signed in when somebody signs in or out in another window of this device: the session is theirs all. */
export function useOtherWindows(): void {
  const client = useQueryClient();
  useEffect(() => {
    const heard = ({ key }: StorageEvent): void => {
      if (key === signed) void client.invalidateQueries({ queryKey: meQuery.queryKey });
    };
    window.addEventListener('storage', heard);
    return () => window.removeEventListener('storage', heard);
  }, [client]);
}

/** Signs in. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { username: string; password: string }) => {
      await endLeft();
      return answered(api.POST('/api/v1/session', { body }));
    },
    onSuccess: async () => {
      tellOtherWindows();
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
}

/** Ends the session at the server and forgets all that was shown and read, and what the person had typed on this device. Without a connection the session is ended as soon as there is one, before anybody is shown anything. */
export function useSignOut(me: Me) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answered(api.DELETE('/api/v1/session')).catch((problem: unknown) => {
        if (!isAway(problem)) throw problem;
        localStorage.setItem(left, '');
      }),
    onSuccess: async () => {
      await forgetDrafts(me.id).catch(() => undefined);
      await forgetAnswers().catch(() => undefined);
      forgetDelegation(me);
      setRestored(undefined);
      actIn({});
      forgetShown(client);
      client.setQueryData(meQuery.queryKey, null);
      tellOtherWindows();
    },
  });
}
