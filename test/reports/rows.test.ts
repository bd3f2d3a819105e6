import { rowsOf } from '../../api/reports/figure.ts';

interface Query {
  readonly stage?: string;
  readonly overdue?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** A list in pages, as its route would answer them one by one, and every question that was asked. */
const listOf = (...pages: readonly (readonly number[])[]) => {
  const asked: Query[] = [];
  const page = async (query: Query) => {
    asked.push(query);
    const at = Number(query.cursor ?? 0);
    return { items: pages[at] ?? [], next: at + 1 < pages.length ? String(at + 1) : null };
  };
  return { asked, page };
};

describe('the rows of a list', () => {
  test('are read page by page to the end, in their order, with the same filters each time', async () => {
    const { asked, page } = listOf([1, 2, 3], [4, 5], [6]);
    expect(await rowsOf('/api/v1/tasks', { stage: 'signed' }, page)).toEqual({ address: '/api/v1/tasks?stage=signed', items: [1, 2, 3, 4, 5, 6] });
    expect(asked).toEqual([
      { stage: 'signed', limit: 200 },
      { stage: 'signed', limit: 200, cursor: '1' },
      { stage: 'signed', limit: 200, cursor: '2' },
    ]);
  });

  test('go on after a page without rows: a page may end where it stands though more follows', async () => {
    const { asked, page } = listOf([], [7], [], [8]);
    expect((await rowsOf('/api/v1/tasks', {}, page)).items).toEqual([7, 8]);
    expect(asked).toHaveLength(4);
  });

  test('of a list without any are none, asked for once; a filter that is not set stands in no address', async () => {
    const { asked, page } = listOf([]);
    expect(await rowsOf('/api/v1/tasks', { stage: undefined as unknown as string, overdue: 'true' }, page)).toEqual({ address: '/api/v1/tasks?overdue=true', items: [] });
    expect(asked).toHaveLength(1);
  });

  test('that cannot be read to the end are not told as if they could', async () => {
    const page = async ({ cursor }: Query) => {
      if (cursor !== undefined) throw new Error('gone');
      return { items: [1], next: 'x' };
    };
    await expect(rowsOf('/api/v1/tasks', {}, page)).rejects.toThrow('gone');
  });
});
