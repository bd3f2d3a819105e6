import type { DemoIds } from '../../app/demo/load.ts';
import { plan, planned } from './plan.ts';
import type { Script } from './script.ts';
import { confirm, lead, office } from './whole-story.ts';

/** Two units hand in before the day and take it back: 5 within the hour, 4 when the day and its overdue notice have passed. Then they are silent. */
export const withdrawnStory = (ids: DemoIds): Script => ({
  launchedAt: '2026-03-02 11:30',
  launch: plan(ids, [planned(ids, 4, '2026-06-15'), planned(ids, 5, '2026-06-15')], { title: '演示区撤回行动（演示）' }),
  steps: [
    ...['4', '5'].map((task) => lead('2026-03-02 15:30', task, { type: 'sign' })),
    ...confirm('2026-03-05 11:30', 'publicCommitment', 'officeSetUp', 'mobilisationMeeting', 'planApproved'),
    office('2026-03-05 12:30', { type: 'closePhase' }),
    ...['4', '5'].map((task) => lead('2026-06-12 15:30', task, { type: 'submit', summary: '已完成' })),
    lead('2026-06-12 16:10', '5', { type: 'withdrawStep', reason: '附件有误' }),
    lead('2026-06-17 10:30', '4', { type: 'withdrawStep', reason: '数据有误' }),
    office('2026-07-08 10:30', { type: 'cancel', reason: '演示结束' }),
  ],
  until: '2026-07-09 10:30',
});
