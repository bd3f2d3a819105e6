import type { DemoIds } from '../../app/demo/load.ts';
import { plan, planned } from './plan.ts';
import type { Script } from './script.ts';
import { confirm, lead, office } from './whole-story.ts';

/**
 * Two months' standstill: task 5's unit is silent before and after it, 4 is handed in shortly before. The dates then move by the standstill, or are kept.
 * Suspended in the afternoon and resumed in the morning, so that the span is a few hours short of whole days.
 */
export const suspendedStory = (ids: DemoIds, mode: 'keep' | 'shift'): Script => ({
  launchedAt: '2026-03-02 11:00',
  launch: plan(ids, [planned(ids, 4, '2026-06-01'), planned(ids, 5, '2026-06-15')], { title: `演示区专项行动（演示，${mode}）` }),
  steps: [
    ...['4', '5'].map((task) => lead('2026-03-02 15:00', task, { type: 'sign' })),
    ...confirm('2026-03-05 11:00', 'publicCommitment', 'officeSetUp', 'mobilisationMeeting', 'planApproved'),
    office('2026-03-05 12:00', { type: 'closePhase' }),
    lead('2026-05-08 15:00', '4', { type: 'submit', summary: '已完成' }),
    office('2026-05-11 15:30', { type: 'suspend', reason: '应对突发公共卫生事件' }),
    office('2026-07-13 10:00', { type: 'resume', mode }),
    { at: '2026-07-20 11:30', by: 'office', task: '4', command: { type: 'accept' } },
    office('2026-09-10 10:00', { type: 'cancel', reason: '演示结束' }),
  ],
  until: '2026-09-11 10:00',
});
