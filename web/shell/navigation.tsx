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

/** The office has the chase rules of its own; an administrator finds them in the administration. */
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
          <Link key={to} to={to} activeOptions={{ exact: to === '/' }} activeProps={{ className: 'active', 'aria-current': 'page' }}>
            {t(name)}
            <Count of={counts[to] ?? 0} />
          </Link>
        ))}
      {isOffice(roles) && (
        <Link to="/administration/ladders" activeProps={{ className: 'active', 'aria-current': 'page' }}>
          {t('nav.ladders')}
        </Link>
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
