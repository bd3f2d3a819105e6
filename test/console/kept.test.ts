import { QueryClient } from '@tanstack/react-query';
import { shownTo, takeFromFormer } from '../../web/kept/former.ts';
import { isKept, type Kept, keptForMs, mostKept, shortened, showable, superfluous } from '../../web/kept/what.ts';

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
  /** What is left of what was read for somebody, null: for nobody, once somebody or nobody is said to be signed in; and whether the device forgot what it kept. */
  const left = (former: string | null | undefined, now: string | null) => {
    const client = new QueryClient();
    if (former !== undefined) client.setQueryData(['me'], former === null ? null : { id: former });
    client.setQueryData(['cases', 'a'], 'a case');
    client.setQueryData(['queue', 'p'], []);
    let isForgotten = false;
    takeFromFormer(client, shownTo(client), now, async () => {
      isForgotten = true;
    });
    const all = client.getQueryCache().getAll();
    const read = all.map(({ queryKey: [first] }) => first).filter((first) => first !== 'me');
    client.clear();
    return { read, isForgotten };
  };
  const whole = { read: ['cases', 'queue'], isForgotten: false };
  const nothing = { read: [], isForgotten: true };

  test('stays for the same person alone: it goes when somebody else is signed in, or nobody, or somebody where nobody was', () => {
    expect([left('p', 'p'), left(undefined, 'p')]).toEqual([whole, whole]);
    expect([left('p', 'q'), left('p', null), left(null, 'q')]).toEqual([nothing, nothing, nothing]);
    // As the page is opened by nobody there is nothing on it to take away.
    expect(left(undefined, null)).toEqual({ ...whole, isForgotten: true });
  });
});
