import { schemas } from 'duban:schemas';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { useActing, useMayCreate } from '../api/session.ts';
import { type Entry, type Register, registerOf, registers } from '../registers/kinds.tsx';
import { SchemaForm } from '../steps/form.tsx';
import { valueName } from '../steps/words.ts';
import { queryOf, useList } from '../things/lists.ts';
import { alone } from '../ui/alone.ts';
import { Sheet } from '../ui/dialog.tsx';
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

/** Parts of the administration that are no register of entries. */
const ownPages = ['import', 'calendar', 'ladders', 'deliveries', 'tokens'] as const;

/** The registers as tabs; each is an address of its own. */
export function RegisterTabs({ current }: { readonly current: string }) {
  const { t } = useTranslation();
  return (
    <nav className="tabs" aria-label={t('nav.administration')}>
      {registers.map(({ things }) => (
        <Link key={things} to="/administration/$things" params={{ things }} className={things === current ? 'active' : ''} aria-current={things === current ? 'page' : undefined}>
          {t(`registers.names.${things as 'units'}`)}
        </Link>
      ))}
      {ownPages.map((name) => (
        <Link key={name} to={`/administration/${name}`} className={current === name ? 'active' : ''} aria-current={current === name ? 'page' : undefined}>
          {t(`registers.names.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

/** What a template may be for. */
const templateKinds = ['urgingNotice', 'bulletin', 'minutes', 'workSummary'] as const;

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
  const client = useQueryClient();
  const navigate = useNavigate();
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const [adding, setAdding] = useState(false);
  const { things } = register;
  const mayAdd = useMayCreate(register.type);
  // Inspectors come to the parties from their cases, and have no other part in the administration.
  const isOfCases = !useActing().roles.includes('administrator') && things === 'parties';
  const list = useList<Entry>(`/api/v1/${things}`, search);
  const name = t(`registers.names.${things as 'units'}`);
  return (
    <Page
      title={name}
      above={isOfCases ? <Link to="/cases">{t('nav.cases')}</Link> : t('nav.administration')}
      actions={
        <>
          {mayAdd && (
            <button type="button" className="button primary" onClick={() => setAdding(true)}>
              {t('registers.add')}
            </button>
          )}
          <a className="button" href={`/api/v1/${things}.xlsx${queryOf(search)}`}>
            {t('list.export')}
          </a>
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
      {adding && (
        <Sheet title={`${t('registers.add')} · ${name}`} open close={() => setAdding(false)}>
          <SchemaForm
            schema={schemas[register.create] ?? {}}
            submitName={t('steps.submit')}
            cancel={() => setAdding(false)}
            send={async (body, key) => {
              const { id } = await ask<Entry>('POST', `/api/v1/${things}`, body, { 'Idempotency-Key': key });
              await client.invalidateQueries();
              await navigate({ to: '/administration/$things/$id', params: { things, id } });
            }}
          />
        </Sheet>
      )}
    </Page>
  );
}
