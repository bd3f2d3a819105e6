import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Comment, ConsultationState } from '../../domain/consultation/state.ts';
import { firstCommentOf, summaryOf, type Tally, tallyOf, type UnitSummary } from '../../domain/consultation/units.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import { sheetOf, writeSheets } from '../export/sheets.ts';
import type { Column, ExportContext } from '../export/table.ts';
import type { Language } from '../http/language.ts';

const decisions = { adopted: { zh: '采纳', en: 'adopted' }, partly: { zh: '部分采纳', en: 'in part' }, notAdopted: { zh: '未采纳', en: 'not adopted' } } as const;
const answers = {
  commented: { zh: '有意见', en: 'commented' },
  agreed: { zh: '无意见', en: 'no comment' },
  silent: { zh: '尚未反馈', en: 'not answered yet' },
  overdue: { zh: '逾期未反馈', en: 'not answered in time' },
} as const;

interface Row {
  readonly state: ConsultationState;
  readonly index: number;
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
  { title: { zh: '序号', en: 'No.' }, width: 8, value: ({ index }) => String(index) },
  { title: { zh: '单位', en: 'Unit' }, width: 24, value: ({ unit, state }, { org }) => nameIn(state, unit.unitId, org) },
  {
    title: { zh: '反馈情况', en: 'Answer' },
    width: 14,
    value: ({ unit }, { language }) => `${answers[unit.answer][language]}${unit.late ? (language === 'zh' ? '（逾期）' : ' (late)') : ''}`,
  },
  {
    title: { zh: '反馈日期', en: 'On' },
    width: 12,
    value: ({ unit, comment, state }) => dayOf((comment ?? firstCommentOf(state, unit.unitId) ?? state.agreed.find(({ unitId }) => unitId === unit.unitId))?.at),
  },
  { title: { zh: '任务序号', en: 'Task' }, width: 10, value: ({ comment }) => comment?.taskNumber ?? '' },
  { title: { zh: '原文', en: 'As sent out' }, width: 48, value: taskOf },
  { title: { zh: '意见', en: 'Comment' }, width: 48, value: commentOf },
  { title: { zh: '建议表述', en: 'Proposed wording' }, width: 40, value: ({ comment }) => comment?.proposal ?? '' },
  { title: { zh: '采纳情况', en: 'Decision' }, width: 12, value: ({ comment }, { language }) => (comment?.answer ? decisions[comment.answer.decision][language] : '') },
  { title: { zh: '理由', en: 'Reason' }, width: 40, value: ({ comment }) => comment?.answer?.reason ?? '' },
];

const dayOf = (at: number | undefined): string => (at === undefined ? '' : beijingDateOf(at));

/** One row for each comment, and one for each unit that made none; units in the order in which they were asked. */
function rowsOf(state: ConsultationState): readonly Row[] {
  const rows = summaryOf(state).flatMap((unit): readonly Omit<Row, 'index' | 'state'>[] => {
    const own = state.comments.filter(({ unitId }) => unitId === unit.unitId);
    return own.length === 0 ? [{ unit, comment: undefined }] : own.map((comment) => ({ unit, comment }));
  });
  return rows.map((row, index) => ({ index: index + 1, state, ...row }));
}

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

/** 意见汇总表 as .xlsx: comment by comment, and on a second sheet unit by unit. */
export function exportSummary(state: ConsultationState, context: ExportContext): Promise<Buffer> {
  const { org, language } = context;
  return writeSheets([
    sheetOf({ zh: '意见汇总表', en: 'Comments' }, columns, rowsOf(state), context),
    {
      name: language === 'zh' ? '各单位汇总' : 'Units',
      columns: countColumns.map((column) => ({ header: column[language], width: column.width })),
      rows: countRows(state, org, language),
    },
  ]);
}
