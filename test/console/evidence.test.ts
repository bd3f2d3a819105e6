import { blockingText, type ProblemItem } from '../../web/api/problem.ts';
import { localKeys, withUploaded } from '../../web/drafts/local-files.ts';
import { attributed, namesItems, piecesOf, without } from '../../web/steps/evidence.ts';
import type { Schema } from '../../web/steps/schema.ts';
import { bodyOf, lacks } from '../../web/steps/values.ts';

const piece: Schema = { anyOf: [{ type: 'string' }, { type: 'object', properties: { id: { type: 'string' }, item: { type: 'string' } }, required: ['id', 'item'] }] };
const schema: Schema = { type: 'object', properties: { evidence: { type: 'array', items: piece } } };

describe('files as evidence of what is required', () => {
  test('a file says of which item it is evidence, and no longer; the others stay as they are', () => {
    const one = attributed(['a', 'b'], 'a', '签到表');
    expect(one).toEqual([{ id: 'a', item: '签到表' }, 'b']);
    expect(piecesOf(one)).toEqual([{ id: 'a', item: '签到表' }, { id: 'b' }]);
    expect(attributed(one, 'a', undefined)).toEqual(['a', 'b']);
    expect([without(one, 'a'), without(one, 'b')]).toEqual([['b'], [{ id: 'a', item: '签到表' }]]);
    expect(piecesOf(undefined)).toEqual([]);
  });

  test('is sent as it stands on the form, also a file that waited on the device', () => {
    const fields = { evidence: attributed(['local:k', 'b'], 'local:k', '照片') };
    const body = bodyOf(schema, fields, {});
    expect(body).toEqual({ evidence: [{ id: 'local:k', item: '照片' }, 'b'] });
    expect(lacks(schema, body, {}).size).toBe(0);
    expect(localKeys(body)).toEqual(['k']);
    expect(withUploaded(fields, 'k', 'a')).toEqual({ evidence: [{ id: 'a', item: '照片' }, 'b'] });
  });

  test('is asked only where the API takes it', () => {
    expect([namesItems(schema.properties?.evidence ?? {}, {}), namesItems({ type: 'array', items: { type: 'string' } }, {})]).toEqual([true, false]);
  });

  test('a refusal names what blocks, in words: never what only programs read', () => {
    const items: readonly ProblemItem[] = [
      { item: '签到表' },
      { item: '1.2', content: '成立领导小组' },
      { unitId: 'f00', name: '教育局', item: '1.2' },
      { pointer: '/text', text: '请填写' },
      { unitId: 'f00' },
    ];
    expect(items.flatMap((item) => blockingText(item))).toEqual(['签到表', '1.2 成立领导小组', '教育局 1.2', '请填写']);
  });
});
