import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { FileLinks } from '../things/files.tsx';
import { comma, Line } from '../ui/line.tsx';
import { Span } from '../ui/times.tsx';
import type { Entry } from './kinds.tsx';

type Schemas = components['schemas'];

function Person({ entry: { personal } }: { readonly entry: Schemas['Person'] }) {
  const { t } = useTranslation();
  return (
    <>
      <Line name={t('registers.username')}>{personal?.username}</Line>
      <Line name={t('registers.mail')}>{personal?.mail}</Line>
      <Line name={t('registers.certificateNumber')}>{personal?.certificateNumber}</Line>
    </>
  );
}

function Party({ entry: { creditCode, contact, registeredBy } }: { readonly entry: Schemas['Party'] }) {
  const { t } = useTranslation();
  return (
    <>
      <Line name={t('registers.creditCode')}>{creditCode}</Line>
      <Line name={t('registers.contact')}>{contact}</Line>
      <Line name={t('registers.registeredBy')}>{registeredBy?.name}</Line>
    </>
  );
}

function Post({ entry: { deputyPost, standIns, tenures } }: { readonly entry: Schemas['Post'] }) {
  const { t } = useTranslation();
  return (
    <>
      <Line name={t('registers.deputy')}>{deputyPost?.name}</Line>
      <Line name={t('registers.standIns')}>{standIns.map(({ person, unit, post }) => `${person.name} ${unit.name} ${post.name}`).join(comma())}</Line>
      <Line name={t('registers.tenures')}>
        {tenures.length > 0 && (
          <ul>
            {tenures.map(({ person, from, until }) => (
              <li key={`${person.id} ${from}`}>
                {person.name} <Span from={from.slice(0, 10)} until={until?.slice(0, 10) ?? null} />
              </li>
            ))}
          </ul>
        )}
      </Line>
    </>
  );
}

function Unit({ entry: { shortName, aliases, names, successor } }: { readonly entry: Schemas['Unit'] }) {
  const { t } = useTranslation();
  return (
    <>
      <Line name={t('registers.shortName')}>{shortName}</Line>
      <Line name={t('registers.aliases')}>{aliases.join(comma())}</Line>
      <Line name={t('registers.formerNames')}>
        {names
          .slice(0, -1)
          .map(({ name }) => name)
          .join(comma())}
      </Line>
      <Line name={t('registers.unitAfter')}>{successor?.name}</Line>
    </>
  );
}

function Delegation({ entry: { reason } }: { readonly entry: Schemas['Delegation'] }) {
  const { t } = useTranslation();
  return <Line name={t('registers.reason')}>{reason}</Line>;
}

function Template({ entry: { editions } }: { readonly entry: Schemas['Template'] }) {
  const { t } = useTranslation();
  return (
    <Line name={t('registers.files')}>
      {editions.length > 0 && <FileLinks files={editions.map(({ edition, attachment }) => ({ id: attachment, item: t('registers.edition', { edition }) })).reverse()} />}
    </Line>
  );
}

const details: Readonly<Record<string, ComponentType<{ readonly entry: never }>>> = {
  units: Unit,
  people: Person,
  posts: Post,
  parties: Party,
  delegations: Delegation,
  templates: Template,
};

/** What an entry has besides the columns of its list, as far as the API says it to whoever looks. */
export function Details({ things, entry }: { readonly things: string; readonly entry: Entry }) {
  const Known = details[things] as ComponentType<{ readonly entry: Entry }> | undefined;
  return Known ? <Known entry={entry} /> : null;
}
