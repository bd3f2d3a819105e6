import { useTranslation } from 'react-i18next';

/** The same list as a workbook and as a document, with the filters of its address. */
export function Exports({ address, query = '' }: { readonly address: string; readonly query?: string }) {
  const { t } = useTranslation();
  return (
    <>
      <a className="button" href={`${address}.xlsx${query}`}>
        {t('list.export')}
      </a>
      <a className="button" href={`${address}.docx${query}`}>
        {t('list.exportDocument')}
      </a>
    </>
  );
}
