import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { forgetDrafts } from '../drafts/store.ts';
import { confirmed, orKept } from '../kept/restore.ts';
import { setRestored } from '../kept/restored.ts';
import { forgetAnswers } from '../kept/store.ts';
import { actIn, answered, api } from './client.ts';
import { isAway, Problem } from './problem.ts';
import type { components } from './types.ts';
import { takeFirst } from './who.ts';

export type Me = components['schemas']['Me'];
export type Post = Me['posts'][number];

const kept = (personId: string): string => `duban.post.${personId}`;

/** The post that was acted in last on this device, while it is still held; the only one otherwise. */
function postOf(me: Me): Post | undefined {
  const last = localStorage.getItem(kept(me.id));
  return me.posts.find(({ id }) => id === last) ?? me.posts[0];
}

/** The post acted in, and the way to act in another from now on, on this device. All that is shown is read again by its right. */
export function usePost(me: Me): readonly [Post | undefined, (postId: string) => void] {
  const client = useQueryClient();
  const { data: post } = useQuery({ queryKey: ['post', me.id], queryFn: () => postOf(me) ?? null, initialData: () => postOf(me) ?? null, staleTime: Number.POSITIVE_INFINITY });
  const choose = (postId: string): void => {
    localStorage.setItem(kept(me.id), postId);
    actIn(postId);
    void forgetAnswers().catch(() => undefined);
    client.setQueryData(['post', me.id], postOf(me) ?? null);
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'post' });
  };
  return [post ?? undefined, choose];
}

/** That somebody signed out on this device while the service could not be told. */
const left = 'duban.left';

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
    if (me) actIn(me.posts.length > 1 ? postOf(me)?.id : undefined);
    return me;
  },
  staleTime: 60_000,
});

/** Whether the person may make a new thing of this type at all, as the API says it. */
export const useMayCreate = (type: string): boolean => useQuery(meQuery).data?.mayCreate.includes(type) ?? false;

/** The person signed in and the post acted in. */
export function useActing(): { readonly personId: string | undefined; readonly post: Post | undefined } {
  const me = useQuery(meQuery).data;
  const { data: post } = useQuery({ queryKey: ['post', me?.id], queryFn: () => (me && postOf(me)) ?? null, enabled: Boolean(me), staleTime: Number.POSITIVE_INFINITY });
  return { personId: me?.id, post: post ?? undefined };
}

/** The unit of the post acted in. */
export const useActingUnit = (): string | undefined => useActing().post?.unit.id;

/** Takes away all that was read but who is signed in. */
const forget = (client: QueryClient): void => client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });

/** Signs in; what was shown to a former person is forgotten. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { username: string; password: string }) => {
      await endLeft();
      return answered(api.POST('/api/v1/session', { body }));
    },
    onSuccess: async () => {
      forget(client);
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
}

/** Ends the session at the server and forgets all that was shown and read, and what the person had typed on this device. Without a connection the session is ended as soon as there is one, before anybody is shown anything. */
export function useSignOut(personId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answered(api.DELETE('/api/v1/session')).catch((problem: unknown) => {
        if (!isAway(problem)) throw problem;
        localStorage.setItem(left, '');
      }),
    onSuccess: async () => {
      await forgetDrafts(personId).catch(() => undefined);
      await forgetAnswers().catch(() => undefined);
      setRestored(undefined);
      actIn(undefined);
      forget(client);
      client.setQueryData(meQuery.queryKey, null);
    },
  });
}
