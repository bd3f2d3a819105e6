import { decimalOf } from '../../domain/indicator/decimal.ts';
import { magnitude } from '../../domain/indicator/evaluate.ts';
import { unitOf } from '../../domain/indicator/rule.ts';
import { type IndicatorState, type IndicatorValue, ruleOf } from '../../domain/indicator/state.ts';
import { unitNameAt } from '../../domain/org/org.ts';
import { sampleOf } from '../../domain/survey/sample.ts';
import { isDone, type SurveyPoint, type SurveyState } from '../../domain/survey/state.ts';
import { sheetOf, writeSheets } from '../export/sheets.ts';
import type { Column, ExportContext } from '../export/table.ts';

interface PointRow {
  readonly index: number;
  readonly point: SurveyPoint;
  readonly unit: string;
  /** 符合率 of its rechecks; empty where there were none. */
  readonly agreement: string;
}
const pointColumns: readonly Column<PointRow>[] = [
  { title: { zh: '序号', en: 'No.' }, width: 8, value: ({ index }) => String(index) },
  { title: { zh: '单位', en: 'Unit' }, width: 24, value: ({ unit }) => unit },
  { title: { zh: '调查点', en: 'Point' }, width: 30, value: ({ point }) => point.name },
  { title: { zh: '计划样本', en: 'Planned' }, width: 10, value: ({ point }) => String(point.planned) },
  { title: { zh: '实际调查', en: 'Reached' }, width: 10, value: ({ point }) => String(point.reached) },
  { title: { zh: '有效样本', en: 'Valid' }, width: 10, value: ({ point }) => String(point.valid ?? point.reached) },
  { title: { zh: '是否完成', en: 'Done' }, width: 10, value: ({ point }, { language }) => (language === 'zh' ? (isDone(point) ? '是' : '否') : isDone(point) ? 'yes' : 'no') },
  { title: { zh: '复核符合率（%）', en: 'Agreement (%)' }, width: 16, value: ({ agreement }) => agreement },
  { title: { zh: '未完成原因', en: 'Why it stayed short' }, width: 40, value: ({ point }) => point.shortfall ?? '' },
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
  { title: { zh: '编号', en: 'No.' }, width: 10, value: ({ indicator }) => indicator.number },
  { title: { zh: '指标', en: 'Indicator' }, width: 40, value: ({ indicator }) => indicator.name },
  { title: { zh: '单位', en: 'Unit' }, width: 24, value: ({ unit }) => unit },
  { title: { zh: '结果', en: 'Result' }, width: 16, value: valueText },
  { title: { zh: '数据日期', en: 'As of' }, width: 14, value: ({ value }) => value.on },
];

/** 调查结果 as .xlsx: its sample point by point, and the values of indicators that come from it; units as they were called when it was completed. */
export function exportSurvey(state: SurveyState, indicators: readonly IndicatorState[], context: ExportContext): Promise<Buffer> {
  const at = state.completedAt ?? state.begunAt;
  const name = (unitId: string): string => unitNameAt(unitId, context.org, at);
  const points = state.points.map((point, index) => ({
    index: index + 1,
    point,
    unit: name(point.unitId),
    agreement: sampleOf({ points: [point], checks: state.checks.filter((check) => check.point === index + 1) }).agreement ?? '',
  }));
  const values = indicators.flatMap((indicator) =>
    indicator.values.flatMap((value): readonly ValueRow[] =>
      value.survey?.surveyId === state.id ? [{ indicator, value, unit: name(value.unitId ?? indicator.ownerUnitId) }] : [],
    ),
  );
  return writeSheets([
    sheetOf({ zh: '调查点', en: 'Points' }, pointColumns, points, context),
    ...(values.length === 0 ? [] : [sheetOf({ zh: '指标结果', en: 'Indicators' }, valueColumns, values, context)]),
  ]);
}
