import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Query, queryOf, useList, useWhole } from '../../things/lists.ts';
import { bySection, inOrder } from '../../things/task-order.ts';
import { campaignTaskColumns, isSettled, type TaskItem } from '../../things/tasks.tsx';
import { Exports } from '../../ui/exports.tsx';
import { type Column, Rows, type Sorting, TableOf } from '../../ui/rows.tsx';
import { SavedViews } from '../../ui/saved-views.tsx';
import { Empty, Read } from '../../ui/states.tsx';
import type { TabProps } from '../campaign.tsx';
import { TaskFilters } from '../tasks.tsx';
import { type Choice, useChosen } from './chosen.ts';
import { Gantt } from './gantt.tsx';
import { Urging } from './urging.tsx';

/** 任务: the campaign's tasks as a table from which some are chosen and urged, or on a time axis. Filters, order and grouping stand in the address. */
export function Tab({ campaign }: TabProps) {
  const { t } = useTranslation();
  const { tab, view, sort, group, ...filters }: Query = useSearch({ strict: false });
  const address = `/api/v1/campaigns/${campaign.id}/tasks`;
  const choice = useChosen(address, filters);
  const showing = (other: Query) => ({ tab, view, sort, group, ...filters, ...other });
  return (
    <>
      <SavedViews of="campaign-tasks" />
      <div className="tab-head">
        <TaskFilters
          more={[
            { name: 'section', label: t('tasks.section'), choices: campaign.sections.map(({ name }) => [name, name] as const) },
            { name: 'leadUnitId', label: t('tasks.lead'), choices: campaign.members.map(({ id, name }) => [id, name ?? ''] as const) },
          ]}
        />
        <div className="buttons">
          <nav className="switch" aria-label={t('gantt.views')}>
            <Link to="/campaigns/$id" params={{ id: campaign.id }} search={showing({ view: undefined, group: undefined })} activeOptions={{ exact: true }} className="button">
              {t('gantt.table')}
            </Link>
            <Link to="/campaigns/$id" params={{ id: campaign.id }} search={showing({ view: undefined, group: 'section' })} activeOptions={{ exact: true }} className="button">
              {t('tasks.bySection')}
            </Link>
            <Link to="/campaigns/$id" params={{ id: campaign.id }} search={showing({ view: 'gantt' })} activeOptions={{ exact: true }} className="button">
              {t('gantt.axis')}
            </Link>
          </nav>
          <Exports address={address} query={queryOf(filters)} />
        </div>
      </div>
      {view === 'gantt' ? (
        <Gantt campaign={campaign} query={filters} />
      ) : sort || group ? (
        <Whole campaign={campaign} address={address} query={filters} choice={choice} sort={sort ?? 'number'} grouped={group === 'section'} />
      ) : (
        <Paged campaign={campaign} address={address} query={filters} choice={choice} />
      )}
    </>
  );
}

interface TableProps extends TabProps {
  readonly address: string;
  readonly query: Query;
  readonly choice: Choice;
}

/** In the plan's order, a page at a time. */
function Paged({ campaign, address, query, choice }: TableProps) {
  const { t } = useTranslation();
  const list = useList<TaskItem>(address, query);
  const { columns, sorting, urging } = useTable(campaign, query, choice, 'number');
  return (
    <>
      {urging}
      <Rows name={t('campaigns.taskList')} columns={columns} keyOf={({ id }) => id} list={list} sorting={sorting} empty={t('tasks.empty')} />
    </>
  );
}

/** In another order, or by section: all of them are read, a campaign has two thousand at most. */
function Whole({ campaign, address, query, choice, sort, grouped }: TableProps & { readonly sort: string; readonly grouped: boolean }) {
  const { t } = useTranslation();
  const all = useWhole<TaskItem>(address, query);
  const shown = inOrder(all.data ?? [], sort);
  const { columns, sorting, urging } = useTable(campaign, query, choice, sort);
  const table = (name: string, rows: readonly TaskItem[]) => <TableOf name={name} columns={columns} keyOf={({ id }) => id} rows={rows} sorting={sorting} />;
  return (
    <>
      {urging}
      <Read query={all}>
        {(tasks) =>
          tasks.length === 0 ? (
            <Empty>{t('tasks.empty')}</Empty>
          ) : grouped ? (
            [...bySection(shown)].map(([section, rows]) => (
              <section key={section} aria-label={section || t('plans.noSection')}>
                <h2 className="group">
                  {section || t('plans.noSection')} <span className="hint">{rows.length}</span>
                </h2>
                {table(section || t('plans.noSection'), rows)}
              </section>
            ))
          ) : (
            table(t('campaigns.taskList'), shown)
          )
        }
      </Read>
    </>
  );
}

/** The columns with the boxes to choose by, the way to another order, and the bar that urges what is chosen. */
function useTable(campaign: TabProps['campaign'], query: Query, choice: Choice, sort: string) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const ticked = new Set(choice.chosen);
  const urge = campaign.allowed.find(({ type }) => type === 'urge');
  const choose: Column<TaskItem> = {
    head: t('urging.choose'),
    cell: (task) =>
      !isSettled(task) && (
        <label className="tick">
          <span className="unseen">{t('urging.chooseTask', { number: task.number })}</span>
          <input type="checkbox" checked={ticked.has(task.id)} onChange={({ target }) => choice.choose(task.id, target.checked)} />
        </label>
      ),
  };
  const sorting: Sorting = {
    by: sort,
    put: (by) => void navigate({ to: '.', search: (former: Query) => ({ ...former, sort: by === 'number' ? undefined : by }), replace: true }),
  };
  const columns = campaignTaskColumns(t);
  return {
    columns: urge ? [choose, ...columns] : columns,
    sorting,
    urging: urge && <Urging campaign={campaign} step={urge} query={query} choice={choice} />,
  };
}
