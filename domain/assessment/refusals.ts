import type { Bilingual } from '../notice/notice.ts';

export const assessmentRefusals = {
  'assessment.not_submitted': { zh: '该单位尚未提交自查自评。', en: 'The unit has not handed in its self-check yet.' },
  'assessment.submitted': { zh: '自查自评已经提交，等待评审。', en: 'The self-check has been handed in and awaits its review.' },
  'assessment.reviewed': { zh: '该单位的评审已经完成。', en: 'The review of this unit is complete.' },
  'assessment.not_reviewed': { zh: '第{item}项尚未评审。', en: 'Item {item} has not been reviewed.' },
  'assessment.suspended': { zh: '考评随专项行动中止，暂不能办理。', en: 'The assessment is suspended with its campaign.' },
  'assessment.closed': { zh: '该单位的考评已经结束。', en: 'The assessment is over.' },
  'assessment.item_unknown': { zh: '考评标准没有编号{item}，或该项不适用于本单位。', en: 'The standard has no item {item}, or it does not apply to the unit.' },
  'assessment.points_above': { zh: '第{item}项满分{most}分，{points}分超出。', en: 'Item {item} has {most} points: {points} is above it.' },
  'assessment.zero_needs_note': { zh: '自评0分须写明情况：空白不等于0分。', en: 'A claim of zero needs a note: a blank is no zero.' },
  'assessment.evidence_missing': {
    zh: '第{item}项要求佐证材料，请附材料，或注明能证明它的任务、指标。',
    en: 'Item {item} asks for evidence: attach it, or name the tasks or indicators that prove it.',
  },
  'assessment.task_unknown': { zh: '任务{id}不是本专项行动中由贵单位牵头或配合的任务。', en: 'Task {id} is none of this campaign that your unit leads or supports.' },
  'assessment.indicator_unknown': { zh: '本专项行动没有指标{id}。', en: 'This campaign has no indicator {id}.' },
  'assessment.answers_missing': { zh: '还有{count}项没有自评。', en: '{count} items have no answer yet.' },
  'assessment.note_needed': { zh: '得分低于自评（或没有自评）的，须写明理由。', en: 'Points below the claim, or without one, need a note.' },
  'assessment.reviews_missing': { zh: '还有{count}项没有评审。', en: '{count} items have no review yet.' },
  'assessment.not_invited': { zh: '您没有受邀评审这一项。', en: 'You were not invited to review this item.' },
  'assessment.visit_over': { zh: '现场考评尚未开始或已经结束。', en: 'The visit has not begun or is over.' },
  'assessment.own_unit': { zh: '专家不能考评本人所在的单位。', en: 'An expert does not review the own unit.' },
  'assessment.scores_not_shown': { zh: '得分尚未反馈，或异议期已过。', en: 'The scores have not been shown yet, or the time for objections is over.' },
  'assessment.objection_raised': { zh: '第{item}项已经提出过异议。', en: 'There has been an objection to item {item} already.' },
  'assessment.objection_absent': { zh: '第{item}项没有待答复的异议。', en: 'No objection to item {item} awaits an answer.' },
  'assessment.same_person': { zh: '评审人不能答复对本人评审的异议。', en: 'Whoever reviewed the item does not decide on the objection to it.' },
} as const satisfies Record<string, Bilingual>;
