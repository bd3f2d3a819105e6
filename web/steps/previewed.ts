import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ask } from '../api/client.ts';
import { freshKey } from '../api/key.ts';
import { isJudged } from '../api/problem.ts';
import type { Preview } from './consequences.tsx';
import type { Fields } from './values.ts';

interface Previewed {
  /** What the step would do, as it was last looked at. */
  readonly preview: Preview | undefined;
  readonly problem: unknown;
  readonly sending: boolean;
  readonly look: (body: Fields) => Promise<void>;
  readonly apply: (body: Fields, version: number) => Promise<void>;
  /** Another choice is looked at anew. */
  readonly anew: () => void;
}

/** A step that is looked at before it is taken: first what it would do, then the same in earnest, under one key until it was judged. `address`: of the thing, as `/api/v1/campaigns/…`. */
export function usePreviewed(address: string, done: () => void): Previewed {
  const client = useQueryClient();
  const key = useRef(freshKey());
  const [preview, setPreview] = useState<Preview>();
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
    } finally {
      setSending(false);
    }
  };
  return {
    preview,
    problem,
    sending,
    look: (body) => attempt(async () => setPreview(await ask<Preview>('POST', `${address}/preview`, body))),
    apply: (body, version) =>
      attempt(async () => {
        await ask('POST', `${address}/commands`, body, { 'Idempotency-Key': key.current, 'If-Match': `"${version}"` });
        done();
        await client.invalidateQueries();
      }),
    anew: () => setPreview(undefined),
  };
}
