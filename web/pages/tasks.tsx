import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayCreate } from '../api/session.ts';
import { queryOf, useList } from '../things/lists.ts';
import { newThing } from '../things/new-things.ts';
import { Start } from '../things/start.tsx';
import { allTaskColumns, type TaskItem } from '../things/tasks.tsx';
import { Exports } from '../ui/exports.tsx';
import { type Filter, Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { Rows } from '../ui/rows.tsx';

/** 任务: all that one sees, by filters that the address keeps. */
export function Screen() {
  const { t } = useTranslation();
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const list = useList<TaskItem>('/api/v1/tasks', search);
  const mayAssign = useMayCreate('task');
  // The same columns as long as the language is: rows that stand are not drawn anew when a page is read on.
  const columns = useMemo(() => allTaskColumns(t), [t]);
  return (
    <Page
      title={t('nav.tasks')}
      lead={t('tasks.listLead')}
      actions={
        <>
          {mayAssign && <Start things="tasks" name={t('tasks.assign')} schema={newThing('NewTask')} />}
          <Exports address="/api/v1/tasks" query={queryOf(search)} />
        </>
      }
    >
      <TaskFilters />
      <Rows name={t('nav.tasks')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('tasks.empty')} />
    </Page>
  );
}

/** The filters that every table of tasks has, and those of its own. */
export function TaskFilters({ more = [] }: { readonly more?: readonly Filter[] }) {
  const { t } = useTranslation();
  return (
    <Filters
      filters={[
        { name: 'q', label: t('list.q') },
        { name: 'open', label: t('tasks.stage'), choices: [['true', t('tasks.onlyOpen')]] },
        { name: 'light', label: t('tasks.light'), choices: (['red', 'yellow', 'green'] as const).map((colour) => [colour, t(`lights.${colour}`)] as const) },
        {
          name: 'phase',
          label: t('tasks.phase'),
          choices: [
            ['commitment', t('phase.commitment')],
            ['intervention', t('phase.intervention')],
            ['evaluation', t('phase.evaluation')],
          ],
        },
        ...more,
      ]}
    />
  );
}
