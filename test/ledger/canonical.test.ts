import fc from 'fast-check';
import { canonical } from '../../ledger/canonical.ts';

/** Any text of UTF-16, halves of pairs and what JSON escapes among it. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0x22, 0x5c, 0x0a, 0x7f, 0xd800, 0xdfff, 0x2028)), { maxLength: 8 })
    .map((units) => String.fromCharCode(...units)),
);
/** A number as JSON writes it: it has no other zero than 0. */
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((value) => (value === 0 ? 0 : value));
/** Plain values whose fields have names made by `key`. */
const plain = (key: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.letrec<{ readonly value: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, text, number, fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 5 })),
  })).value;
const any = plain(fc.oneof(text, fc.nat().map(String), fc.constantFrom('__proto__', 'toJSON', 'constructor')));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** The same value, the fields of each object in the order that `ordered` gives them. */
function reordered(value: unknown, ordered: (keys: readonly string[]) => readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, ordered));
  return isRecord(value) ? Object.fromEntries(ordered(Object.keys(value)).map((key) => [key, reordered(value[key], ordered)])) : value;
}

describe('the canonical text of a value', () => {
  test('reads back as the value', () => {
    fc.assert(fc.property(any, (value) => expect(JSON.parse(canonical(value))).toEqual(value)));
  });

  test('does not hang on the order of fields', () => {
    fc.assert(fc.property(any, (value) => expect(canonical(reordered(value, (keys) => keys.toReversed()))).toBe(canonical(value))));
  });

  test('is what JSON writes once the fields are sorted', () => {
    // An object lists fields named by a number first, whatever was asked: these names are none.
    const named = text.map((name) => `.${name}`);
    fc.assert(fc.property(plain(named), (value) => expect(canonical(value)).toBe(JSON.stringify(reordered(value, (keys) => keys.toSorted())))));
    expect(canonical({ 9: 'a', 10: 'b', 1: 'c' })).toBe('{"1":"c","10":"b","9":"a"}');
  });

  test('leaves out what is absent, and holds its place in a list', () => {
    expect([canonical({ b: undefined, a: [1, undefined] }), canonical({ a: [1, null] })]).toEqual(['{"a":[1,null]}', '{"a":[1,null]}']);
  });

  test.each<[string, unknown]>([
    ['a moment, which JSON would write as a text', new Date(0)],
    ['anything else that writes itself', { a: [new URL('http://localhost/')] }],
    ['no number', Number.NaN],
    ['no end', [Number.POSITIVE_INFINITY]],
    ['a big number', { a: 1n }],
    ['a function', () => 1],
    ['nothing at all', undefined],
  ])('is none of %s', (_, value) => {
    expect(() => canonical(value)).toThrow(TypeError);
  });
});
