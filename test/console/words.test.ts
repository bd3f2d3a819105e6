import { readFileSync } from 'node:fs';
import { stepSchemas } from '../../app/build-console.mjs';
import { outletKinds } from '../../domain/register/outlet.ts';
import { fieldNames, valueNames } from '../../web/i18n/fields.ts';
import { alone } from '../../web/ui/alone.ts';

interface Schema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

const schemas = stepSchemas(JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'))) as Readonly<Record<string, Schema>>;
const fields = new Set<string>();
const values = new Set<string>();

function visit(schema: Schema): void {
  for (const value of schema.enum ?? []) values.add(value);
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    fields.add(name);
    visit(inner);
  }
  for (const inner of [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])]) visit(inner);
}
for (const schema of Object.values(schemas)) visit(schema);

describe('the words of forms', () => {
  test('every step of every kind of thing is among the schemas, with what it refers to', () => {
    expect(Object.keys(schemas).filter((name) => name.endsWith('Command')).length).toBeGreaterThanOrEqual(18);
    expect(schemas).toHaveProperty('CasePeriod');
    expect(JSON.stringify(schemas)).not.toContain('#/components');
  });

  test('no field and no choice is without its name in both languages', () => {
    // The discriminator is never asked for.
    const unnamed = [...fields].filter((name) => name !== 'type' && !(name in fieldNames));
    expect({ fields: unnamed, values: [...values].filter((value) => !(value in valueNames)) }).toEqual({ fields: [], values: [] });
  });

  test('every way by which notices leave the building has its name', () => {
    expect(['mail', ...outletKinds].filter((channel) => !(channel in valueNames))).toEqual([]);
  });

  test('Chinese names are Chinese', () => {
    for (const [name, { zh, en }] of Object.entries({ ...fieldNames, ...valueNames })) {
      expect({ name, zh: /\p{Script=Han}/u.test(zh), en: /[a-z]/i.test(en) && !/\p{Script=Han}/u.test(en) }).toEqual({ name, zh: true, en: true });
    }
  });

  test('words of the API that stand alone begin with a capital, where their script has one; what is within them stays', () => {
    expect(['sign for receipt', 'QR code of eBay', '签收', '2 days left', '', 'a'].map(alone)).toEqual(['Sign for receipt', 'QR code of eBay', '签收', '2 days left', '', 'A']);
  });
});
