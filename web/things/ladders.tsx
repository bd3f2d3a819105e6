import { useTranslation } from 'react-i18next';
import { fieldName, valueName } from '../steps/words.ts';
import { TableOf } from '../ui/rows.tsx';
import type { Things } from './things.ts';

interface Rung {
  readonly rung: string;
  readonly offset: { readonly value: number; readonly unit: string };
  readonly to: string;
}

/** 催办规则: whom the campaign's ladders tell and when, each kind of deadline on its own. They are set at the launch. */
export function Ladders({ ladders }: Pick<Things['campaigns'], 'ladders'>) {
  const { t } = useTranslation();
  // The API says of ladders that they are an object; of what stands in it the lists of rungs are shown.
  const rows = Object.entries(ladders as Readonly<Record<string, unknown>>).flatMap(([kind, rungs]) =>
    Array.isArray(rungs) ? (rungs as readonly Rung[]).map((rung) => ({ kind, ...rung })) : [],
  );
  return (
    <section className="card" aria-labelledby="ladders">
      <h2 id="ladders">{t('ladders.title')}</h2>
      <p className="hint">{t('ladders.lead')}</p>
      <TableOf
        name={t('ladders.title')}
        keyOf={({ kind, rung }) => `${kind} ${rung}`}
        rows={rows}
        columns={[
          { head: t('ladders.of'), kind: 'number', cell: ({ kind }) => fieldName(kind) },
          { head: t('ladders.when'), kind: 'number', cell: ({ offset }) => <When offset={offset} /> },
          { head: t('ladders.to'), kind: 'number', cell: ({ to }) => valueName(to) },
        ]}
      />
    </section>
  );
}

function When({ offset: { value, unit } }: Pick<Rung, 'offset'>) {
  const { t } = useTranslation();
  if (value === 0) return t('ladders.at');
  return t(value < 0 ? 'ladders.before' : 'ladders.after', { value: Math.abs(value), unit: valueName(unit) });
}
