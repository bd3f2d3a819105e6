import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reasonOf } from '../api/problem.ts';
import { useCorrection } from './corrections.tsx';

/** One correction of a draft, kept as it is made. */
export interface Kept<V> {
  /** What was given and does not stand in the draft: on its way, or refused. */
  readonly unsaved: V | undefined;
  readonly save: (value: V) => void;
  readonly takeBack: () => void;
  readonly isSaving: boolean;
  /** That it was refused, why, and the ways on; stands beside its field until it is saved or taken back. */
  readonly note: ReactNode;
}

/** Keeps what is given for this field; what was refused is not lost and does not look saved, whatever else is saved or shown meanwhile. `takenBack`: besides, when it is. */
export function useKept<V>(field: string, keep: (value: V) => Promise<unknown>, takenBack?: () => void): Kept<V> {
  const { unsaved, problem, save, forget } = useCorrection(field, keep);
  const takeBack = (): void => {
    forget();
    takenBack?.();
  };
  return {
    unsaved,
    save,
    takeBack,
    isSaving: unsaved !== undefined && problem === undefined,
    note: problem !== undefined && unsaved !== undefined && <Unsaved problem={problem} retry={() => save(unsaved)} takeBack={takeBack} />,
  };
}

function Unsaved({ problem, retry, takeBack }: { readonly problem: unknown; readonly retry: () => void; readonly takeBack: () => void }) {
  const { t } = useTranslation();
  return (
    <span className="unsaved" role="alert">
      <span className="wrong">
        {t('plans.unsaved')} {reasonOf(problem, { away: t('state.offline'), failed: t('state.failed') })}
      </span>
      <button type="button" className="button" onClick={retry}>
        {t('state.retry')}
      </button>
      <button type="button" className="button plain" onClick={takeBack}>
        {t('plans.takeBack')}
      </button>
    </span>
  );
}

/** The last day that the API takes: without it a year of five digits can be typed. */
export const lastDay = '9999-12-31';

interface TextProps {
  /** Which field of its part of the draft it is, whatever it is called on the page. */
  readonly field: string;
  readonly name: string;
  readonly value: string;
  readonly keep: (value: string) => Promise<unknown>;
  readonly locked: boolean;
  /** Several lines; else one, or a date. */
  readonly type?: 'text' | 'date' | 'lines';
  readonly wide?: boolean;
  /** What is said below it. */
  readonly hint?: string;
  /** Most characters that the API takes. */
  readonly most?: number;
  /** True for what must not be empty: left so, it is as before. */
  readonly needed?: boolean;
}

/** A field that is kept when it is left. What is typed stays, also when it is refused. */
export function KeptText({ field, name, value, keep, locked, type = 'text', wide = false, hint, most, needed = false }: TextProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const kept = useKept(field, keep);
  const leave = (): void => {
    if (typed === undefined) return;
    setTyped(undefined);
    const given = typed.trim();
    if (needed && given === '') return;
    if (given === value) kept.takeBack();
    else if (given !== kept.unsaved) kept.save(given);
  };
  const input = {
    id,
    disabled: locked,
    value: typed ?? kept.unsaved ?? value,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => setTyped(target.value),
    onBlur: leave,
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
  };
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label htmlFor={id}>{name}</label>
      {type === 'lines' ? <textarea maxLength={most} {...input} /> : <input type={type} {...(type === 'date' ? { max: lastDay } : { maxLength: most })} {...input} />}
      {hint !== undefined && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      {kept.note}
    </div>
  );
}

interface ChoiceProps {
  readonly field: string;
  readonly name: string;
  readonly value: string;
  readonly keep: (value: string) => Promise<unknown>;
  readonly locked: boolean;
  readonly children: ReactNode;
}

/** A choice that is kept as it is made. */
export function KeptChoice({ field, name, value, keep, locked, children }: ChoiceProps) {
  const id = useId();
  const kept = useKept(field, keep);
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      <select id={id} disabled={locked} value={kept.unsaved ?? value} onChange={({ target }) => kept.save(target.value)}>
        {children}
      </select>
      {kept.note}
    </div>
  );
}
