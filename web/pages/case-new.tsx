import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { NewCase } from '../visits/new-case.tsx';

/** 立案登记. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <Page title={t('cases.new')} above={<Link to="/cases">{t('nav.cases')}</Link>} lead={t('cases.newLead')}>
      <NewCase />
    </Page>
  );
}
