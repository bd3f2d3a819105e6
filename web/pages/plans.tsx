import { Link, useNavigate } from '@tanstack/react-router';
import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../api/client.ts';
import { typeOf } from '../api/file-type.ts';
import { freshKey } from '../api/key.ts';
import { useMayCreate } from '../api/session.ts';
import type { components } from '../api/types.ts';
import { useList } from '../things/lists.ts';
import { Exports } from '../ui/exports.tsx';
import { FileChoice } from '../ui/file-choice.tsx';
import { Page } from '../ui/page.tsx';
import { type Column, Rows } from '../ui/rows.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';

type Item = components['schemas']['PlanItem'];

const importPlan = async (body: File | string, type: string): Promise<string> =>
  (await sendFile<{ readonly id: string }>('POST', '/api/v1/plans/import', body, type, { 'Idempotency-Key': freshKey() })).id;

/** 方案: import one, and the drafts that wait to be filled and launched. */
export function Screen() {
  const { t } = useTranslation();
  const mayLaunch = useMayCreate('campaign');
  const list = useList<Item>('/api/v1/plans');
  const columns: readonly Column<Item>[] = [
    {
      head: t('campaigns.title'),
      kind: 'text',
      cell: ({ id, title }) => (
        <Link to="/plans/$id" params={{ id }}>
          {title || t('plans.untitled')}
        </Link>
      ),
    },
    { head: t('campaigns.tasks'), kind: 'amount', cell: ({ tasks }) => tasks },
    { head: t('plans.missing'), kind: 'amount', cell: ({ missing }) => missing },
    { head: t('plans.imported'), kind: 'number', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      head: t('plans.launched'),
      kind: 'number',
      cell: ({ launchedAs }) =>
        launchedAs ? (
          <Link to="/campaigns/$id" params={{ id: launchedAs }}>
            {t('plans.toCampaign')}
          </Link>
        ) : (
          ''
        ),
    },
  ];
  return (
    <Page title={t('plans.title')} lead={t('plans.lead')} above={<Link to="/campaigns">{t('nav.campaigns')}</Link>} actions={mayLaunch && <Exports address="/api/v1/plans" />}>
      {mayLaunch && <Import />}
      <Rows name={t('plans.title')} columns={columns} keyOf={({ id }) => id} list={list} empty={t(mayLaunch ? 'plans.empty' : 'plans.notYours')} />
    </Page>
  );
}

function Import() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const textId = useId();
  const fileId = useId();
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const read = async (body: File | string, type: string): Promise<void> => {
    setReading(true);
    setProblem(undefined);
    try {
      await navigate({ to: '/plans/$id', params: { id: await importPlan(body, type) } });
    } catch (failed) {
      setProblem(failed);
    } finally {
      setReading(false);
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) void read(file, typeOf(file));
  };
  return (
    <section
      className={`card${over ? ' over' : ''}`}
      aria-labelledby="import"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 id="import">{t('plans.import')}</h2>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <div className="form">
        <div className="field">
          <span className="label" id={fileId}>
            {t('plans.file')}
          </span>
          <FileChoice name={t('list.chooseFile')} describedBy={fileId} accept=".docx,.xlsx,.txt" disabled={reading} take={([file]) => file && void read(file, typeOf(file))} />
          <span className="hint">{t('plans.fileHint')}</span>
        </div>
        <div className="field">
          <label htmlFor={textId}>{t('plans.paste')}</label>
          <textarea id={textId} rows={6} value={text} onChange={({ target }) => setText(target.value)} />
        </div>
        <div className="buttons">
          <button type="button" className="button primary" disabled={reading || text.trim() === ''} onClick={() => void read(text, 'text/plain; charset=utf-8')}>
            {reading ? t('plans.reading') : t('plans.read')}
          </button>
        </div>
      </div>
    </section>
  );
}
