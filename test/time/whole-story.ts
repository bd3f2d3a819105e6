import type { DemoIds } from '../../app/demo/load.ts';
import type { CampaignPersonCommand } from '../../domain/campaign/commands.ts';
import type { ConditionKey } from '../../domain/campaign/state.ts';
import type { TaskPersonCommand } from '../../domain/task/commands.ts';
import { eachUnit, leads, plan, planned, shares } from './plan.ts';
import type { Script, Step } from './script.ts';

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** Login of the liaison officer who answers for a task. */
const liaisonOf = (number: string): string => {
  const [task, share] = number.split('-').map(Number);
  const key = share === undefined ? leads[((task ?? 1) - 1) % leads.length] : shares[share - 1];
  return key === 'education' ? 'liaison' : `liaison-${kebab(key ?? '')}`;
};

export const office = (at: string, command: CampaignPersonCommand): Step => ({ at, by: 'office', command });
export const officeOn = (at: string, task: string, command: TaskPersonCommand): Step => ({ at, by: 'office', task, command });
export const lead = (at: string, task: string, command: TaskPersonCommand): Step => ({ at, by: liaisonOf(task), task, command });
export const confirm = (at: string, ...conditions: readonly ConditionKey[]): readonly Step[] =>
  conditions.map((condition) => office(at, { type: 'confirmCondition', condition, note: '见附件' }));
/** A unit hands in, the office accepts a day later. */
const done = (task: string, submitted: string, accepted: string): readonly Step[] => [
  lead(submitted, task, { type: 'submit', summary: '已完成' }),
  officeOn(accepted, task, { type: 'accept' }),
];

const everyone = [...leads.map((_, index) => String(index + 1)), ...shares.map((_, index) => `13-${index + 1}`)];

/**
 * Ten months: 12 tasks and one that each of four units has. Task 5's unit falls silent, 12's does not sign, 6 is handed in, reviewed too late and sent back, 7 is
 * granted an extension; all others work in time. The commitment lacks its plan's approval until the office overrides it; the other phases close at their dates.
 */
export const wholeStory = (ids: DemoIds): Script => ({
  launchedAt: '2026-03-02 10:00',
  launch: plan(ids, [
    ...[1, 2].map((number) => planned(ids, number, '2026-03-20', { phase: 'commitment' })),
    ...[3, 4].map((number) => planned(ids, number, '2026-09-15')),
    ...[5, 6, 7].map((number) => planned(ids, number, '2026-06-15')),
    ...[8, 9, 10, 11].map((number) => planned(ids, number, '2026-09-15')),
    planned(ids, 12, '2026-11-30', { phase: 'evaluation' }),
    eachUnit(ids, '2026-09-15'),
  ]),
  steps: [
    ...everyone.filter((task) => task !== '12').map((task) => lead('2026-03-02 14:00', task, { type: 'sign' })),
    ...confirm('2026-03-05 10:00', 'publicCommitment', 'officeSetUp', 'mobilisationMeeting'),
    ...['1', '2'].flatMap((task) => done(task, '2026-03-10 15:00', '2026-03-11 10:00')),
    lead('2026-03-12 10:00', '12', { type: 'sign' }),
    office('2026-04-08 10:00', { type: 'overrideCondition', condition: 'planApproved', reason: '文号补办中' }),
    ...confirm('2026-05-12 10:00', 'baselineSurvey'),
    ...['3', '4'].flatMap((task) => done(task, '2026-05-20 15:00', '2026-05-21 10:00')),
    lead('2026-06-11 10:00', '7', { type: 'requestExtension', reason: '政府采购周期长', dueOn: '2026-08-14' }),
    officeOn('2026-06-12 10:00', '7', { type: 'decideExtension', approve: true, reason: '情况属实' }),
    lead('2026-06-12 15:00', '6', { type: 'submit', summary: '已完成' }),
    officeOn('2026-06-25 10:00', '5', { type: 'signUrgingNotice' }),
    officeOn('2026-06-29 14:00', '6', { type: 'sendBack', reason: '缺照片' }),
    lead('2026-07-08 10:00', '5', { type: 'answerUrgingNotice', text: '已落实经费，本月办结' }),
    lead('2026-07-08 15:00', '6', { type: 'submit', summary: '已补照片' }),
    officeOn('2026-07-09 10:00', '6', { type: 'accept' }),
    office('2026-07-10 10:00', { type: 'recordSupervision', heldOn: '2026-07-10', note: '督导四个部门' }),
    ...done('5', '2026-07-20 15:00', '2026-07-21 10:00'),
    ...done('7', '2026-08-12 15:00', '2026-08-13 10:00'),
    ...['8', '9', '10', '11'].flatMap((task) => done(task, '2026-08-20 15:00', '2026-08-21 10:00')),
    office('2026-09-01 10:00', { type: 'recordMeeting', heldOn: '2026-09-01', minutes: '听取进展' }),
    ...shares.flatMap((_, index) => done(`13-${index + 1}`, '2026-09-01 15:00', '2026-09-02 10:00')),
    officeOn('2026-09-02 11:00', '13', { type: 'accept' }),
    office('2026-09-29 10:00', { type: 'recordSupervision', heldOn: '2026-09-29', note: '第二次督导' }),
    office('2026-10-21 11:00', { type: 'overrideCondition', condition: 'priorityAreas', reason: '沿用上年优先领域' }),
    ...done('12', '2026-11-18 15:00', '2026-11-19 10:00'),
    ...confirm('2026-11-20 10:00', 'selfCheck'),
    office('2026-12-10 10:00', { type: 'recordResult', result: '通过', score: 93.5, note: '省级评估' }),
  ],
  until: '2027-01-04 10:00',
});
