import { noteDate, serviceNow } from '../../web/api/clock.ts';
import { noFaults, refusedOf, wrongNow } from '../../web/steps/faults.ts';
import { fenOf } from '../../web/steps/money.ts';
import type { Schema } from '../../web/steps/schema.ts';
import { stepSchemas } from '../../web/steps/schema.ts';
import { bodyOf, type Fields, initial, lacks } from '../../web/steps/values.ts';
import { withVisitTime } from '../../web/steps/visit-time.ts';
import { yuanText } from '../../web/ui/yuan.ts';

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
    const body = bodyOf(order, { type: 'order', text: '改正', note: '', period: { value: 5, unit: 'workingDay' }, findings: [], officers: ['a', ''] }, schemas);
    expect(body).toEqual({ type: 'order', text: '改正', period: { value: 5, unit: 'workingDay' }, findings: [], officers: ['a'] });
  });

  test('asks for a row that was added and left empty where it stands; it is not passed over', () => {
    const body = bodyOf(order, { type: 'order', text: '改正', period: { value: 5, unit: 'workingDay' }, findings: [{ note: '' }, { note: '无证' }], officers: ['a'] }, schemas);
    expect(body).toMatchObject({ findings: [{}, { note: '无证' }] });
    expect([...lacks(order, body, schemas)]).toEqual([['/findings/0/note', { kind: 'required' }]]);
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

describe('what is wrong with a form', () => {
  const now = (faults: typeof noFaults, fields: Fields) => {
    const body = (bodyOf(order, fields, schemas) ?? {}) as Fields;
    return [...wrongNow(faults, body, lacks(order, body, schemas), ({ kind, max }) => `${kind} ${max ?? ''}`.trim())];
  };
  const whole: Fields = { type: 'order', text: '改正', period: { value: 5, unit: 'workingDay' }, findings: [{ note: '无证' }, { note: '脏乱' }], officers: ['a'] };

  test('is nothing before it was submitted; then what still lacks, for the reason that holds now', () => {
    expect(now(noFaults, {})).toEqual([]);
    const tried = { ...noFaults, lacking: ['/text', '/officers'] };
    expect(now(tried, { ...whole, text: '', officers: [] })).toEqual([
      ['/text', 'required'],
      ['/officers', 'required'],
    ]);
    expect(now(tried, { ...whole, text: '一二三四五六' })).toEqual([['/text', 'tooLong 5']]);
    expect(now(tried, whole)).toEqual([]);
  });

  test('is what the service refused until something else stands there', () => {
    const refused = refusedOf(whole, [
      ['/findings/1/note', '不合适'],
      ['/note', '要说明'],
      ['', '整个不行'],
    ]);
    expect(now(refused, { ...whole, text: '整改' })).toEqual([
      ['/findings/1/note', '不合适'],
      ['/note', '要说明'],
    ]);
    expect(now(refused, { ...whole, note: '有', findings: [{ note: '无证' }] })).toEqual([]);
  });
});

describe('money on a form', () => {
  const schema: Schema = { type: 'object', properties: { penaltyFen: { type: 'integer', format: 'fen', maximum: 1_000_000_000_000 } } };
  const sent = (typed: string) => bodyOf(schema, { penaltyFen: typed }, {});
  const fault = (typed: string) => lacks(schema, sent(typed), {}).get('/penaltyFen');

  test('is typed in yuan and sent in fen, exact to the last one', () => {
    expect(['0', '3000', '3000.5', '0.07', '1.15', '4.35', '8.20', '1,234,567.89', ' ￥３，０００．５０元 '].map((typed) => fenOf(typed))).toEqual([
      0, 300_000, 300_050, 7, 115, 435, 820, 123_456_789, 300_050,
    ]);
    // Every amount of two decimals that a product by 100 gets wrong or right.
    for (let fen = 0; fen < 200_000; fen += 1) if (fenOf(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`) !== fen) throw new Error(`${fen} fen`);
    expect([fenOf('90071992547409.91'), fenOf('90071992547409.92')]).toEqual([Number.MAX_SAFE_INTEGER, 'tooMuchMoney']);
    expect(sent('12.3')).toEqual({ penaltyFen: 1230 });
    expect(sent(' ')).toBeUndefined();
  });

  test('says what is wrong with what is no amount', () => {
    expect(['', '.5', '5.', '1.234', '1,00', '1,0000', '12,34.5', '三千', '1e3', '--5', '+5', '5 000'].map((typed) => fenOf(typed))).toEqual(Array(12).fill('malformedMoney'));
    expect([fenOf('-0.01'), fenOf('−5'), fenOf('-0')]).toEqual(['negativeMoney', 'negativeMoney', 0]);
    expect([fault('1.234'), fault('-5')]).toEqual([{ kind: 'malformedMoney' }, { kind: 'negativeMoney' }]);
    expect(fault('10000000000.01')).toEqual({ kind: 'tooMuchMoney', most: '10,000,000,000' });
    expect(fault('10000000000')).toBeUndefined();
  });

  test('of a draft of an earlier build, a number, is fen still; what that build took and the API would not is left out', () => {
    expect(bodyOf(schema, { penaltyFen: 500_050 }, {})).toEqual({ penaltyFen: 500_050 });
    expect(bodyOf(schema, { penaltyFen: 12.5 }, {})).toBeUndefined();
    expect([yuanText(500_050), yuanText(7), yuanText(31_415_300), yuanText(Number.MAX_SAFE_INTEGER)]).toEqual(['5,000.50', '0.07', '314,153', '90,071,992,547,409.91']);
  });
});

describe('the time of a visit', () => {
  const visit: Schema = { type: 'object', properties: { type: { const: 'recordInspection' }, inspectedAt: { type: 'string', format: 'date-time' } } };
  const now = Date.parse('2026-12-03T10:00:00+08:00');

  test('left blank is the moment of submitting, a minute less for a clock that is ahead; what was typed stands, and no other step has one', () => {
    expect(withVisitTime(visit, { type: 'recordInspection' }, now)).toEqual({ type: 'recordInspection', inspectedAt: '2026-12-03T01:59:00.000Z' });
    const typed = { inspectedAt: '2026-12-02T09:00:00+08:00' };
    expect(withVisitTime(visit, typed, now)).toBe(typed);
    const order = { type: 'issueOrder' };
    expect(withVisitTime({ type: 'object', properties: { type: { const: 'issueOrder' } } }, order, now)).toBe(order);
  });

  test('goes by the clock of the service, once that was heard', () => {
    noteDate(null);
    expect(Math.abs(serviceNow() - Date.now())).toBeLessThan(1_000);
    noteDate(new Date(Date.now() - 600_000).toUTCString());
    expect(Math.abs(Date.now() - 600_000 - serviceNow())).toBeLessThan(2_000);
  });
});
