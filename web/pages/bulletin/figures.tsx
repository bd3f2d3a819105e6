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
    <section className="card annex" aria-labelledby="figures">
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
  readonly told?: UnitFigures | undefined;
  readonly now: UnitFigures | undefined;
}

/** The units in the bulletin's order of rank; those that have got tasks since stand apart, since what is printed does not tell of them. */
function Units({ figures, now }: BesideProps) {
  const { t } = useTranslation();
  const name: Column<UnitRow> = { head: t('chasing.unit'), kind: 'text', cell: ({ unit }) => unit.name };
  const told: readonly Column<UnitRow>[] = [
    { head: t('bulletins.tasks'), kind: 'amount', cell: (row) => row.told?.tasks.value },
    { head: t('bulletins.accepted'), kind: 'amount', cell: (row) => row.told?.accepted.value },
    { head: t('campaigns.overdue'), kind: 'amount', cell: (row) => row.told?.overdue.value },
    { head: t('bulletins.share'), kind: 'amount', cell: (row) => typeof row.told?.percent === 'number' && `${row.told.percent}%` },
  ];
  const nowOf = (what: string): string => t('bulletins.nowOf', { what });
  const beside: readonly Column<UnitRow>[] = [
    { head: nowOf(t('bulletins.accepted')), kind: 'amount', onScreen: true, cell: (row) => <Now before={row.told?.accepted.value} after={row.now?.accepted.value} /> },
    { head: nowOf(t('campaigns.overdue')), kind: 'amount', onScreen: true, cell: (row) => <Now before={row.told?.overdue.value} after={row.now?.overdue.value} /> },
    { head: nowOf(t('bulletins.share')), kind: 'amount', onScreen: true, cell: (row) => <Now before={row.told?.percent} after={row.now?.percent} unit="%" /> },
  ];
  const idOf = ({ unit }: UnitRow): string => unit.id;
  const rows = figures.units.map((one): UnitRow => ({ unit: one.unit, told: one, now: now?.units.find(({ unit }) => unit.id === one.unit.id) }));
  const since = (now?.units ?? []).filter(({ unit }) => !rows.some((row) => idOf(row) === unit.id)).map((one): UnitRow => ({ unit: one.unit, now: one }));
  return (
    <>
      <h3 className="group">{t('bulletins.units')}</h3>
      <TableOf name={t('bulletins.units')} columns={now ? [name, ...told, ...beside] : [name, ...told]} keyOf={idOf} rows={rows} />
      {since.length > 0 && (
        <div className="on-screen">
          <h3 className="group">{t('bulletins.since')}</h3>
          <TableOf name={t('bulletins.since')} columns={[name, ...beside]} keyOf={idOf} rows={since} />
        </div>
      )}
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
