import { type QueryKey, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { placeIn, useContent } from './content.ts';
import type { Fault } from './labelled.tsx';
import { useNarrowed } from './narrowed.tsx';
import type { Fields, Value } from './values.ts';

/** What a field may be, each with what it is called. */
export type Choices = readonly (readonly [string, string])[];

/** Choices that are read when a form first asks for them. */
interface Lookup {
  readonly queryKey: QueryKey;
  readonly queryFn: () => Promise<Choices>;
}

/** Choices; how they are looked up; or which they are by what stands in the form. */
type Offered = Choices | Lookup | ((fields: Fields) => Choices);

/** What fields may be, by their names: the items of a standard, the points of a survey, the tasks of a campaign. A field of one step alone goes by its place: `recordVisit.findings.unitId`. */
export type Offer = Readonly<Record<string, Offered>>;

const Offering = createContext<Offer>({});

/** The page that shows a thing knows what its steps may name; within this, forms let one choose it. */
export const OfferedChoices = Offering.Provider;

const isLookup = (offered: Offered | undefined): offered is Lookup => offered !== undefined && 'queryKey' in offered;

const nothing: Lookup = { queryKey: ['choices'], queryFn: () => Promise.resolve([]) };

/** Choices as far as they are known; `retry` where they could not be read. */
export interface Known {
  readonly choices: Choices;
  readonly retry?: (() => void) | undefined;
}

/** A query of choices. */
interface Listed {
  readonly data: Choices | undefined;
  readonly isError: boolean;
  readonly refetch: () => Promise<unknown>;
}

/** What a list of choices has read, and the way to read it again where it could not be. */
export const knownOf = ({ data, isError, refetch }: Listed): Known => ({
  choices: data ?? [],
  ...(isError && data === undefined ? { retry: () => void refetch() } : {}),
});

/** What the page offers for the field at this pointer, or else for any field of this name; undefined where it is for the person to write. */
export function useOffered(pointer: string, name?: string): Known | undefined {
  const offer = useContext(Offering);
  const { of, fields } = useContent();
  const offered = offer[placeIn(of, pointer)] ?? (name === undefined ? undefined : offer[name]);
  const { queryKey, queryFn } = isLookup(offered) ? offered : nothing;
  const looked = useQuery({ queryKey, queryFn, staleTime: 60_000, enabled: isLookup(offered) });
  if (isLookup(offered)) return knownOf(looked);
  return offered && { choices: typeof offered === 'function' ? offered(fields) : offered };
}

/** Where a list of choices could not be read: that it is missing, not empty, and the way to read it again. */
export function Unlisted({ retry }: Pick<Known, 'retry'>) {
  const { t } = useTranslation();
  if (!retry) return null;
  return (
    <p className="hint" role="status">
      {t('steps.unlisted')}{' '}
      <button type="button" className="button plain" onClick={retry}>
        {t('state.retry')}
      </button>
    </p>
  );
}

interface OneProps extends Known {
  readonly id: string;
  readonly value: Value;
  readonly change: (value: Value) => void;
  readonly required: boolean;
  readonly isNumber: boolean;
  readonly disabled?: boolean;
  readonly fault?: Fault;
}

/** One of what the page offers. */
export function OfferedInput({ id, choices, retry, value, change, required, isNumber, disabled = false, fault }: OneProps) {
  const { t } = useTranslation();
  const put = (chosen: string): void => change(chosen === '' ? undefined : isNumber ? Number(chosen) : chosen);
  const shown = String(value ?? '');
  // What would be sent is shown as chosen, also while it is not known what it is called.
  const unnamed: Choices = shown === '' || choices.some(([choice]) => choice === shown) ? [] : [[shown, shown]];
  return (
    <>
      <select id={id} required={required} disabled={disabled} {...fault} value={shown} onChange={({ target }) => put(target.value)}>
        <option value="">{t('steps.choose')}</option>
        {[...unnamed, ...choices].map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
      <Unlisted retry={retry} />
    </>
  );
}

interface ManyProps extends Known {
  readonly label: string;
  readonly chosen: readonly (string | number)[];
  readonly change: (value: Value) => void;
  readonly isNumber?: boolean;
}

/** Several of what the page offers: those chosen, and one more to choose. */
export function OfferedManyInput({ label, choices, retry, chosen, change, isNumber = false }: ManyProps) {
  const { t } = useTranslation();
  const { shown, find } = useNarrowed(choices, label);
  const names = new Map(choices);
  const taken = new Set(chosen.map(String));
  return (
    <div className="files">
      <ul className="files">
        {chosen.map((one) => (
          <li key={one}>
            {names.get(String(one)) ?? one}
            <button type="button" className="button plain" onClick={() => change(chosen.filter((other) => other !== one))}>
              {t('steps.remove')}
            </button>
          </li>
        ))}
      </ul>
      {find}
      <select aria-label={`${label}: ${t('steps.add')}`} value="" onChange={({ target }) => target.value && change([...chosen, isNumber ? Number(target.value) : target.value])}>
        <option value="">{t('steps.choose')}</option>
        {shown
          .filter(([choice]) => !taken.has(choice))
          .map(([choice, words]) => (
            <option key={choice} value={choice}>
              {words}
            </option>
          ))}
      </select>
      <Unlisted retry={retry} />
    </div>
  );
}
