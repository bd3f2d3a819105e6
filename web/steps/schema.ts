/** The part of JSON Schema in which the API describes what a step takes. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly description?: string;
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

/** What tells a variant from its siblings: the first fixed value besides `type`. */
export const discriminator = ({ properties = {} }: Schema): string | undefined => {
  const found = Object.entries(properties).find(([name, inner]) => name !== 'type' && typeof inner.const === 'string');
  return found && String(found[1].const);
};

/** The variants of a field that takes one of several shapes; null is none, for it means that the field is left out. */
export const shapesOf = (schema: Schema, schemas: Schemas): readonly Schema[] =>
  [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].map((one) => resolved(one, schemas)).filter(({ type }) => type !== 'null');
