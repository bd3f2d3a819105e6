import { useTranslation } from 'react-i18next';
import type { Things } from '../../things/things.ts';
import { Line } from '../../ui/line.tsx';

/** 投诉人: for the acting body, to whom alone the API says it: a phone is called from here. */
export function Complainant({ of }: { readonly of: NonNullable<Things['cases']['complainant']> }) {
  const { t } = useTranslation();
  const { name, phone, address } = of;
  return (
    <>
      <Line name={t('cases.complainant')}>{name}</Line>
      <Line name={t('cases.complainantPhone')}>{phone && <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>}</Line>
      <Line name={t('cases.complainantAddress')}>{address}</Line>
    </>
  );
}
