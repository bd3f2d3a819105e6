import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/acting.ts';
import { Add } from '../registers/add.tsx';
import { valueName } from '../steps/words.ts';
import { alone } from '../ui/alone.ts';
import { aside } from '../ui/line.tsx';
import { Day } from '../ui/times.tsx';
import { OwnPosts } from './own-posts.tsx';

/** 委托: what one has delegated, each to be looked at and revoked on its page, and the form of a new one for a post of one's own. */
export function Delegating({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { given } = me.delegations;
  return (
    <section className="card" aria-labelledby="delegating">
      <h2 id="delegating">{t('account.delegating')}</h2>
      <p className="hint">{t('account.delegatingLead')}</p>
      {given.length > 0 && (
        <ul className="delegations">
          {given.map(({ id, to, post, kind, startsAt, endsAt }) => (
            <li key={id}>
              <span>
                <Link to="/administration/$things/$id" params={{ things: 'delegations', id }}>
                  {to.name}
                  {aside(`${post.unit.name} ${post.title}`)}
                </Link>{' '}
                <span className="tag">{alone(valueName(kind))}</span> <Day on={startsAt.slice(0, 10)} /> – <Day on={endsAt.slice(0, 10)} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {me.posts.length > 0 && (
        <div className="buttons">
          <OwnPosts me={me}>
            <Add things="delegations" schema="NewDelegation" name={t('account.delegate')} title={t('account.delegate')} submitName={t('account.delegate')} isMain={false} />
          </OwnPosts>
        </div>
      )}
    </section>
  );
}
