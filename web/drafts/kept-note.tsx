import { useTranslation } from 'react-i18next';
import { keepsDrafts } from './store.ts';

/** Whether what is typed is kept, and that something was. */
export function KeptNote({ restored, startOver }: { readonly restored: boolean; readonly startOver: () => void }) {
  const { t } = useTranslation();
  if (!keepsDrafts) return <p className="hint">{t('drafts.notKept')}</p>;
  if (!restored) return null;
  return (
    <p className="restored" role="status">
      {t('drafts.restored')}{' '}
      <button type="button" className="button plain" onClick={startOver}>
        {t('drafts.startOver')}
      </button>
    </p>
  );
}
