import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Things } from '../things/things.ts';
import { CardHead } from '../ui/card-head.tsx';
import { Read } from '../ui/states.tsx';
import { ChangeRules } from './change-rules.tsx';
import { LadderList, Limits } from './ladder-list.tsx';
import { rulesOf } from './queries.ts';

/** 催办规则: whom the campaign's ladders tell and when, each kind of deadline on its own; whoever may changes them here. The opened form stands in the address. */
export function RulesOfCampaign({ campaign }: { readonly campaign: Things['campaigns'] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const rules = useQuery(rulesOf(campaign));
  const asked = useSearch({ strict: false, select: ({ step }: { readonly step?: string | undefined }) => step });
  const mayChange = campaign.allowed.some(({ type, ok }) => type === 'setLadders' && ok);
  const close = (): void => void navigate({ to: '.', search: (now: object) => ({ ...now, step: undefined }), replace: true, resetScroll: false });
  return (
    <section className="card" aria-labelledby="ladders">
      <CardHead id="ladders" title={t('rules.title')}>
        {mayChange && (
          <Link to="/campaigns/$id" params={{ id: campaign.id }} search={{ tab: 'record', step: 'setLadders' }} resetScroll={false} className="button">
            {t('rules.change')}
          </Link>
        )}
      </CardHead>
      <p className="hint">{t('rules.lead')}</p>
      <Read query={rules}>
        {({ ladders, limits }) => (
          <>
            <LadderList ladders={ladders} />
            <Limits limits={limits} />
            {mayChange && asked === 'setLadders' && <ChangeRules campaign={campaign} ladders={ladders} limits={limits} close={close} />}
          </>
        )}
      </Read>
    </section>
  );
}
