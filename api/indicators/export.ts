import { decimalOf } from '../../domain/indicator/decimal.ts';
import { magnitude } from '../../domain/indicator/evaluate.ts';
import { targetText, unitOf } from '../../domain/indicator/rule.ts';
import { type Evaluation, type IndicatorState, ruleOf } from '../../domain/indicator/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Column, ExportTable } from '../export/table.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { indicatorsPage } from './list.ts';
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
const columns: readonly Column<IndicatorState>[] = [
  { title: { zh: '编号', en: 'No.' }, width: 10, value: (state) => state.number },
  { title: { zh: '指标', en: 'Indicator' }, width: 40, value: (state) => state.name },
  { title: { zh: '基线', en: 'Baseline' }, width: 22, value: baselineText },
  { title: { zh: '目标', en: 'Target' }, width: 36, value: (state, { language }) => targetText(ruleOf(state))[language] },
  { title: { zh: '现值', en: 'Current' }, width: 16, value: (state) => valueText(state, state.evaluations.at(-1)) },
  { title: { zh: '数据来源', en: 'Source' }, width: 36, value: sourceText },
  { title: { zh: '数据日期', en: 'As of' }, width: 14, value: (state) => state.evaluations.at(-1)?.on ?? '' },
  { title: { zh: '完成情况', en: 'Outcome' }, width: 12, value: (state, { language }) => outcomeNames[state.evaluations.at(-1)?.outcome ?? 'undecided'][language] },
  {
    title: { zh: '达标依据', en: 'Reached by' },
    width: 20,
    value: (state, { language }) => {
      const branch = state.evaluations.at(-1)?.branch;
      return branch === undefined ? '' : branchNames[branch][language];
    },
  },
  { title: { zh: '数据责任单位', en: 'Owner' }, width: 22, value: (state, { org }) => org.unit(state.ownerUnitId)?.name ?? '' },
];

/** The indicators of a campaign that the asker sees. */
export const indicatorTable = (ledger: Pick<LedgerDoor, 'pool'>, campaignId: string, asker: Asker, moment: Moment): ExportTable<IndicatorState> => ({
  name: { zh: '指标完成情况', en: 'Indicators' },
  columns,
  page: async (cursor, limit) => {
    const { states, next } = await indicatorsPage(ledger, { campaignId, limit, ...(cursor === undefined ? {} : { cursor }) }, asker, moment);
    return { rows: states, next };
  },
});
