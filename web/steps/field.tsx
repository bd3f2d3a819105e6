import { schemas } from 'duban:schemas';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceInput, MoneyInput, PeriodInput, TextInput, YesNoInput } from './inputs.tsx';
import { type FieldProps, Grouped } from './labelled.tsx';
import { isMoney } from './money.ts';
import { useOffered } from './offered.tsx';
import { plainOf, resolved, type Shapes, shapesOf } from './schema.ts';
import { OfferedField, SpecialInput, special } from './special.tsx';
import { changed, type Fields, initial, type Value } from './values.ts';

/** One field of a form, by its schema. */
function FieldInput(props: FieldProps) {
  const schema = resolved(props.schema, schemas);
  const kind = special(props);
  const offered = useOffered(props.pointer, props.name);
  const several = shapesOf(schema, schemas);
  if (schema.const !== undefined && props.required) return null;
  if (offered && !schema.properties) return <OfferedField {...props} schema={schema} offered={offered} />;
  if (kind !== undefined) return <SpecialInput kind={kind} {...props} />;
  if (several) return <ShapesInput {...props} several={several} />;
  const plain = plainOf(schema, schemas);
  if (plain) return <FieldInput {...props} schema={plain} />;
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
  return isMoney(schema) ? <MoneyInput {...props} schema={schema} /> : <TextInput {...props} schema={schema} />;
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
          change={(next) =>
            change((former) => {
              const now = (former ?? {}) as Fields;
              return { ...now, [name]: changed(now[name], next) };
            })
          }
          pointer={`${pointer}/${name}`}
          wrong={wrong}
        />
      ))}
    </>
  );
}

function RepeatedInput(props: FieldProps) {
  const { t } = useTranslation();
  const { schema, value, change, pointer, wrong } = props;
  const item = schema.items ?? {};
  const listed = (former: Value): readonly Value[] => (Array.isArray(former) ? former : []);
  const put = (index: number, next: Parameters<typeof change>[0]): void => change((former) => listed(former).map((row, at) => (at === index ? changed(row, next) : row)));
  const rows = listed(value);
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
          <button type="button" className="button plain" onClick={() => change((former) => listed(former).filter((_, at) => at !== index))}>
            {t('steps.remove')}
          </button>
        </div>
      ))}
      {rows.length < (schema.maxItems ?? Number.POSITIVE_INFINITY) && (
        <button type="button" className="button" onClick={() => change((former) => [...listed(former), resolved(item, schemas).properties ? initial(item, schemas) : ''])}>
          {t('steps.add')}
        </button>
      )}
    </Grouped>
  );
}

/** One of several shapes: first which, then its fields. What was filled in for one shape is there again when one comes back to it. */
function ShapesInput(props: FieldProps & { readonly several: Shapes }) {
  const { several, value, change, pointer, wrong } = props;
  const fields = (value ?? {}) as Fields;
  const left = useRef(new Map<string, Fields>());
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
            const name = String(changed(taken, next) ?? '');
            const chosen = several.shapes.get(name);
            left.current.set(String(taken ?? ''), fields);
            change(left.current.get(name) ?? (chosen && initial(chosen, schemas)));
          }}
          pointer={`${pointer}/${several.by}`}
        />
        {shape && <ObjectInput schema={shape} value={fields} change={change} pointer={pointer} wrong={wrong} />}
      </div>
    </Grouped>
  );
}
