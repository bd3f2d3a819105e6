import type { Bilingual } from '../notice/notice.ts';

export const campaignRefusals = {
  'plan.already_launched': { zh: '方案已经启动，不能再修改。', en: 'The plan has been launched and can no longer be changed.' },
  'plan.tasks_incomplete': {
    zh: '还有{count}项任务缺少牵头单位、时限（或周期）或阶段，不能启动。',
    en: '{count} tasks lack a lead unit, a deadline or rhythm, or a phase: the plan cannot be launched.',
  },
  'campaign.condition_missing': { zh: '本阶段还有{count}项结束条件未满足。', en: '{count} conditions of this phase are not met yet.' },
  'campaign.condition_unknown': { zh: '“{condition}”不是当前阶段的结束条件。', en: '"{condition}" is no condition of the open phase.' },
  'campaign.condition_computed': {
    zh: '“{condition}”由系统根据记录判定，不能人工确认；确需放行请签署例外。',
    en: '"{condition}" is computed from the records and cannot be confirmed; the office may override it.',
  },
  'campaign.condition_held': { zh: '“{condition}”已经满足。', en: '"{condition}" holds already.' },
  'campaign.condition_unconfirmed': { zh: '“{condition}”没有可撤回的确认。', en: 'There is no confirmation of "{condition}" to withdraw.' },
  'campaign.number_needed': { zh: '确认方案印发须写明文号。', en: 'Confirming the plan needs its document number.' },
  'campaign.suspended': { zh: '专项行动已中止。', en: 'The campaign is suspended.' },
  'campaign.not_suspended': { zh: '专项行动没有中止。', en: 'The campaign is not suspended.' },
  'campaign.settled': { zh: '各阶段均已关闭，专项行动正在办结。', en: 'All phases are closed: the campaign is being closed.' },
  'campaign.closed': { zh: '专项行动已经结束。', en: 'The campaign is closed.' },
  'campaign.not_evaluating': { zh: '考核结果只能在评估阶段登记。', en: 'A result is recorded in the evaluation phase.' },
  'campaign.already_launched': { zh: '专项行动已经启动。', en: 'The campaign has been launched already.' },
  'campaign.phases_disordered': {
    zh: '阶段须按承诺、干预、评估的顺序，且结束不早于开始、不早于上一阶段。',
    en: 'Phases go commitment, intervention, evaluation, and none ends before it starts or before the one ahead of it.',
  },
  'campaign.no_tasks': { zh: '方案没有任务。', en: 'The plan has no tasks.' },
  'campaign.too_many_tasks': { zh: '一次启动最多{limit}项任务（含分任务），现有{count}项。', en: 'A launch takes at most {limit} tasks, shares included; there are {count}.' },
  'campaign.dates_past': { zh: '有{count}个日期已经过去：请选择整体顺延或补录历史。', en: '{count} dates lie in the past: choose to shift them or to backfill.' },
  'campaign.shift_needed': { zh: '请给出顺延的天数或新的开始日期（只给一个）。', en: 'Give either the days to shift by or the new first date, and only one.' },
  'campaign.date_future': { zh: '日期{date}还没有到。', en: 'The date {date} has not come yet.' },
  'campaign.date_past': { zh: '日期{date}已经过去。', en: 'The date {date} has passed.' },
  'campaign.unit_unknown': { zh: '单位{unitId}不存在或已撤销。', en: 'Unit {unitId} does not exist or is no longer in being.' },
  'campaign.nothing_changed': { zh: '新旧内容相同，没有改动。', en: 'The new value equals the old one: nothing would change.' },
  'campaign.office_unfit': { zh: '专项行动须由领导小组办公室启动；“{unit}”不是办公室。', en: 'A campaign is launched by a leading-group office; "{unit}" is none.' },
} as const satisfies Record<string, Bilingual>;
