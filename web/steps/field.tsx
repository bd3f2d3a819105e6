import { schemas } from 'duban:schemas';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { FilesInput } from './files.tsx';
import { type Choices, OfferedInput, OfferedManyInput, useOffered } from './offered.tsx';
import { PartyInput, PeopleInput, UnitInput, UnitsInput } from './pickers.tsx';
import { resolved, type Schema, type Shapes, shapesOf } from './schema.ts';
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

type Special = 'files' | 'file' | 'people' | 'unit' | 'units' | 'party';

/** Fields whose meaning asks for an input of its own. */
function special({ name, schema }: FieldProps): Special | undefined {
  const known = resolved(schema, schemas);
  if (name === 'evidence') return known.type === 'array' ? 'files' : 'file';
  if (name === 'supporting' || name === 'absent') return 'units';
  if (name === 'officers' || name === 'team' || name === 'personIds') return 'people';
  if (/[uU]nitIds$/.test(name) || name === 'jointBodies') return 'units';
  if (/[uU]nitId$/.test(name)) return 'unit';
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
export function FieldInput(props: FieldProps) {
  const schema = resolved(props.schema, schemas);
  const kind = special(props);
  const offered = useOffered(props.name);
  const several = shapesOf(schema, schemas);
  if (schema.const !== undefined && props.required) return null;
  if (offered && !schema.properties) return <OfferedField {...props} schema={schema} choices={offered} />;
  if (kind !== undefined) return <SpecialInput kind={kind} {...props} />;
  if (several) return <ShapesInput {...props} several={several} />;
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

/** A field whose values the page knows by name. */
function OfferedField(props: FieldProps & { readonly choices: Choices }) {
  const id = useId();
  const { name, schema, value, change, required, choices } = props;
  if (schema.type === 'array')
    return (
      <Grouped props={props}>
        <OfferedManyInput label={fieldName(name)} choices={choices} chosen={(Array.isArray(value) ? value : []) as readonly string[]} change={change} />
      </Grouped>
    );
  return (
    <Labelled props={props} id={id}>
      <OfferedInput id={id} choices={choices} value={value} change={change} required={required} isNumber={schema.type === 'integer'} />
    </Labelled>
  );
}

/** One of several shapes: first which, then its fields. */
function ShapesInput(props: FieldProps & { readonly several: Shapes }) {
  const { several, value, change, pointer, wrong } = props;
  const fields = (value ?? {}) as Fields;
  const taken = fields[several.by];
  const shape = several.shapes.get(String(taken ?? ''));
  return (
    <Grouped props={props}>
      <div className="repeated">
        <ChoiceInput
          {...props}
          name={several.by}
          required
          choices={[...several.shapes.keys()]}
          value={taken}
          change={(next) => {
            const chosen = several.shapes.get(String(next ?? ''));
            change(chosen && initial(chosen, schemas));
          }}
          pointer={`${pointer}/${several.by}`}
        />
        {shape && <ObjectInput schema={shape} value={fields} change={change} pointer={pointer} wrong={wrong} />}
      </div>
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
  if (kind === 'file')
    return (
      <Grouped props={props}>
        <FilesInput ids={typeof value === 'string' ? [value] : []} change={(files) => change(Array.isArray(files) ? files.at(-1) : undefined)} />
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
  return (
    <Labelled props={props} id={id}>
      {kind === 'party' ? (
        <PartyInput id={id} value={one} change={change} required={props.required} />
      ) : (
        <UnitInput id={id} value={one} change={change} required={props.required} />
      )}
    </Labelled>
  );
}
