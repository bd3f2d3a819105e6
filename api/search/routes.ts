import { z } from 'zod';
import type { LedgerDoor } from '../http/kernel.ts';
import { type Route, route } from '../http/route.ts';
import { findAll, foundTypes, mostFound } from './find.ts';

const SearchQuery = z.strictObject({
  q: z.string().trim().min(1).max(100).meta({
    description:
      'Part of a number, a content, a title, a name, in two characters or more; or part of the pinyin initials of these, in two letters or more (digits among them stand for themselves). One character alone finds the tasks whose number it is',
  }),
});

const found = z.strictObject({
  id: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  detail: z.string().nullable().meta({ description: 'What tells it from others of the name: the lead unit, the party, the office, the unit above, the posts' }),
});
const Search = z
  .strictObject({ groups: z.array(z.strictObject({ type: z.enum(foundTypes), items: z.array(found) })).meta({ description: 'Types of which something was found' }) })
  .meta({ id: 'Search' });

/** 搜索: one field for all that one sees. */
export const searchRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => [
  route(
    {
      method: 'get',
      path: '/api/v1/search',
      summary: '搜索 What I may see that holds these words: tasks, cases, campaigns, meetings, supervisions, indicators, surveys, bulletins, units, people',
      description: `At most ${mostFound} in all, of each type the same share as long as there is something. All of them are found by the initials of their pinyin too (\`jkb\` finds 健康办, \`kyxc\` a task 控烟宣传), a case also by its party’s name and its initials: what holds the words themselves comes first. Of a text the first 100 characters have initials.`,
      tags: ['me'],
      query: SearchQuery,
      response: Search,
    },
    async ({ query, ...asking }) => {
      const all = await findAll(ledger, query.q, asking);
      return { body: { groups: foundTypes.flatMap((type) => (all[type].length === 0 ? [] : [{ type, items: all[type] }])) } };
    },
  ),
];
