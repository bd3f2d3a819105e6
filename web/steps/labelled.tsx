import { useTranslation } from 'react-i18next';
import { isMoney } from './money.ts';
import type { Schema } from './schema.ts';
import type { Change, Value } from './values.ts';
import { fieldName } from './words.ts';

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

/** A field's name, whether it may be left out, what is wrong with it; around its input. */
export function Labelled({ props, id, children }: { readonly props: FieldProps; readonly id: string; readonly children: React.ReactNode }) {
  const { t } = useTranslation();
  const wrong = props.wrong.get(props.pointer);
  return (
    <div className="field">
      <label htmlFor={id}>
        {isMoney(props.schema) ? t('steps.yuan', { name: fieldName(props.name) }) : fieldName(props.name)}{' '}
        {!props.required && <span className="optional">{t('steps.optional')}</span>}
      </label>
      {children}
      {wrong && (
        <span className="wrong" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
    </div>
  );
}

/** The same for several inputs that make one field. */
export function Grouped({ props, children }: { readonly props: FieldProps; readonly children: React.ReactNode }) {
  const { t } = useTranslation();
  const wrong = props.wrong.get(props.pointer);
  return (
    <fieldset className="field">
      <legend>
        {fieldName(props.name)} {!props.required && <span className="optional">{t('steps.optional')}</span>}
      </legend>
      {children}
      {wrong && <span className="wrong">{wrong}</span>}
    </fieldset>
  );
}
