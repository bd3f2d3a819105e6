import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { restoredNow } from '../kept/restored.ts';
import { queryOf } from '../things/lists.ts';
import { type Things, typeOfThings } from '../things/things.ts';
import { reread } from './long-lists.ts';

const isThings = (place: string): place is keyof Things => Object.hasOwn(typeOfThings, place);

/** The thing that an address shows. */
function shownAt(path: string): { readonly things?: keyof Things; readonly id?: string } {
  const [, things = '', id = ''] = path.split('/');
  return isThings(things) && /^[0-9a-f-]{36}$/.test(id) ? { things, id } : {};
}

/** Lists are read again at most this often: while a whole district works, something moves all the time. */
const listsEveryMs = 10_000;
/** A stream that was refused (too many, or the service restarts) is asked for again after this time. */
const againMs = 30_000;

/** What is read again, by the first word of its key. */
const moving = { thing: [...Object.keys(typeOfThings), 'facts'], lists: ['list', 'dues', 'scores'], notices: ['list', 'dues'] } as const;

/** Reads again what may have moved and is on the page. */
function refresh(client: QueryClient, what: keyof typeof moving, isMeant: (key: QueryKey) => boolean = () => false): void {
  const keys: readonly string[] = moving[what];
  void reread(client, (key) => keys.includes(String(key[0])) || isMeant(key));
}

/** Keeps the page as new as the ledger: answers whether it is connected. */
export function useLive(path: string, delegationId: string | undefined): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(false);
  const { things, id } = shownAt(path);
  useEffect(() => {
    const watched = things && `${typeOfThings[things]}:${id}`;
    // A thing counts from others too, which moves while its own version stands.
    const isShown = ([first, second, ...rest]: QueryKey): boolean => first === things && second === id && rest.length === 0;
    let stream: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let lists: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      lists ??= setTimeout(() => {
        lists = undefined;
        refresh(client, 'lists', isShown);
      }, listsEveryMs);
    };
    let wasLost = restoredNow() !== undefined;
    const connect = (): void => {
      stream?.close();
      clearTimeout(again);
      stream = new EventSource(`/api/v1/changes${queryOf({ watch: watched, delegation: delegationId })}`);
      stream.onopen = () => {
        setConnected(true);
        // What moved while nobody listened is read now.
        if (wasLost) void reread(client);
        wasLost = false;
      };
      stream.onerror = () => {
        setConnected(false);
        wasLost = true;
        if (stream?.readyState !== EventSource.CLOSED) return;
        // The service was reached and refused: it may be that nobody is signed in any more.
        void client.invalidateQueries({ queryKey: ['me'] });
        again = setTimeout(connect, againMs);
      };
      stream.addEventListener('moved', () => refresh(client, 'thing'));
      stream.addEventListener('notice', () => refresh(client, 'notices'));
      stream.addEventListener('list', later);
    };
    // A device that has lost its network may keep the stream open for minutes without noticing.
    const lose = (): void => {
      stream?.close();
      setConnected(false);
      wasLost = true;
    };
    connect();
    window.addEventListener('offline', lose);
    window.addEventListener('online', connect);
    return () => {
      window.removeEventListener('offline', lose);
      window.removeEventListener('online', connect);
      stream?.close();
      clearTimeout(again);
      clearTimeout(lists);
    };
  }, [client, things, id, delegationId]);
  return connected;
}
