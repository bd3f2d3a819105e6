import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/acting.ts';
import { useActing, useCreatable, useIsAdministrator } from '../api/session.ts';
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

/** Whether an entry stands in the navigation: the office's ledgers for whoever launches campaigns, escalations for posts to which ladders climb. */
function isOffered(to: string, roles: readonly string[], creatable: ReadonlySet<string>): boolean {
  if (to === '/records') return creatable.has('campaign');
  return to !== '/escalations' || roles.some((role) => overseeing.has(role));
}

const current = { className: 'active', 'aria-current': 'page' } as const;

/** Registers in which an office has entries of its own, as it has the chase rules. An administrator finds all of them in the administration. */
const offices = { templates: 'template', outlets: 'outlet' } as const;
const registersOfOffices = Object.keys(offices) as readonly (keyof typeof offices)[];

/** The main navigation: real links, in the page on every screen. */
export function Navigation({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { roles } = useActing();
  const creatable = useCreatable();
  const isAdministrator = useIsAdministrator();
  const isAdministration = useRouterState({ select: ({ location }) => location.pathname.startsWith('/administration') });
  const count = useQuery(countQuery(me.id)).data;
  const counts: Readonly<Record<string, number>> = { '/': count?.overdue ?? 0, '/notifications': count?.unread ?? 0 };
  return (
    <nav className="navigation" aria-label={t('shell.navigation')}>
      {places
        .filter(([to]) => isOffered(to, roles, creatable))
        .map(([to, name]) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/' }} activeProps={current}>
            {t(name)}
            <Count of={counts[to] ?? 0} />
          </Link>
        ))}
      {!isAdministrator && creatable.has('campaign') && (
        <Link to="/administration/ladders" activeProps={current}>
          {t('registers.names.ladders')}
        </Link>
      )}
      {!isAdministrator &&
        registersOfOffices
          .filter((things) => creatable.has(offices[things]))
          .map((things) => (
            <Link key={things} to="/administration/$things" params={{ things }} activeProps={current}>
              {t(`registers.names.${things}`)}
            </Link>
          ))}
      {isAdministrator && (
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
