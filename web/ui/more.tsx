import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longFrom } from '../api/long-lists.ts';

/** How far before its end a list reads on, in pixels: the next page is there before one comes to it. */
const ahead = '1200px';

interface PagesProps {
  readonly list: UseInfiniteQueryResult<InfiniteData<unknown>>;
  /** What was read of it. */
  readonly children: ReactNode;
}

/** A list read a page at a time: the next page comes when it is wanted; one too long to be read again by itself says when it has changed. */
export function Pages({ list, children }: PagesProps) {
  return (
    <>
      {(list.data?.pages.length ?? 0) > longFrom && <Moved list={list} />}
      {children}
      {list.hasNextPage && <More list={list} />}
    </>
  );
}

/** The next page of a list: read when its end comes near the window, or by the button. */
function More({ list }: Pick<PagesProps, 'list'>) {
  const { t } = useTranslation();
  const end = useRef<HTMLParagraphElement>(null);
  const { isFetching, isFetchingNextPage, isError, fetchNextPage } = list;
  const pages = list.data?.pages.length ?? 0;
  useEffect(() => {
    const place = end.current;
    // A next page asked for while the others are read again would put an end to that.
    if (!place || isFetching || isError || pages === 0) return;
    // Watched anew after each page. The browser may tell of several looks at once: out of sight as the page came, in sight again as one scrolled on.
    const watch = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && void fetchNextPage(), { rootMargin: ahead });
    watch.observe(place);
    return () => watch.disconnect();
  }, [isFetching, isError, fetchNextPage, pages]);
  return (
    <p className="buttons" ref={end}>
      <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t('list.more')}
      </button>
    </p>
  );
}

/** That something in a list moved since it was read, where it is too long to be read again by itself; and the way to do so. */
function Moved({ list }: Pick<PagesProps, 'list'>) {
  const { t } = useTranslation();
  const [moved, setMoved] = useState(false);
  // A further page makes the list new for the client, not what was read before.
  if (list.isStale && !moved) setMoved(true);
  if (!moved) return null;
  return (
    <p className="notice" role="status">
      {t('list.moved')}{' '}
      <button type="button" className="button" disabled={list.isFetching} onClick={() => void list.refetch().then(({ isSuccess }) => setMoved(!isSuccess))}>
        {t('list.reread')}
      </button>
    </p>
  );
}
