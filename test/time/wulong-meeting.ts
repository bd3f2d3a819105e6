import type { ConveneMeeting, MeetingPersonCommand } from '../../domain/meeting/commands.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
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

/** A step on the meeting, or on a task that it decided, by its place in the minutes. */
export interface MeetingStep {
  readonly at: string;
  readonly by: string;
  readonly command: MeetingPersonCommand | TaskPersonCommand;
  readonly decision?: number;
}

/** The half-year meeting, convened ten days before: by its law of time replies are due on Wednesday 2 September, minutes on Thursday the 10th. */
export const convened = {
  at: '2026-08-24 11:07',
  command: (campaignId: string, unit: (key: string) => string): ConveneMeeting => ({
    type: 'convene',
    campaignId,
    kind: 'leadingGroup',
    title: '领导小组2026年上半年工作会议',
    heldOn: '2026-09-03',
    place: '区政府三楼会议室',
    agenda: [{ title: '听取上半年进展', unitId: unit('health') }, { title: '议定下半年重点' }],
  }),
} as const;

/** What people do about the meeting and what it decided. Each decision's unit signs, hands in, and is accepted. */
export const meetingSteps = (unit: (key: string) => string): readonly MeetingStep[] => [
  ...invited
    .filter((key) => key !== late && key !== silent && key !== excused)
    .map((key): MeetingStep => ({ at: '2026-08-26 15:23', by: loginOf(key), command: { type: 'reply', attends: true } })),
  { at: '2026-08-27 09:19', by: loginOf(excused), command: { type: 'reply', attends: false, reason: '参加市级会议' } },
  // Reminded that morning.
  { at: '2026-09-01 15:37', by: loginOf(late), command: { type: 'reply', attends: true } },
  {
    at: '2026-09-03 11:41',
    by: 'office',
    command: { type: 'recordAttendance', present: invited.filter((key) => key !== silent && key !== excused).map((key) => ({ unitId: unit(key) })) },
  },
  {
    at: '2026-09-07 16:17',
    by: 'office',
    command: {
      type: 'recordMinutes',
      minutes: '领导小组听取上半年进展，议定下半年重点',
      decisions: decided.map(({ content, leadKey, supporting, dueOn }) => ({ content, leadUnitId: unit(leadKey), supporting: supporting.map(unit), dueOn })),
    },
  },
  ...decided.flatMap(({ leadKey }, decision): readonly MeetingStep[] => [
    { at: '2026-09-08 14:29', by: loginOf(leadKey), decision, command: { type: 'sign' } },
    { at: '2026-09-28 15:17', by: loginOf(leadKey), decision, command: { type: 'submit', summary: '已完成，材料见附件' } },
    { at: '2026-09-29 10:19', by: 'office', decision, command: { type: 'accept' } },
  ]),
];
