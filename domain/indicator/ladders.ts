import type { Ladder } from '../chase/ladder.ts';
import type { Period } from '../process/time.ts';

const workingDays = (value: number): Period => ({ value, unit: 'workingDay' });

/** How a value that is owed is chased unless the launch brings another ladder: its unit is reminded and called, then its manager in charge, then the office. */
export const defaultValueLadder: Ladder = [
  { rung: 'valueReminder', offset: workingDays(-5), to: 'responsible' },
  { rung: 'valueOverdue', offset: workingDays(0), to: 'liaisonOfficer' },
  { rung: 'valueEscalation', offset: workingDays(3), to: 'managerInCharge' },
  { rung: 'valueOffice', offset: workingDays(5), to: 'office' },
];
