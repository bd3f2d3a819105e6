import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryOf } from '../../things/lists.ts';
import { Dated } from '../../ui/dated.tsx';

/** 工作总结与简报: papers drafted from the records of a span of days, each to be taken out and written on. */
export function Drafted({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation();
  const id = useId();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const days = queryOf({ from, until });
  const address = `/api/v1/campaigns/${campaignId}`;
  return (
    <section className="card below" aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`}>{t('drafted.title')}</h2>
      <p className="hint">{t('drafted.lead')}</p>
      <div className="filters">
        <Dated label={t('figures.from')} value={from} put={setFrom} />
        <Dated label={t('figures.until')} value={until} put={setUntil} />
        <div className="buttons">
          <a className="button" href={`${address}/summary.docx${days}`}>
            {t('drafted.summary')}
          </a>
          <a className="button" href={`${address}/summary.xlsx${days}`}>
            {t('drafted.figures')}
          </a>
          <a className="button" href={`${address}/briefing.docx${days}`}>
            {t('drafted.briefing')}
          </a>
        </div>
      </div>
    </section>
  );
}
