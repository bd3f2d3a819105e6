import type { Post } from '../../domain/org/org.ts';
import type { PostRow } from '../../domain/register/import/rows.ts';
import { importSteps } from '../../domain/register/import/steps.ts';
import { administrator, noon, world } from './fixture.ts';

/** The liaison officers' posts of 南街道, and 西街道, which was merged into it: each post by its holder, `undefined` a vacant one. */
const after = (...holders: readonly (string | undefined)[]) =>
  world(administrator, {
    units: [
      { id: 'south', name: '南街道', aliases: [], kind: 'subDistrict', parentId: 'district', from: 0 },
      { id: 'west', name: '西街道', aliases: [], kind: 'subDistrict', parentId: 'district', from: 0, until: 1, successorId: 'south' },
    ],
    posts: holders.map((personId, n): Post => ({ id: `post-${n}`, unitId: 'south', role: 'liaisonOfficer', title: '联络员', from: 0, ...(personId ? { personId } : {}) })),
    now: noon,
  });

/** What rows (unit, user name) do to these posts: the commands, then the problems by row and code. */
function imported(holders: readonly (string | undefined)[], ...rows: readonly (readonly [string, string?])[]): readonly string[] {
  const posts = rows.map(([unit, username], n): PostRow => ({ row: n + 2, unit, title: '联络员', role: 'liaisonOfficer', ...(username ? { username } : {}) }));
  const { follows, problems } = importSteps({ rows: { units: [], people: [], posts, parties: [] }, partyIds: {}, personIds: {} }, after(...holders));
  return [
    ...follows.map(({ id, command }) => {
      const { type, personId } = command as { readonly type: string; readonly personId?: string };
      return type === 'create' ? `create for ${personId ?? 'nobody'}` : `${type} ${id} to ${personId}`;
    }),
    ...problems.map(({ row, column, code }) => `${row} ${column} ${code}`),
  ];
}

describe('rows of posts that share unit, role and title', () => {
  test('leave each post to its holder, in whatever order they stand, also those of a unit that was merged', () => {
    for (const holders of [
      ['ann', 'ben'],
      ['ben', 'ann'],
    ])
      for (const rows of [
        [
          ['南街道', 'ann'],
          ['西街道', 'ben'],
        ] as const,
        [
          ['西街道', 'ben'],
          ['南街道', 'ann'],
        ] as const,
        [['西街道', 'ben']] as const,
      ])
        expect(imported(holders, ...rows)).toEqual([]);
    // One person who held both, and one of the two posts has ended since.
    expect(imported(['ann', 'ann'], ['南街道', 'ann'], ['西街道', 'ann'])).toEqual([]);
    expect(imported(['ann'], ['南街道', 'ann'], ['西街道', 'ann'])).toEqual([]);
    expect(imported(['ann', undefined], ['西街道'], ['南街道', 'ann'])).toEqual([]);
    expect(imported(['ann'], ['西街道'], ['南街道'])).toEqual([]);
  });

  test('name a person twice as the same row does, and two people as two posts', () => {
    expect(imported([], ['南街道', 'ann'], ['南街道', 'ben'])).toEqual(['create for ann', 'create for ben']);
    expect(imported([], ['南街道', 'ann'], ['演示区/南街道', 'ann'], ['南街道'])).toEqual(['create for ann', 'create for nobody']);
    expect(imported(['ann'], ['南街道', 'ann'], ['南街道', 'ben'])).toEqual(['create for ben']);
    expect(imported([], ['南街道', 'ann'], ['南街道', 'ann'])).toEqual(['create for ann', '3 岗位名称 import.row_twice']);
  });

  test('give somebody new a vacant post first, and one that is held only where no other can be meant', () => {
    expect(imported(['ann', undefined], ['南街道', 'ben'])).toEqual(['assign post-1 to ben']);
    expect(imported(['ann'], ['南街道', 'ben'])).toEqual(['assign post-0 to ben']);
    expect(imported(['ann', 'ina'], ['南街道', 'ben'])).toEqual(['2 用户名 import.post_ambiguous']);
    expect(imported(['ann', 'ina'], ['南街道', 'ann'], ['南街道', 'ben'])).toEqual(['3 用户名 import.post_ambiguous']);
    expect(imported(['ann'], ['南街道', 'ben'], ['南街道', 'ina'])).toEqual(['2 用户名 import.post_ambiguous', '3 用户名 import.post_ambiguous']);
    expect(imported(['ann'], ['南街道', 'ben'], ['南街道'])).toEqual(['2 用户名 import.post_ambiguous']);
  });

  test('of a unit that was merged make no post again that has ended since', () => {
    expect(imported(['ann'], ['南街道', 'ann'], ['西街道', 'ben'])).toEqual(['3 用户名 import.post_ambiguous']);
    expect(imported(['ann'], ['南街道', 'ann'], ['西街道'])).toEqual([]);
    expect(imported([], ['西街道', 'ben'])).toEqual(['create for ben']);
  });
});
