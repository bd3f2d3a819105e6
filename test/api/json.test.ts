import fc from 'fast-check';
import { readJson } from '../../api/http/json.ts';
import { HttpProblem } from '../../api/http/problem.ts';
import { growth, leastWork } from '../harness/work.ts';

const read = (text: string): unknown => readJson(Buffer.from(text));
function codeOf(text: string | Uint8Array): string {
  try {
    readJson(typeof text === 'string' ? Buffer.from(text) : text);
    return 'accepted';
  } catch (error) {
    return error instanceof HttpProblem ? error.code : 'thrown';
  }
}

describe('a JSON body', () => {
  test('comes back as JSON.parse reads it, whatever its shape', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        let mine: unknown;
        try {
          mine = read(text);
        } catch (error) {
          return error instanceof HttpProblem;
        }
        expect(mine).toEqual(JSON.parse(text.normalize('NFC')));
        return true;
      }),
    );
  });

  test.each([
    ['a name twice', '{"a":1,"a":2}'],
    ['a name twice, once spelt with an escape', '{"a":1,"\\u0061":2}'],
    ['a name twice in a nested object', '[{"b":{"c":1,"d":{},"c":[]}}]'],
    ['a name twice, in two normal forms', '{"\u00e9":1,"e\u0301":2}'],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['__proto__ behind an escape', '{"a":{"\\u005f_proto__":1}}'],
    ['constructor', '{"constructor":{"prototype":{}}}'],
    ['an integer beyond 2^53', '{"a":9007199254740993}'],
    ['a number beyond all', '[1e999]'],
    ['no JSON', '{"a":}'],
    ['an unclosed text', '{"a":"b'],
    ['nothing', ''],
  ])('with %s is 400 request.body_malformed', (_what, text) => {
    expect(codeOf(text)).toBe('request.body_malformed');
  });

  test.each([
    ['NUL', '{"a":"x\\u0000"}'],
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['a lone surrogate in a name', '{"\\udc00":1}'],
  ])('with %s is 400 request.text_invalid', (_what, text) => {
    expect(codeOf(text)).toBe('request.text_invalid');
  });

  test('that is not UTF-8 is refused', () => {
    expect(codeOf(Uint8Array.from([0x22, 0xb6, 0xbd, 0x22]))).toBe('request.body_malformed');
  });

  test('the same name in two objects, brackets and quotes inside texts are no harm', () => {
    expect(read('[{"a":"},{\\"a\\":["},{"a":"\\\\"}]')).toEqual([{ a: '},{"a":[' }, { a: '\\' }]);
  });

  test('is brought into normal form C; characters beyond the basic plane stay', () => {
    expect(read('{"n":"e\\u0301𠮷"}')).toEqual({ n: 'é𠮷' });
  });

  test.each<[string, (tenths: number) => string]>([
    ['100,000 deep', (n) => '['.repeat(10_000 * n) + ']'.repeat(10_000 * n)],
    ['objects 33 deep', (n) => `${'{"a":'.repeat(33)}"${'a'.repeat(50_000 * n)}"${'}'.repeat(33)}`],
    ['half a million items', (n) => `[${'1,'.repeat(50_000 * n)}1]`],
    ['100,000 members', (n) => `{${Array.from({ length: 10_000 * n }, (_, i) => `"k${i}":1`).join(',')}}`],
    ['quadratic-looking quotes', (n) => `[${'"\\"",'.repeat(17_000 * n)}`],
  ])('of bomb shape (%s) is refused, with work that does not grow with its square', (_what, shape) => {
    const text = shape(10);
    expect(codeOf(text)).toBe('request.body_malformed');
    const reading = (body: string) => (): void => {
      codeOf(body);
    };
    // Never much dearer than a body of nearly as many values as one may have, on this very machine.
    const many = `[${'1,'.repeat(99_000)}1]`;
    expect(codeOf(many)).toBe('accepted');
    const [ofTenth, ofMany] = [30, 4];
    const work = leastWork(
      { whole: reading(text), tenth: reading(shape(1)), many: reading(many) },
      ({ whole, tenth, many: usual }) => growth(whole, tenth, 50) >= ofTenth || whole >= ofMany * usual,
    );
    expect(growth(work.whole, work.tenth, 50)).toBeLessThan(ofTenth);
    expect(work.whole).toBeLessThan(ofMany * work.many);
  });
});
