import { useMutation, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import { freshKey } from '../api/key.ts';
import { Problem } from '../api/problem.ts';
import { useKeptFiles } from '../drafts/kept-files.ts';
import { localKey, localName } from '../drafts/local-files.ts';
import { upload } from '../drafts/sending.ts';
import { FileChoice } from '../ui/file-choice.tsx';
import type { Change, Value } from './values.ts';

/** Uploads under way, by which forms wait for them. */
export const uploads = ['upload'] as const;

/** What is known of a file. */
export const attachmentQuery = (id: string) => ({
  queryKey: ['attachments', id],
  queryFn: () => answered(api.GET('/api/v1/attachments/{id}', { params: { path: { id } } })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Photos and files: each is uploaded as it is chosen, so that only their ids travel with the step; without a connection it is kept with the draft and goes with the step. */
export function FilesInput({ ids, change }: { readonly ids: readonly string[]; readonly change: Change }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const kept = useKeptFiles();
  const files = useQueries({
    queries: ids.map((id) => {
      const key = localKey(id);
      return key === undefined ? attachmentQuery(id) : { queryKey: ['files', key], queryFn: async () => ({ name: (await kept?.read(key))?.name ?? '', sha256: undefined }) };
    }),
  });
  const listed = (former: Value): readonly Value[] => (Array.isArray(former) ? former : []);
  const uploading = useMutation({ mutationKey: uploads, mutationFn: ({ file, key }: { readonly file: File; readonly key: string }) => upload(file, key) });
  const add = async (chosen: readonly File[]): Promise<void> => {
    for (const file of chosen) {
      setSaid(t('steps.uploading', { name: file.name }));
      const key = freshKey();
      try {
        const id = await uploading.mutateAsync({ file, key });
        change((former) => [...listed(former), id]);
        setSaid('');
      } catch (problem) {
        if (kept && problem instanceof Problem && problem.status === 0) {
          await kept.keep(key, file);
          change((former) => [...listed(former), localName(key)]);
          setSaid('');
          continue;
        }
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
              {files[index]?.data?.name ?? id}{' '}
              <span className="hint">{localKey(id) === undefined ? `SHA-256 ${files[index]?.data?.sha256?.slice(0, 12)}…` : t('drafts.fileHere')}</span>
            </span>
            <button type="button" className="button plain" onClick={() => change((former) => listed(former).filter((other) => other !== id))}>
              {t('steps.remove')}
            </button>
          </li>
        ))}
      </ul>
      <FileChoice name={t('steps.files')} multiple take={(chosen) => void add(chosen)} />
      <p role="status" className="hint">
        {said}
      </p>
    </div>
  );
}
