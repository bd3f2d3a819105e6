/** What is opened every day: the workbench, lists, a task, a case. */
export { Screen as Campaigns } from '../pages/campaigns.tsx';
export { Screen as Case } from '../pages/case.tsx';
export { Screen as NewCase } from '../pages/case-new.tsx';
export { Screen as Cases } from '../pages/cases.tsx';
export { Screen as Chasing } from '../pages/chasing.tsx';
export { Screen as Escalations } from '../pages/escalations.tsx';
export { Screen as Notifications } from '../pages/notifications.tsx';
export { Screen as Plans } from '../pages/plans.tsx';
export { Screen as Task } from '../pages/task.tsx';
export { Screen as Tasks } from '../pages/tasks.tsx';
export { Screen as Workbench } from '../pages/workbench.tsx';
