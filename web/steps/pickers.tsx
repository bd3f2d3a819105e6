import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../api/client.ts';
import { useActingUnit } from '../api/session.ts';
import type { Value } from './values.ts';

interface OneProps {
  readonly id: string;
  readonly value: string | undefined;
  readonly change: (value: Value) => void;
  readonly required: boolean;
}

interface ManyProps {
  readonly ids: readonly string[];
  readonly change: (value: Value) => void;
}

/** The most that one page of a register holds; more are found by typing. */
const most = 200;

const unitsQuery = {
  queryKey: ['units', 'living'],
  queryFn: () => answered(api.GET('/api/v1/units', { params: { query: { living: 'true', limit: most } } })),
  staleTime: 300_000,
} as const;

/** The units in being, by name. */
const useUnits = () => useQuery(unitsQuery).data?.items ?? [];

/** One unit of the org tree. */
export function UnitInput({ id, value, change, required, disabled = false }: OneProps & { readonly disabled?: boolean }) {
  const { t } = useTranslation();
  const units = useUnits();
  return (
    <select id={id} required={required} disabled={disabled} value={value ?? ''} onChange={({ target }) => change(target.value || undefined)}>
      <option value="">{t('steps.choose')}</option>
      {units.map((unit) => (
        <option key={unit.id} value={unit.id}>
          {unit.name}
        </option>
      ))}
    </select>
  );
}

/** Several units: those chosen, and one more to choose. */
export function UnitsInput({ ids, change, label }: ManyProps & { readonly label: string }) {
  const { t } = useTranslation();
  const units = useUnits();
  return (
    <div className="files">
      <ul className="files">
        {ids.map((id) => (
          <li key={id}>
            {units.find((unit) => unit.id === id)?.name ?? id}
            <button type="button" className="button plain" onClick={() => change(ids.filter((other) => other !== id))}>
              {t('steps.remove')}
            </button>
          </li>
        ))}
      </ul>
      <select aria-label={`${label}: ${t('steps.add')}`} value="" onChange={({ target }) => target.value && change([...ids, target.value])}>
        <option value="">{t('steps.choose')}</option>
        {units
          .filter((unit) => !ids.includes(unit.id))
          .map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.name}
            </option>
          ))}
      </select>
    </div>
  );
}

/** People of one's own unit: inspectors first, for they make visits; oneself is chosen at the start of nothing, one says so. */
export function PeopleInput({ ids, change }: ManyProps) {
  const unitId = useActingUnit();
  const people = useQuery({
    queryKey: ['people', unitId],
    queryFn: () => answered(api.GET('/api/v1/people', { params: { query: { unitId: unitId ?? '', active: 'true', limit: most } } })),
    enabled: unitId !== undefined,
    staleTime: 300_000,
  });
  const shown = (people.data?.items ?? []).filter(({ posts }) => posts.some(({ role }) => role === 'inspector' || role === 'expert'));
  return (
    <div className="choices">
      {(shown.length > 0 ? shown : (people.data?.items ?? [])).map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={ids.includes(id)} onChange={({ target }) => change(target.checked ? [...ids, id] : ids.filter((other) => other !== id))} />
          {name}
        </label>
      ))}
    </div>
  );
}

/** An inspected party, found by two characters of its name. */
export function PartyInput({ id, value, change, required }: OneProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const parties = useQuery({
    queryKey: ['parties', q],
    queryFn: () => answered(api.GET('/api/v1/parties', { params: { query: { ...(q.length > 1 ? { q } : {}), limit: 50 } } })),
    staleTime: 30_000,
  });
  return (
    <div className="files">
      <input type="search" aria-label={t('cases.partyFind')} placeholder={t('cases.partyFind')} value={q} onChange={({ target }) => setQ(target.value)} />
      <select id={id} required={required} value={value ?? ''} onChange={({ target }) => change(target.value || undefined)}>
        <option value="">{t('steps.choose')}</option>
        {(parties.data?.items ?? []).map((party) => (
          <option key={party.id} value={party.id}>
            {party.name}（{party.address}）
          </option>
        ))}
      </select>
    </div>
  );
}

/** Somebody, found by name. */
export function PersonInput({ id, value, change, required }: OneProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const people = useQuery({
    queryKey: ['people', 'named', q],
    queryFn: () => answered(api.GET('/api/v1/people', { params: { query: { ...(q === '' ? {} : { q }), active: 'true', limit: most } } })),
    staleTime: 30_000,
  });
  return (
    <div className="files">
      <input type="search" aria-label={t('list.q')} placeholder={t('list.q')} value={q} onChange={({ target }) => setQ(target.value)} />
      <select id={id} required={required} value={value ?? ''} onChange={({ target }) => change(target.value || undefined)}>
        <option value="">{t('steps.choose')}</option>
        {(people.data?.items ?? []).map((person) => (
          <option key={person.id} value={person.id}>
            {[person.name, person.posts[0]?.unitName].filter(Boolean).join(' · ')}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A post, with who holds it. */
export function PostInput({ id, value, change, required }: OneProps) {
  const { t } = useTranslation();
  const posts = useQuery({
    queryKey: ['posts', 'living'],
    queryFn: () => answered(api.GET('/api/v1/posts', { params: { query: { living: 'true', limit: most } } })),
    staleTime: 30_000,
  });
  return (
    <select id={id} required={required} value={value ?? ''} onChange={({ target }) => change(target.value || undefined)}>
      <option value="">{t('steps.choose')}</option>
      {(posts.data?.items ?? []).map((post) => (
        <option key={post.id} value={post.id}>
          {[post.title, post.unit.name, post.person?.name].filter(Boolean).join(' · ')}
        </option>
      ))}
    </select>
  );
}
