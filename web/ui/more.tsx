import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** How far before its end a list reads on, in pixels: the next page is there before one comes to it. */
const ahead = '1200px';

/** The next page of a list: read when its end comes near the window, or by the button. */
export function More({ list }: { readonly list: UseInfiniteQueryResult<InfiniteData<unknown>> }) {
  const { t } = useTranslation();
  const end = useRef<HTMLParagraphElement>(null);
  const { isFetchingNextPage, isError, fetchNextPage } = list;
  useEffect(() => {
    const place = end.current;
    if (!place || isFetchingNextPage || isError) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && void fetchNextPage(), { rootMargin: ahead });
    watch.observe(place);
    return () => watch.disconnect();
  }, [isFetchingNextPage, isError, fetchNextPage]);
  return (
    <p className="buttons" ref={end}>
      <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t('list.more')}
      </button>
    </p>
  );
}
