import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { UnitKind } from '../../domain/org/org.ts';
import { unitKindNames } from '../../domain/register/names.ts';
import type { UnitState } from '../../domain/register/unit.ts';
import { unitPath } from '../../domain/register/unit-path.ts';
import type { Exporting } from '../export/routes.ts';
import type { Column, ExportTable } from '../export/table.ts';
import { mustAdminister } from '../http/acting.ts';
import type { RegisterDeps } from '../register/record.ts';
import { unitsPage } from './list.ts';

/** The first five are titled as the import of the registers reads them. */
const columns: readonly Column<UnitState>[] = [
  { title: { zh: '单位名称', en: 'Unit' }, width: 30, value: (unit) => unit.name },
  { title: { zh: '上级单位', en: 'Stands below' }, width: 40, value: (unit, { org }) => (unit.parentId === undefined ? '' : unitPath(unit.parentId, org)) },
  { title: { zh: '类别', en: 'Kind' }, width: 16, value: (unit, { language }) => unitKindNames[unit.kind][language] },
  { title: { zh: '简称', en: 'Short name' }, width: 16, value: (unit) => unit.shortName ?? '' },
  { title: { zh: '别名', en: 'Other names' }, width: 30, value: (unit) => unit.aliases.join('、') },
  { title: { zh: '设立日期', en: 'From' }, width: 12, value: (unit) => beijingDateOf(unit.from) },
  { title: { zh: '撤销日期', en: 'Until' }, width: 12, value: (unit) => (unit.until === undefined ? '' : beijingDateOf(unit.until)) },
  { title: { zh: '承接单位', en: 'Successor' }, width: 30, value: (unit, { org }) => (unit.successorId === undefined ? '' : (org.unit(unit.successorId)?.name ?? '')) },
];

interface Query {
  readonly q?: string | undefined;
  readonly kind?: UnitKind | undefined;
  readonly parentId?: string | undefined;
  readonly living?: 'true' | 'false' | undefined;
}

/** The units of a list with its filters, for administrators. */
export function unitTable(deps: Pick<RegisterDeps, 'prisma'>, query: Query, { asker, moment }: Exporting): ExportTable<UnitState> {
  mustAdminister(asker, 'exportUnits');
  return {
    name: { zh: '单位', en: 'Units' },
    columns,
    page: async (cursor, limit) => {
      const { items, next } = await unitsPage(deps, { ...query, limit, cursor }, asker, moment, (state) => state);
      return { rows: items, next };
    },
  };
}
