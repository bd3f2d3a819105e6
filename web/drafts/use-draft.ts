import { useEffect, useState } from 'react';
import { keyOf, type Place } from './place.ts';
import { type Draft, keepsDrafts, readDraft } from './store.ts';

/** What was typed at a place before, read once as its form opens: undefined while it is read, null where there is nothing. */
export function useDraft(place: Place): Draft | null | undefined {
  const [read, setRead] = useState<{ readonly key: string; readonly draft: Draft | null }>();
  const key = keyOf(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is all of the place
  useEffect(() => {
    let isShown = true;
    const put = (draft: Draft | undefined): void => {
      if (isShown) setRead({ key, draft: draft ?? null });
    };
    if (keepsDrafts) readDraft(place).then(put, () => put(undefined));
    else put(undefined);
    return () => {
      isShown = false;
    };
  }, [key]);
  return read?.key === key ? read.draft : undefined;
}
