import fc from 'fast-check';

/** A JSON schema as the API's reference has it, as far as inputs use it. */
export interface InputSchema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly InputSchema[];
  readonly anyOf?: readonly InputSchema[];
  readonly allOf?: readonly InputSchema[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly required?: readonly string[];
  readonly items?: InputSchema;
  readonly additionalProperties?: boolean | InputSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** What no field asks for: too long, too large, of another kind, of no date, with characters that databases and pages choke on. */
const nasty: readonly unknown[] = [
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e演示',
    'a'.repeat(20_000),
    '<script>',
    "'; DROP TABLE fact;--",
    '2026-02-30',
    '9999-12-31',
    '0001-01-01',
    '__proto__',
    '%00',
    '../..',
    '１２',
    'NaN',
  ],
  ...[0, -1, 1.5, 1e308, 2 ** 53, null, true, [], {}, [[[[]]]], Array.from({ length: 3_000 }, () => 0)],
];
const words = ['演示', '整改', '第一次', 'x', 'abc 123', '（一）'];
const dates = ['2025-01-01', '2026-12-01', '2027-02-28', '2028-02-29', '2030-12-31'];
/** Of patterns: amounts, percentages, numbers of documents. */
const figures = ['0', '12', '3.5', '100', '2026-11'];

/** How much of what is asked for is nasty instead: most inputs must reach the rules behind the schema. */
const soundWeight = 120;

/** Inputs as a schema describes them, now and then with something else in a place; ids are taken from those given. */
export function inputsOf(
  root: { readonly components: { readonly schemas: Readonly<Record<string, InputSchema>> } },
  ids: readonly string[],
): (schema: InputSchema) => fc.Arbitrary<unknown> {
  const known = new Map<string, fc.Arbitrary<unknown>>();
  const named = (ref: string): fc.Arbitrary<unknown> => {
    const name = ref.slice(ref.lastIndexOf('/') + 1);
    const found = known.get(name);
    if (found) return found;
    const schema = root.components.schemas[name];
    if (!schema) throw new Error(`the reference has no ${ref}`);
    const made = input(schema);
    known.set(name, made);
    return made;
  };
  const number = ({ minimum = -10, maximum = 100_000 }: InputSchema): fc.Arbitrary<unknown> =>
    fc.oneof(
      fc.constantFrom(minimum, maximum),
      fc.constantFrom(minimum - 1, maximum + 1),
      fc.constantFrom(1, 2, 5, 30),
      fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) }),
    );
  const text = ({ format, pattern }: InputSchema): fc.Arbitrary<unknown> => {
    if (format === 'uuid') return fc.constantFrom(...ids);
    if (format === 'date') return fc.constantFrom(...dates);
    if (format === 'date-time') return fc.constantFrom(...dates.map((date) => `${date}T01:00:00Z`));
    return pattern === undefined ? fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 30, unit: 'grapheme' })) : fc.constantFrom(...figures);
  };
  const object = ({ properties = {}, required = [] }: InputSchema): fc.Arbitrary<unknown> =>
    fc.record(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, input(schema)])), { requiredKeys: required.filter((name) => name in properties) });
  const sound = (schema: InputSchema): fc.Arbitrary<unknown> => {
    if (schema.$ref !== undefined) return named(schema.$ref);
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const one = schema.oneOf ?? schema.anyOf;
    if (one) return fc.oneof(...one.map(input));
    if (schema.allOf) return fc.tuple(...schema.allOf.map(input)).map((parts) => Object.assign({}, ...parts) as unknown);
    const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
    if (type === 'object' || schema.properties) return object(schema);
    if (type === 'array') {
      const least = schema.minItems ?? 0;
      return fc.array(input(schema.items ?? {}), { minLength: least, maxLength: Math.max(least, Math.min(schema.maxItems ?? 3, least + 2)) });
    }
    if (type === 'integer' || type === 'number') return number(schema);
    if (type === 'boolean') return fc.boolean();
    return type === 'null' ? fc.constant(null) : text(schema);
  };
  const input = (schema: InputSchema): fc.Arbitrary<unknown> => fc.oneof({ weight: soundWeight, arbitrary: sound(schema) }, { weight: 1, arbitrary: fc.constantFrom(...nasty) });
  return input;
}
