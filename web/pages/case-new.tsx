import { schemas } from 'duban:schemas';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { narrowed } from '../steps/schema.ts';
import { StartForm } from '../things/start.tsx';
import { Page } from '../ui/page.tsx';

/** What an inspector says at the door; limits and ladders of one case alone are for the API. */
const asked = ['partyId', 'title', 'source', 'complainant', 'note'];

/** 立案登记. */
export function Screen() {
  const { t } = useTranslation();
  return (
    <Page title={t('cases.new')} above={<Link to="/cases">{t('nav.cases')}</Link>} lead={t('cases.newLead')}>
      <div className="card">
        <StartForm things="cases" schema={narrowed(schemas.NewCase ?? {}, asked)} />
      </div>
    </Page>
  );
}
