import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/times.tsx';
import type { Preview } from './consequences.tsx';

/** Rungs that come at another moment, newly, at once or no more, under the thing that they chase. */
export function RungMoves({ moves }: Pick<Preview, 'moves'>) {
  const { t } = useTranslation();
  return (
    <ul>
      {moves
        .filter(({ rungs }) => rungs.length > 0)
        .toSorted((one, other) => (one.number ?? '').localeCompare(other.number ?? '', undefined, { numeric: true }))
        .map((move) => (
          <li key={`${move.type} ${move.number} ${move.title}`}>
            {move.number ?? move.title}
            <ul>
              {move.rungs.map(({ deadline, rung, name, before, after, atOnce }) => (
                <li key={`${deadline} ${rung}`}>
                  {name} {before ? <Moment at={before} /> : t('revisions.none')} →{' '}
                  {atOnce ? <strong>{t('rules.atOnce')}</strong> : after ? <Moment at={after} /> : t('revisions.noMore')}
                </li>
              ))}
            </ul>
          </li>
        ))}
    </ul>
  );
}
