import { decimalOf } from '../../domain/indicator/decimal.ts';
import { magnitude } from '../../domain/indicator/evaluate.ts';
import { targetText, unitOf } from '../../domain/indicator/rule.ts';
import { type Evaluation, type IndicatorState, ruleOf } from '../../domain/indicator/state.ts';
import { unitNameAt } from '../../domain/org/org.ts';
import { column, day, word } from '../export/columns.ts';
import { type Sheet, sheetOf } from '../export/sheets.ts';
import type { ExportContext, Layout } from '../export/table.ts';
import { branchNames, outcomeNames } from './presenter.ts';

/** What a judgement found, as tables write it; empty where there was no value. */
export function valueText(state: IndicatorState, evaluation: Evaluation | undefined): string {
  if (evaluation?.items) return `${evaluation.items.done}/${evaluation.items.all}`;
  return evaluation?.current === undefined ? '' : `${evaluation.current}${unitOf(ruleOf(state))}`;
}

function baselineText(state: IndicatorState): string {
  const baseline = state.baselines.at(-1);
  const size = baseline && magnitude(ruleOf(state), baseline.amount);
  return baseline && size ? `${decimalOf(size)}${unitOf(ruleOf(state))}（${baseline.on}）` : '';
}

/** Where the values judged come from, each source once. */
const sourceText = (state: IndicatorState): string =>
  [
    ...new Set(
      (state.evaluations.at(-1)?.values ?? []).flatMap(
        ({ n, version }) => state.values.find((value) => value.n === n)?.versions.find((one) => one.version === version)?.source ?? [],
      ),
    ),
  ].join('、');

/** 指标完成情况表: the columns that offices hand upward. */
export const indicatorLayout: Layout<IndicatorState> = {
  name: { zh: '指标完成情况表', en: 'Indicators' },
  columns: [
    column('编号', 'No.', 10, (state) => state.number),
    column('指标', 'Indicator', 40, (state) => state.name),
    column('基线', 'Baseline', 22, baselineText),
    column('目标', 'Target', 36, (state, { language }) => targetText(ruleOf(state))[language]),
    column('现值', 'Current', 16, (state) => valueText(state, state.evaluations.at(-1))),
    column('数据来源', 'Source', 36, sourceText),
    day('数据日期', 'As of', (state) => state.evaluations.at(-1)?.on),
    word('完成情况', 'Outcome', 12, outcomeNames, (state) => state.evaluations.at(-1)?.outcome ?? 'undecided'),
    word('达标依据', 'Reached by', 20, branchNames, (state) => state.evaluations.at(-1)?.branch),
    column('数据责任单位', 'Owner', 22, (state, { org }) => org.unit(state.ownerUnitId)?.name),
  ],
};

/** The same as it is kept: each owner by its name when the indicator was last judged. */
export const indicatorSheet = (states: readonly IndicatorState[], context: ExportContext): Sheet =>
  sheetOf(
    indicatorLayout.name,
    [
      ...indicatorLayout.columns.slice(0, -1),
      column('数据责任单位', 'Owner', 22, (state: IndicatorState, { org }) => unitNameAt(state.ownerUnitId, org, state.evaluations.at(-1)?.at ?? state.establishedAt)),
    ],
    states,
    context,
  );
