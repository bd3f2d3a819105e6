import { useEffect } from 'react';
import { headersOf } from './client.ts';
import { fileNameIn } from './file-name.ts';

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Fetches a file by the right of the post acted in. What is refused is opened plainly, where it says why. */
async function download(address: string): Promise<void> {
  const answer = await fetch(address, { headers: headersOf() });
  if (!answer.ok) return window.location.assign(address);
  save(await answer.blob(), fileNameIn(answer.headers.get('Content-Disposition')) ?? address.split('/').pop() ?? '');
}

/** Links to files of the API send no headers, and so not that one acts for another: while one does, the file is fetched as one acts. */
export function useDownloads(delegationId: string | undefined): void {
  useEffect(() => {
    if (delegationId === undefined) return;
    const take = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const address = link?.getAttribute('href');
      if (!address?.startsWith('/api/')) return;
      event.preventDefault();
      void download(address).catch(() => undefined);
    };
    document.addEventListener('click', take);
    return () => document.removeEventListener('click', take);
  }, [delegationId]);
}
