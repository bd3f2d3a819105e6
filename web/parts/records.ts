/** What is opened now and then: papers of a campaign, consultations, and the administrator's pages. */
export { Screen as Assessment } from '../pages/assessment.tsx';
export { Screen as Bulletin } from '../pages/bulletin.tsx';
export { Screen as Calendar } from '../pages/calendar.tsx';
export { Screen as Consultation } from '../pages/consultation.tsx';
export { Screen as Consultations } from '../pages/consultations.tsx';
export { Screen as Deliveries } from '../pages/deliveries.tsx';
export { Screen as Evaluation } from '../pages/evaluation.tsx';
export { Screen as Indicator } from '../pages/indicator.tsx';
export { Screen as Ladders } from '../pages/ladders.tsx';
export { Screen as Meeting } from '../pages/meeting.tsx';
export { Screen as OrgImport } from '../pages/org-import.tsx';
export { Screen as Register } from '../pages/register.tsx';
export { Screen as RegisterEntry } from '../pages/register-entry.tsx';
export { Screen as Supervision } from '../pages/supervision.tsx';
export { Screen as Survey } from '../pages/survey.tsx';
export { Screen as Tokens } from '../pages/tokens.tsx';
