import { type QueryClient, queryOptions, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { isAway } from '../api/problem.ts';
import type { components } from '../api/types.ts';
import { useRestored } from '../kept/restored.ts';
import { allOf, type ListPage, queryOf } from '../things/lists.ts';
import { aside } from '../ui/line.tsx';
import { usePaused } from '../ui/paused.ts';
import type { Fault } from './labelled.tsx';
import { type Choices, type Known, knownOf, OfferedInput, OfferedManyInput, Unlisted } from './offered.tsx';
import type { Value } from './values.ts';

type Schemas = components['schemas'];

interface OneProps {
  readonly id: string;
  readonly value: string | undefined;
  readonly change: (value: Value) => void;
  readonly required: boolean;
  readonly disabled?: boolean;
  readonly fault?: Fault;
}

interface ManyProps {
  readonly ids: readonly string[];
  readonly change: (value: Value) => void;
}

/** Registers change seldom while a form is open. */
const staleTime = 300_000;

/** The units in being, all of them: a district has some hundreds. */
const useUnits = (): Known =>
  knownOf(
    useQuery({
      queryKey: ['choices', 'units'],
      queryFn: async (): Promise<Choices> => (await allOf<Schemas['UnitItem']>('/api/v1/units', { living: 'true' })).map(({ id, name }) => [id, name]),
      staleTime,
    }),
  );

/** What units are called, by their ids. */
export const useUnitNames = (): ReadonlyMap<string, string> => new Map(useUnits().choices);

/** One unit of the org tree. */
export const UnitInput = (props: OneProps) => <OfferedInput {...props} {...useUnits()} isNumber={false} />;

/** Several units: those chosen, and one more to choose. */
export const UnitsInput = ({ ids, change, label }: ManyProps & { readonly label: string }) => <OfferedManyInput label={label} {...useUnits()} chosen={ids} change={change} />;

/** A post, with who holds it. */
export function PostInput(props: OneProps) {
  const posts = useQuery({
    queryKey: ['choices', 'posts'],
    queryFn: async (): Promise<Choices> =>
      (await allOf<Schemas['PostItem']>('/api/v1/posts', { living: 'true' })).map(({ id, title, unit, person }) => [
        id,
        [title, unit.name, person?.name].filter(Boolean).join(' · '),
      ]),
    staleTime,
  });
  return <OfferedInput {...props} {...knownOf(posts)} isNumber={false} />;
}

/** A register too long to be listed whole, and what its entries are called. */
interface Register<T> {
  readonly address: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly nameOf: (entry: T) => string;
}

const namedKey = (address: string, id: string) => ['choices', address, 'named', id] as const;

const foundQuery = <T extends { readonly id: string }>({ address, query = {}, nameOf }: Register<T>, q: string) =>
  queryOptions({
    queryKey: ['choices', address, q],
    queryFn: async (): Promise<Choices> => (await ask<ListPage<T>>('GET', `${address}${queryOf({ ...query, q, limit: '50' })}`)).items.map((entry) => [entry.id, nameOf(entry)]),
    staleTime: 30_000,
  });

/** What was found in a register on this device before, whatever was typed then. */
const foundBefore = (client: QueryClient, address: string): Choices => [
  ...new Map(client.getQueriesData<Choices>({ queryKey: ['choices', address] }).flatMap(([, found]) => (found ?? []).map((choice) => [choice[0], choice] as const))).values(),
];

/** Entries of a register by their ids, as they are called: found before on this device, or else read for themselves. Missing are those that are not known yet. */
function useNamed<T extends { readonly id: string }>({ address, nameOf }: Register<T>, ids: readonly string[]): Choices {
  const client = useQueryClient();
  const before = foundBefore(client, address).filter(([known]) => ids.includes(known));
  const unknown = ids.filter((id) => !before.some(([known]) => known === id));
  useQueries({
    queries: unknown.map((id) => ({
      queryKey: namedKey(address, id),
      queryFn: async (): Promise<Choices> => [[id, nameOf(await ask<T>('GET', `${address}/${id}`))]],
      staleTime,
    })),
  });
  return before;
}

/** What typing finds in a register; without a connection what was found on this device before. */
function useFound<T extends { readonly id: string }>(register: Register<T>, ids: readonly string[]) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const q = usePaused(text.trim());
  const found = useQuery({ ...foundQuery(register, q), placeholderData: (former: Choices | undefined) => former });
  const isRestored = useRestored() !== undefined;
  const isLost = isRestored || isAway(found.failureReason);
  const chosen = useNamed(register, ids);
  const known = foundBefore(client, register.address);
  const offered = isLost ? known.filter(([, name]) => name.includes(q)) : (found.data ?? []);
  const choices = [...chosen.filter(([id]) => !offered.some(([other]) => other === id)), ...offered];
  return { text, setText, choices, isLost, isKnown: known.length > 0, retry: isLost ? undefined : knownOf(found).retry };
}

interface FoundProps<T> extends OneProps {
  readonly register: Register<T>;
  readonly hint: string;
  /** One that is never offered. */
  readonly except?: string | undefined;
  readonly beside?: Beside<T> | undefined;
}

/** What stands beside the choice: it is given what was typed, and the way to choose an entry that it has just made. */
type Beside<T> = (typed: string, choose: (made: T) => void) => ReactNode;

/** One entry of such a register: typing narrows it. Without a connection it is one of those that were found on this device before. */
function FoundInput<T extends { readonly id: string }>({ register, hint, except, beside, ...props }: FoundProps<T>) {
  const client = useQueryClient();
  const { text, setText, choices, isLost, isKnown, retry } = useFound(register, props.value === undefined ? [] : [props.value]);
  const choose = (made: T): void => {
    client.setQueryData<Choices>(namedKey(register.address, made.id), [[made.id, register.nameOf(made)]]);
    props.change(made.id);
  };
  return (
    <div className="files">
      <input type="search" aria-label={hint} placeholder={hint} value={text} onChange={({ target }) => setText(target.value)} />
      <OfferedInput {...props} choices={choices.filter(([id]) => id !== except)} isNumber={false} />
      <Away isLost={isLost} isKnown={isKnown} retry={retry} />
      {beside?.(text.trim(), choose)}
    </div>
  );
}

interface AwayProps extends Pick<Known, 'retry'> {
  readonly isLost: boolean;
  readonly isKnown: boolean;
}

/** That a register cannot be searched now. */
function Away({ isLost, isKnown, retry }: AwayProps) {
  const { t } = useTranslation();
  if (!isLost) return <Unlisted retry={retry} />;
  return (
    <p className="hint" role="status">
      {t(isKnown ? 'drafts.foundBefore' : 'drafts.notFound')}
    </p>
  );
}

const parties: Register<Schemas['PartyItem']> = { address: '/api/v1/parties', nameOf: ({ name, address }) => `${name}${aside(address)}` };

/** The parties that stand first, read ahead where a case may have to be opened without a connection. */
export const partiesQuery = foundQuery(parties, '');

/** What a party is called, where it was found on this device before. */
export const partyName = (client: QueryClient, id: unknown): string | undefined => foundBefore(client, parties.address).find(([known]) => known === id)?.[1];

const PartyBeside = createContext<Beside<Schemas['PartyItem']> | undefined>(undefined);

/** Within this, a page puts what it gives beside the choice of a party: the way to register one that is not found. */
export const BesideParty = PartyBeside.Provider;

/** An inspected party, found by its name. */
export function PartyInput(props: OneProps) {
  const { t } = useTranslation();
  return <FoundInput {...props} register={parties} hint={t('cases.partyFind')} beside={useContext(PartyBeside)} />;
}

const people: Register<Schemas['PersonItem']> = {
  address: '/api/v1/people',
  query: { active: 'true' },
  nameOf: ({ name, posts }) => [name, posts[0]?.unitName].filter(Boolean).join(' · '),
};

/** Somebody, found by name; never `except`. */
export function PersonInput(props: OneProps & { readonly except?: string }) {
  const { t } = useTranslation();
  return <FoundInput {...props} register={people} hint={t('list.q')} />;
}

/** Several people, whatever their units, found by name. */
export function TeamInput({ ids, change, label }: ManyProps & { readonly label: string }) {
  const { t } = useTranslation();
  const { text, setText, choices, isLost, isKnown, retry } = useFound(people, ids);
  return (
    <div className="files">
      <input type="search" aria-label={`${label}: ${t('list.q')}`} placeholder={t('list.q')} value={text} onChange={({ target }) => setText(target.value)} />
      <OfferedManyInput label={label} choices={choices} chosen={ids} change={change} />
      <Away isLost={isLost} isKnown={isKnown} retry={retry} />
    </div>
  );
}

/** Several experts: whoever holds such a post, in any unit. */
export function ExpertsInput({ ids, change, label }: ManyProps & { readonly label: string }) {
  const experts = useQuery({
    queryKey: ['choices', 'experts'],
    queryFn: async (): Promise<Choices> => {
      const posts = await allOf<Schemas['PostItem']>('/api/v1/posts', { role: 'expert', living: 'true', vacant: 'false' });
      return [...new Map(posts.flatMap(({ unit, person }) => (person ? [[person.id, [person.name, unit.name].filter(Boolean).join(' · ')] as const] : [])))];
    },
    staleTime,
  });
  return <OfferedManyInput label={label} {...knownOf(experts)} chosen={ids} change={change} />;
}
