import { type QueryKey, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Value } from './values.ts';

/** What a field may be, each with what it is called. */
export type Choices = readonly (readonly [string, string])[];

/** Choices that are read when a form first asks for them. */
interface Lookup {
  readonly queryKey: QueryKey;
  readonly queryFn: () => Promise<Choices>;
}

/** What fields may be, by their names: the items of a standard, the points of a survey, the tasks of a campaign. */
export type Offer = Readonly<Record<string, Choices | Lookup>>;

const Offered = createContext<Offer>({});

/** The page that shows a thing knows what its steps may name; within this, forms let one choose it. */
export const OfferedChoices = Offered.Provider;

const isLookup = (offered: Choices | Lookup | undefined): offered is Lookup => offered !== undefined && 'queryKey' in offered;

const nothing: Lookup = { queryKey: ['choices'], queryFn: () => Promise.resolve([]) };

/** The choices that the page offers for a field of this name; undefined where it is for the person to write. */
export function useOffered(name: string): Choices | undefined {
  const offered = useContext(Offered)[name];
  const { queryKey, queryFn } = isLookup(offered) ? offered : nothing;
  const looked = useQuery({ queryKey, queryFn, staleTime: 60_000, enabled: isLookup(offered) });
  return isLookup(offered) ? (looked.data ?? []) : offered;
}

interface OneProps {
  readonly id: string;
  readonly choices: Choices;
  readonly value: Value;
  readonly change: (value: Value) => void;
  readonly required: boolean;
  readonly isNumber: boolean;
  readonly disabled?: boolean;
}

/** One of what the page offers. */
export function OfferedInput({ id, choices, value, change, required, isNumber, disabled = false }: OneProps) {
  const { t } = useTranslation();
  const put = (chosen: string): void => change(chosen === '' ? undefined : isNumber ? Number(chosen) : chosen);
  return (
    <select id={id} required={required} disabled={disabled} value={String(value ?? '')} onChange={({ target }) => put(target.value)}>
      <option value="">{t('steps.choose')}</option>
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
    </select>
  );
}

interface ManyProps {
  readonly label: string;
  readonly choices: Choices;
  readonly chosen: readonly string[];
  readonly change: (value: Value) => void;
}

/** Several of what the page offers: those chosen, and one more to choose. */
export function OfferedManyInput({ label, choices, chosen, change }: ManyProps) {
  const { t } = useTranslation();
  const names = new Map(choices);
  return (
    <div className="files">
      <ul className="files">
        {chosen.map((one) => (
          <li key={one}>
            {names.get(one) ?? one}
            <button type="button" className="button plain" onClick={() => change(chosen.filter((other) => other !== one))}>
              {t('steps.remove')}
            </button>
          </li>
        ))}
      </ul>
      <select aria-label={`${label}: ${t('steps.add')}`} value="" onChange={({ target }) => target.value && change([...chosen, target.value])}>
        <option value="">{t('steps.choose')}</option>
        {choices
          .filter(([choice]) => !chosen.includes(choice))
          .map(([choice, words]) => (
            <option key={choice} value={choice}>
              {words}
            </option>
          ))}
      </select>
    </div>
  );
}
