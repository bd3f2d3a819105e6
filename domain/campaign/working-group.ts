import type { PlannedTask } from './commands.ts';
import type { Section } from './state.ts';

/** The units that lead or support a section's tasks; units that each have a share of one are no members by that. */
function unitsAtWork(section: string, tasks: readonly PlannedTask[]): readonly string[] {
  return [...new Set(tasks.filter((task) => task.section === section).flatMap((task) => [...(task.leadUnitId === undefined ? [] : [task.leadUnitId]), ...task.supportingUnitIds]))];
}

/** Sections with their working groups: where a lead is named, its members are the units at work in the section unless others are named. */
export const grouped = (sections: readonly Section[], tasks: readonly PlannedTask[]): readonly Section[] =>
  sections.map((section) =>
    section.leadUnitId === undefined || section.memberUnitIds
      ? section
      : { ...section, memberUnitIds: unitsAtWork(section.name, tasks).filter((unitId) => unitId !== section.leadUnitId) },
  );
