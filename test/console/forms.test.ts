import type { Schema } from '../../web/steps/schema.ts';
import { stepSchemas } from '../../web/steps/schema.ts';
import { bodyOf, initial, lacks } from '../../web/steps/values.ts';

const schemas: Readonly<Record<string, Schema>> = {
  Period: { type: 'object', properties: { value: { type: 'integer' }, unit: { type: 'string', enum: ['workingDay'] } }, required: ['value', 'unit'] },
  Command: {
    oneOf: [
      {
        type: 'object',
        properties: {
          type: { const: 'order' },
          text: { type: 'string', minLength: 1, maxLength: 5 },
          note: { type: 'string' },
          period: { $ref: 'Period' },
          findings: { type: 'array', items: { type: 'object', properties: { note: { type: 'string' } }, required: ['note'] } },
          officers: { type: 'array', minItems: 1, items: { type: 'string' } },
        },
        required: ['type', 'text', 'period', 'findings', 'officers'],
      },
      {
        oneOf: [
          { type: 'object', properties: { type: { const: 'one' } } },
          { type: 'object', properties: { type: { const: 'two' } } },
        ],
      },
      { type: 'object', properties: { type: { const: 'two' }, other: { type: 'string' } } },
    ],
  },
};
const order = stepSchemas('Command', 'order', schemas)[0] ?? {};

describe('a form made from a schema', () => {
  test('finds a step in nested alternatives, all of them where there are several', () => {
    expect(stepSchemas('Command', 'one', schemas)).toHaveLength(1);
    expect(stepSchemas('Command', 'two', schemas)).toHaveLength(2);
    expect(stepSchemas('Command', 'three', schemas)).toEqual([]);
  });

  test('begins with what is fixed and with the lists that must be there', () => {
    expect(initial(order, schemas)).toEqual({ type: 'order', period: {}, findings: [], officers: [] });
  });

  test('sends no field that was left empty, but a required list even when it is', () => {
    const body = bodyOf(order, { type: 'order', text: '改正', note: '', period: { value: 5, unit: 'workingDay' }, findings: [{ note: '' }], officers: ['a'] }, schemas);
    expect(body).toEqual({ type: 'order', text: '改正', period: { value: 5, unit: 'workingDay' }, findings: [], officers: ['a'] });
  });

  test('says at which place what is missing or too long, characters counted as people count them', () => {
    const body = bodyOf(order, { type: 'order', text: '𠮷𠮷𠮷𠮷𠮷', officers: [] }, schemas);
    expect([...lacks(order, body, schemas).keys()].sort()).toEqual(['/officers', '/period']);
    const long = bodyOf(order, { type: 'order', text: '一二三四五六', period: { value: 5 }, officers: ['a'] }, schemas);
    expect([...lacks(order, long, schemas)]).toEqual([
      ['/text', { kind: 'tooLong', max: 5 }],
      ['/period/unit', { kind: 'required' }],
    ]);
  });
});
