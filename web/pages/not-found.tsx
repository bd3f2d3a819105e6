import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('state.notFound')} lead={t('state.notFoundNext')}>
      <Link to="/" className="button">
        {t('state.home')}
      </Link>
    </Page>
  );
}
