import { readFileSync } from 'node:fs';
import { sourceNames } from '../../api/cases/export.ts';
import { outletKindNames } from '../../api/export/channels.ts';
import { stepSchemas } from '../../app/build-console.mjs';
import { partyKindNames, roleNames, unitKindNames } from '../../domain/register/names.ts';
import { outletKinds } from '../../domain/register/outlet.ts';
import { fieldNames } from '../../web/i18n/fields.ts';
import { valueNames } from '../../web/i18n/values.ts';
import { wordAt } from '../../web/i18n/word-at.ts';
import { placeIn } from '../../web/steps/content.ts';
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

  test.each([
    ['kind', unitKindNames],
    ['kind', partyKindNames],
    ['kind', outletKindNames],
    ['role', roleNames],
    ['source', sourceNames],
  ] as const)('a choice of %s is called as lists, workbooks and documents call it', (field, names) => {
    expect(Object.fromEntries(Object.keys(names).map((value) => [value, wordAt(valueNames, `${field}.${value}`)]))).toEqual(names);
  });

  test('Chinese names are Chinese', () => {
    for (const [name, { zh, en }] of Object.entries({ ...fieldNames, ...valueNames })) {
      expect({ name, zh: /\p{Script=Han}/u.test(zh), en: /[a-z]/i.test(en) && !/\p{Script=Han}/u.test(en) }).toEqual({ name, zh: true, en: true });
    }
  });

  test('no label holds two meanings at once', () => {
    expect(Object.entries({ ...fieldNames, ...valueNames }).filter(([, { zh }]) => /[／/]/.test(zh))).toEqual([]);
  });

  test('a name with two meanings is called by the one that it has at its place', () => {
    const field = (place: string) => wordAt(fieldNames, place)?.zh;
    const choice = (place: string) => wordAt(valueNames, place)?.zh;
    expect([choice('answerComment.decision.partly'), choice('recordFollowUp.result.partly')]).toEqual(['部分采纳', '部分到位']);
    expect([choice('recordVisit.findings.kind.praise'), choice('bulletins.kind.praise')]).toEqual(['亮点', '表扬通报']);
    expect([choice('setTarget.rule.measure.number'), choice('number')]).toEqual(['数值', '编号']);
    expect([field('tasks.origin.reference'), field('setTarget.rule.reference')]).toEqual(['依据', '参照值']);
    expect([field('surveys.points'), field('reviewItem.points')]).toEqual(['点位', '分值']);
    expect([field('withdrawMeasure.measure'), field('indicators.rule.measure'), field('cases.limits.measure')]).toEqual(['措施', '计量方式', '整改期限']);
    expect([field('answerItem.evidence.item'), field('nowhere.unheardOf')]).toEqual(['对应材料', undefined]);
  });

  test('a field knows its place whatever its row', () => {
    expect([placeIn('recordVisit', '/findings/0/unitId'), placeIn('', '/name'), placeIn('submit', '')]).toEqual(['recordVisit.findings.unitId', 'name', 'submit']);
  });

  test('words of the API that stand alone begin with a capital, where their script has one; what is within them stays', () => {
    expect(['sign for receipt', 'QR code of eBay', '签收', '2 days left', '', 'a'].map(alone)).toEqual(['Sign for receipt', 'QR code of eBay', '签收', '2 days left', '', 'A']);
  });
});
