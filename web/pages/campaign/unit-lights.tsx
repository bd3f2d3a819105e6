import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { allOf } from '../../things/lists.ts';
import { CardHead } from '../../ui/card-head.tsx';
import { LightMark } from '../../ui/light.tsx';
import { type Column, TableOf } from '../../ui/rows.tsx';
import { Empty, Read } from '../../ui/states.tsx';

type Lights = components['schemas']['UnitLights'];
const colours = ['red', 'yellow', 'green'] as const;

/** 单位亮灯: how many tasks of each unit are overdue, near their date or made good late, and well; each number leads to its tasks. */
export function UnitLights({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation();
  const address = `/api/v1/campaigns/${campaignId}/lights`;
  const list = useQuery({ queryKey: ['list', address], queryFn: () => allOf<Lights>(address) });
  const tasks = ({ unit }: Lights, count: number, light?: string) =>
    count === 0 ? (
      0
    ) : (
      <Link to="/campaigns/$id" params={{ id: campaignId }} search={{ tab: 'tasks', leadUnitId: unit.id, light, whole: 'false', cancelled: 'false' }}>
        {count}
      </Link>
    );
  const columns: readonly Column<Lights>[] = [
    { head: t('ranking.unit'), kind: 'text', cell: ({ unit }) => unit.name },
    { head: t('campaigns.tasks'), kind: 'amount', cell: (row) => tasks(row, row.all.tasks) },
    ...colours.map(
      (colour): Column<Lights> => ({
        head: t(`lights.${colour}`),
        kind: 'amount',
        cell: (row) => (
          <>
            {row[colour].tasks > 0 && <LightMark colour={colour} />} {tasks(row, row[colour].tasks, colour)}
          </>
        ),
      }),
    ),
    { head: t('lights.accepted'), kind: 'amount', cell: ({ accepted }) => accepted },
  ];
  return (
    <section className="card" aria-labelledby="unit-lights">
      <CardHead id="unit-lights" title={t('lights.title')} files={{ address }} />
      <Read query={list}>
        {(rows) => (rows.length === 0 ? <Empty>{t('lights.empty')}</Empty> : <TableOf name={t('lights.title')} columns={columns} keyOf={({ unit }) => unit.id} rows={rows} />)}
      </Read>
    </section>
  );
}
