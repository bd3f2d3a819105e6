import { useTranslation } from 'react-i18next';
import { colon } from '../ui/line.tsx';
import { TableOf } from '../ui/rows.tsx';
import type { CampaignRules, LadderInWords } from './queries.ts';

interface LadderTableProps {
  readonly name: string;
  readonly ladders: readonly LadderInWords[];
}

/** Ladders rung by rung: over which deadline, when, and who is told. */
export function LadderTable({ name, ladders }: LadderTableProps) {
  const { t } = useTranslation();
  return (
    <TableOf
      name={name}
      keyOf={({ ladder, rung }) => `${ladder} ${rung}`}
      rows={ladders.flatMap(({ ladder, name: of, rungs }) => rungs.map((rung) => ({ ladder, of, ...rung })))}
      columns={[
        { head: t('rules.of'), kind: 'number', cell: ({ of }) => of },
        { head: t('rules.rung'), kind: 'number', cell: (rung) => rung.name },
        { head: t('rules.when'), kind: 'number', cell: ({ when }) => when },
        { head: t('rules.to'), kind: 'number', cell: ({ toName }) => toName },
      ]}
    />
  );
}

/** Limits and intervals, one after the other. */
export function Limits({ limits }: Pick<CampaignRules, 'limits'>) {
  return (
    <p className="hint">
      {limits.map(({ name, text }) => (
        <span key={name} className="limit">
          {name}
          {colon()}
          {text}
        </span>
      ))}
    </p>
  );
}
