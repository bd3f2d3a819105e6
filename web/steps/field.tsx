import { schemas } from 'duban:schemas';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilesInput } from './files.tsx';
import { PartyInput, PeopleInput, PersonInput, PostInput, UnitInput, UnitsInput } from './pickers.tsx';
import { discriminator, resolved, type Schema, shapesOf } from './schema.ts';
import { type Fields, initial, type Value } from './values.ts';
import { fieldName, valueName } from './words.ts';

/** What every field of a form is given. */
export interface FieldProps {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly value: Value;
  readonly change: (value: Value) => void;
  /** JSON pointer of the field in the body, by which problems name it. */
  readonly pointer: string;
  readonly wrong: ReadonlyMap<string, string>;
}

/** Longer texts are written in a box of several lines. */
const linesFrom = 201;

/** Fields whose meaning asks for an input of its own. */
type Special = 'files' | 'file' | 'people' | 'person' | 'post' | 'unit' | 'units' | 'party';

function special({ name, schema }: FieldProps): Special | undefined {
  const known = resolved(schema, schemas);
  if (name === 'evidence' && known.type === 'array' && resolved(known.items ?? {}, schemas).type === 'string') return 'files';
  if (name === 'officers' || name === 'team' || name === 'personIds') return 'people';
  if (/[uU]nitIds$/.test(name) || name === 'jointBodies') return 'units';
  if (/[uU]nitId$/.test(name) || name === 'parentId' || name === 'successorId') return 'unit';
  if (/[pP]ersonId$/.test(name)) return 'person';
  if (/[pP]ostId$/.test(name)) return 'post';
  if (name === 'attachment') return 'file';
  return name === 'partyId' ? 'party' : undefined;
}

/** A field's name, whether it may be left out, what is wrong with it; around its input. */
function Labelled({ props, id, children }: { readonly props: FieldProps; readonly id: string; readonly children: React.ReactNode }) {
  const { t } = useTranslation();
  const wrong = props.wrong.get(props.pointer);
  return (
    <div className="field">
      <label htmlFor={id}>
        {fieldName(props.name)} {!props.required && <span className="optional">{t('steps.optional')}</span>}
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
function Grouped({ props, children }: { readonly props: FieldProps; readonly children: React.ReactNode }) {
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

/** One field of a form, by its schema. */
function FieldInput(props: FieldProps) {
  const schema = resolved(props.schema, schemas);
  const kind = special(props);
  if (schema.const !== undefined && props.required) return null;
  if (kind !== undefined) return <SpecialInput kind={kind} {...props} />;
  const shapes = shapesOf(schema, schemas);
  if (shapes.length === 1 && shapes[0]) return <FieldInput {...props} schema={shapes[0]} />;
  if (shapes.length > 1) return shapes.every(({ properties }) => properties) ? <ShapeInput {...props} shapes={shapes} /> : <FieldInput {...props} schema={shapes[0] ?? {}} />;
  if (schema.enum) return <ChoiceInput {...props} choices={schema.enum} />;
  if (schema.const === true || schema.type === 'boolean') return <YesNoInput {...props} only={schema.const === true} />;
  if (schema.properties && 'unit' in schema.properties && 'value' in schema.properties) return <PeriodInput {...props} />;
  if (schema.properties)
    return (
      <Grouped props={props}>
        <div className="repeated">
          <ObjectInput {...props} schema={schema} />
        </div>
      </Grouped>
    );
  if (schema.type === 'array') return <RepeatedInput {...props} schema={schema} />;
  return <TextInput {...props} schema={schema} />;
}

/** The fields of an object, in the order of its schema. */
export function ObjectInput({ schema, value, change, pointer, wrong }: Omit<FieldProps, 'name' | 'required'>) {
  const { properties = {}, required = [] } = resolved(schema, schemas);
  const fields = (value ?? {}) as Fields;
  return (
    <>
      {Object.entries(properties).map(([name, inner]) => (
        <FieldInput
          key={name}
          name={name}
          schema={inner}
          required={required.includes(name)}
          value={fields[name]}
          change={(next) => change({ ...fields, [name]: next })}
          pointer={`${pointer}/${name}`}
          wrong={wrong}
        />
      ))}
    </>
  );
}

function TextInput(props: FieldProps) {
  const id = useId();
  const { schema, value, change, required, wrong, pointer } = props;
  const given = { id, required, 'aria-invalid': wrong.has(pointer), ...(wrong.has(pointer) ? { 'aria-describedby': `${id}-wrong` } : {}) };
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
          value={type === 'datetime-local' && typeof value === 'string' ? value.slice(0, 16) : String(value ?? '')}
          onChange={({ target }) => change(typed(target.value, type))}
        />
      )}
    </Labelled>
  );
}

// What is typed as a local time is Beijing time, wherever the device is.
const typed = (text: string, type: string): Value => (text === '' ? undefined : type === 'number' ? Number(text) : type === 'datetime-local' ? `${text}:00+08:00` : text);

/** Beyond this many choices a list is shorter to read than buttons. */
const mostButtons = 5;

function ChoiceInput(props: FieldProps & { readonly choices: readonly string[] }) {
  const { t } = useTranslation();
  const id = useId();
  const { choices, value, change, required } = props;
  if (choices.length <= mostButtons)
    return (
      <Grouped props={props}>
        <div className="choices">
          {choices.map((choice) => (
            <label key={choice}>
              <input type="radio" name={id} value={choice} checked={value === choice} required={required} onChange={() => change(choice)} />
              {valueName(choice)}
            </label>
          ))}
        </div>
      </Grouped>
    );
  return (
    <Labelled props={props} id={id}>
      <select id={id} value={String(value ?? '')} required={required} onChange={({ target }) => change(target.value || undefined)}>
        <option value="">{t('steps.choose')}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {valueName(choice)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function YesNoInput(props: FieldProps & { readonly only: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const { value, change, required, only } = props;
  if (only || !required)
    return (
      <div className="field choices">
        <label>
          <input type="checkbox" checked={value === true} onChange={({ target }) => change(target.checked ? true : undefined)} />
          {fieldName(props.name)}
        </label>
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

function PeriodInput(props: FieldProps) {
  const { t } = useTranslation();
  const { properties = {} } = resolved(props.schema, schemas);
  const period = (props.value ?? {}) as Fields;
  const set = (given: Fields): void => props.change(given.value === undefined ? undefined : { value: given.value, unit: given.unit ?? 'workingDay' });
  return (
    <Grouped props={props}>
      <div className="period">
        <input
          type="number"
          aria-label={`${fieldName(props.name)}: ${fieldName('value')}`}
          value={String(period.value ?? '')}
          required={props.required}
          onChange={({ target }) => set({ ...period, value: target.value === '' ? undefined : Number(target.value) })}
        />
        <select
          aria-label={`${fieldName(props.name)}: ${t('steps.choose')}`}
          value={String(period.unit ?? 'workingDay')}
          onChange={({ target }) => set({ ...period, unit: target.value })}
        >
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

function RepeatedInput(props: FieldProps) {
  const { t } = useTranslation();
  const { schema, value, change, pointer, wrong } = props;
  const rows = (Array.isArray(value) ? value : []) as readonly Value[];
  const item = schema.items ?? {};
  const put = (index: number, next: Value): void => change(rows.map((row, at) => (at === index ? next : row)));
  return (
    <Grouped props={props}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place
        <div className="repeated" key={index}>
          {resolved(item, schemas).properties ? (
            <ObjectInput schema={item} value={row} change={(next) => put(index, next)} pointer={`${pointer}/${index}`} wrong={wrong} />
          ) : (
            <FieldInput name={props.name} schema={item} required value={row} change={(next) => put(index, next)} pointer={`${pointer}/${index}`} wrong={wrong} />
          )}
          <button type="button" className="button plain" onClick={() => change(rows.filter((_, at) => at !== index))}>
            {t('steps.remove')}
          </button>
        </div>
      ))}
      {rows.length < (schema.maxItems ?? Number.POSITIVE_INFINITY) && (
        <button type="button" className="button" onClick={() => change([...rows, resolved(item, schemas).properties ? initial(item, schemas) : ''])}>
          {t('steps.add')}
        </button>
      )}
    </Grouped>
  );
}

/** A field that takes one of several shapes: which one is chosen first. */
function ShapeInput(props: FieldProps & { readonly shapes: readonly Schema[] }) {
  const { t } = useTranslation();
  const id = useId();
  const { shapes, value, change } = props;
  const [at, setAt] = useState<number>();
  const shape = at === undefined ? undefined : shapes[at];
  return (
    <Grouped props={props}>
      <select
        id={id}
        aria-label={fieldName(props.name)}
        value={at ?? ''}
        onChange={({ target }) => {
          const next = target.value === '' ? undefined : Number(target.value);
          const chosen = next === undefined ? undefined : shapes[next];
          setAt(next);
          change(chosen && initial(chosen, schemas));
        }}
      >
        <option value="">{t('steps.choose')}</option>
        {shapes.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no other name than their place
          <option key={index} value={index}>
            {valueName(discriminator(one) ?? String(index + 1))}
          </option>
        ))}
      </select>
      {shape && (
        <div className="repeated">
          <ObjectInput {...props} schema={shape} value={value} />
        </div>
      )}
    </Grouped>
  );
}

function SpecialInput(props: FieldProps & { readonly kind: Special }) {
  const { kind, value, change } = props;
  const id = useId();
  const many = (Array.isArray(value) ? value : []) as readonly string[];
  if (kind === 'files')
    return (
      <Grouped props={props}>
        <FilesInput ids={many} change={change} />
      </Grouped>
    );
  if (kind === 'people')
    return (
      <Grouped props={props}>
        <PeopleInput ids={many} change={change} />
      </Grouped>
    );
  if (kind === 'units')
    return (
      <Grouped props={props}>
        <UnitsInput ids={many} change={change} label={fieldName(props.name)} />
      </Grouped>
    );
  const one = typeof value === 'string' ? value : undefined;
  if (kind === 'file')
    return (
      <Grouped props={props}>
        <FilesInput ids={one === undefined ? [] : [one]} change={(ids) => change(Array.isArray(ids) ? ids.at(-1) : undefined)} />
      </Grouped>
    );
  const Input = { party: PartyInput, unit: UnitInput, person: PersonInput, post: PostInput }[kind];
  return (
    <Labelled props={props} id={id}>
      <Input id={id} value={one} change={change} required={props.required} />
    </Labelled>
  );
}
