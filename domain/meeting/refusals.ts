import type { Bilingual } from '../notice/notice.ts';

export const meetingRefusals = {
  'meeting.date_needed': { zh: '请给出会议日期（演练时可给期限），只给一个。', en: 'Give the date of the meeting (in drills a period), and only one of them.' },
  'meeting.date_past': { zh: '会议日期{date}已经过去。', en: 'The date {date} of the meeting has passed.' },
  'meeting.not_yet': { zh: '会议定于{date}召开，尚未到会期。', en: 'The meeting is on {date}: that day has not come yet.' },
  'meeting.not_recorded': { zh: '会议还没有纪要。', en: 'The meeting has no minutes yet.' },
  'meeting.held': { zh: '会议已经召开。', en: 'The meeting has been held.' },
  'meeting.recorded': { zh: '会议纪要已经印发。', en: 'The minutes of the meeting have been recorded.' },
  'meeting.cancelled': { zh: '会议已经取消。', en: 'The meeting has been cancelled.' },
  'meeting.suspended': { zh: '会议随专项行动中止，暂不能办理。', en: 'The meeting is suspended with its campaign.' },
  'meeting.nobody_invited': { zh: '请至少通知一个单位参会。', en: 'A meeting invites at least one unit.' },
  'meeting.unit_unknown': { zh: '单位{unitId}不存在或已撤销。', en: 'Unit {unitId} does not exist or is no longer in being.' },
  'meeting.unit_not_invited': { zh: '单位{unitId}不在参会范围。', en: 'Unit {unitId} is not invited to this meeting.' },
  'meeting.unit_repeated': { zh: '单位{unitId}重复。', en: 'Unit {unitId} is named twice.' },
  'meeting.post_strange': { zh: '岗位{postId}不属于该参会单位。', en: 'Post {postId} is not of the unit that was there.' },
  'meeting.reason_needed': { zh: '不能参会请说明理由。', en: 'Say why the unit cannot attend.' },
  'meeting.decision_unknown': { zh: '纪要中没有第{number}项议定事项，或已撤下。', en: 'The minutes have no decision {number}, or it was taken out.' },
  'meeting.decision_repeated': { zh: '第{number}项议定事项重复。', en: 'Decision {number} is named twice.' },
  'meeting.decision_accepted': { zh: '第{number}项议定事项的任务已经验收，不能撤下。', en: 'The task of decision {number} has been accepted: the decision cannot be taken out.' },
  'meeting.decision_dated': { zh: '更正第{number}项议定事项的时限，请给出日期。', en: 'Correct the deadline of decision {number} by a date.' },
  'meeting.nothing_changed': { zh: '新旧内容相同，没有改动。', en: 'The new value equals the old one: nothing would change.' },
} as const satisfies Record<string, Bilingual>;
