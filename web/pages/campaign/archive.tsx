import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/client.ts';
import type { components } from '../../api/types.ts';
import { queryOf } from '../../things/lists.ts';
import { mayBegin } from '../../things/start.tsx';
import { Exports } from '../../ui/exports.tsx';
import { Filters } from '../../ui/filters.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { sizeText } from '../../ui/size.ts';
import { Day } from '../../ui/times.tsx';
import type { TabProps } from '../campaign.tsx';

type Archive = components['schemas']['Archive'];
type Entry = components['schemas']['ArchiveEntry'];
const phases = ['commitment', 'intervention', 'evaluation'] as const;

/** 档案: what the volume of this campaign holds, by phase, task and item; as a folder, and its 卷内目录. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const { phase }: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  // Those who take no part in the campaign's steps may have no right to its volume: they ask for it first.
  const [asked, setAsked] = useState(mayBegin(campaign));
  const address = `/api/v1/campaigns/${campaign.id}/archive`;
  const list = useInfiniteQuery({
    queryKey: ['list', address, phase],
    queryFn: ({ pageParam }) => ask<Archive>('GET', `${address}${queryOf({ limit: '100', phase, cursor: pageParam })}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: asked,
  });
  const all = list.data?.pages[0];
  const columns: readonly Column<Entry>[] = [
    { head: t('archive.number'), kind: 'amount', cell: ({ number }) => number },
    { head: t('archive.title'), kind: 'text', cell: (entry) => <Title entry={entry} /> },
    { head: t('archive.document'), kind: 'number', cell: ({ documentNumber }) => documentNumber },
    { head: t('archive.task'), kind: 'number', cell: ({ task }) => task && <TaskLink task={task} /> },
    { head: t('archive.responsible'), kind: 'number', cell: ({ responsible }) => responsible.name },
    { head: t('archive.on'), kind: 'number', cell: ({ on }) => on && <Day on={on} /> },
    { head: t('tasks.phase'), kind: 'number', cell: ({ phase: of }) => of && t(`phase.${of}`) },
  ];
  if (!asked)
    return (
      <div className="empty">
        <p>{t('archive.ask')}</p>
        <button type="button" className="button" onClick={() => setAsked(true)}>
          {t('archive.show')}
        </button>
      </div>
    );
  return (
    <>
      <div className="tab-head">
        <Filters filters={[{ name: 'phase', label: t('tasks.phase'), choices: phases.map((one) => [one, t(`phase.${one}`)]) }]} />
        {all && (
          <div className="buttons">
            <a className="button primary" href={`${address}.zip`}>
              {t('archive.zip')}
            </a>
            <Exports address={address} />
          </div>
        )}
      </div>
      {all && <p className="hint">{t('archive.sum', { n: all.entries, size: sizeText(all.bytes) })}</p>}
      <Rows name={t('archive.index')} columns={columns} keyOf={({ number }) => String(number)} list={list} empty={t('archive.empty')} />
    </>
  );
}

function Title({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  return (
    <>
      {entry.attachmentId ? (
        <a href={`/api/v1/attachments/${entry.attachmentId}/content`} download>
          {entry.title}
        </a>
      ) : (
        entry.title
      )}{' '}
      {entry.item && <span className="tag">{entry.item}</span>} {entry.sameAs !== null && <span className="hint">{t('archive.sameAs', { n: entry.sameAs })}</span>}
    </>
  );
}

const TaskLink = ({ task }: { readonly task: NonNullable<Entry['task']> }) => (
  <Link to="/tasks/$id" params={{ id: task.id }}>
    {task.number}
  </Link>
);
