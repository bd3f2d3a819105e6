import type { Bilingual } from '../notice/notice.ts';

export const surveyRefusals = {
  'survey.exists': { zh: '调查已经建立。', en: 'The survey has begun already.' },
  'survey.suspended': { zh: '调查随专项行动中止，暂不能办理。', en: 'The survey is suspended with its campaign.' },
  'survey.completed': { zh: '调查已经完成。', en: 'The survey is completed.' },
  'survey.concluded': { zh: '专项行动已结束，调查不再变动。', en: 'The campaign is over: the survey changes no more.' },
  'survey.cancelled': { zh: '调查已取消。', en: 'The survey has been cancelled.' },
  'survey.unit_unknown': { zh: '没有单位{unitId}，或该单位已撤销。', en: 'There is no unit {unitId}, or it has ended.' },
  'survey.point_twice': { zh: '同一单位的调查点“{name}”重复。', en: 'The point "{name}" is named twice for one unit.' },
  'survey.due_twice': { zh: '完成时限只能用日期或期限之一规定。', en: 'When it is due is said by a date or by a period, not by both.' },
  'survey.date_past': { zh: '日期{date}已经过去。', en: 'The date {date} has passed.' },
  'survey.point_unknown': { zh: '没有第{point}个调查点。', en: 'There is no point {point}.' },
  'survey.not_your_point': { zh: '只能登记本单位调查点的进度。', en: 'A unit records the progress of its own points only.' },
  'survey.valid_exceeds': { zh: '有效数不能多于完成数。', en: 'No more can be valid than were reached.' },
  'survey.rechecked_exceeds': { zh: '复核数不能多于该点完成数（{reached}）。', en: 'No more can be rechecked than the point has reached ({reached}).' },
  'survey.agreed_exceeds': { zh: '一致数不能多于复核数。', en: 'No more can agree than were rechecked.' },
  'survey.points_short': { zh: '还有{count}个调查点未达到计划样本，请逐一说明原因。', en: '{count} points are short of their sample: give a reason for each.' },
  'survey.point_not_short': { zh: '第{point}个调查点已达到计划样本，无须说明。', en: 'Point {point} has reached its sample: there is no shortfall to explain.' },
  'survey.unfit_source': { zh: '只有同一专项行动中已完成的调查才能作为数值来源。', en: 'Only a completed survey of the same campaign can be the source of a value.' },
} as const satisfies Record<string, Bilingual>;
