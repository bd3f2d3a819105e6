import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/acting.ts';
import { useActing } from '../api/session.ts';
import { countQuery } from '../things/dues.ts';

const places = [
  ['/', 'nav.workbench'],
  ['/campaigns', 'nav.campaigns'],
  ['/tasks', 'nav.tasks'],
  ['/cases', 'nav.cases'],
  ['/escalations', 'nav.escalations'],
  ['/chasing', 'nav.chasing'],
  ['/figures', 'nav.figures'],
  ['/records', 'nav.records'],
  ['/notifications', 'nav.notifications'],
] as const;

/** Posts to which ladders climb; for others the page says that nothing did. */
const overseeing: ReadonlySet<string> = new Set(['managerInCharge', 'unitLeader', 'groupDeputy', 'groupLeader', 'office']);
type Roles = readonly string[];
function isOffered(to: string, roles: Roles): boolean {
  if (to === '/records') return roles.includes('office');
  return to !== '/escalations' || roles.some((role) => overseeing.has(role));
}

const current = { className: 'active', 'aria-current': 'page' } as const;

/** Registers in which an office has entries of its own, as it has the chase rules. An administrator finds all of them in the administration. */
const offices = ['templates', 'outlets'] as const;
const isOffice = (roles: Roles): boolean => roles.includes('office') && !roles.includes('administrator');

/** The main navigation: real links, in the page on every screen. */
export function Navigation({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { roles } = useActing();
  const isAdministration = useRouterState({ select: ({ location }) => location.pathname.startsWith('/administration') });
  const count = useQuery(countQuery(me.id)).data;
  const counts: Readonly<Record<string, number>> = { '/': count?.overdue ?? 0, '/notifications': count?.unread ?? 0 };
  return (
    <nav className="navigation" aria-label={t('shell.navigation')}>
      {places
        .filter(([to]) => isOffered(to, roles))
        .map(([to, name]) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/' }} activeProps={current}>
            {t(name)}
            <Count of={counts[to] ?? 0} />
          </Link>
        ))}
      {isOffice(roles) && (
        <>
          <Link to="/administration/ladders" activeProps={current}>
            {t('registers.names.ladders')}
          </Link>
          {offices.map((things) => (
            <Link key={things} to="/administration/$things" params={{ things }} activeProps={current}>
              {t(`registers.names.${things}`)}
            </Link>
          ))}
        </>
      )}
      {roles.includes('administrator') && (
        <Link to="/administration/$things" params={{ things: 'units' }} className={isAdministration ? 'active' : ''} aria-current={isAdministration ? 'page' : undefined}>
          {t('nav.administration')}
        </Link>
      )}
    </nav>
  );
}

function Count({ of }: { readonly of: number }) {
  return of > 0 ? <span className="count">{of > 99 ? '99+' : of}</span> : null;
}
