import { decimalOf } from '../../domain/indicator/decimal.ts';
import { magnitude } from '../../domain/indicator/evaluate.ts';
import { unitOf } from '../../domain/indicator/rule.ts';
import { type IndicatorState, type IndicatorValue, ruleOf } from '../../domain/indicator/state.ts';
import { unitNameAt } from '../../domain/org/org.ts';
import { sampleOf } from '../../domain/survey/sample.ts';
import { isDone, type SurveyPoint, type SurveyState } from '../../domain/survey/state.ts';
import { column, day, due, flag, named, ordinal } from '../export/columns.ts';
import { type Sheet, sheetOf } from '../export/sheets.ts';
import type { Column, ExportContext, Layout } from '../export/table.ts';
import type { ItemOf } from '../list/page.ts';
import type { listSurveys } from './list.ts';

interface PointRow {
  readonly point: SurveyPoint;
  readonly unit: string;
  /** 符合率 of its rechecks; empty where there were none. */
  readonly agreement: string;
}
const pointColumns: readonly Column<PointRow>[] = [
  ordinal,
  column('单位', 'Unit', 24, ({ unit }) => unit),
  column('调查点', 'Point', 30, ({ point }) => point.name),
  column('计划样本', 'Planned', 10, ({ point }) => point.planned),
  column('实际调查', 'Reached', 10, ({ point }) => point.reached),
  column('有效样本', 'Valid', 10, ({ point }) => point.valid ?? point.reached),
  flag('是否完成', 'Done', ({ point }) => isDone(point)),
  column('复核符合率（%）', 'Agreement (%)', 16, ({ agreement }) => agreement),
  column('未完成原因', 'Why it stayed short', 40, ({ point }) => point.shortfall),
];

interface ValueRow {
  readonly indicator: IndicatorState;
  readonly value: IndicatorValue;
  readonly unit: string;
}
function valueText({ indicator, value }: ValueRow): string {
  const rule = ruleOf(indicator);
  const amount = value.versions.at(-1)?.amount;
  const size = amount && magnitude(rule, amount);
  return size ? `${decimalOf(size)}${unitOf(rule)}` : '';
}
const valueColumns: readonly Column<ValueRow>[] = [
  column('编号', 'No.', 10, ({ indicator }) => indicator.number),
  column('指标', 'Indicator', 40, ({ indicator }) => indicator.name),
  column('单位', 'Unit', 24, ({ unit }) => unit),
  column('结果', 'Result', 16, valueText),
  day('数据日期', 'As of', ({ value }) => value.on),
];

/** 调查结果: its sample point by point, and the values of indicators that come from it; units as they were called when it was completed. */
export function surveySheets(state: SurveyState, indicators: readonly IndicatorState[], context: ExportContext): readonly Sheet[] {
  const at = state.completedAt ?? state.begunAt;
  const name = (unitId: string): string => unitNameAt(unitId, context.org, at);
  const points = state.points.map((point, index) => ({
    point,
    unit: name(point.unitId),
    agreement: sampleOf({ points: [point], checks: state.checks.filter((check) => check.point === index + 1) }).agreement ?? '',
  }));
  const values = indicators.flatMap((indicator) =>
    indicator.values.flatMap((value): readonly ValueRow[] =>
      value.survey?.surveyId === state.id ? [{ indicator, value, unit: name(value.unitId ?? indicator.ownerUnitId) }] : [],
    ),
  );
  return [
    sheetOf({ zh: '调查点', en: 'Points' }, pointColumns, points, context),
    ...(values.length === 0 ? [] : [sheetOf({ zh: '指标结果', en: 'Indicators' }, valueColumns, values, context)]),
  ];
}

/** 调查进度表: surveys as offices list them. */
export const surveyLayout: Layout<ItemOf<typeof listSurveys>> = {
  name: { zh: '调查', en: 'Surveys' },
  columns: [
    ordinal,
    column('编号', 'Number', 14, (row) => row.number),
    column('调查名称', 'Name', 40, (row) => row.name),
    named('牵头单位', 'Lead unit', 24, (row) => row.lead),
    column('调查点', 'Points', 8, (row) => row.sample.points),
    column('已完成点', 'Points done', 10, (row) => row.sample.done),
    column('应查数', 'Planned', 10, (row) => row.sample.planned),
    column('已查数', 'Reached', 10, (row) => row.sample.reached),
    column('有效数', 'Valid', 10, (row) => row.sample.valid),
    column('质控复核数', 'Rechecked', 10, (row) => row.sample.rechecked),
    column('质控符合率', 'Agreement', 12, (row) => row.sample.agreement),
    due('完成时限', 'Due', (row) => row),
    column('状态', 'Stage', 12, (row) => row.stageName),
    flag('超期', 'Overdue', (row) => row.late),
  ],
};
