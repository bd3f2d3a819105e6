import { useEffect, useState } from 'react';
import { headersOf } from './client.ts';
import { fileNameIn } from './file-name.ts';
import { offline, problemOf } from './problem.ts';

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Fetches a file by the right of the post acted in; throws the problem where there is none to be had. Opened plainly it would be another file: that of all one's posts. */
async function download(address: string): Promise<void> {
  const lost = (): never => {
    throw offline();
  };
  const answer = await fetch(address, { headers: headersOf() }).catch(lost);
  if (!answer.ok) throw problemOf(await answer.json().catch(() => undefined), answer.status);
  save(await answer.blob().catch(lost), fileNameIn(answer.headers.get('Content-Disposition')) ?? address.split('/').pop() ?? '');
}

/** Files on their way, and the one that did not come. */
interface Downloads {
  /** A file is being fetched: a long list takes a while to be written. */
  readonly isFetching: boolean;
  readonly failed: FailedDownload | undefined;
}

/** A file that did not come, and the ways on. */
export interface FailedDownload {
  readonly problem: unknown;
  readonly retry: () => void;
  readonly dismiss: () => void;
}

/** Links to files of the API send no headers, and so not in which post one acts: while that has to be said, the file is fetched as one acts. Answers whether one is on its way, and the one that failed last, until another is fetched. */
export function useDownloads(isPostNamed: boolean): Downloads {
  const [fetching, setFetching] = useState(0);
  const [failed, setFailed] = useState<FailedDownload>();
  useEffect(() => {
    if (!isPostNamed) return;
    const fetched = (address: string): void => {
      setFailed(undefined);
      setFetching((former) => former + 1);
      void download(address)
        .catch((problem: unknown) => setFailed({ problem, retry: () => fetched(address), dismiss: () => setFailed(undefined) }))
        .finally(() => setFetching((former) => former - 1));
    };
    const take = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const address = link?.getAttribute('href');
      if (!address?.startsWith('/api/v1/')) return;
      event.preventDefault();
      fetched(address);
    };
    document.addEventListener('click', take);
    return () => {
      document.removeEventListener('click', take);
      setFailed(undefined);
    };
  }, [isPostNamed]);
  return { isFetching: fetching > 0, failed };
}
