import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Comment, ConsultationState } from '../../domain/consultation/state.ts';
import { firstCommentOf, summaryOf, type Tally, tallyOf, type UnitSummary } from '../../domain/consultation/units.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import { column, day, due, named, ordinal, word } from '../export/columns.ts';
import { type Sheet, sheetOf } from '../export/sheets.ts';
import type { Column, ExportContext, Layout } from '../export/table.ts';
import type { Language } from '../http/language.ts';
import type { ItemOf } from '../list/page.ts';
import type { listConsultations } from './list.ts';

const decisions = { adopted: { zh: '采纳', en: 'adopted' }, partly: { zh: '部分采纳', en: 'in part' }, notAdopted: { zh: '未采纳', en: 'not adopted' } } as const;
const answers = {
  commented: { zh: '有意见', en: 'commented' },
  agreed: { zh: '无意见', en: 'no comment' },
  silent: { zh: '尚未反馈', en: 'not answered yet' },
  overdue: { zh: '逾期未反馈', en: 'not answered in time' },
} as const;

interface Row {
  readonly state: ConsultationState;
  readonly unit: UnitSummary;
  readonly comment: Comment | undefined;
}
/** A unit by its name when the round ended, and until then by that under which it was asked. */
const nameIn = ({ closedAt, askedAt }: ConsultationState, unitId: string, org: Org): string => unitNameAt(unitId, org, closedAt ?? askedAt);
const taskOf = ({ comment, state: { tasks } }: Row): string => tasks.find(({ number }) => number === comment?.taskNumber)?.content ?? '';

/** The text of the comment; of a unit for which another spoke, whose comments stand for it. */
function commentOf({ unit, comment, state }: Row, { org, language }: ExportContext): string {
  if (comment) return comment.text;
  const spokenFor = firstCommentOf(state, unit.unitId);
  if (!spokenFor) return '';
  const name = nameIn(state, spokenFor.unitId, org);
  return language === 'zh' ? `见${name}的意见` : `See the comments of ${name}`;
}

/** The columns of a 意见汇总表 as offices keep it. */
const columns: readonly Column<Row>[] = [
  ordinal,
  column('单位', 'Unit', 24, ({ unit, state }, { org }) => nameIn(state, unit.unitId, org)),
  column('反馈情况', 'Answer', 14, ({ unit }, { language }) => `${answers[unit.answer][language]}${unit.late ? (language === 'zh' ? '（逾期）' : ' (late)') : ''}`),
  day('反馈日期', 'On', ({ unit, comment, state }) => dayOf((comment ?? firstCommentOf(state, unit.unitId) ?? state.agreed.find(({ unitId }) => unitId === unit.unitId))?.at)),
  column('任务序号', 'Task', 10, ({ comment }) => comment?.taskNumber),
  column('原文', 'As sent out', 48, taskOf),
  column('意见', 'Comment', 48, commentOf),
  column('建议表述', 'Proposed wording', 40, ({ comment }) => comment?.proposal),
  word('采纳情况', 'Decision', 12, decisions, ({ comment }) => comment?.answer?.decision),
  column('理由', 'Reason', 40, ({ comment }) => comment?.answer?.reason),
];

const dayOf = (at: number | undefined): string | undefined => (at === undefined ? undefined : beijingDateOf(at));

/** One row for each comment, and one for each unit that made none; units in the order in which they were asked. */
const rowsOf = (state: ConsultationState): readonly Row[] =>
  summaryOf(state).flatMap((unit): readonly Row[] => {
    const own = state.comments.filter(({ unitId }) => unitId === unit.unitId);
    return own.length === 0 ? [{ state, unit, comment: undefined }] : own.map((comment) => ({ state, unit, comment }));
  });

const countColumns = [
  { zh: '单位', en: 'Unit', width: 24 },
  { zh: '反馈情况', en: 'Answer', width: 24 },
  { zh: '意见数', en: 'Comments', width: 10 },
  { zh: '采纳', en: 'Adopted', width: 10 },
  { zh: '部分采纳', en: 'In part', width: 10 },
  { zh: '未采纳', en: 'Not adopted', width: 10 },
  { zh: '未答复', en: 'Not answered', width: 12 },
] as const;
const countsOf = ({ comments, adopted, partly, notAdopted, unanswered }: Tally): readonly number[] => [comments, adopted, partly, notAdopted, unanswered];

/** Each unit's counts, and the sum of all. */
function countRows(state: ConsultationState, org: Org, language: Language): readonly (readonly (string | number)[])[] {
  const units = summaryOf(state);
  const answered = units.filter(({ answer }) => answer === 'commented' || answer === 'agreed').length;
  const silent = units.length - answered;
  const all = language === 'zh' ? ['合计', `已反馈${answered}个，未反馈${silent}个`] : ['All', `${answered} answered, ${silent} not`];
  return [...units.map((unit) => [nameIn(state, unit.unitId, org), answers[unit.answer][language], ...countsOf(unit)]), [...all, ...countsOf(tallyOf(state.comments))]];
}

/** 意见汇总表: comment by comment, and on a second sheet unit by unit. */
export function summarySheets(state: ConsultationState, context: ExportContext): readonly Sheet[] {
  const { org, language } = context;
  return [
    sheetOf({ zh: '意见汇总表', en: 'Comments' }, columns, rowsOf(state), context),
    {
      name: language === 'zh' ? '各单位汇总' : 'Units',
      columns: countColumns.map((counted) => ({ header: counted[language], width: counted.width })),
      rows: countRows(state, org, language),
    },
  ];
}

/** 征求意见台账: rounds of consulting as offices list them. */
export const consultationLayout: Layout<ItemOf<typeof listConsultations>> = {
  name: { zh: '征求意见', en: 'Consultations' },
  columns: [
    ordinal,
    column('方案', 'Plan', 50, (row) => row.title),
    column('轮次', 'Round', 8, (row) => row.round),
    named('征求单位', 'Office', 24, (row) => row.office),
    day('发出日期', 'Asked', (row) => row.askedAt),
    due('反馈时限', 'Due', (row) => row),
    column('状态', 'Stage', 14, (row) => row.stageName),
    day('结束日期', 'Closed', (row) => row.closedAt),
  ],
};
