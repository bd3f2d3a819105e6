import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Things } from '../../things/things.ts';
import { aside } from '../../ui/line.tsx';
import { type Column, TableOf } from '../../ui/rows.tsx';
import { Moment } from '../../ui/times.tsx';

type Bulletin = Things['bulletins'];
type Counted = Bulletin['figures'];
type UnitFigures = Counted['units'][number];

/** What a bulletin says, and beside it, on the screen alone, how the same things stand now: print shows what was signed. */
export function Figures({ bulletin: { figures, now } }: { readonly bulletin: Bulletin }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="figures">
      <h2 id="figures">{t('bulletins.figures')}</h2>
      <p className="hint">
        {t('bulletins.asOf')} <Moment at={figures.at} />
        {now && (
          <span className="on-screen">
            {' '}
            · {t('bulletins.now')} <Moment at={now.at} />
          </span>
        )}
      </p>
      <Whole figures={figures} now={now} />
      <Units figures={figures} now={now} />
      <Overdue items={figures.overdue.items} />
    </section>
  );
}

interface BesideProps {
  readonly figures: Counted;
  readonly now: Counted | null;
}

/** How far a number has moved, to one decimal: `+2`, `−1`; nothing where it has not, or was not told. */
function moved(before: number | null | undefined, after: number): string | undefined {
  const by = Math.round((after - (before ?? after)) * 10) / 10;
  return by === 0 ? undefined : by > 0 ? `+${by}` : `−${-by}`;
}

/** A number as it stands now, and how far it has moved. */
function Now({ before, after, unit = '' }: { readonly before: number | null | undefined; readonly after: number | null | undefined; readonly unit?: string }) {
  if (after === undefined || after === null) return null;
  const by = moved(before, after);
  return (
    <>
      {after}
      {unit}
      {by && <span className="hint">{aside(by)}</span>}
    </>
  );
}

interface Line {
  readonly name: string;
  readonly of: (figures: Counted) => number;
}

/** The campaign as a whole. */
function Whole({ figures, now }: BesideProps) {
  const { t } = useTranslation();
  const lines: readonly Line[] = [
    { name: t('bulletins.tasks'), of: ({ tasks }) => tasks.value },
    { name: t('bulletins.accepted'), of: ({ byStage }) => byStage.accepted?.value ?? 0 },
    { name: t('campaigns.overdue'), of: ({ overdue }) => overdue.value },
  ];
  const columns: readonly Column<Line>[] = [
    { head: t('bulletins.whole'), kind: 'text', cell: ({ name }) => name },
    { head: t('bulletins.told'), kind: 'amount', cell: ({ of }) => of(figures) },
    ...(now ? [{ head: t('bulletins.now'), kind: 'amount', onScreen: true, cell: ({ of }) => <Now before={of(figures)} after={of(now)} /> } satisfies Column<Line>] : []),
  ];
  return <TableOf name={t('bulletins.whole')} columns={columns} keyOf={({ name }) => name} rows={lines} />;
}

interface UnitRow {
  readonly unit: UnitFigures['unit'];
  readonly told: UnitFigures | undefined;
  readonly now: UnitFigures | undefined;
}

/** The units in the bulletin's order of rank; last those that have got tasks since. */
function rowsOf({ figures, now }: BesideProps): readonly UnitRow[] {
  const since = (now?.units ?? []).filter(({ unit }) => !figures.units.some((one) => one.unit.id === unit.id));
  return [
    ...figures.units.map((told) => ({ unit: told.unit, told, now: now?.units.find(({ unit }) => unit.id === told.unit.id) })),
    ...since.map((one) => ({ unit: one.unit, told: undefined, now: one })),
  ];
}

function Units({ figures, now }: BesideProps) {
  const { t } = useTranslation();
  const columns: readonly Column<UnitRow>[] = [
    { head: t('chasing.unit'), kind: 'text', cell: ({ unit }) => unit.name },
    { head: t('bulletins.tasks'), kind: 'amount', cell: ({ told }) => told?.tasks.value },
    { head: t('bulletins.accepted'), kind: 'amount', cell: ({ told }) => told?.accepted.value },
    { head: t('campaigns.overdue'), kind: 'amount', cell: ({ told }) => told?.overdue.value },
    { head: t('bulletins.share'), kind: 'amount', cell: ({ told }) => typeof told?.percent === 'number' && `${told.percent}%` },
  ];
  const beside: readonly Column<UnitRow>[] = [
    {
      head: t('bulletins.nowOf', { what: t('bulletins.accepted') }),
      kind: 'amount',
      cell: ({ told, now: is }) => <Now before={told?.accepted.value} after={is?.accepted.value} />,
    },
    { head: t('bulletins.nowOf', { what: t('campaigns.overdue') }), kind: 'amount', cell: ({ told, now: is }) => <Now before={told?.overdue.value} after={is?.overdue.value} /> },
    { head: t('bulletins.nowOf', { what: t('bulletins.share') }), kind: 'amount', cell: ({ told, now: is }) => <Now before={told?.percent} after={is?.percent} unit="%" /> },
  ];
  return (
    <>
      <h3 className="group">{t('bulletins.units')}</h3>
      <TableOf
        name={t('bulletins.units')}
        columns={now ? [...columns, ...beside.map((column) => ({ ...column, onScreen: true }))] : columns}
        keyOf={({ unit }) => unit.id}
        rows={rowsOf({ figures, now })}
      />
    </>
  );
}

type Late = Counted['overdue']['items'][number];

function Overdue({ items }: { readonly items: readonly Late[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  const columns: readonly Column<Late>[] = [
    {
      head: t('tasks.number'),
      kind: 'number',
      cell: ({ taskId, number }) => (
        <Link to="/tasks/$id" params={{ id: taskId }}>
          {number}
        </Link>
      ),
    },
    {
      head: t('tasks.content'),
      kind: 'text',
      cell: ({ content, unit }) => (
        <>
          {content} <span className="hint">{unit}</span>
        </>
      ),
    },
    { head: t('tasks.due'), cell: ({ due }) => due },
    { head: t('bulletins.daysLate'), kind: 'amount', cell: ({ daysLate }) => daysLate },
  ];
  return (
    <>
      <h3 className="group">{t('bulletins.overdue')}</h3>
      <TableOf name={t('bulletins.overdue')} columns={columns} keyOf={({ taskId }) => taskId} rows={items} />
    </>
  );
}
