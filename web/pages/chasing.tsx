import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { allOf, useList } from '../things/lists.ts';
import { alone } from '../ui/alone.ts';
import { CardHead } from '../ui/card-head.tsx';
import { colon } from '../ui/line.tsx';
import { Page } from '../ui/page.tsx';
import { type Column, Rows, TableOf } from '../ui/rows.tsx';
import { Empty, Read } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';

type TaskCell = components['schemas']['OverdueCell'];
type CaseCell = components['schemas']['OverdueCaseCell'];
type Chase = components['schemas']['Chase'];

/** A cell of a board, whatever it counts. */
interface Cell {
  readonly unit: { readonly id: string; readonly name: string | null };
  readonly rung: string | null;
  readonly rungName: string | null;
  readonly count: number;
}

interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly total: number;
  readonly cells: ReadonlyMap<string, number>;
}

/** Where the API has each board. */
const boards = { tasks: '/api/v1/figures/tasks', cases: '/api/v1/figures/overdue-cases' } as const;

/** 督办: the overdue boards by unit and rung, of tasks and of cases, and below them every notice that chased. */
export function Screen() {
  const { t } = useTranslation();
  const tasks = useQuery({
    queryKey: ['list', 'board', 'tasks'],
    queryFn: async () => (await allOf<TaskCell>(boards.tasks)).map(({ tasks: count, ...cell }): Cell => ({ ...cell, count })),
  });
  const cases = useQuery({
    queryKey: ['list', 'board', 'cases'],
    queryFn: async () => (await allOf<CaseCell>(boards.cases)).map(({ cases: count, body, ...cell }): Cell => ({ ...cell, unit: body, count })),
  });
  return (
    <Page title={t('nav.chasing')} lead={t('chasing.lead')}>
      <Board
        name={t('boards.tasks')}
        address={boards.tasks}
        board={tasks}
        empty={t('boards.noTasks')}
        link={(unitId, reached) => ({ to: '/tasks', search: { leadUnitId: unitId, overdue: 'true', ...reached } })}
      />
      <Board
        name={t('boards.cases')}
        address={boards.cases}
        board={cases}
        empty={t('boards.noCases')}
        link={(unitId, reached) => ({ to: '/cases', search: { bodyUnitId: unitId, overdue: 'true', ...reached } })}
      />
      <Ledger />
    </Page>
  );
}

const none = '';

/** The cells by unit; what was not chased yet stands under no rung. */
function unitRows(cells: readonly Cell[]): readonly UnitRow[] {
  const rows = new Map<string, UnitRow>();
  for (const { unit, rung, count } of cells) {
    const row = rows.get(unit.id) ?? { id: unit.id, name: unit.name ?? '', total: 0, cells: new Map() };
    rows.set(unit.id, { ...row, total: row.total + count, cells: new Map([...row.cells, [rung ?? none, (row.cells.get(rung ?? none) ?? 0) + count]]) });
  }
  return [...rows.values()].sort((one, other) => other.total - one.total);
}

interface BoardProps {
  readonly name: string;
  /** Its list in the API, as which it is taken out. */
  readonly address: string;
  readonly board: UseQueryResult<readonly Cell[]>;
  readonly empty: string;
  /** The list of what a number counts. */
  readonly link: (unitId: string, reached: Readonly<Record<string, string>>) => { readonly to: '/tasks' | '/cases'; readonly search: Readonly<Record<string, string>> };
}

function Board({ name, address, board, empty, link }: BoardProps) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <CardHead id={id} title={name} files={{ address }} />
      <Read query={board}>{(cells) => (cells.length === 0 ? <Empty>{empty}</Empty> : <BoardTable name={name} cells={cells} link={link} />)}</Read>
    </section>
  );
}

function BoardTable({ name: board, cells, link }: Pick<BoardProps, 'name' | 'link'> & { readonly cells: readonly Cell[] }) {
  const { t } = useTranslation();
  const rungs = new Map(cells.map(({ rung, rungName }) => [rung ?? none, rungName ?? t('chasing.notReached')]));
  const number = (unitId: string, reached: Readonly<Record<string, string>>, count: number, words: string) => (
    <Link {...link(unitId, reached)} aria-label={words}>
      {count}
    </Link>
  );
  const columns: readonly Column<UnitRow>[] = [
    { head: t('chasing.unit'), kind: 'text', cell: ({ name }) => name },
    ...[...rungs].map(([rung, head]): Column<UnitRow> => {
      const reached: Readonly<Record<string, string>> = rung === none ? { reached: 'false' } : { rung };
      return {
        head: alone(head),
        kind: 'amount',
        cell: ({ id, name, cells: counts }) => (counts.has(rung) ? number(id, reached, counts.get(rung) ?? 0, `${name} ${head}${colon()}${counts.get(rung)}`) : ''),
      };
    }),
    { head: t('chasing.total'), kind: 'amount', cell: ({ id, name, total }) => number(id, {}, total, t('boards.all', { name, count: total })) },
  ];
  return <TableOf name={board} columns={columns} keyOf={({ id }) => id} rows={unitRows(cells)} />;
}

function Ledger() {
  const { t } = useTranslation();
  const list = useList<Chase>('/api/v1/chases');
  const columns: readonly Column<Chase>[] = [
    { head: t('chasing.when'), kind: 'number', cell: ({ at }) => <Moment at={at} /> },
    { head: t('chasing.to'), kind: 'number', cell: ({ to }) => [to.unit.name, to.person.name].filter(Boolean).join(' ') },
    { head: t('chasing.what'), kind: 'text', cell: ({ title }) => title },
    { head: t('notifications.rule'), kind: 'text', cell: ({ rule }) => rule },
    { head: t('chasing.after'), kind: 'text', cell: ({ outcome }) => alone(outcome?.endedBy?.name ?? '') },
  ];
  return (
    <section className="card" aria-labelledby="ledger">
      <CardHead id="ledger" title={t('chasing.ledger')} files={{ address: '/api/v1/chases' }} />
      <Rows name={t('chasing.ledger')} columns={columns} keyOf={({ id }) => id} list={list} empty={t('chasing.ledgerEmpty')} />
    </section>
  );
}
