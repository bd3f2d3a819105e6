import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Arrival, dropArrival, useArrivals } from './arrivals.ts';

const pageOf = ({ things, id }: Arrival): string => `/${things}/${id}`;

/** What of a person waited on this device as a new thing and is there now, each with the way to it. */
export function Arrived({ personId }: { readonly personId: string }) {
  const { t } = useTranslation();
  const arrivals = useArrivals(personId);
  if (arrivals.length === 0) return null;
  const shown = arrivals.map((arrival) => (
    <p key={arrival.id} className="notice" role="status">
      {t('drafts.arrived', { name: arrival.name })}
      {arrival.title}{' '}
      <Link to={pageOf(arrival)} className="button" onClick={() => dropArrival(arrival)}>
        {t('drafts.look')}
      </Link>{' '}
      <button type="button" className="button plain" onClick={() => dropArrival(arrival)}>
        {t('drafts.seen')}
      </button>
    </p>
  ));
  return <div className="arrived">{shown}</div>;
}
