import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../../api/client.ts';
import { typeOf } from '../../api/file-type.ts';
import type { components } from '../../api/types.ts';
import { newThing } from '../../things/new-things.ts';
import { StartForm } from '../../things/start.tsx';
import { Sheet } from '../../ui/dialog.tsx';
import { FileChoice } from '../../ui/file-choice.tsx';
import { ProblemNote } from '../../ui/states.tsx';

type Draft = components['schemas']['StandardDraft'];

/** Reads a standard's items from a file; nothing is written by it. */
const importStandard = (file: File): Promise<Draft> => sendFile('POST', '/api/v1/standards/import', file, typeOf(file));

/** Begins an evaluation: first the standard is read from a file and shown with its doubts, then the form asks for the rest. */
export function StartEvaluation({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const inputId = useId();
  const read = useMutation({ mutationFn: importStandard });
  const close = (): void => {
    setOpen(false);
    read.reset();
  };
  return (
    <>
      <button type="button" className="button primary" onClick={() => setOpen(true)}>
        {t('evaluations.new')}
      </button>
      <Sheet title={t('evaluations.new')} open={open} close={close}>
        <div className="form">
          <div className="field">
            <span className="label" id={inputId}>
              {t('evaluations.standardFile')}
            </span>
            <FileChoice name={t('list.chooseFile')} describedBy={inputId} accept=".xlsx,.docx,.txt,.csv,.tsv" take={([file]) => file && read.mutate(file)} />
            <span className="hint">{t('evaluations.standardHint')}</span>
          </div>
          {read.isPending && <p role="status">{t('state.loading')}</p>}
          {read.isError && <ProblemNote problem={read.error} />}
          {read.data ? (
            <>
              <Standard draft={read.data} />
              <StartForm
                key={read.submittedAt}
                things="evaluations"
                schema={newThing('NewEvaluation', { campaignId, standard: { source: read.data.title ?? t('evaluations.standard'), items: read.data.items } })}
                cancel={close}
              />
            </>
          ) : (
            <div className="buttons">
              <button type="button" className="button" onClick={close}>
                {t('steps.cancel')}
              </button>
            </div>
          )}
        </div>
      </Sheet>
    </>
  );
}

function Standard({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  const { title, items, total, warnings } = draft;
  return (
    <div className={warnings.length > 0 ? 'notice' : 'read'} role="status">
      <p>
        <strong>{title}</strong> {t('evaluations.read', { n: items.length, points: total })}
      </p>
      {warnings.length > 0 && (
        <ul>
          {warnings.map(({ line, message }) => (
            <li key={`${line} ${message}`}>
              {line > 0 && t('evaluations.line', { n: line })} {message}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t('evaluations.items')}</summary>
        <ul>
          {items.map(({ number, content, points }) => (
            <li key={number}>
              {number} {content}（{points}）
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
