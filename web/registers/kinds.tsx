import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { components } from '../api/types.ts';
import { valueName } from '../steps/words.ts';
import { alone } from '../ui/alone.ts';
import type { Filter } from '../ui/filters.tsx';
import { comma } from '../ui/line.tsx';
import type { Column } from '../ui/rows.tsx';
import { Day, Moment } from '../ui/times.tsx';

type Schemas = components['schemas'];

/** An entry of any register: what all have in common. */
export interface Entry {
  readonly id: string;
  readonly version: number;
}

/** A register as the administration shows it. */
export interface Register {
  /** Its place in addresses, of the console and of the API. */
  readonly things: string;
  /** The type of an entry, as rights name it. */
  readonly type: string;
  /** The schema of a new entry, and of steps on one. */
  readonly create: string;
  readonly command: string;
  readonly columns: (t: TFunction) => readonly Column<Entry>[];
  readonly filters: (t: TFunction) => readonly Filter[];
  /** What an entry is called at the head of its page. */
  readonly titleOf: (entry: Entry) => string;
}

/** Makes a register from how its own rows are shown. */
function register<T extends Entry>(
  things: string,
  schema: string,
  titleOf: (entry: T) => string,
  columns: (t: TFunction) => readonly { readonly head: string; readonly cell: (row: T) => ReactNode; readonly kind?: 'number' | 'text' | 'amount' }[],
  filters: (t: TFunction) => readonly Filter[] = () => [],
): Register {
  return {
    things,
    type: schema.toLowerCase(),
    create: `New${schema}`,
    command: `${schema}Command`,
    titleOf: (entry) => titleOf(entry as T),
    columns: (t) => columns(t).map((column) => ({ ...column, cell: (row: Entry) => column.cell(row as T) })),
    filters,
  };
}

const q = (t: TFunction): readonly Filter[] => [{ name: 'q', label: t('list.q') }];

/** The registers, in the order of the administration's tabs. */
export const registers: readonly Register[] = [
  register<Schemas['UnitItem']>(
    'units',
    'Unit',
    ({ name }) => name,
    (t) => [
      { head: t('registers.kind'), cell: ({ kind }) => alone(valueName(kind)), kind: 'number' },
      { head: t('registers.parent'), cell: ({ parent }) => parent?.name, kind: 'text' },
      { head: t('registers.until'), cell: ({ until }) => until && <Day on={until} />, kind: 'number' },
    ],
    (t) => [...q(t), { name: 'living', label: t('registers.state'), choices: [['true', t('registers.living')]] }],
  ),
  register<Schemas['PersonItem']>(
    'people',
    'Person',
    ({ name }) => name,
    (t) => [
      { head: t('registers.posts'), cell: ({ posts }) => posts.map(({ title, unitName }) => `${unitName ?? ''} ${title}`).join(comma()), kind: 'text' },
      { head: t('registers.certificate'), cell: ({ certificateExpiresOn }) => certificateExpiresOn && <Day on={certificateExpiresOn} />, kind: 'number' },
      { head: t('registers.state'), cell: ({ active }) => t(active ? 'registers.active' : 'registers.inactive'), kind: 'number' },
    ],
    q,
  ),
  register<Schemas['PostItem']>(
    'posts',
    'Post',
    ({ title }) => title,
    (t) => [
      { head: t('registers.unit'), cell: ({ unit }) => unit.name, kind: 'text' },
      { head: t('registers.role'), cell: ({ role }) => alone(valueName(role)), kind: 'number' },
      { head: t('registers.holder'), cell: ({ person }) => person?.name ?? <span className="tag red">{t('registers.vacant')}</span>, kind: 'text' },
    ],
    (t) => [
      { name: 'vacant', label: t('registers.state'), choices: [['true', t('registers.vacant')]] },
      { name: 'living', label: t('registers.living'), choices: [['true', t('registers.living')]] },
    ],
  ),
  register<Schemas['PartyItem']>(
    'parties',
    'Party',
    ({ name }) => name,
    (t) => [
      { head: t('registers.kind'), cell: ({ kind }) => alone(valueName(kind)), kind: 'number' },
      { head: t('cases.address'), cell: ({ address }) => address, kind: 'text' },
    ],
    q,
  ),
  register<Schemas['DelegationItem']>(
    'delegations',
    'Delegation',
    ({ fromPerson, toPerson }) => `${fromPerson.name} → ${toPerson.name}`,
    (t) => [
      { head: t('registers.post'), cell: ({ post, unit }) => `${unit.name ?? ''} ${post.name ?? ''}`, kind: 'text' },
      { head: t('registers.kind'), cell: ({ kind }) => alone(valueName(kind)), kind: 'number' },
      { head: t('registers.from'), cell: ({ from }) => <Moment at={from} />, kind: 'number' },
      { head: t('registers.until'), cell: ({ until }) => <Moment at={until} />, kind: 'number' },
      { head: t('registers.state'), cell: ({ inForce }) => t(inForce ? 'registers.inForce' : 'registers.notInForce'), kind: 'number' },
    ],
  ),
  register<Schemas['OutletItem']>(
    'outlets',
    'Outlet',
    ({ name }) => name,
    (t) => [
      { head: t('registers.kind'), cell: ({ kind }) => alone(valueName(kind)), kind: 'number' },
      { head: t('registers.unit'), cell: ({ unit }) => unit.name, kind: 'text' },
      { head: t('registers.host'), cell: ({ host }) => host, kind: 'text' },
      { head: t('registers.state'), cell: ({ active }) => t(active ? 'registers.active' : 'registers.inactive'), kind: 'number' },
    ],
  ),
  register<Schemas['TemplateItem']>(
    'templates',
    'Template',
    ({ name }) => name,
    (t) => [
      { head: t('registers.kind'), cell: ({ kind }) => alone(valueName(kind)), kind: 'number' },
      { head: t('registers.unit'), cell: ({ unit }) => unit.name, kind: 'text' },
      { head: t('registers.editions'), cell: ({ editions }) => editions.length, kind: 'amount' },
      { head: t('registers.state'), cell: ({ inForce }) => t(inForce ? 'registers.inForce' : 'registers.notInForce'), kind: 'number' },
    ],
  ),
];

/** The register of a place in addresses. */
export const registerOf = (things: string | undefined): Register | undefined => registers.find((known) => known.things === things);
