/** A campaign with its tabs, its report, and a plan on its way to one. */
export { Screen as Campaign } from '../pages/campaign.tsx';
export { Screen as Plan } from '../pages/plan.tsx';
export { Screen as Report } from '../pages/report.tsx';
