/** The part of JSON Schema in which the API describes what a step takes. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

type Schemas = Readonly<Record<string, Schema>>;

/** A schema with its reference followed. */
export const resolved = (schema: Schema, schemas: Schemas): Schema => (schema.$ref === undefined ? schema : resolved(schemas[schema.$ref] ?? {}, schemas));

/** The variants of a step's body: `CaseCommand` → one schema for each type. */
const variants = (name: string, schemas: Schemas): readonly Schema[] => {
  const flat = (schema: Schema): readonly Schema[] => {
    const { oneOf, anyOf, ...own } = resolved(schema, schemas);
    return oneOf || anyOf ? [...(oneOf ?? []), ...(anyOf ?? [])].flatMap(flat) : [own];
  };
  return flat(schemas[name] ?? {});
};

/** The schemas that a step of this type may take: mostly one; several where the API knows alternatives (a revision by plan or by changes). */
export const stepSchemas = (command: string, type: string, schemas: Schemas): readonly Schema[] =>
  variants(command, schemas).filter(({ properties }) => properties?.type?.const === type);

/** What tells a variant from its siblings: the first fixed value besides `type`, and the field it stands in. */
export const discriminator = ({ properties = {} }: Schema): { readonly by: string; readonly value: string } | undefined => {
  const found = Object.entries(properties).find(([name, inner]) => name !== 'type' && typeof inner.const === 'string');
  return found && { by: found[0], value: String(found[1].const) };
};

/** A schema that asks for these fields alone, in this order. */
export const narrowed = ({ properties = {}, ...schema }: Schema, asked: readonly string[]): Schema => ({
  ...schema,
  properties: Object.fromEntries(asked.flatMap((name) => (properties[name] ? [[name, properties[name]]] : []))),
});

/** A schema in which these fields are known already: they are sent and not asked. */
export const withKnown = (schema: Schema, known: Readonly<Record<string, unknown>>): Schema => ({
  ...schema,
  properties: { ...schema.properties, ...Object.fromEntries(Object.entries(known).map(([name, value]) => [name, { const: value }])) },
  required: [...new Set([...(schema.required ?? []), ...Object.keys(known)])],
});

/** Shapes of which one is taken, by the value of the field that tells them apart. */
export interface Shapes {
  readonly by: string;
  readonly shapes: ReadonlyMap<string, Schema>;
}

/** The shapes of a schema that is one of several objects; undefined for every other. */
export function shapesOf(schema: Schema, schemas: Schemas): Shapes | undefined {
  const { oneOf, anyOf } = resolved(schema, schemas);
  const all = [...(oneOf ?? []), ...(anyOf ?? [])].map((one) => resolved(one, schemas));
  const by = Object.entries(all[0]?.properties ?? {}).find(([name]) => all.every(({ properties }) => typeof properties?.[name]?.const === 'string'))?.[0];
  return by === undefined ? undefined : { by, shapes: new Map(all.map((one) => [String(one.properties?.[by]?.const), one])) };
}

/** The schema by which a value is read: of one of several shapes, the one that it has taken. */
export function shapeOf(schema: Schema, value: unknown, schemas: Schemas): Schema {
  const known = resolved(schema, schemas);
  const several = shapesOf(known, schemas);
  if (several === undefined) return known;
  const taken = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[several.by] : undefined;
  return several.shapes.get(String(taken)) ?? known;
}

/** Of a field that may also be null, or given in another form, the first form that a person fills in; undefined where there is but one. */
export const plainOf = ({ oneOf, anyOf }: Schema, schemas: Schemas): Schema | undefined =>
  [...(oneOf ?? []), ...(anyOf ?? [])].map((one) => resolved(one, schemas)).find(({ type }) => type !== 'null');
