import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dated } from './dated.tsx';
import { usePaused } from './paused.ts';

/** One filter of a list: its name in the address, what it is called, and its choices; without choices it is typed, or a day. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly choices?: readonly (readonly [string, string])[];
  readonly isDate?: boolean;
}

/** What the address holds beside filters. */
const views: ReadonlySet<string> = new Set(['tab', 'view', 'sort', 'group', 'step']);

/** The filters of a list, kept in the address, so that a link shows the same rows and going back restores them. */
export function Filters({ filters, children }: { readonly filters: readonly Filter[]; readonly children?: ReactNode }) {
  const { t } = useTranslation();
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const put = (name: string, value: string): void => {
    void navigate({ to: '.', search: (former: Readonly<Record<string, string | undefined>>) => ({ ...former, [name]: value === '' ? undefined : value }), replace: true });
  };
  // A link (a number of a board) may ask for what no control here does: it is seen, and can be taken off.
  const brought = Object.keys(search).filter((name) => search[name] !== undefined && !views.has(name) && !filters.some((one) => one.name === name));
  return (
    <search className="filters" aria-label={t('list.filter')}>
      {filters.map(({ name, label, choices, isDate }) =>
        isDate ? (
          <Dated key={name} label={label} value={search[name] ?? ''} put={(value) => put(name, value)} />
        ) : choices ? (
          <Choice key={name} label={label} choices={choices} value={search[name] ?? ''} put={(value) => put(name, value)} />
        ) : (
          <Typed key={name} label={label} value={search[name] ?? ''} put={(value) => put(name, value)} />
        ),
      )}
      {brought.length > 0 && (
        <button
          type="button"
          className="button"
          onClick={() => void navigate({ to: '.', search: Object.fromEntries(Object.entries(search).filter(([name]) => !brought.includes(name))), replace: true })}
        >
          {t('list.otherFilters', { count: brought.length })}
        </button>
      )}
      {children}
    </search>
  );
}

function Choice({ label, choices, value, put }: ValueProps & { readonly choices: readonly (readonly [string, string])[] }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => put(target.value)}>
        <option value="">{t('list.all')}</option>
        {choices.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ValueProps {
  readonly label: string;
  readonly value: string;
  readonly put: (value: string) => void;
}

function Typed({ label, value, put }: ValueProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  // The address changed from outside (back, a link): the box says what it says.
  if (known !== value) {
    setKnown(value);
    if (text.trim() !== value) setText(value);
  }
  const paused = usePaused(text).trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed goes into the address once, when typing has paused
  useEffect(() => {
    if (paused === text.trim() && paused !== value) put(paused);
  }, [paused]);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="search" value={text} onChange={({ target }) => setText(target.value)} />
    </div>
  );
}
