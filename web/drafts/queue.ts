import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { sendWaiting } from './sending.ts';
import { keepsDrafts, readQueue } from './store.ts';

/** What waits to be sent for a person. */
export const queueQuery = (personId: string) => queryOptions({ queryKey: ['queue', personId], queryFn: () => readQueue(personId), enabled: keepsDrafts && personId !== '' });

/** While something waits it is tried again this often, besides whenever the connection returns. */
const againMs = 20_000;

/** Sends what waits whenever the connection returns, also after a reload; answers the way to do so now. */
export function useSending(personId: string, connected: boolean): () => void {
  const client = useQueryClient();
  const waits = useQuery(queueQuery(personId)).data?.some(({ refused }) => refused === undefined) ?? false;
  const send = useCallback((): void => {
    void sendWaiting(personId)
      .then((moved) => client.invalidateQueries(moved ? {} : { queryKey: queueQuery(personId).queryKey }))
      .catch(() => undefined);
  }, [client, personId]);
  useEffect(() => {
    if (!waits) return;
    if (connected) send();
    const timer = setInterval(send, againMs);
    window.addEventListener('online', send);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', send);
    };
  }, [waits, connected, send]);
  return send;
}
