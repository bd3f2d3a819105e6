import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import { freshKey } from '../api/key.ts';
import { reasonOf } from '../api/problem.ts';
import { useKeptFiles } from '../drafts/kept-files.ts';
import { localKey, withoutFile, withUploaded } from '../drafts/local-files.ts';
import { enter, type Taking, takeUp } from '../drafts/taking.ts';
import { upload } from '../drafts/upload.ts';
import { FileChoice } from '../ui/file-choice.tsx';
import { attributed, piecesOf, without } from './evidence.ts';
import { useFormFiles } from './form-files.ts';
import type { Choices } from './offered.tsx';
import type { Change, Value } from './values.ts';
import { fieldName } from './words.ts';

/** What is known of a file. */
export const attachmentQuery = (id: string) => ({
  queryKey: ['attachments', id],
  queryFn: () => answered(api.GET('/api/v1/attachments/{id}', { params: { path: { id } } })),
  staleTime: Number.POSITIVE_INFINITY,
});

interface Entered {
  readonly file: File;
  readonly key: string;
  readonly isKept: boolean;
}

interface FilesProps {
  readonly files: Value;
  readonly change: Change;
  /** What of the evidence required a file may be; undefined where that is not asked. */
  readonly items?: Choices | undefined;
}

/** A file on this device. What it is called is known as it is chosen; where it was kept it is read from there. */
const localQuery = (key: string, kept: ReturnType<typeof useKeptFiles>) => ({
  queryKey: ['files', key],
  queryFn: async () => ({ name: (await kept?.read(key))?.name ?? '', sha256: undefined }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Photos and files: each is uploaded as it is chosen, so that only their ids travel with the step. Before that it is kept with the draft: without a connection, or when the form is gone meanwhile, it goes with the step. */
export function FilesInput({ files: chosen, change, items = [] }: FilesProps) {
  const { t } = useTranslation();
  const pieces = piecesOf(chosen);
  const [said, setSaid] = useState<readonly string[]>([]);
  const kept = useKeptFiles();
  const client = useQueryClient();
  const form = useFormFiles();
  const files = useQueries({
    queries: pieces.map(({ id }) => {
      const key = localKey(id);
      return key === undefined ? attachmentQuery(id) : localQuery(key, kept);
    }),
  });
  const taking: Taking = {
    send: upload,
    keep: kept?.keep,
    put: (name) => change((former) => [...(Array.isArray(former) ? (former as readonly Value[]) : []), name]),
    swap: (key, id) => form.change((former) => withUploaded(former, key, id)),
    leave: (key) => form.change((former) => withoutFile(former, key)),
  };
  const { mutate: add } = useMutation({
    mutationKey: form.uploads,
    mutationFn: async (added: readonly File[]): Promise<void> => {
      const entered: Entered[] = [];
      for (const file of added) {
        const key = freshKey();
        client.setQueryData(localQuery(key, kept).queryKey, { name: file.name, sha256: undefined });
        entered.push({ file, key, isKept: await enter(file, key, taking) });
      }
      const failed: string[] = [];
      for (const { file, key, isKept } of entered) {
        setSaid([...failed, t('steps.uploading', { name: file.name })]);
        const problem = await takeUp(file, key, isKept, taking);
        if (problem !== undefined) failed.push(`${t('steps.uploadFailed', { name: file.name })} ${reasonOf(problem, { away: t('state.offline'), failed: t('state.failed') })}`);
      }
      setSaid(failed);
    },
  });
  return (
    <div className="files">
      <ul className="files">
        {pieces.map(({ id, item }, index) => (
          <li key={id}>
            <span>
              {files[index]?.data?.name ?? id}{' '}
              <span className="hint">{localKey(id) === undefined ? `SHA-256 ${files[index]?.data?.sha256?.slice(0, 12)}…` : t('drafts.fileHere')}</span>
            </span>
            {items.length > 0 && <ItemInput items={items} item={item} name={files[index]?.data?.name ?? id} choose={(next) => change((former) => attributed(former, id, next))} />}
            <button type="button" className="button plain" onClick={() => change((former) => without(former, id))}>
              {t('steps.remove')}
            </button>
          </li>
        ))}
      </ul>
      <FileChoice name={t('steps.files')} multiple take={add} />
      <div role="status" className="hint">
        {said.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </div>
  );
}

interface ItemProps {
  readonly items: Choices;
  readonly item: string | undefined;
  /** The file's. */
  readonly name: string;
  readonly choose: (item: string | undefined) => void;
}

/** What of the evidence required a file is; it may be left open. */
function ItemInput({ items, item, name, choose }: ItemProps) {
  const { t } = useTranslation();
  const label = fieldName('item', 'evidence.item');
  // What was chosen for another item of a standard is shown as long as it would be sent.
  const others: Choices = item === undefined || items.some(([known]) => known === item) ? [] : [[item, item]];
  return (
    <select aria-label={`${label}: ${name}`} value={item ?? ''} onChange={({ target }) => choose(target.value || undefined)}>
      <option value="">{`${label}${t('steps.optional')}`}</option>
      {[...items, ...others].map(([known, words]) => (
        <option key={known} value={known}>
          {words}
        </option>
      ))}
    </select>
  );
}
