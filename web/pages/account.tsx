import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CalendarLink } from '../account/calendar-link.tsx';
import { Delegating } from '../account/delegating.tsx';
import { PasswordForm } from '../account/password-form.tsx';
import { meQuery } from '../api/session.ts';
import { Line } from '../ui/line.tsx';
import { Page } from '../ui/page.tsx';

/** 个人设置: who one is here, password, delegations, calendar link, and the way to one's tokens. */
export function Screen() {
  const { t } = useTranslation();
  const me = useQuery(meQuery).data;
  return (
    <Page title={t('account.title')} lead={t('account.lead')}>
      {me && (
        <div className="columns two">
          <div>
            <section className="card" aria-labelledby="identity">
              <h2 id="identity">{me.name}</h2>
              <dl className="facts-of">
                <Line name={t('signIn.username')}>{me.username}</Line>
                <Line name={t('account.posts')}>
                  <ul>
                    {me.posts.map(({ id, unit, title }) => (
                      <li key={id}>
                        {unit.name} {title}
                      </li>
                    ))}
                  </ul>
                </Line>
              </dl>
            </section>
            <Delegating me={me} />
            <CalendarLink />
          </div>
          <div>
            <section className="card" aria-labelledby="password">
              <h2 id="password">{t('account.password')}</h2>
              <p className="hint">{t('account.passwordLead')}</p>
              <PasswordForm me={me} />
            </section>
            <section className="card" aria-labelledby="own-tokens">
              <h2 id="own-tokens">{t('registers.names.tokens')}</h2>
              <p className="hint">{t('registers.tokensLead')}</p>
              <Link to="/administration/tokens" className="button">
                {t('account.tokens')}
              </Link>
            </section>
          </div>
        </div>
      )}
    </Page>
  );
}
