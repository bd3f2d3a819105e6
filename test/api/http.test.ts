import { z } from 'zod';
import { CampaignCommandBody } from '../../api/campaigns/schema.ts';
import { httpTexts } from '../../api/http/codes.ts';
import { check, readQuery } from '../../api/http/input.ts';
import { decodeCursor, encodeCursor, page, pageQuery } from '../../api/http/keyset.ts';
import { languageOf, say } from '../../api/http/language.ts';
import { digestOf } from '../../api/http/once.ts';
import { HttpProblem, problemBody, problemCodes, textOf } from '../../api/http/problem.ts';
import { httpStatus } from '../../api/http/status.ts';
import { iso } from '../../api/http/time.ts';
import { rules } from '../../domain/policy/rules.ts';
import { refusals } from '../../domain/refusals.ts';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return error instanceof HttpProblem ? error.code : 'thrown';
  }
};

describe('problems', () => {
  test('every code has a status between 400 and 599 and a text in both languages', () => {
    expect([...problemCodes].sort()).toEqual([...Object.keys(httpTexts), ...Object.keys(refusals)].sort());
    for (const code of problemCodes) {
      expect(httpStatus[code]).toBeGreaterThanOrEqual(400);
      expect(httpStatus[code]).toBeLessThan(600);
      expect(textOf(code).zh).toMatch(/\p{Script=Han}/u);
      expect(textOf(code).en).not.toMatch(/\p{Script=Han}/u);
    }
  });
  test('the codes of rules and of HTTP never meet', () => {
    expect(Object.keys(httpTexts).filter((code) => code in refusals)).toEqual([]);
  });
  test('a problem has the members of RFC 9457, Chinese by default', () => {
    expect(problemBody('rate.exceeded', 'zh', '/api/v1/me', { params: { seconds: 3 } })).toEqual({
      type: '/api/docs/problems#rate.exceeded',
      title: '过于频繁',
      status: 429,
      code: 'rate.exceeded',
      detail: '请求过于频繁，请在3秒后再试。',
      instance: '/api/v1/me',
      params: { seconds: 3 },
    });
  });
  test('a placeholder without a value stays, and none reaches into prototypes', () => {
    expect(say({ zh: '{a}{toString}{b}', en: '' }, 'zh', { a: 1, b: null })).toBe('1{toString}{b}');
  });
  test.each([
    [undefined, 'zh'],
    ['en', 'en'],
    ['en-GB,zh;q=0.8', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['fr', 'zh'],
    ['en;q=0', 'zh'],
    ['en;q=abc', 'en'],
    ['*', 'zh'],
  ])('Accept-Language %s means %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('times', () => {
  test('an instant is told in Beijing’s offset whatever the machine’s zone', () => {
    expect(iso(Date.UTC(2026, 10, 30, 16, 0))).toBe('2026-12-01T00:00:00.000+08:00');
  });
  test('an instant beyond the year 9999 is no answer', () => {
    expect(() => iso(Date.UTC(10000, 0, 1))).toThrow(RangeError);
  });
});

describe('pages', () => {
  const schema = z.tuple([z.int(), z.uuid()]);
  const key = [1, '0f8fad5b-d9cb-469f-a165-70867728950e'];
  test('a cursor comes back as the key it was made of', () => {
    expect(decodeCursor(encodeCursor(key), schema)).toEqual(key);
  });
  test.each(['x', '{}', encodeCursor([1]), encodeCursor({ a: 1 }), encodeCursor([1, "' OR 1=1"]), `${encodeCursor(key)}=`, 'bm90IGpzb24', '_w'])(
    'the forged cursor %s is 400 request.cursor_invalid',
    (cursor) => {
      expect(codeOf(() => decodeCursor(cursor, schema))).toBe('request.cursor_invalid');
    },
  );
  test.each(['"a\\u0000"', '["a", "\\ud800"]', '{"a": ["\\udc00b"]}'])('a cursor of a text that no query can take, %s, is 400 too', (json) => {
    expect(codeOf(() => decodeCursor(Buffer.from(json).toString('base64url'), z.unknown()))).toBe('request.cursor_invalid');
    expect(decodeCursor(encodeCursor(['卫健委', '𠀀']), z.unknown())).toEqual(['卫健委', '𠀀']);
  });
  test.each(['0', '-1', '1e3', '201', '1000000000', '', '1.5', ' 1', '１'])('the limit "%s" is refused', (limit) => {
    expect(z.strictObject(pageQuery).safeParse({ limit }).success).toBe(false);
  });
  test('the limit 200 is the largest', () => {
    expect(z.strictObject(pageQuery).parse({ limit: '200' })).toEqual({ limit: 200 });
  });
  test('a page has a next only when more follows', () => {
    const rows = [1, 2, 3];
    expect(page(rows, 3, String, String).next).toBeNull();
    const cut = page(rows, 2, (n) => n, String);
    expect(cut.items).toEqual(['1', '2']);
    expect(decodeCursor(cut.next ?? undefined, z.int())).toBe(2);
  });
});

describe('a body of one of several variants', () => {
  const Body = z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('sign') }),
    z.strictObject({
      type: z.literal('report'),
      value: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('count') }), z.strictObject({ kind: z.literal('ratio') })]),
    }),
  ]);
  const itemsOf = (body: unknown, language: 'zh' | 'en', schema: z.ZodType = Body): unknown => {
    try {
      return check(schema, body, 'body', language);
    } catch (error) {
      return error instanceof HttpProblem ? error.details.items : error;
    }
  };
  test.each([
    [{ type: 'singn' }, '/type', '"sign"|"report"'],
    [{}, '/type', '"sign"|"report"'],
    [{ type: 'report', value: { kind: 'counts' } }, '/value/kind', '"count"|"ratio"'],
  ])('%j is answered with the variants that are known', (body, pointer, known) => {
    expect(itemsOf(body, 'zh')).toEqual([{ in: 'body', pointer, rule: 'invalid_union', message: `无效选项：期望以下之一 ${known}` }]);
    expect(itemsOf(body, 'en')).toEqual([{ in: 'body', pointer, rule: 'invalid_union', message: `Invalid option: expected one of ${known}` }]);
  });
  test('of the steps of a campaign every one is named, however many', () => {
    const items = itemsOf({ type: 'unknown' }, 'zh', CampaignCommandBody);
    const people = Object.entries(rules.campaign.commands).filter(([type, rule]) => typeof rule !== 'string' && type !== 'launch');
    expect(people.length).toBeGreaterThan(15);
    for (const [type] of people) expect(JSON.stringify(items)).toContain(`\\"${type}\\"`);
  });
});

describe('a query', () => {
  test('with a repeated name is 400', () => {
    expect(codeOf(() => readQuery('/x?unit=1&unit=2'))).toBe('request.parameter_repeated');
  });
  test('with a name spelt twice by percent escapes is 400', () => {
    expect(codeOf(() => readQuery('/x?unit=1&%75nit=2'))).toBe('request.parameter_repeated');
  });
  test('with NUL is 400', () => {
    expect(codeOf(() => readQuery('/x?a=%00'))).toBe('request.text_invalid');
  });
  test('cannot reach a prototype', () => {
    const query = readQuery('/x?__proto__=1&a[b]=2');
    expect(Object.getPrototypeOf(query)).toBe(Object.prototype);
    expect(Object.keys(query)).toEqual(['__proto__', 'a[b]']);
    expect(z.strictObject({}).safeParse(query).success).toBe(false);
  });
});

describe('the digest of a request', () => {
  test('does not depend on the order of members, but on method, address and content', () => {
    const digest = digestOf('POST', '/a', { x: 1, y: [2] });
    expect(digestOf('post', '/a', { y: [2], x: 1 })).toBe(digest);
    for (const other of [
      digestOf('PUT', '/a', { x: 1, y: [2] }),
      digestOf('POST', '/b', { x: 1, y: [2] }),
      digestOf('POST', '/a', { x: 1, y: [3] }),
      digestOf('POST', '/a', undefined),
    ])
      expect(other).not.toBe(digest);
  });
});
