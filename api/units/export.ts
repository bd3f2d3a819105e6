import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { unitKindNames } from '../../domain/register/names.ts';
import type { UnitState } from '../../domain/register/unit.ts';
import { unitPath } from '../../domain/register/unit-path.ts';
import { column, day, word } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';

/** The first five columns are titled as the import of the registers reads them. */
export const unitLayout: Layout<UnitState> = {
  name: { zh: '单位', en: 'Units' },
  columns: [
    column('单位名称', 'Unit', 30, (unit) => unit.name),
    column('上级单位', 'Stands below', 40, (unit, { org }) => unit.parentId && unitPath(unit.parentId, org)),
    word('类别', 'Kind', 16, unitKindNames, (unit) => unit.kind),
    column('简称', 'Short name', 16, (unit) => unit.shortName),
    column('别名', 'Other names', 30, (unit) => unit.aliases.join('、')),
    day('设立日期', 'From', (unit) => beijingDateOf(unit.from)),
    day('撤销日期', 'Until', (unit) => (unit.until === undefined ? undefined : beijingDateOf(unit.until))),
    column('承接单位', 'Successor', 30, (unit, { org }) => unit.successorId && org.unit(unit.successorId)?.name),
  ],
};
