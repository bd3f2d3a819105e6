import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreatable, useIsAdministrator } from '../api/session.ts';
import { registers } from './kinds.tsx';

/** Parts of the administration that are no register of entries, each for whoever may make something of one of these types; an empty list: for everybody. */
const ownPages = { import: ['orgImport'], calendar: ['calendarYear'], ladders: ['campaign', 'unit'], deliveries: ['unit'], tokens: [] } as const;
const ownNames = Object.keys(ownPages) as readonly (keyof typeof ownPages)[];

/** The registers as tabs, each an address of its own: those to which one may add, and what else is one's own here. */
export function RegisterTabs({ current }: { readonly current: string }) {
  const { t } = useTranslation();
  const creatable = useCreatable();
  const pages = ownNames.filter((name) => ownPages[name].length === 0 || ownPages[name].some((type) => creatable.has(type)));
  return (
    <nav className="tabs" aria-label={t('nav.administration')}>
      {registers
        .filter(({ type }) => creatable.has(type))
        .map(({ things }) => (
          <Link key={things} to="/administration/$things" params={{ things }} className={things === current ? 'active' : ''} aria-current={things === current ? 'page' : undefined}>
            {t(`registers.names.${things as 'units'}`)}
          </Link>
        ))}
      {pages.map((name) => (
        <Link key={name} to={`/administration/${name}`} className={current === name ? 'active' : ''} aria-current={current === name ? 'page' : undefined}>
          {t(`registers.names.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

/** What stands above a page here: the administration for whoever has it; one's own page above what is one's own; a person's cases above their parties. */
export function useAbove(current: string): ReactNode {
  const { t } = useTranslation();
  if (useIsAdministrator()) return t('nav.administration');
  if (current === 'parties') return <Link to="/cases">{t('nav.cases')}</Link>;
  return current === 'tokens' || current === 'delegations' ? <Link to="/account">{t('account.title')}</Link> : undefined;
}
