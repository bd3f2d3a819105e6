import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { comma } from '../ui/line.tsx';

type Item = components['schemas']['IndicatorItem'];
const colours = { reached: 'green', notReached: 'red', undecided: 'yellow' } as const;

/** Whether an indicator is reached and by which branch of its rule, or what it lacks to be decided. */
export function Outcome({ outcome, branch, lacking }: Pick<Item, 'outcome' | 'branch' | 'lacking'>) {
  const { t } = useTranslation();
  return (
    <>
      <span className={`tag ${colours[outcome]}`}>{t(`indicators.${outcome}`)}</span>{' '}
      <span className="hint">
        {outcome === 'reached' && branch && t('indicators.by', { branch: t(`indicators.branch.${branch}`) })}
        {outcome === 'undecided' && lacking.length > 0 && t('indicators.lacks', { what: lacking.map((what) => t(`indicators.lacking.${what}`)).join(comma()) })}
      </span>
    </>
  );
}
