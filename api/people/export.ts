import { roleNames } from '../../domain/register/names.ts';
import type { PersonState } from '../../domain/register/person.ts';
import { column, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import { administers } from '../http/acting.ts';
import type { Asking } from '../list/page.ts';

const states = { active: { zh: '在用', en: 'active' }, deactivated: { zh: '已停用', en: 'deactivated' } } as const;

const personal = [
  column<PersonState>('用户名', 'User name', 18, (person) => person.username),
  column<PersonState>('邮箱', 'Mail', 28, (person) => person.mail),
  column<PersonState>('执法证号', 'Certificate', 18, (person) => person.certificateNumber),
];

/** People as every colleague sees them; for administrators with what is personal, and the first five columns titled as the import of the registers reads them. */
export const personLayout = ({ asker }: Pick<Asking, 'asker'>): Layout<PersonState> => ({
  name: { zh: '人员', en: 'People' },
  columns: [
    column('姓名', 'Name', 14, (person) => person.name),
    ...(administers(asker) ? personal : []),
    column('执法证有效期', 'Certificate until', 14, (person) => person.certificateExpiresOn),
    column('岗位', 'Posts', 50, (person, { org, now, language }) =>
      org
        .postsOf(person.id, now)
        .map(({ unitId, title, role }) => `${org.unit(unitId)?.name ?? ''} ${title}（${roleNames[role][language]}）`)
        .join('、'),
    ),
    word('状态', 'State', 10, states, (person) => (person.active ? 'active' : 'deactivated')),
  ],
});
