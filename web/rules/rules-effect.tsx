import { useTranslation } from 'react-i18next';
import type { Preview } from '../steps/consequences.tsx';
import { RungMoves } from '../steps/rung-moves.tsx';

/** What changed rules do: how many tasks have them from now on, which rungs move, come at once or come no more. */
export function RulesEffect({ preview: { refused, moves, movesCount } }: { readonly preview: Preview }) {
  const { t } = useTranslation();
  if (refused)
    return (
      <p className="wrong" role="alert">
        {refused.detail}
      </p>
    );
  const rungs = moves.flatMap((move) => move.rungs);
  const count = {
    tasks: moves.filter(({ type }) => type === 'task').length,
    atOnce: rungs.filter(({ atOnce }) => atOnce).length,
    moved: rungs.filter(({ atOnce, before, after }) => !atOnce && before && after).length,
    fresh: rungs.filter(({ atOnce, before }) => !atOnce && !before).length,
    gone: rungs.filter(({ after }) => !after).length,
  };
  return (
    <section className="notice" aria-live="polite" aria-label={t('rules.effect')}>
      <p>
        <strong>{t('rules.sum', count)}</strong>
      </p>
      {count.atOnce > 0 && <p className="tag yellow">{t('rules.atOnceN', { count: count.atOnce })}</p>}
      {rungs.length > 0 && (
        <details>
          <summary>{t('rules.rungsN', { count: rungs.length })}</summary>
          <RungMoves moves={moves} />
          {movesCount > moves.length && <p className="hint">{t('rules.first', { count: moves.length })}</p>}
        </details>
      )}
    </section>
  );
}
