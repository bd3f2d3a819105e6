import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { attachmentQuery } from '../steps/files.tsx';
import { sizeText } from '../ui/size.ts';

interface File {
  readonly id: string;
  /** What of the evidence required it is for. */
  readonly item?: string | null;
}

/** Files by their names, each to download, with the hash by which it can be proved. */
export function FileLinks({ files }: { readonly files: readonly File[] }) {
  const { t } = useTranslation();
  const known = useQueries({ queries: files.map(({ id }) => attachmentQuery(id)) });
  return (
    <ul className="file-links">
      {files.map(({ id, item }, index) => {
        const { name, size, sha256 } = known[index]?.data ?? {};
        return (
          <li key={id}>
            <a href={`/api/v1/attachments/${id}/content`} download={name}>
              {name ?? t('thing.file')}
            </a>{' '}
            {item && <span className="tag">{item}</span>}{' '}
            {size !== undefined && (
              <span className="hint">
                {sizeText(size)} · SHA-256 {sha256?.slice(0, 12)}…
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface Scan {
  readonly attachment: string;
}

/** The scans of a sealed paper: the one in force, and those it replaced. */
export function Scans({ sealed, former }: { readonly sealed: Scan | null; readonly former: readonly Scan[] }) {
  const { t } = useTranslation();
  if (!sealed) return null;
  return (
    <>
      <FileLinks files={[{ id: sealed.attachment }]} />
      {former.length > 0 && (
        <details>
          <summary>{t('thing.formerScans', { n: former.length })}</summary>
          <FileLinks files={former.map(({ attachment }) => ({ id: attachment }))} />
        </details>
      )}
    </>
  );
}
