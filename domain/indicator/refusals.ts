import type { Bilingual } from '../notice/notice.ts';

export const indicatorRefusals = {
  'indicator.exists': { zh: '指标已经建立。', en: 'The indicator has been established already.' },
  'indicator.suspended': { zh: '指标随专项行动中止，暂不能办理。', en: 'The indicator is suspended with its campaign.' },
  'indicator.concluded': { zh: '专项行动已结束，指标不再变动。', en: 'The campaign is over: the indicator changes no more.' },
  'indicator.cancelled': { zh: '指标已取消。', en: 'The indicator has been cancelled.' },
  'indicator.unit_unknown': { zh: '没有单位{unitId}，或该单位已撤销。', en: 'There is no unit {unitId}, or it has ended.' },
  'indicator.units_needed': { zh: '汇总指标须列明报数单位。', en: 'An indicator that is rolled up names the units that owe a value.' },
  'indicator.roll_up_unfit': {
    zh: '这种指标不能这样汇总：数量求和，比率以分子、分母合计。',
    en: 'This indicator cannot be rolled up so: numbers are added, shares are quotients of sums.',
  },
  'indicator.target_invalid': { zh: '目标无效：{reason}。', en: 'The target is not valid: {reason}.' },
  'indicator.measure_fixed': {
    zh: '已有基线或数值，计量方式不能改变；请另立指标。',
    en: 'There is a baseline or a value: the measure cannot change; establish another indicator.',
  },
  'indicator.schedule_twice': { zh: '报送时限只能用一种方式规定：日期、周期或期限。', en: 'When values are due is said in one way: a date, a rhythm or a period.' },
  'indicator.date_past': { zh: '日期{date}已经过去。', en: 'The date {date} has passed.' },
  'indicator.date_future': { zh: '日期{date}尚未到来。', en: 'The date {date} lies in the future.' },
  'indicator.amount_unfit': {
    zh: '数值与指标的计量方式不符：{needed}。',
    en: 'The value does not fit how the indicator is measured: {needed}.',
  },
  'indicator.denominator_zero': { zh: '分母必须大于零。', en: 'The denominator must be above 0.' },
  'indicator.above_hundred': { zh: '比率不能超过100%。', en: 'A share cannot exceed 100 %.' },
  'indicator.item_unknown': { zh: '项目清单中没有“{name}”。', en: 'The list has no item "{name}".' },
  'indicator.source_needed': { zh: '请注明数据来源，或指明所依据的调查。', en: 'Name the source, or the survey that the value comes from.' },
  'indicator.baseline_frozen': { zh: '基线已经固定；更正请用“correctBaseline”并说明理由。', en: 'The baseline is frozen; correct it with correctBaseline and a reason.' },
  'indicator.baseline_absent': { zh: '还没有可更正的基线。', en: 'There is no baseline to correct yet.' },
  'indicator.value_absent': { zh: '没有第{value}个数值。', en: 'There is no value {value}.' },
  'indicator.reference_unused': { zh: '这个指标不与参照值比较。', en: 'This indicator is not compared with a reference.' },
  'indicator.not_your_value': { zh: '只能填报和更正本单位的数值。', en: 'A unit records and corrects its own values only.' },
  'indicator.nothing_changed': { zh: '没有任何变化。', en: 'Nothing has changed.' },
  'indicator.warning_unfit': { zh: '项目清单没有可预警的数值。', en: 'A list has no value that could cross a threshold.' },
  'indicator.warning_absent': { zh: '没有设置预警。', en: 'No warning is set.' },
} as const satisfies Record<string, Bilingual>;
