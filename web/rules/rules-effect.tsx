import { useTranslation } from 'react-i18next';
import type { Preview } from '../steps/consequences.tsx';
import { RungMoves, retold } from '../steps/rung-moves.tsx';
import { alone } from '../ui/alone.ts';
import { colon } from '../ui/line.tsx';

/** What changed rules do: which limits are others, how many tasks have them from now on, which rungs move, tell somebody else, come at once or come no more. */
export function RulesEffect({ preview: { refused, moves, movesCount } }: { readonly preview: Preview }) {
  const { t } = useTranslation();
  if (refused)
    return (
      <p className="wrong" role="alert">
        {refused.detail}
      </p>
    );
  const rungs = moves.flatMap((move) => move.rungs);
  const limits = moves.filter(({ type }) => type === 'campaign').flatMap(({ changes }) => changes);
  const count = {
    tasks: moves.filter(({ type }) => type === 'task').length,
    atOnce: rungs.filter(({ atOnce }) => atOnce).length,
    moved: rungs.filter(({ atOnce, before, after }) => !atOnce && before && after && before !== after).length,
    retold: rungs.filter((rung) => retold(rung) !== undefined).length,
    fresh: rungs.filter(({ atOnce, before }) => !atOnce && !before).length,
    gone: rungs.filter(({ after }) => !after).length,
  };
  return (
    <section className="notice" aria-live="polite" aria-label={t('rules.effect')}>
      <p>
        <strong>{t('rules.sum', count)}</strong>
      </p>
      {limits.map(({ field, name, before, after }) => (
        <p key={field}>
          {alone(name)}
          {colon()}
          {String(before ?? t('revisions.none'))} → {String(after ?? t('revisions.none'))}
        </p>
      ))}
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
