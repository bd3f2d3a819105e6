import { schemas } from 'duban:schemas';
import { useId } from 'react';
import { namesItems } from './evidence.ts';
import { FilesInput } from './files.tsx';
import { type FieldProps, faultOf, Grouped, Labelled } from './labelled.tsx';
import { useNarrowed } from './narrowed.tsx';
import { type Known, OfferedInput, OfferedManyInput, useOffered } from './offered.tsx';
import { OfficersInput } from './officers.tsx';
import { ExpertsInput, PartyInput, PersonInput, PostInput, TeamInput, UnitInput, UnitsInput } from './pickers.tsx';
import { resolved } from './schema.ts';
import { changed } from './values.ts';
import { useWords } from './words.ts';

type Special = 'files' | 'file' | 'officers' | 'team' | 'experts' | 'person' | 'post' | 'unit' | 'units' | 'party';

/** Fields whose meaning asks for an input of its own. */
export function special({ name, schema }: FieldProps): Special | undefined {
  const known = resolved(schema, schemas);
  if (name === 'evidence') return known.type === 'array' ? 'files' : 'file';
  if (name === 'supporting' || name === 'absent') return 'units';
  if (name === 'officers' || name === 'team') return name;
  if (name === 'personIds') return 'experts';
  if (/[uU]nitIds$/.test(name) || name === 'jointBodies') return 'units';
  if (/[uU]nitId$/.test(name) || name === 'parentId' || name === 'successorId') return 'unit';
  if (/[pP]ersonId$/.test(name)) return 'person';
  if (/[pP]ostId$/.test(name)) return 'post';
  if (name === 'attachment') return 'file';
  return name === 'partyId' ? 'party' : undefined;
}

/** A field whose values the page knows by name. */
export function OfferedField(props: FieldProps & { readonly offered: Known }) {
  const id = useId();
  const { nameOf } = useWords();
  const { schema, value, change, required, offered } = props;
  const { shown, find } = useNarrowed(offered.choices, nameOf(props), String(value ?? ''));
  if (schema.type === 'array')
    return (
      <Grouped props={props} whole>
        <OfferedManyInput
          label={nameOf(props)}
          {...offered}
          chosen={(Array.isArray(value) ? value : []) as readonly (string | number)[]}
          change={change}
          isNumber={resolved(schema.items ?? {}, schemas).type === 'integer'}
        />
      </Grouped>
    );
  return (
    <Labelled props={props} id={id}>
      {find}
      <OfferedInput id={id} {...offered} choices={shown} value={value} change={change} required={required} isNumber={schema.type === 'integer'} fault={faultOf(props, id)} />
    </Labelled>
  );
}

/** An input made for what the field means: files, people, units. */
export function SpecialInput(props: FieldProps & { readonly kind: Special }) {
  const { kind, value, change, pointer } = props;
  const id = useId();
  const { nameOf } = useWords();
  const items = useOffered(`${pointer}/item`);
  const many = (Array.isArray(value) ? value : []) as readonly string[];
  if (kind === 'files')
    return (
      <Grouped props={props} whole>
        <FilesInput files={value} change={change} items={namesItems(resolved(props.schema, schemas), schemas) ? items?.choices : undefined} />
      </Grouped>
    );
  if (kind === 'file')
    return (
      <Grouped props={props} whole>
        <FilesInput
          files={value === undefined ? [] : [value]}
          change={(next) =>
            change((former) => {
              const files = changed(former === undefined ? [] : [former], next);
              return Array.isArray(files) ? files.at(-1) : undefined;
            })
          }
        />
      </Grouped>
    );
  if (kind === 'officers')
    return (
      <Grouped props={props} whole>
        <OfficersInput ids={many} change={change} />
      </Grouped>
    );
  if (kind === 'units' || kind === 'team' || kind === 'experts') {
    const Several = { units: UnitsInput, team: TeamInput, experts: ExpertsInput }[kind];
    return (
      <Grouped props={props} whole>
        <Several ids={many} change={change} label={nameOf(props)} />
      </Grouped>
    );
  }
  const one = typeof value === 'string' ? value : undefined;
  const Input = { party: PartyInput, unit: UnitInput, person: PersonInput, post: PostInput }[kind];
  return (
    <Labelled props={props} id={id}>
      <Input id={id} value={one} change={change} required={props.required} fault={faultOf(props, id)} />
    </Labelled>
  );
}
