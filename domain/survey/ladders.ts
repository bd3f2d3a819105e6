import type { Ladder } from '../chase/ladder.ts';
import type { Period } from '../process/time.ts';

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });

/** How the unit of a point that is short is chased: reminded and called, then its manager in charge, then the office. */
export const surveyLadder: Ladder = [
  { rung: 'surveyReminder', offset: workingDays(-5), to: 'responsible' },
  { rung: 'surveyOverdue', offset: workingDays(0), to: 'liaisonOfficer' },
  { rung: 'surveyEscalation', offset: workingDays(3), to: 'managerInCharge' },
  { rung: 'surveyOffice', offset: workingDays(5), to: 'office' },
];
