import { useMutation, useQueries } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, sendFile } from '../api/client.ts';
import type { Change, Value } from './values.ts';

/** Uploads under way, by which forms wait for them. */
export const uploads = ['upload'] as const;

/** A file uploaded as evidence: its id. */
const upload = async (file: File): Promise<string> =>
  (await sendFile<{ readonly id: string }>('PUT', `/api/v1/attachments?${new URLSearchParams({ name: file.name })}`, file, file.type || 'application/octet-stream')).id;

/** What is known of a file. */
export const attachmentQuery = (id: string) => ({
  queryKey: ['attachments', id],
  queryFn: () => answered(api.GET('/api/v1/attachments/{id}', { params: { path: { id } } })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Photos and files: each is uploaded as it is chosen, so that only their ids travel with the step. */
export function FilesInput({ ids, change }: { readonly ids: readonly string[]; readonly change: Change }) {
  const { t } = useTranslation();
  const inputId = useId();
  const [said, setSaid] = useState('');
  const files = useQueries({ queries: ids.map(attachmentQuery) });
  const listed = (former: Value): readonly Value[] => (Array.isArray(former) ? former : []);
  const uploading = useMutation({ mutationKey: uploads, mutationFn: upload });
  const add = async (chosen: readonly File[]): Promise<void> => {
    for (const file of chosen) {
      setSaid(t('steps.uploading', { name: file.name }));
      try {
        const id = await uploading.mutateAsync(file);
        change((former) => [...listed(former), id]);
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
            <button type="button" className="button plain" onClick={() => change((former) => listed(former).filter((other) => other !== id))}>
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
