import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface PageProps {
  readonly title: string;
  /** A line below the title: what this is, in a sentence or by its marks. */
  readonly lead?: ReactNode;
  /** Where this stands: links to what is above it. */
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A page: its one heading, what can be done with all of it, its content. The heading is there also while loading or failing. */
export function Page({ title, lead, above, actions, children }: PageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('shell.product')}`;
  }, [title, t]);
  return (
    <>
      <header className="page-head">
        <div>
          {above && (
            <nav className="crumbs" aria-label={t('shell.above')}>
              {above}
            </nav>
          )}
          <h1>{title}</h1>
          {lead && <div className="lead">{lead}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}
