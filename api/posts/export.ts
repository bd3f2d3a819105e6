import { roleNames } from '../../domain/register/names.ts';
import { column, day, named, ordinal, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { presentPostItem } from './presenter.ts';

/** Posts as offices list them. */
export const postLayout: Layout<ReturnType<typeof presentPostItem>> = {
  name: { zh: '岗位', en: 'Posts' },
  columns: [
    ordinal,
    named('单位', 'Unit', 30, (row) => row.unit),
    column('岗位', 'Post', 24, (row) => row.title),
    word('角色', 'Role', 20, roleNames, (row) => row.role),
    named('任职人', 'Holder', 14, (row) => row.person),
    column('代为接收人', 'Told while vacant', 30, (row) => row.standIns.map(({ person, post }) => [person.name, post.name].filter(Boolean).join(' ')).join('、')),
    named('代理岗位', 'Deputy post', 24, (row) => row.deputyPost),
    day('设立日期', 'From', (row) => row.from),
    day('撤销日期', 'Until', (row) => row.until),
  ],
};
