import { roleNames } from '../../domain/register/names.ts';
import type { PersonState } from '../../domain/register/person.ts';
import type { Exporting } from '../export/routes.ts';
import type { Column, ExportTable } from '../export/table.ts';
import { mustAdminister } from '../http/acting.ts';
import type { RegisterDeps } from '../register/record.ts';
import { peoplePage } from './list.ts';

/** The first five are titled as the import of the registers reads them. */
const columns: readonly Column<PersonState>[] = [
  { title: { zh: '姓名', en: 'Name' }, width: 14, value: (person) => person.name },
  { title: { zh: '用户名', en: 'User name' }, width: 18, value: (person) => person.username },
  { title: { zh: '邮箱', en: 'Mail' }, width: 28, value: (person) => person.mail ?? '' },
  { title: { zh: '执法证号', en: 'Certificate' }, width: 18, value: (person) => person.certificateNumber ?? '' },
  { title: { zh: '执法证有效期', en: 'Certificate until' }, width: 14, value: (person) => person.certificateExpiresOn ?? '' },
  {
    title: { zh: '岗位', en: 'Posts' },
    width: 50,
    value: (person, { org, now, language }) =>
      org
        .postsOf(person.id, now)
        .map(({ unitId, title, role }) => `${org.unit(unitId)?.name ?? ''} ${title}（${roleNames[role][language]}）`)
        .join('、'),
  },
  {
    title: { zh: '状态', en: 'State' },
    width: 10,
    value: (person, { language }) => (person.active ? { zh: '在用', en: 'active' } : { zh: '已停用', en: 'deactivated' })[language],
  },
];

interface Query {
  readonly q?: string | undefined;
  readonly unitId?: string | undefined;
  readonly active?: 'true' | 'false' | undefined;
}

/** The people of a list with its filters, personal data among them: for administrators. */
export function personTable(deps: Pick<RegisterDeps, 'prisma'>, query: Query, { asker, moment }: Exporting): ExportTable<PersonState> {
  mustAdminister(asker, 'exportPeople');
  return {
    name: { zh: '人员', en: 'People' },
    columns,
    page: async (cursor, limit) => {
      const { items, next } = await peoplePage(deps, { ...query, limit, cursor }, asker, moment, (state) => state);
      return { rows: items, next };
    },
  };
}
