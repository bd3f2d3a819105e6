import { useTranslation } from 'react-i18next';
import { alone } from '../ui/alone.ts';
import { aside, colon } from '../ui/line.tsx';
import type { CampaignRules, LadderInWords } from './queries.ts';

interface LadderListProps {
  readonly ladders: readonly (LadderInWords & { readonly limit?: string | null; readonly rule?: string })[];
}

/** Ladders one after the other: over which deadline, and of each rung when it comes, what it is and who is told. */
export function LadderList({ ladders }: LadderListProps) {
  const { t } = useTranslation();
  return (
    <dl className="ladders">
      {ladders.map(({ ladder, name, rungs, limit, rule }) => (
        <div key={ladder}>
          <dt>{alone(name)}</dt>
          <dd>
            {rule && <p className="hint">{limit ? `${limit}${aside(rule)}` : rule}</p>}
            {rungs.length === 0 ? (
              <p className="hint">{t('rules.noRung')}</p>
            ) : (
              <ul>
                {rungs.map((rung) => (
                  <li key={rung.rung}>
                    {alone(rung.when)}
                    {colon()}
                    {rung.name === rung.toName ? rung.name : `${rung.name} → ${rung.toName}`}
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Limits and intervals, one after the other. */
export function Limits({ limits }: Pick<CampaignRules, 'limits'>) {
  return (
    <p className="hint">
      {limits.map(({ name, text }) => (
        <span key={name} className="limit">
          {alone(name)}
          {colon()}
          {text}
        </span>
      ))}
    </p>
  );
}
