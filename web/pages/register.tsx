import { schemas } from 'duban:schemas';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { OwnPosts } from '../account/own-posts.tsx';
import { meQuery, useIsAdministrator, useMayCreate } from '../api/session.ts';
import { Add } from '../registers/add.tsx';
import { type Entry, type Register, registerOf } from '../registers/kinds.tsx';
import { RegisterTabs, useAbove } from '../registers/tabs.tsx';
import { valueName } from '../steps/words.ts';
import { queryOf, useList } from '../things/lists.ts';
import { alone } from '../ui/alone.ts';
import { Exports } from '../ui/exports.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { Rows } from '../ui/rows.tsx';
import { NotFound } from './not-found.tsx';

/** 管理: one register, its entries as a list, and the way to add one. */
export function Screen() {
  const { things } = useParams({ strict: false });
  const register = registerOf(things);
  return register ? <RegisterPage key={register.things} register={register} /> : <NotFound />;
}

/** What a template may be for, as the API takes it. */
const templateKinds = schemas.NewTemplate?.properties?.kind?.enum ?? [];

/** Our own layout of each kind with its placeholders, with which one's own begins. */
function Starters() {
  const { t } = useTranslation();
  return (
    <p className="buttons">
      <span>{t('registers.starters')}</span>
      {templateKinds.map((kind) => (
        <a key={kind} className="button" href={`/api/v1/templates/starter/${kind}`}>
          {alone(valueName(kind))}
        </a>
      ))}
    </p>
  );
}

function RegisterPage({ register }: { readonly register: Register }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const { things } = register;
  const mayAdd = useMayCreate(register.type);
  const isAdministrator = useIsAdministrator();
  // Inspectors come to the parties from their cases, and have no other part in the administration.
  const isOfCases = !isAdministrator && things === 'parties';
  const isOwn = !isAdministrator && things === 'delegations';
  const me = useQuery(meQuery).data;
  const list = useList<Entry>(`/api/v1/${things}`, search);
  const name = t(`registers.names.${things as 'units'}`);
  const add = (
    <Add<Entry>
      things={things}
      schema={register.create}
      name={t('registers.add')}
      title={`${t('registers.add')} · ${name}`}
      submitName={t('steps.submit')}
      added={({ id }) => navigate({ to: '/administration/$things/$id', params: { things, id } })}
    />
  );
  return (
    <Page
      title={name}
      above={useAbove(things)}
      actions={
        <>
          {mayAdd && (isOwn && me ? <OwnPosts me={me}>{add}</OwnPosts> : add)}
          <Exports address={`/api/v1/${things}`} query={queryOf(search)} />
        </>
      }
    >
      {!isOfCases && <RegisterTabs current={things} />}
      {things === 'templates' && <Starters />}
      <Filters filters={register.filters(t)} />
      <Rows
        name={name}
        columns={[
          {
            head: t('registers.name'),
            kind: 'text',
            cell: (entry) => (
              <Link to="/administration/$things/$id" params={{ things, id: entry.id }}>
                {register.titleOf(entry)}
              </Link>
            ),
          },
          ...register.columns(t),
        ]}
        keyOf={({ id }) => id}
        list={list}
        empty={t('registers.empty')}
      />
    </Page>
  );
}
