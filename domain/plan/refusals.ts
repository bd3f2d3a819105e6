import type { Bilingual } from '../notice/notice.ts';

export const planRefusals = {
  'plan.empty': { zh: '文件里没有文字。', en: 'The file holds no text.' },
  'plan.too_large': { zh: '文件超过{limit}MB。', en: 'The file exceeds {limit} MB.' },
  'plan.unsupported_type': { zh: '不支持“{type}”，请导入文本、.docx或.xlsx。', en: '"{type}" is not supported: import text, .docx or .xlsx.' },
  'plan.not_a_document': { zh: '文件内容与所称类型“{type}”不符。', en: 'The content is not of the declared type "{type}".' },
  'plan.zip_bomb': { zh: '文件解压后过大或条目过多，已拒绝。', en: 'The file unpacks to too much or holds too many entries: refused.' },
  'plan.unreadable': { zh: '文件已损坏或无法读取（{where}）。', en: 'The file is damaged or cannot be read ({where}).' },
  'plan.encrypted': { zh: '文件设有密码，请去除密码后再导入。', en: 'The file is protected by a password: remove it and import again.' },
  'plan.reading_too_slow': { zh: '读取文件用时过长，已停止。', en: 'Reading the file took too long and was stopped.' },
  'plan.task_unknown': { zh: '草案中没有编号为{number}的任务。', en: 'The draft has no task {number}.' },
  'plan.task_number_taken': { zh: '编号{number}已被使用。', en: 'The number {number} is taken.' },
  'plan.section_unknown': { zh: '草案中没有“{section}”这一部分。', en: 'The draft has no section "{section}".' },
  'plan.nothing_selected': { zh: '所选范围内没有任务。', en: 'The selection holds no task.' },
  'plan.unit_unknown': { zh: '没有编号为{unitId}的单位。', en: 'There is no unit {unitId}.' },
  'plan.unit_twice': { zh: '“{name}”不能既牵头又配合。', en: '"{name}" cannot both lead and support.' },
  'plan.date_invalid': { zh: '“{date}”不是有效日期。', en: '"{date}" is not a date.' },
  'plan.period_dates': { zh: '方案的起始日期晚于截止日期。', en: 'The period of the plan ends before it begins.' },
  'plan.weight_invalid': { zh: '权重必须是0至1000的数。', en: 'A weight is a number from 0 to 1000.' },
  'plan.kind_needs': { zh: '任务{number}：“{kind}”类任务缺少{what}。', en: 'Task {number}: a task of kind "{kind}" needs {what}.' },
  'plan.indicator_unknown': { zh: '草案中没有指标“{name}”。', en: 'The draft has no indicator "{name}".' },
} as const satisfies Record<string, Bilingual>;
