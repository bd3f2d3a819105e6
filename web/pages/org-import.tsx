import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../api/client.ts';
import { typeOf } from '../api/file-type.ts';
import type { components } from '../api/types.ts';
import { RegisterTabs } from '../registers/tabs.tsx';
import { FileChoice } from '../ui/file-choice.tsx';
import { Page } from '../ui/page.tsx';
import { TableOf } from '../ui/rows.tsx';
import { ProblemNote } from '../ui/states.tsx';

type Import = components['schemas']['OrgImport'];
const sheets = ['units', 'people', 'posts', 'parties'] as const;

/** 导入组织机构: units, people, posts and parties from a workbook, tried before it is taken; first passwords are shown once. */
export function Screen() {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const send = (dryRun: boolean) => async (): Promise<Import> => {
    if (!file) throw new Error('no file');
    return await sendFile<Import>('POST', `/api/v1/org/import?dryRun=${dryRun}`, file, typeOf(file));
  };
  const tried = useMutation({ mutationFn: send(true) });
  const taken = useMutation({ mutationFn: send(false), onSuccess: () => client.invalidateQueries() });
  const shown = taken.data ?? tried.data;
  return (
    <Page
      title={t('registers.names.import')}
      above={t('nav.administration')}
      lead={t('orgImport.lead')}
      actions={
        <a className="button" href="/api/v1/org/import-template.xlsx">
          {t('orgImport.template')}
        </a>
      }
    >
      <RegisterTabs current="import" />
      <section className="card" aria-labelledby={id}>
        <h2 id={id}>{t('orgImport.file')}</h2>
        <div className="form">
          <div className="field">
            <span className="label" id={`${id}-file`}>
              {t('orgImport.choose')}
            </span>
            <FileChoice
              name={t('list.chooseFile')}
              describedBy={`${id}-file`}
              accept=".xlsx"
              take={([chosen]) => {
                setFile(chosen);
                tried.reset();
                taken.reset();
              }}
            >
              {file?.name}
            </FileChoice>
          </div>
          {tried.isError && <ProblemNote problem={tried.error} />}
          {taken.isError && <ProblemNote problem={taken.error} />}
          <div className="buttons">
            <button type="button" className="button" disabled={!file || tried.isPending} onClick={() => tried.mutate()}>
              {t('orgImport.try')}
            </button>
            <button
              type="button"
              className="button primary"
              disabled={!tried.data || tried.data.problems.length > 0 || taken.isPending || taken.isSuccess}
              onClick={() => taken.mutate()}
            >
              {t('orgImport.take')}
            </button>
          </div>
        </div>
      </section>
      {shown && <Result result={shown} />}
    </Page>
  );
}

function Result({ result: { dryRun, problems, notes, passwords, ...counts } }: { readonly result: Import }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t('orgImport.result')}>
      <h2>{t(problems.length > 0 ? 'orgImport.wrong' : dryRun ? 'orgImport.would' : 'orgImport.done', { count: problems.length })}</h2>
      <TableOf
        name={t('orgImport.result')}
        keyOf={(sheet) => sheet}
        rows={sheets}
        columns={[
          { head: t('orgImport.sheet'), kind: 'text', cell: (sheet) => t(`registers.names.${sheet}`) },
          { head: t('orgImport.made'), kind: 'amount', cell: (sheet) => counts[sheet].made },
          { head: t('orgImport.changed'), kind: 'amount', cell: (sheet) => counts[sheet].changed },
          { head: t('orgImport.same'), kind: 'amount', cell: (sheet) => counts[sheet].same },
        ]}
      />
      {[...problems, ...notes].length > 0 && (
        <ul className="below">
          {[...problems, ...notes].map(({ sheet, row, column, detail }) => (
            <li key={`${sheet} ${row} ${column} ${detail}`}>
              {sheet} {row > 0 && t('orgImport.row', { row })} {column} {detail}
            </li>
          ))}
        </ul>
      )}
      {passwords.length > 0 && (
        <div className="notice below" role="status">
          <p>{t('orgImport.passwords')}</p>
          <ul>
            {passwords.map(({ personId, name, username, password }) => (
              <li key={personId}>
                {name} {username} <strong>{password}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
