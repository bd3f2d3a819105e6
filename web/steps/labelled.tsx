import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isMoney } from './money.ts';
import type { Schema } from './schema.ts';
import type { Change, Value } from './values.ts';
import { useWords } from './words.ts';

/** What every field of a form is given. */
export interface FieldProps {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly value: Value;
  readonly change: Change;
  /** JSON pointer of the field in the body, by which problems name it. */
  readonly pointer: string;
  readonly wrong: ReadonlyMap<string, string>;
}

/** What tells whoever does not see it that an input is wrong, and which words say why. */
export type Fault = { readonly 'aria-invalid'?: true; readonly 'aria-describedby'?: string };

const wordsOf = (id: string): string => `${id}-wrong`;

/** The fault of the input that bears this id; empty while nothing is wrong with it. */
export const faultOf = ({ wrong, pointer }: Pick<FieldProps, 'wrong' | 'pointer'>, id: string): Fault =>
  wrong.has(pointer) ? { 'aria-invalid': true, 'aria-describedby': wordsOf(id) } : {};

/** What is wrong with the field that bears this id; nothing while nothing is. */
export function Wrong({ id, children }: { readonly id: string; readonly children: string | undefined }) {
  return (
    children !== undefined && (
      <span className="wrong" id={wordsOf(id)}>
        {children}
      </span>
    )
  );
}

/** A field's name, whether it may be left out, what is wrong with it; around its input. */
export function Labelled({ props, id, children }: { readonly props: FieldProps; readonly id: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { nameOf } = useWords();
  return (
    <div className="field">
      <label htmlFor={id}>
        {isMoney(props.schema) ? t('steps.yuan', { name: nameOf(props) }) : nameOf(props)} {!props.required && <span className="optional">{t('steps.optional')}</span>}
      </label>
      {children}
      <Wrong id={id}>{props.wrong.get(props.pointer)}</Wrong>
    </div>
  );
}

interface GroupedProps {
  readonly props: FieldProps;
  /** True where the inputs within say nothing of their own faults: then the group says them. */
  readonly whole?: boolean;
  readonly children: ReactNode;
}

/** The same for several inputs that make one field. */
export function Grouped({ props, whole = false, children }: GroupedProps) {
  const { t } = useTranslation();
  const { nameOf } = useWords();
  const id = useId();
  const { wrong, pointer, required } = props;
  const words = wrong.get(pointer) ?? (whole ? [...wrong].find(([at]) => at.startsWith(`${pointer}/`))?.[1] : undefined);
  return (
    <fieldset className="field" {...(words === undefined ? {} : { 'aria-describedby': wordsOf(id) })}>
      <legend>
        {nameOf(props)} {!required && <span className="optional">{t('steps.optional')}</span>}
      </legend>
      {children}
      <Wrong id={id}>{words}</Wrong>
    </fieldset>
  );
}
