import { schemas } from 'duban:schemas';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alone } from '../ui/alone.ts';
import { Money } from '../ui/money.tsx';
import { Day, Moment } from '../ui/times.tsx';
import { yuanText } from '../ui/yuan.ts';
import { type FieldProps, faultOf, Grouped, Labelled, Wrong } from './labelled.tsx';
import { fenOf, isFen } from './money.ts';
import { resolved } from './schema.ts';
import type { Fields, Value } from './values.ts';
import { visitTime } from './visit-time.ts';
import { fieldName, useWords, valueName } from './words.ts';

// React compares a number with what is typed as numbers: "92.0" on the way to "92.05" stands. As a text it would be rewritten to "92".
const numberShown = (value: Value): number | string => (typeof value === 'number' || typeof value === 'string' ? value : '');

/** Longer texts are written in a box of several lines. */
const linesFrom = 201;

const isBlank = (value: Value): boolean => value === undefined || value === '';

/** A text, a number, a day or a moment. */
export function TextInput(props: FieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { schema, value, change, required } = props;
  const given = { id, required, ...faultOf(props, id) };
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  const isLong = schema.type === 'string' && schema.format === undefined && (schema.maxLength ?? 0) >= linesFrom;
  const type = isNumber ? 'number' : schema.format === 'date' ? 'date' : schema.format === 'date-time' ? 'datetime-local' : 'text';
  return (
    <Labelled props={props} id={id}>
      {isLong ? (
        <textarea {...given} value={String(value ?? '')} onChange={({ target }) => change(target.value)} />
      ) : (
        <input
          {...given}
          type={type}
          min={schema.minimum}
          max={schema.maximum}
          step={schema.type === 'number' ? 'any' : undefined}
          value={isNumber ? numberShown(value) : type === 'datetime-local' && typeof value === 'string' ? value.slice(0, 16) : String(value ?? '')}
          onChange={({ target }) => change(typed(target.value, type))}
        />
      )}
      {props.name === visitTime && isBlank(value) && <span className="hint">{t('steps.blankIsNow')}</span>}
      <Said type={type} value={value} />
    </Labelled>
  );
}

/** Money, asked in yuan. The form holds what is typed, exactly; beside it stands how it is read. */
export function MoneyInput(props: FieldProps) {
  const id = useId();
  const { schema, value, change, required } = props;
  const shown = isFen(value) ? yuanText(value) : typeof value === 'string' ? value : '';
  const fen = fenOf(shown, schema.maximum);
  return (
    <Labelled props={props} id={id}>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        required={required}
        value={shown}
        {...faultOf(props, id)}
        onChange={({ target }) => change(target.value || undefined)}
      />
      {typeof fen === 'number' && yuanText(fen) !== shown && (
        <span className="hint">
          <Money fen={fen} />
        </span>
      )}
    </Labelled>
  );
}

/** A day or moment in the console's language, with its weekday: the browser's own field speaks the browser's language. */
function Said({ type, value }: { readonly type: string; readonly value: Value }) {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return null;
  return type === 'date' || type === 'datetime-local' ? <span className="hint">{type === 'date' ? <Day on={value} /> : <Moment at={value} />}</span> : null;
}

// What is typed as a local time is Beijing time, wherever the device is.
const typed = (text: string, type: string): Value => (text === '' ? undefined : type === 'number' ? Number(text) : type === 'datetime-local' ? `${text}:00+08:00` : text);

/** Beyond this many choices a list is shorter to read than buttons. */
const mostButtons = 5;

/** One of several choices: buttons, or a list where they are many. */
export function ChoiceInput(props: FieldProps & { readonly choices: readonly string[] }) {
  const { t } = useTranslation();
  const id = useId();
  const { choiceOf } = useWords();
  const { choices, value, change, required, pointer } = props;
  if (choices.length <= mostButtons)
    return (
      <Grouped props={props}>
        <div className="choices">
          {choices.map((choice) => (
            <label key={choice}>
              <input type="radio" name={id} value={choice} checked={value === choice} required={required} onChange={() => change(choice)} />
              {alone(choiceOf(choice, pointer))}
            </label>
          ))}
        </div>
      </Grouped>
    );
  return (
    <Labelled props={props} id={id}>
      <select id={id} value={String(value ?? '')} required={required} {...faultOf(props, id)} onChange={({ target }) => change(target.value || undefined)}>
        <option value="">{t('steps.choose')}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {alone(choiceOf(choice, pointer))}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Yes or no; a box to tick where it may be left out. */
export function YesNoInput(props: FieldProps & { readonly only: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const { nameOf } = useWords();
  const { value, change, required, only } = props;
  if (only || !required)
    return (
      <div className="field choices">
        <label>
          <input type="checkbox" checked={value === true} {...faultOf(props, id)} onChange={({ target }) => change(target.checked ? true : undefined)} />
          {nameOf(props)}
        </label>
        <Wrong id={id}>{props.wrong.get(props.pointer)}</Wrong>
      </div>
    );
  return (
    <Grouped props={props}>
      <div className="choices">
        {[true, false].map((choice) => (
          <label key={String(choice)}>
            <input type="radio" name={id} checked={value === choice} required onChange={() => change(choice)} />
            {t(choice ? 'steps.yes' : 'steps.no')}
          </label>
        ))}
      </div>
    </Grouped>
  );
}

/** A length of time: a number and its unit. */
export function PeriodInput(props: FieldProps) {
  const { t } = useTranslation();
  const { nameOf } = useWords();
  const { properties = {} } = resolved(props.schema, schemas);
  const period = (props.value ?? {}) as Fields;
  // Without a number there is no period to hold the unit that was chosen.
  const [chosen, setChosen] = useState('workingDay');
  const shown = String(period.unit ?? chosen);
  const put = (value: Value, unit: string): void => {
    setChosen(unit);
    props.change(value === undefined ? undefined : { value, unit });
  };
  return (
    <Grouped props={props} whole>
      <div className="period">
        <input
          type="number"
          aria-label={`${nameOf(props)}: ${fieldName('value')}`}
          value={numberShown(period.value)}
          required={props.required}
          onChange={({ target }) => put(typed(target.value, 'number'), shown)}
        />
        <select aria-label={`${nameOf(props)}: ${t('steps.choose')}`} value={shown} onChange={({ target }) => put(period.value, target.value)}>
          {(resolved(properties.unit ?? {}, schemas).enum ?? []).map((unit) => (
            <option key={unit} value={unit}>
              {valueName(unit)}
            </option>
          ))}
        </select>
      </div>
    </Grouped>
  );
}
