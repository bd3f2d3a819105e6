import { Problem, problemOf, reasonOf } from '../../web/api/problem.ts';
import { takeUp, uploadLimitMs } from '../../web/drafts/taking.ts';

const file = (name: string): File => new File(['x'], name);
const words = { away: '没有连上服务。', failed: '没有办成。' };

/** Takes up files of which each meets what stands at its place: an id, or a problem. */
async function takeAll(met: readonly (string | Problem)[], keeps = true) {
  const put: string[] = [];
  const failed: unknown[] = [];
  for (const [at, outcome] of met.entries()) {
    const problem = await takeUp(file(`${at}.jpg`), `key-${at}`, {
      send: () => (typeof outcome === 'string' ? Promise.resolve(outcome) : Promise.reject(outcome)),
      keep: keeps ? (key) => Promise.resolve(`local:${key}`) : undefined,
      put: (name) => put.push(name),
    });
    if (problem !== undefined) failed.push(problem);
  }
  return { put, failed };
}

describe('files that are added to a form', () => {
  test('wait on the device while there is no connection, and while a proxy says that the service is away', async () => {
    const away = [0, 502, 503, 504].map((status) => problemOf(undefined, status));
    expect(await takeAll(away)).toEqual({ put: ['local:key-0', 'local:key-1', 'local:key-2', 'local:key-3'], failed: [] });
    expect((await takeAll(away, false)).failed).toEqual(away);
  });

  test('go on after one that failed', async () => {
    const tooLarge = new Problem({ code: 'attachment.too_large', status: 413, detail: '文件过大。' });
    expect(await takeAll(['a', tooLarge, 'c'])).toEqual({ put: ['a', 'c'], failed: [tooLarge] });
  });

  test('fail when the device cannot keep them either', async () => {
    const away = problemOf(undefined, 503);
    const full = { send: () => Promise.reject(away), keep: () => Promise.reject(new Error('QuotaExceededError')), put: () => undefined };
    expect(await takeUp(file('a.jpg'), 'key', full)).toBe(away);
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
