import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Query, queryOf, useList } from '../../things/lists.ts';
import { isSettled, type TaskItem, taskColumns } from '../../things/tasks.tsx';
import { Exports } from '../../ui/exports.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import type { TabProps } from '../campaign.tsx';
import { TaskFilters } from '../tasks.tsx';
import { Gantt } from './gantt.tsx';
import { Urging } from './urging.tsx';

/** 任务: the campaign's tasks as a table from which some are chosen and urged, or on a time axis. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const { tab, view, ...filters }: Query = useSearch({ strict: false });
  const address = `/api/v1/campaigns/${campaign.id}/tasks`;
  const showing = (other: string | undefined) => ({ tab, view: other, ...filters });
  return (
    <>
      <div className="tab-head">
        <TaskFilters />
        <div className="buttons">
          <nav className="switch" aria-label={t('gantt.views')}>
            <Link to="/campaigns/$id" params={{ id: campaign.id }} search={showing(undefined)} activeOptions={{ exact: true }} className="button">
              {t('gantt.table')}
            </Link>
            <Link to="/campaigns/$id" params={{ id: campaign.id }} search={showing('gantt')} activeOptions={{ exact: true }} className="button">
              {t('gantt.axis')}
            </Link>
          </nav>
          <Exports address={address} query={queryOf(filters)} />
        </div>
      </div>
      {view === 'gantt' ? <Gantt campaign={campaign} query={filters} /> : <Table campaign={campaign} address={address} query={filters} />}
    </>
  );
}

function Table({ campaign, address, query }: TabProps & { readonly address: string; readonly query: Query }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useList<TaskItem>(address, query);
  const urge = campaign.allowed.find(({ type }) => type === 'urge');
  const shown = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const open = shown.filter((task) => !isSettled(task)).map(({ id }) => id);
  const put = (id: string, taken: boolean): void => setChosen(new Set(taken ? [...chosen, id] : [...chosen].filter((other) => other !== id)));
  const choose: Column<TaskItem> = {
    head: t('urging.choose'),
    cell: (task) =>
      !isSettled(task) && (
        <label className="tick">
          <span className="unseen">{t('urging.chooseTask', { number: task.number })}</span>
          <input type="checkbox" checked={chosen.has(task.id)} onChange={({ target }) => put(task.id, target.checked)} />
        </label>
      ),
  };
  return (
    <>
      {urge && (
        <Urging
          campaign={campaign}
          step={urge}
          query={query}
          chosen={open.filter((id) => chosen.has(id))}
          chooseAll={() => setChosen(new Set(open))}
          chooseNone={() => setChosen(new Set())}
        />
      )}
      <Rows name={t('campaigns.taskList')} columns={urge ? [choose, ...taskColumns(t)] : taskColumns(t)} keyOf={({ id }) => id} list={list} empty={t('tasks.empty')} />
    </>
  );
}
