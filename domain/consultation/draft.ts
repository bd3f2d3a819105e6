import { launchFromDraft } from '../campaign/launch.ts';
import { isLiving } from '../org/org.ts';
import type { FilledDraft } from '../plan/fill.ts';
import type { NamedUnit } from '../plan/unit.ts';
import type { World } from '../process/definition.ts';
import type { AskedTask, AskedUnit } from './state.ts';

const asked = ({ name, unitId }: NamedUnit): AskedUnit => ({ name, ...(unitId === null ? {} : { unitId }) });

/** The draft's tasks as the units are asked about them. */
export function askedTasks(plan: FilledDraft): readonly AskedTask[] {
  const titles = new Map(plan.sections.map(({ id, title }) => [id, title]));
  return plan.tasks.map(({ number, section, content, lead, supporting, each, dueOn }): AskedTask => {
    const title = section === null ? undefined : titles.get(section);
    // A task of every unit of a set is led by the set as the document words it.
    const leads = lead ?? (each ? { name: each.expression, unitId: null } : null);
    return {
      number,
      content,
      supporting: supporting.map(asked),
      ...(title === undefined ? {} : { section: title }),
      ...(leads ? { lead: asked(leads) } : {}),
      ...(dueOn === null ? {} : { dueOn }),
    };
  });
}

/** Every living unit that the draft names, as a member or for a task, sets resolved as a launch resolves them; the office itself left out. */
export function unitsNamed(plan: FilledDraft, officeUnitId: string, world: Pick<World, 'org' | 'actor' | 'now'>): readonly string[] {
  const { memberUnitIds, tasks } = launchFromDraft(plan, { officeUnitId }, world);
  const named = [...memberUnitIds, ...tasks.flatMap((task) => [task.leadUnitId, ...task.supportingUnitIds, ...(task.unitIds ?? [])])];
  return [...new Set(named.filter((id) => id !== undefined))].filter((id) => id !== officeUnitId && isLiving(id, world.org, world.now));
}
