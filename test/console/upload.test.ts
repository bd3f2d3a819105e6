import { Problem, problemOf, reasonOf } from '../../web/api/problem.ts';
import { withoutFile, withUploaded } from '../../web/drafts/local-files.ts';
import { enter, type Taking, takeUp, uploadLimitMs } from '../../web/drafts/taking.ts';
import type { Value } from '../../web/steps/values.ts';

const file = (name: string): File => new File(['x'], name);
const words = { away: '没有连上服务。', failed: '没有办成。' };

/** A form with a finding, in which files are added; each meets what stands at its place: an id, or a problem. Answers what the form holds at the end, what it held before anything was uploaded, and why files failed. */
async function takeAll(met: readonly (string | Problem)[], keep: Taking['keep'] = () => Promise.resolve()) {
  let form: Value = { evidence: [] };
  const meeting = [...met];
  const taking: Taking = {
    send: async () => {
      const outcome = meeting.shift() ?? '';
      if (typeof outcome !== 'string') throw outcome;
      return outcome;
    },
    keep,
    put: (name) => {
      form = { evidence: [...((form as { readonly evidence: readonly string[] }).evidence ?? []), name] };
    },
    swap: (key, id) => {
      form = withUploaded(form, key, id);
    },
    leave: (key) => {
      form = withoutFile(form, key);
    },
  };
  const keys = met.map((_, at) => `key-${at}`);
  const kept: boolean[] = [];
  for (const key of keys) kept.push(await enter(file(`${key}.jpg`), key, taking));
  const before = form;
  const failed: unknown[] = [];
  for (const [at, key] of keys.entries()) {
    const problem = await takeUp(file(`${key}.jpg`), key, kept[at] ?? false, taking);
    if (problem !== undefined) failed.push(problem);
  }
  return { before, form, failed };
}

describe('files that are added to a form', () => {
  const local = (...places: readonly number[]) => ({ evidence: places.map((at) => `local:key-${at}`) });

  test('stand on the form and are kept before they are uploaded: a form that closes meanwhile loses none', async () => {
    const kept: string[] = [];
    const keep = async (key: string): Promise<void> => void kept.push(key);
    expect(await takeAll(['a', 'b'], keep)).toEqual({ before: local(0, 1), form: { evidence: ['a', 'b'] }, failed: [] });
    expect(kept).toEqual(['key-0', 'key-1']);
  });

  test('wait on the device while there is no connection, and while a proxy says that the service is away', async () => {
    const away = [0, 502, 503, 504].map((status) => problemOf(undefined, status));
    expect(await takeAll(away)).toMatchObject({ form: local(0, 1, 2, 3), failed: [] });
  });

  test('go on after one that failed, which leaves the form', async () => {
    const tooLarge = new Problem({ code: 'attachment.too_large', status: 413, detail: '文件过大。' });
    expect(await takeAll(['a', tooLarge, 'c'])).toMatchObject({ form: { evidence: ['a', 'c'] }, failed: [tooLarge] });
  });

  test('fail when the device cannot keep them either', async () => {
    const away = problemOf(undefined, 503);
    expect(await takeAll([away], () => Promise.reject(new Error('QuotaExceededError')))).toMatchObject({ form: { evidence: [] }, failed: [away] });
  });

  test('stand where they stand by then, also as what they prove, and alone in their field', () => {
    const content = { seal: 'local:k', findings: [{ evidence: [{ id: 'local:k', item: '截图' }, 'x'] }] };
    expect(withUploaded(content, 'k', 'id')).toEqual({ seal: 'id', findings: [{ evidence: [{ id: 'id', item: '截图' }, 'x'] }] });
    expect(withoutFile(content, 'k')).toEqual({ seal: undefined, findings: [{ evidence: ['x'] }] });
  });

  test('say why in words, never by a program’s code', () => {
    const reasons = [
      problemOf(undefined, 503),
      problemOf(undefined, 413),
      problemOf({ code: 'attachment.too_large', detail: '文件过大。' }, 413),
      new TypeError('x is not a function'),
    ];
    expect(reasons.map((problem) => reasonOf(problem, words))).toEqual(['没有连上服务。', '没有办成。', '文件过大。', '没有办成。']);
  });

  test('may take longer the larger they are, and no longer than the service waits', () => {
    expect([0, 500_000, 20_000_000].map(uploadLimitMs)).toEqual([30_000, 50_000, 150_000]);
  });
});
