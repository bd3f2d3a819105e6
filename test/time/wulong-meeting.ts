import type { Step } from './script.ts';
import { liaisonOf, members } from './wulong-district.ts';
import { merger, vacancy } from './wulong-year.ts';

/** The units that the half-year meeting of the leading group invites: every member that there still is. */
export const invited = members.filter((key) => key !== merger.from);
/** Who lets a reply wait for its reminder, never replies, and replies that it cannot come. */
const late = 'police';
export const silent = 'townForest';
const excused = 'finance';
/** Who answers for a unit in August and September. */
const loginOf = (key: string): string => (key === vacancy.unit ? vacancy.next : liaisonOf(key));

/** What the meeting decides: who leads it, who helps, until when. */
export const decided = [
  { content: '完成重点场所控烟专项检查', leadKey: late, supporting: ['market', 'health'], dueOn: '2026-10-15' },
  { content: '补齐乡镇健康步道标识', leadKey: 'townHill', supporting: [], dueOn: '2026-10-20' },
] as const;

/** The half-year meeting: the first of the office's series. */
export const meeting = '会议〔2026〕1号';

/**
 * What people do about the meeting and what it decided. Convened ten days before: by its law of time replies are due on Wednesday 2 September, minutes on Thursday the 10th.
 * Each decision's unit signs, hands in, and is accepted.
 */
export const meetingSteps = (campaignId: string, unit: (key: string) => string): readonly Step[] => [
  {
    at: '2026-08-24 11:07',
    by: 'office',
    meeting,
    command: {
      type: 'convene',
      campaignId,
      kind: 'leadingGroup',
      title: '领导小组2026年上半年工作会议',
      heldOn: '2026-09-03',
      place: '区政府三楼会议室',
      agenda: [{ title: '听取上半年进展', unitId: unit('health') }, { title: '议定下半年重点' }],
    },
  },
  ...invited
    .filter((key) => key !== late && key !== silent && key !== excused)
    .map((key): Step => ({ at: '2026-08-26 15:23', by: loginOf(key), meeting, command: { type: 'reply', attends: true } })),
  { at: '2026-08-27 09:19', by: loginOf(excused), meeting, command: { type: 'reply', attends: false, reason: '参加市级会议' } },
  // Reminded that morning.
  { at: '2026-09-01 15:37', by: loginOf(late), meeting, command: { type: 'reply', attends: true } },
  {
    at: '2026-09-03 11:41',
    by: 'office',
    meeting,
    command: { type: 'recordAttendance', present: invited.filter((key) => key !== silent && key !== excused).map((key) => ({ unitId: unit(key) })) },
  },
  {
    at: '2026-09-07 16:17',
    by: 'office',
    meeting,
    command: {
      type: 'recordMinutes',
      minutes: '领导小组听取上半年进展，议定下半年重点',
      decisions: decided.map(({ content, leadKey, supporting, dueOn }) => ({ content, leadUnitId: unit(leadKey), supporting: supporting.map(unit), dueOn })),
    },
  },
  ...decided.flatMap(({ leadKey }, index): readonly Step[] => [
    { at: '2026-09-08 14:29', by: loginOf(leadKey), task: `${meeting}-${index + 1}`, command: { type: 'sign' } },
    { at: '2026-09-28 15:17', by: loginOf(leadKey), task: `${meeting}-${index + 1}`, command: { type: 'submit', summary: '已完成，材料见附件' } },
    { at: '2026-09-29 10:19', by: 'office', task: `${meeting}-${index + 1}`, command: { type: 'accept' } },
  ]),
];
