import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { factsQuery } from '../things/facts.ts';
import { recordedBy } from '../things/said.tsx';
import { comma } from '../ui/line.tsx';
import { Moment } from '../ui/times.tsx';
import type { Preview } from './consequences.tsx';

interface Props {
  readonly things: string;
  readonly id: string;
  readonly version: number;
}

/** Which step would be withdrawn, and who would be told: asked of the API, which decides it without doing it. */
export function Withdrawal({ things, id, version }: Props) {
  const { t } = useTranslation();
  const last = useQuery(factsQuery(things, id)).data?.find(({ seq }) => seq === version);
  const preview = useQuery({
    queryKey: ['withdrawal', things, id, version],
    queryFn: () => ask<Preview>('POST', `/api/v1/${things}/${id}/preview`, { type: 'withdrawStep' }),
  }).data;
  const told = preview?.notices.flatMap(({ to }) => to.map(({ unit, post }) => [unit.name, post].filter(Boolean).join(' '))) ?? [];
  return (
    <div className="notice" role="status">
      {last && (
        <p>
          {t('steps.withdraws')}
          <strong>{last.name}</strong> <Moment at={last.at} /> · {recordedBy(last, t)}
        </p>
      )}
      <p>{t('steps.withdrawn')}</p>
      {preview && !preview.refused && <p>{told.length === 0 ? t('steps.withdrawnInSilence') : t('steps.withdrawnTells', { who: [...new Set(told)].join(comma()) })}</p>}
    </div>
  );
}
