import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/session.ts';

type Search = Readonly<Record<string, string | undefined>>;

interface View {
  readonly name: string;
  readonly search: Search;
}

/** The views that a person keeps in this browser, by what they are views of. */
const keptViews = (key: string): readonly View[] => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as readonly View[];
  } catch {
    return [];
  }
};

/** Filters, order and grouping of a list under a name: kept in this browser, each a link that can be sent to others. */
export function SavedViews({ of }: { readonly of: string }) {
  const { t } = useTranslation();
  const id = useId();
  const me = useQuery(meQuery).data;
  const search: Search = useSearch({ strict: false });
  const key = `duban.views.${me?.id}.${of}`;
  const [views, setViews] = useState(() => keptViews(key));
  const [name, setName] = useState('');
  const put = (next: readonly View[]): void => {
    localStorage.setItem(key, JSON.stringify(next));
    setViews(next);
  };
  return (
    <div className="views">
      {views.map((view) => (
        <span key={view.name} className="view">
          <Link to="." search={view.search} activeOptions={{ exact: true }} className="button">
            {view.name}
          </Link>
          <button type="button" className="button plain" aria-label={t('list.forget', { name: view.name })} onClick={() => put(views.filter((other) => other !== view))}>
            ×
          </button>
        </span>
      ))}
      <form
        className="views"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          put([...views.filter((other) => other.name !== name.trim()), { name: name.trim(), search }]);
          setName('');
        }}
      >
        <label htmlFor={id} className="unseen">
          {t('list.viewName')}
        </label>
        <input id={id} type="text" maxLength={30} placeholder={t('list.viewName')} value={name} onChange={({ target }) => setName(target.value)} />
        <button type="submit" className="button" disabled={name.trim() === ''}>
          {t('list.keepView')}
        </button>
      </form>
    </div>
  );
}
