import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { allOf, useList } from '../things/lists.ts';
import { Page } from '../ui/page.tsx';
import { type Column, Rows, TableOf } from '../ui/rows.tsx';
import { Empty, Read } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';

type Cell = components['schemas']['OverdueCell'];
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

/** The cells by unit; what was not chased yet stands under no rung. */
function unitRows(cells: readonly Cell[]): readonly UnitRow[] {
  const rows = new Map<string, UnitRow>();
  for (const { unit, rung, tasks } of cells) {
    const row = rows.get(unit.id) ?? { id: unit.id, name: unit.name ?? '', total: 0, cells: new Map() };
    rows.set(unit.id, { ...row, total: row.total + tasks, cells: new Map([...row.cells, [rung ?? none, (row.cells.get(rung ?? none) ?? 0) + tasks]]) });
  }
  return [...rows.values()].sort((one, other) => other.total - one.total);
}

function Board() {
  const { t } = useTranslation();
  const board = useQuery({ queryKey: ['list', 'board'], queryFn: () => allOf<Cell>('/api/v1/figures/tasks') });
  return (
    <section className="card" aria-labelledby="board">
      <h2 id="board">{t('chasing.board')}</h2>
      <Read query={board}>{(cells) => (cells.length === 0 ? <Empty>{t('chasing.empty')}</Empty> : <BoardTable cells={cells} />)}</Read>
    </section>
  );
}

function BoardTable({ cells }: { readonly cells: readonly Cell[] }) {
  const { t } = useTranslation();
  const rungs = new Map(cells.map(({ rung, rungName }) => [rung ?? none, rungName ?? t('chasing.notReached')]));
  const link = (unitId: string, reached: Readonly<Record<string, string>>, count: number) => (
    <Link to="/tasks" search={{ leadUnitId: unitId, overdue: 'true', ...reached }}>
      {count}
    </Link>
  );
  const columns: readonly Column<UnitRow>[] = [
    { head: t('chasing.unit'), kind: 'text', cell: ({ name }) => name },
    ...[...rungs].map(([rung, head]): Column<UnitRow> => {
      const reached: Readonly<Record<string, string>> = rung === none ? { reached: 'false' } : { rung };
      return { head, kind: 'amount', cell: ({ id, cells: counts }) => (counts.has(rung) ? link(id, reached, counts.get(rung) ?? 0) : '') };
    }),
    { head: t('chasing.total'), kind: 'amount', cell: ({ id, total }) => link(id, {}, total) },
  ];
  return <TableOf name={t('chasing.board')} columns={columns} keyOf={({ id }) => id} rows={unitRows(cells)} />;
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
