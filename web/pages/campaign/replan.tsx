import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/types.ts';
import { usePreviewed } from '../../steps/previewed.ts';
import { allOf } from '../../things/lists.ts';
import type { Things } from '../../things/things.ts';
import { Sheet } from '../../ui/dialog.tsx';
import { ProblemNote, Read } from '../../ui/states.tsx';
import { ReplanDiff } from './replan-diff.tsx';

type PlanItem = components['schemas']['PlanItem'];

interface ReplanProps {
  readonly campaign: Things['campaigns'];
  readonly close: () => void;
}

/** The next version of the plan, chosen among the drafts: compared with the tasks as they stand, then applied as a whole. */
export function Replan({ campaign, close }: ReplanProps) {
  const { t } = useTranslation();
  const [planId, setPlanId] = useState('');
  const [reason, setReason] = useState('');
  const [documentNumber, setDocumentNumber] = useState('');
  const { preview, problem, sending, look, apply, anew } = usePreviewed(`/api/v1/campaigns/${campaign.id}`, close);
  const drafts = useQuery({ queryKey: ['plans', 'drafts'], queryFn: () => allOf<PlanItem>('/api/v1/plans') });
  const body = { type: 'replan', planId, reason: reason.trim(), ...(documentNumber.trim() ? { documentNumber: documentNumber.trim() } : {}) };
  const whole = planId !== '' && body.reason !== '';
  // What was compared is applied: another choice is compared anew.
  const choosing = (put: (value: string) => void) => (value: string) => {
    put(value);
    anew();
  };
  return (
    <Sheet title={t('revisions.new')} open close={close}>
      <div className="form">
        <p className="hint">{t('revisions.how')}</p>
        <Read query={drafts}>
          {(plans) => (
            <div className="field">
              <label htmlFor="replan-plan">{t('revisions.plan')}</label>
              <select id="replan-plan" value={planId} onChange={({ target }) => choosing(setPlanId)(target.value)}>
                <option value="">{t('steps.choose')}</option>
                {plans
                  .filter(({ launchedAs }) => launchedAs === null)
                  .map(({ id, title, tasks, missing }) => (
                    <option key={id} value={id}>
                      {t(missing > 0 ? 'revisions.draftLacking' : 'revisions.draft', { title: title || t('plans.untitled'), tasks, missing })}
                    </option>
                  ))}
              </select>
            </div>
          )}
        </Read>
        <div className="field">
          <label htmlFor="replan-number">{t('revisions.number')}</label>
          <input id="replan-number" type="text" maxLength={100} value={documentNumber} onChange={({ target }) => setDocumentNumber(target.value)} />
        </div>
        <div className="field">
          <label htmlFor="replan-reason">{t('revisions.reason')}</label>
          <textarea id="replan-reason" required value={reason} onChange={({ target }) => setReason(target.value)} />
        </div>
        {preview && <ReplanDiff preview={preview} />}
        {problem !== undefined && <ProblemNote problem={problem} />}
        <div className="buttons">
          {preview && preview.refused === null ? (
            <button type="button" className="button primary danger" disabled={sending || !whole} onClick={() => void apply(body)}>
              {sending ? t('state.saving') : t('revisions.apply')}
            </button>
          ) : (
            <button type="button" className="button primary" disabled={sending || !whole} onClick={() => void look(body, campaign.version)}>
              {sending ? t('state.loading') : t('revisions.compare')}
            </button>
          )}
          <button type="button" className="button" onClick={close}>
            {t('steps.cancel')}
          </button>
        </div>
      </div>
    </Sheet>
  );
}
