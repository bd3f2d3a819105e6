import { useTranslation } from 'react-i18next';
import { FileLinks } from '../../things/files.tsx';
import type { Things } from '../../things/things.ts';
import { comma } from '../../ui/line.tsx';
import { Moment } from '../../ui/times.tsx';

/** 证明材料: what the unit says it did, and its evidence by file names; what of the required evidence is still missing. */
export function Submission({ task }: { readonly task: Things['tasks'] }) {
  const { t } = useTranslation();
  const { submission, evidence, evidenceMissing: missing, origin, acceptanceNote } = task;
  const basis = origin?.evidence ?? [];
  if (!submission && evidence.length === 0 && missing.count === 0 && basis.length === 0) return null;
  return (
    <section className="card" aria-labelledby="evidence">
      <h2 id="evidence">{t('tasks.evidence')}</h2>
      {submission && (
        <>
          <p>
            {submission.summary} {submission.late && <span className="tag yellow">{t('taskFile.late')}</span>}
          </p>
          <p className="hint">
            {t('taskFile.submitted')} <Moment at={submission.at} /> {submission.by?.name}
          </p>
        </>
      )}
      <FileLinks files={evidence} />
      {missing.count > 0 && (
        <p className="hint">{t(missing.count === missing.items.length ? 'taskFile.missing' : 'taskFile.missingOf', { count: missing.count, what: missing.items.join(comma()) })}</p>
      )}
      {acceptanceNote && <p>{t('taskFile.accepted', { note: acceptanceNote })}</p>}
      {basis.length > 0 && (
        <>
          <h3 className="group">{t('taskFile.basis')}</h3>
          <FileLinks files={basis.map((id) => ({ id }))} />
        </>
      )}
    </section>
  );
}
