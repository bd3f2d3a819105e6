import { addDays } from '../../domain/calendar/beijing.ts';
import type { TestApi } from '../api/api.ts';
import { openSmallDistrict, type Person, type SmallDistrict, today } from '../api/small-district.ts';
import { planned } from '../campaign/plan.ts';

const departments = ['education', 'health', 'culture'] as const;
type Department = (typeof departments)[number];

/** A campaign of two tasks in its second phase: education's (1) is due in two months, health's (2) in three days; culture has none. */
export interface TwoTasks extends Pick<SmallDistrict, 'district' | 'group'> {
  readonly units: Readonly<Record<'office' | Department, string>>;
  /** Who works in the office, and the liaison officers. */
  readonly people: Readonly<Record<'office' | Department, Person>>;
  readonly campaignId: string;
  readonly tasks: Readonly<Record<string, string>>;
}

export async function openTwoTasks(api: TestApi): Promise<TwoTasks> {
  const { district, group, office, officer, launch } = await openSmallDistrict(api);
  const units = { office } as Record<'office' | Department, string>;
  const people = { office: officer } as Record<'office' | Department, Person>;
  for (const key of departments) {
    units[key] = await api.unit(key, 'department', district);
    people[key] = await api.person(key, { unitId: units[key], role: 'liaisonOfficer' });
  }
  const launched = await launch([planned('1', { leadUnitId: units.education, dueOn: addDays(today, 60) }), planned('2', { leadUnitId: units.health, dueOn: addDays(today, 3) })], {
    memberUnitIds: [units.education, units.health],
    phases: [
      { kind: 'commitment', name: '政府承诺', startsOn: '2026-01-05', endsOn: '2026-02-27' },
      { kind: 'intervention', name: '综合干预', startsOn: today, endsOn: '2026-10-31' },
    ],
    dates: { mode: 'backfill' },
  });
  return { district, group, units, people, ...launched };
}
