import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { components } from '../api/types.ts';
import { CardHead } from '../ui/card-head.tsx';
import { type Column, TableOf } from '../ui/rows.tsx';
import { Empty, Read } from '../ui/states.tsx';

type Class = components['schemas']['Scores']['classes'][number];
type Score = Class['scores'][number];

interface ScoresProps {
  readonly evaluationId: string;
  /** True where it is known that there are scores for the person; otherwise they are read when asked for. */
  readonly known: boolean;
}

/** The scores of an evaluation, ranked within each class; each with its formula and its items one click away. */
export function Scores({ evaluationId, known }: ScoresProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const address = `/api/v1/evaluations/${evaluationId}/scores`;
  const scores = useQuery({ queryKey: ['scores', evaluationId], queryFn: () => ask<components['schemas']['Scores']>('GET', address), enabled: known || asked });
  return (
    <section className="card" aria-labelledby={`scores-${evaluationId}`}>
      <CardHead id={`scores-${evaluationId}`} title={t('scores.title')} files={known || asked ? { address } : undefined} />
      {!known && !asked ? (
        <>
          <p className="hint">{t('scores.notYet')}</p>
          <button type="button" className="button" onClick={() => setAsked(true)}>
            {t('scores.show')}
          </button>
        </>
      ) : (
        <Read query={scores}>
          {({ classes, passMark }) => (
            <>
              {passMark !== null && <p className="hint">{t('scores.passMark', { points: passMark })}</p>}
              {classes.length === 0 ? <Empty>{t('scores.empty')}</Empty> : classes.map((one) => <Ranking key={one.name} one={one} />)}
            </>
          )}
        </Read>
      )}
    </section>
  );
}

function Ranking({ one }: { readonly one: Class }) {
  const { t } = useTranslation();
  const columns: readonly Column<Score>[] = [
    { head: t('ranking.rank'), kind: 'amount', cell: ({ rank }) => rank },
    { head: t('ranking.unit'), kind: 'text', cell: (score) => <Unit score={score} /> },
    {
      head: t('scores.score'),
      kind: 'amount',
      cell: ({ score, passed }) => (
        <>
          {passed !== null && <span className={`tag ${passed ? 'green' : 'red'}`}>{t(passed ? 'scores.pass' : 'scores.fail')}</span>} <strong>{score}</strong>
        </>
      ),
    },
    ...(one.scores[0]?.parts ?? []).map(
      ({ part }): Column<Score> => ({
        head: t(`scores.part.${part}`),
        kind: 'amount',
        cell: ({ parts }) => {
          const known = parts.find((other) => other.part === part);
          return known && `${known.given}/${known.possible}`;
        },
      }),
    ),
  ];
  return (
    <>
      <h3 className="group">{one.name}</h3>
      <TableOf name={`${t('scores.title')} ${one.name}`} columns={columns} keyOf={({ unit }) => unit.id} rows={one.scores} />
    </>
  );
}

/** A unit with how its score was made, one click away. */
function Unit({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary aria-label={t('scores.how', { unit: score.unit.name ?? '' })}>{score.unit.name}</summary>
      <p>{score.formula}</p>
      <ul>
        {score.lines.map(({ item, given, possible }) => (
          <li key={item}>
            {item} {given}/{possible}
          </li>
        ))}
      </ul>
    </details>
  );
}
