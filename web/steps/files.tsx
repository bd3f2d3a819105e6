import { useQueries } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, headersOf } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import type { Value } from './values.ts';

/** A file uploaded as evidence: its id, and the hash by which it can be proved. */
async function upload(file: File): Promise<string> {
  const response = await fetch(`/api/v1/attachments?${new URLSearchParams({ name: file.name })}`, {
    method: 'PUT',
    headers: { ...headersOf(), 'Content-Type': file.type || 'application/octet-stream' },
    body: file,
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(body, response.status);
  return (body as { readonly id: string }).id;
}

/** What is known of a file. */
export const attachmentQuery = (id: string) => ({
  queryKey: ['attachments', id],
  queryFn: () => answered(api.GET('/api/v1/attachments/{id}', { params: { path: { id } } })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Photos and files: each is uploaded as it is chosen, so that only their ids travel with the step. */
export function FilesInput({ ids, change }: { readonly ids: readonly string[]; readonly change: (value: Value) => void }) {
  const { t } = useTranslation();
  const inputId = useId();
  const [said, setSaid] = useState('');
  const files = useQueries({ queries: ids.map(attachmentQuery) });
  const add = async (chosen: readonly File[]): Promise<void> => {
    let all = ids;
    for (const file of chosen) {
      setSaid(t('steps.uploading', { name: file.name }));
      try {
        all = [...all, await upload(file)];
        change(all);
        setSaid('');
      } catch (problem) {
        setSaid(`${t('steps.uploadFailed', { name: file.name })} ${problem instanceof Error ? problem.message : ''}`);
        return;
      }
    }
  };
  return (
    <div className="files">
      <ul className="files">
        {ids.map((id, index) => (
          <li key={id}>
            <span>
              {files[index]?.data?.name ?? id} <span className="hint">SHA-256 {files[index]?.data?.sha256.slice(0, 12)}…</span>
            </span>
            <button type="button" className="button plain" onClick={() => change(ids.filter((other) => other !== id))}>
              {t('steps.remove')}
            </button>
          </li>
        ))}
      </ul>
      <label htmlFor={inputId} className="unseen">
        {t('steps.files')}
      </label>
      <input
        id={inputId}
        type="file"
        multiple
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])];
          target.value = '';
          void add(chosen);
        }}
      />
      <p role="status" className="hint">
        {said}
      </p>
    </div>
  );
}
