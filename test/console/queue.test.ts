import { localKeys, localName, withoutLocal, withUploaded } from '../../web/drafts/local-files.ts';
import { keyOf } from '../../web/drafts/place.ts';
import { carried, inOrder, inPlaceOf, sendable, type Waiting } from '../../web/drafts/waiting.ts';

const waiting = (id: string, step: string, at: string, more: Partial<Waiting> = {}): Waiting => ({
  place: { personId: 'p', postId: 'o', things: 'cases', id, step },
  title: '',
  name: step,
  body: { type: step },
  key: `${id}-${step}`,
  version: 3,
  at,
  ...more,
});
const refused = { code: 'process.changed_since', status: 412, detail: '', title: undefined, items: [] };

describe('the queue of what waits to be sent', () => {
  test('is sent in order; behind something refused nothing of the same thing goes, other things do', () => {
    const first = waiting('a', 'inspect', '1');
    const behind = waiting('a', 'order', '2');
    const other = waiting('b', 'inspect', '3');
    expect(sendable([first, behind, other])).toBe(first);
    expect(sendable([{ ...first, refused }, behind, other])).toBe(other);
    expect(sendable([{ ...first, refused }, behind])).toBeUndefined();
    expect(sendable([])).toBeUndefined();
  });

  test('a step that was refused and put right keeps its turn; one submitted anew before it was judged takes a new one', () => {
    const first = waiting('a', 'inspect', '1');
    const behind = waiting('a', 'order', '2');
    const again = waiting('a', 'inspect', '3', { key: 'again' });
    expect(sendable(inOrder([behind, inPlaceOf({ ...first, refused }, again)]))).toEqual({ ...again, at: '1' });
    expect(inPlaceOf(first, again)).toBe(again);
    expect(inPlaceOf(undefined, again)).toBe(again);
  });

  test('carries only what was submitted on the same version of the same thing to the version that a step led to', () => {
    const sent = waiting('a', 'inspect', '1');
    const behind = waiting('a', 'order', '2');
    const elsewhere = waiting('b', 'order', '3');
    const later = waiting('a', 'close', '4', { version: 5 });
    expect(carried([sent, behind, elsewhere, later], sent, 4)).toEqual([{ ...behind, version: 4 }]);
  });

  test('finds the files of this device at any depth and puts the uploaded ones in their places', () => {
    const body = { type: 'inspect', evidence: [localName('k1'), 'uploaded'], findings: [{ note: '无', evidence: [localName('k2')] }] };
    expect(localKeys(body)).toEqual(['k1', 'k2']);
    expect(withUploaded(body, 'k2', 'id-2')).toEqual({ ...body, findings: [{ note: '无', evidence: ['id-2'] }] });
    expect(localKeys('local')).toEqual([]);
    expect(withoutLocal(body)).toEqual({ type: 'inspect', evidence: ['uploaded'], findings: [{ note: '无', evidence: [] }] });
  });

  test('keeps each person, post, thing and step apart', () => {
    const place = { personId: 'p', postId: 'o', things: 'cases', id: 'a', step: 's' };
    const keys = [place, { ...place, personId: 'q' }, { ...place, postId: 'x' }, { ...place, things: 'tasks' }, { ...place, id: 'b' }, { ...place, step: 't' }].map(keyOf);
    expect(new Set(keys).size).toBe(6);
  });
});
