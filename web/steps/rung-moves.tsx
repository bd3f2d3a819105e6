import { useTranslation } from 'react-i18next';
import { alone } from '../ui/alone.ts';
import { Moment } from '../ui/times.tsx';
import type { Preview } from './consequences.tsx';

/** Whom a rung told before and whom it tells now, where it stays and that is somebody else. */
export const retold = ({ to: { before, after } }: Pick<Preview['moves'][number]['rungs'][number], 'to'>) =>
  before !== null && after !== null && before !== after ? { before, after } : undefined;

/** Rungs that come at another moment, newly, at once or no more, or tell somebody else, under the thing that they chase. */
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
              {move.rungs.map(({ deadline, rung, name, before, after, to, atOnce }) => (
                <li key={`${deadline} ${rung}`}>
                  {alone(name)}{' '}
                  {before !== after && (
                    <>
                      {before ? <Moment at={before} /> : t('revisions.none')} →{' '}
                      {atOnce ? <strong>{t('rules.atOnce')}</strong> : after ? <Moment at={after} /> : t('revisions.noMore')}{' '}
                    </>
                  )}
                  <Told of={retold({ to })} />
                </li>
              ))}
            </ul>
          </li>
        ))}
    </ul>
  );
}

function Told({ of }: { readonly of: ReturnType<typeof retold> }) {
  const { t } = useTranslation();
  return of && <span>{t('rules.told', of)}</span>;
}
