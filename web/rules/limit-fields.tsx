import { useTranslation } from 'react-i18next';
import { valueName } from '../steps/words.ts';
import { alone } from '../ui/alone.ts';
import { WholeNumber } from '../ui/whole-number.tsx';
import { type LimitChoice, type LimitChosen, limitChosen, limitPlace, settable, unitsOf } from './limit-choice.ts';
import type { CampaignRules } from './queries.ts';

interface LimitFieldsProps {
  readonly limits: CampaignRules['limits'];
  readonly choice: LimitChoice;
  readonly choose: (choice: LimitChoice) => void;
}

/** Limits that no plan names, and how often meetings and visits are due: each in days or months of its own. */
export function LimitFields({ limits, choice, choose }: LimitFieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="ladder">
      <legend>{t('rules.limits')}</legend>
      <p className="hint">{t('rules.limitsHow')}</p>
      {settable(limits).map((one) => {
        const chosen = limitChosen(choice, one);
        const put = (more: Partial<LimitChosen>): void => choose({ ...choice, [limitPlace(one)]: { ...chosen, ...more } });
        const units = unitsOf(one);
        return (
          <div key={limitPlace(one)} className="rung">
            <span>{alone(one.name)}</span>
            <span className="when">
              <WholeNumber
                label={t('rules.limitValue', { what: one.name })}
                min={1}
                max={chosen.unit === 'month' ? 60 : 365}
                value={chosen.value}
                change={(value) => put({ value })}
              />
              {chosen.unit === 'month' ? (
                t('rules.months')
              ) : (
                <select aria-label={t('rules.limitUnit', { what: one.name })} value={chosen.unit} onChange={({ target }) => put({ unit: target.value as LimitChosen['unit'] })}>
                  {units.map((unit) => (
                    <option key={unit} value={unit}>
                      {valueName(unit)}
                    </option>
                  ))}
                </select>
              )}
            </span>
          </div>
        );
      })}
    </fieldset>
  );
}
