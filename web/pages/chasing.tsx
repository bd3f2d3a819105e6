import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { useList } from '../things/lists.ts';
import { Page } from '../ui/page.tsx';
import { type Column, Rows, TableOf } from '../ui/rows.tsx';
import { Empty, Loading, ProblemNote } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';

type Cell = components['schemas']['OverdueCell'] & { readonly rungName?: string };
type Chase = components['schemas']['Chase'];

interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly total: number;
  readonly cells: ReadonlyMap<string, number>;
}

/** 督办: the overdue board by unit and rung, and below it every notice that chased. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.chasing')} lead={t('chasing.lead')}>
      <Board />
      <Ledger />
    </Page>
  );
}

const none = '';

function Board() {
  const { t } = useTranslation();
  const list = useList<Cell>('/api/v1/figures/tasks', { limit: '200' });
  const cells = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const rungs = new Map(cells.map(({ rung, rungName }) => [rung ?? none, rung === null ? t('chasing.notReached') : (rungName ?? rung)]));
  const rows = new Map<string, UnitRow>();
  for (const { unit, rung, tasks } of cells) {
    const row = rows.get(unit.id) ?? { id: unit.id, name: unit.name ?? '', total: 0, cells: new Map() };
    rows.set(unit.id, { ...row, total: row.total + tasks, cells: new Map([...row.cells, [rung ?? none, (row.cells.get(rung ?? none) ?? 0) + tasks]]) });
  }
  const link = (unitId: string, rung: string | undefined, count: number) => (
    <Link to="/tasks" search={{ leadUnitId: unitId, overdue: 'true', ...(rung ? { rung } : {}) }}>
      {count}
    </Link>
  );
  const columns: readonly Column<UnitRow>[] = [
    { head: t('chasing.unit'), kind: 'text', cell: ({ name }) => name },
    ...[...rungs].map(
      ([rung, head]): Column<UnitRow> => ({ head, kind: 'amount', cell: ({ id, cells: counts }) => (counts.get(rung) ? link(id, rung, counts.get(rung) ?? 0) : '') }),
    ),
    { head: t('chasing.total'), kind: 'amount', cell: ({ id, total }) => link(id, undefined, total) },
  ];
  return (
    <section className="card" aria-labelledby="board">
      <h2 id="board">{t('chasing.board')}</h2>
      {list.isError && <ProblemNote problem={list.error} retry={() => void list.refetch()} />}
      {list.data === undefined ? (
        !list.isError && <Loading />
      ) : rows.size === 0 ? (
        <Empty>{t('chasing.empty')}</Empty>
      ) : (
        <TableOf name={t('chasing.board')} columns={columns} keyOf={({ id }) => id} rows={[...rows.values()].sort((one, other) => other.total - one.total)} />
      )}
    </section>
  );
}

function Ledger() {
  const { t } = useTranslation();
  const list = useList<Chase>('/api/v1/chases');
  const columns: readonly Column<Chase>[] = [
    { head: t('chasing.when'), kind: 'number', cell: ({ at }) => <Moment at={at} /> },
    { head: t('chasing.to'), kind: 'number', cell: ({ to }) => [to.unit.name, to.person.name].filter(Boolean).join(' ') },
    { head: t('chasing.what'), kind: 'text', cell: ({ title }) => title },
    { head: t('notifications.rule'), kind: 'text', cell: ({ rule }) => rule },
    { head: t('chasing.after'), kind: 'text', cell: ({ outcome }) => outcome?.endedBy?.name ?? '' },
  ];
  return (
    <section className="card" aria-labelledby="ledger">
      <h2 id="ledger">{t('chasing.ledger')}</h2>
      <Rows name={t('chasing.ledger')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('chasing.ledgerEmpty')} />
    </section>
  );
}
