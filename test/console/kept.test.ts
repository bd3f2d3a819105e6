import { QueryClient } from '@tanstack/react-query';
import type { Me } from '../../web/api/acting.ts';
import { Problem } from '../../web/api/problem.ts';
import { setRestored } from '../../web/kept/restored.ts';
import { isKept, type Kept, keptForMs, mostKept, shortened, showable, superfluous } from '../../web/kept/what.ts';

// What the build puts in; read as the modules are first run.
Object.assign(globalThis, { DUBAN_BUILD: 'new' });
const { confirmed } = await import('../../web/kept/restore.ts');
const { queries } = await import('../../web/api/queries.ts');

const now = Date.parse('2026-11-30T08:00:00+08:00');
const kept = (personId: string, queryKey: readonly unknown[], dataUpdatedAt = now - 60_000, build = 'new'): Kept => ({
  personId,
  build,
  read: { queryKey, queryHash: JSON.stringify(queryKey), dehydratedAt: now, state: { dataUpdatedAt, data: queryKey } as Kept['read']['state'] },
});

describe('what is kept of what was read', () => {
  test('is the person, the workbench, single cases and tasks with what their forms ask for, and nothing else', () => {
    const some = [
      ['me'],
      ['list', '/api/v1/me/dues', { visits: 'true' }],
      ['cases', 'a'],
      ['tasks', 'a'],
      ['facts', 'cases', 'a'],
      ['dues', 'of', 'cases', 'a'],
      ['attachments', 'a'],
    ];
    const none = [
      ['list', '/api/v1/cases', {}],
      ['campaigns', 'a'],
      ['facts', 'campaigns', 'a'],
      ['dues', 'of', 'campaigns', 'a'],
      ['search', 'x'],
      ['queue', 'p'],
      ['choices', 'units'],
    ];
    expect(some.filter((key) => !isKept(key))).toEqual([]);
    expect(none.filter((key) => isKept(key))).toEqual([]);
  });

  test('goes when it is another’s, another build’s, a day old or beyond the most; who is signed in stays', () => {
    const me = kept('p', ['me'], now - 3_600_000);
    const old = kept('p', ['cases', 'old'], now - keptForMs);
    const cases = Array.from({ length: mostKept + 1 }, (_, index) => kept('p', ['cases', String(index)], now - index));
    const all = [me, old, kept('q', ['cases', 'a']), kept('p', ['cases', 'former'], now, 'old'), ...cases].map((one, index) => [index, one] as const);
    expect(superfluous(all, 'p', 'new', now)).toEqual([1, 2, 3, all.length - 2, all.length - 1]);
    expect(superfluous(all.slice(0, 1), 'p', 'new', now)).toEqual([]);
  });

  test('is shown by the build that read it to the person seen last, and to nobody after a day', () => {
    const all = [
      kept('p', ['me'], now - 7_200_000),
      kept('q', ['me'], now - 60_000),
      kept('p', ['cases', 'a']),
      kept('q', ['cases', 'b']),
      kept('q', ['cases', 'old'], now - keptForMs),
      kept('q', ['cases', 'former'], now, 'old'),
    ];
    expect(showable(all, 'new', now)).toEqual({ me: all[1], others: [all[3]] });
    expect(showable(all, 'newer', now)).toBeUndefined();
    expect(showable(all, 'new', now + keptForMs)).toBeUndefined();
    expect(showable([kept('p', ['cases', 'a'])], 'new', now)).toBeUndefined();
  });

  test('is of a list its first page', () => {
    const list = kept('p', ['list', '/api/v1/me/dues', {}]).read;
    const read = { ...list, queryType: 'infinite' as const, state: { ...list.state, data: { pages: ['a', 'b'], pageParams: [undefined, 'x'] } } };
    expect(shortened(read).state.data).toEqual({ pages: ['a'], pageParams: [undefined] });
    expect(shortened(list)).toBe(list);
  });
});

describe('what was read on a page', () => {
  const person = (id: string) => ({ id }) as Me;
  /** The page of somebody, null: of nobody, on which a case was read; what is left of it once this is said. */
  const left = async (former: Me | null | undefined, said: Me | null): Promise<readonly unknown[]> => {
    const client = new QueryClient();
    if (former !== undefined) client.setQueryData(['me'], former);
    client.setQueryData(['cases', 'a'], 'a case');
    client.setQueryData(['queue', 'p'], []);
    await confirmed(client, said);
    const rest = client
      .getQueryCache()
      .getAll()
      .map(({ queryKey: [first] }) => first)
      .filter((first) => first !== 'me');
    client.clear();
    return rest;
  };

  test('stays for the same person alone: it goes when somebody else is signed in, or nobody, or somebody where nobody was', async () => {
    const all = ['cases', 'queue'];
    expect(await left(person('p'), person('p'))).toEqual(all);
    expect(await left(undefined, person('p'))).toEqual(all);
    expect(await left(person('p'), person('q'))).toEqual([]);
    expect(await left(person('p'), null)).toEqual([]);
    expect(await left(null, person('q'))).toEqual([]);
    for (const [said, rest] of [
      [person('p'), all],
      [person('q'), []],
      [null, []],
    ] as const) {
      setRestored({ personId: 'p', readAt: '' });
      expect(await left(undefined, said)).toEqual(rest);
    }
  });

  test('goes when a request says that the session has ended', async () => {
    queries.setQueryData(['me'], person('p'));
    queries.setQueryData(['cases', 'a'], 'a case');
    const refused = new Problem({ code: 'session.required', status: 401, detail: '' });
    await expect(queries.fetchQuery({ queryKey: ['tasks', 'a'], queryFn: () => Promise.reject(refused) })).rejects.toBe(refused);
    expect(queries.getQueryData(['me'])).toBeNull();
    expect(
      queries
        .getQueryCache()
        .getAll()
        .map(({ queryKey: [first] }) => first),
    ).toEqual(['me']);
    queries.clear();
  });
});
