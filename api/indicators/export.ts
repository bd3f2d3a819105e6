import { PassThrough } from 'node:stream';
import { decimalOf } from '../../domain/indicator/decimal.ts';
import { magnitude } from '../../domain/indicator/evaluate.ts';
import { targetText, unitOf } from '../../domain/indicator/rule.ts';
import { type IndicatorState, ruleOf } from '../../domain/indicator/state.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Moment } from '../../ledger/world.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import { indicatorsPage } from './list.ts';
import { branchNames, outcomeNames } from './presenter.ts';

/** Rows of one query: the event loop is free between two of them. */
const rowsAtOnce = 200;

interface Column {
  readonly zh: string;
  readonly en: string;
  /** In characters. */
  readonly width: number;
  readonly value: (indicator: IndicatorState, org: Org, language: Language) => string;
}

function currentText(state: IndicatorState): string {
  const evaluation = state.evaluations.at(-1);
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
const columns: readonly Column[] = [
  { zh: '编号', en: 'No.', width: 10, value: (state) => state.number },
  { zh: '指标', en: 'Indicator', width: 40, value: (state) => state.name },
  { zh: '基线', en: 'Baseline', width: 22, value: baselineText },
  { zh: '目标', en: 'Target', width: 36, value: (state, _org, language) => targetText(ruleOf(state))[language] },
  { zh: '现值', en: 'Current', width: 16, value: currentText },
  { zh: '数据来源', en: 'Source', width: 36, value: sourceText },
  { zh: '数据日期', en: 'As of', width: 14, value: (state) => state.evaluations.at(-1)?.on ?? '' },
  { zh: '完成情况', en: 'Outcome', width: 12, value: (state, _org, language) => outcomeNames[state.evaluations.at(-1)?.outcome ?? 'undecided'][language] },
  {
    zh: '达标依据',
    en: 'Reached by',
    width: 20,
    value: (state, _org, language) => {
      const branch = state.evaluations.at(-1)?.branch;
      return branch === undefined ? '' : branchNames[branch][language];
    },
  },
  { zh: '数据责任单位', en: 'Owner', width: 22, value: (state, org) => org.unit(state.ownerUnitId)?.name ?? '' },
];

/** The indicators of a campaign that the asker sees as .xlsx. All values are text: nothing that a person wrote becomes a formula. */
export async function exportIndicators(ledger: Pick<LedgerDoor, 'pool'>, campaignId: string, asker: Asker, moment: Moment, language: Language): Promise<PassThrough> {
  // Loaded with the first workbook: an API may never need it.
  const { default: ExcelJS } = await import('exceljs');
  const out = new PassThrough();
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(language === 'zh' ? '指标完成情况' : 'Indicators', {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = columns.map((column) => ({ header: column[language], width: column.width }));
  const head = sheet.getRow(1);
  head.font = { bold: true };
  head.commit();
  const write = async (): Promise<void> => {
    let cursor: string | undefined;
    do {
      const { states, next } = await indicatorsPage(ledger, { campaignId, limit: rowsAtOnce, ...(cursor === undefined ? {} : { cursor }) }, asker, moment);
      for (const state of states) {
        const row = sheet.addRow(columns.map((column) => column.value(state, moment.org, language)));
        row.alignment = { vertical: 'top', wrapText: true };
        row.commit();
      }
      cursor = next ?? undefined;
    } while (cursor !== undefined && !out.destroyed);
    await book.commit();
  };
  // What fails while rows are written cuts the answer short, which must not look complete.
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}
