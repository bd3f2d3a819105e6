import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ask } from '../api/client.ts';
import { freshKey } from '../api/key.ts';
import { isJudged, Problem } from '../api/problem.ts';
import type { Preview } from './consequences.tsx';
import type { Fields } from './values.ts';

interface Previewed {
  /** What the step would do, as it was last looked at. */
  readonly preview: Preview | undefined;
  readonly problem: unknown;
  readonly sending: boolean;
  /** `version`: of the thing as it is shown beside it. */
  readonly look: (body: Fields, version: number) => Promise<void>;
  /** Takes it on the version on which it was looked at. */
  readonly apply: (body: Fields) => Promise<void>;
  /** Another choice is looked at anew. */
  readonly anew: () => void;
}

/** A step that is looked at before it is taken: first what it would do, then the same in earnest, under one key until it was judged. Where the thing has become another meanwhile it is read again and the step looked at anew. `address`: of the thing, as `/api/v1/campaigns/…`. */
export function usePreviewed(address: string, done: () => void): Previewed {
  const client = useQueryClient();
  const key = useRef(freshKey());
  const [looked, setLooked] = useState<{ readonly preview: Preview; readonly version: number }>();
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setSending(true);
    setProblem(undefined);
    try {
      await act();
    } catch (failed) {
      setProblem(failed);
      if (isJudged(failed)) key.current = freshKey();
      if (failed instanceof Problem && failed.code === 'process.changed_since') {
        setLooked(undefined);
        await client.invalidateQueries();
      }
    } finally {
      setSending(false);
    }
  };
  return {
    preview: looked?.preview,
    problem,
    sending,
    look: (body, version) => attempt(async () => setLooked({ preview: await ask<Preview>('POST', `${address}/preview`, body), version })),
    apply: (body) =>
      attempt(async () => {
        if (!looked) return;
        await ask('POST', `${address}/commands`, body, { 'Idempotency-Key': key.current, 'If-Match': `"${looked.version}"` });
        done();
        await client.invalidateQueries();
      }),
    anew: () => setLooked(undefined),
  };
}
