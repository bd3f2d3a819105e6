import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LadderFields } from '../plans/chase-rules.tsx';
import { type LadderChoice, laddersOf } from '../plans/ladder-choice.ts';
import { usePreviewed } from '../steps/previewed.ts';
import type { Things } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Sheet } from '../ui/dialog.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { type LimitChoice, limitsOf } from './limit-choice.ts';
import { LimitFields } from './limit-fields.tsx';
import type { CampaignRules } from './queries.ts';
import { RulesEffect } from './rules-effect.tsx';

interface ChangeRulesProps {
  readonly campaign: Pick<Things['campaigns'], 'id' | 'version'>;
  readonly ladders: CampaignRules['ladders'];
  readonly limits: CampaignRules['limits'];
  readonly close: () => void;
}

/** Ladders of which most changes are: they stand open. */
const often: ReadonlySet<string> = new Set(['sign', 'task']);

/** 调整催办规则: the rules that stand now, to be moved, left out or taken up again; then what that does, and only then it is done. */
export function ChangeRules({ campaign, ladders, limits, close }: ChangeRulesProps) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<LadderChoice>({});
  const [limitChoice, setLimitChoice] = useState<LimitChoice>({});
  const [reason, setReason] = useState('');
  const { preview, problem, sending, look, apply, anew } = usePreviewed(`/api/v1/campaigns/${campaign.id}`, close);
  const chosen = { ...laddersOf(ladders, choice).ladders, ...limitsOf(limits, limitChoice) };
  const isChanged = Object.keys(chosen).length > 0;
  const body = { type: 'setLadders', reason: reason.trim(), ladders: chosen };
  const isWhole = isChanged && body.reason !== '';
  return (
    <Sheet title={t('rules.change')} open close={close}>
      <div className="form">
        <p className="hint">{t('rules.how')}</p>
        {ladders.map((ladder) => (
          <details key={ladder.ladder} className="ladder-of" open={often.has(ladder.ladder)}>
            <summary>
              {alone(ladder.name)}
              {!ladder.isDefault && <span className="tag">{t('rules.own')}</span>}
            </summary>
            <LadderFields
              ladder={ladder}
              choice={choice}
              choose={(next) => {
                setChoice(next);
                anew();
              }}
            />
          </details>
        ))}
        <details className="ladder-of">
          <summary>
            {t('rules.limits')}
            {limits.some(({ isDefault }) => !isDefault) && <span className="tag">{t('rules.own')}</span>}
          </summary>
          <LimitFields
            limits={limits}
            choice={limitChoice}
            choose={(next) => {
              setLimitChoice(next);
              anew();
            }}
          />
        </details>
        <div className="field">
          <label htmlFor="rules-reason">{t('rules.reason')}</label>
          <textarea
            id="rules-reason"
            required
            maxLength={1_000}
            value={reason}
            onChange={({ target }) => {
              setReason(target.value);
              anew();
            }}
          />
        </div>
        {preview && <RulesEffect preview={preview} />}
        {problem !== undefined && <ProblemNote problem={problem} />}
        <div className="buttons">
          {preview && preview.refused === null ? (
            <button type="button" className="button primary" disabled={sending || !isWhole} onClick={() => void apply(body)}>
              {sending ? t('state.saving') : t('rules.apply')}
            </button>
          ) : (
            <button type="button" className="button primary" disabled={sending || !isWhole} onClick={() => void look(body, campaign.version)}>
              {sending ? t('state.loading') : t('rules.look')}
            </button>
          )}
          <button type="button" className="button" onClick={close}>
            {t('steps.cancel')}
          </button>
          {!isChanged && <span className="hint">{t('rules.same')}</span>}
        </div>
      </div>
    </Sheet>
  );
}
