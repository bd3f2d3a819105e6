import { z } from 'zod';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Org } from '../../domain/org/org.ts';
import { isWhole } from '../../domain/task/counted.ts';
import type { TaskState } from '../../domain/task/state.ts';
import type { Rehearsed } from '../../ledger/execute.ts';
import type { Language } from '../http/language.ts';
import { reference, unitRef } from '../http/reference.ts';
import { presentLadders } from '../ladders/presenter.ts';
import { ladderView } from '../ladders/schema.ts';
import { presentRefused, refusedField } from './refused.ts';

/** What a launch would begin: who gets how many tasks and notices, and by which ladders they will be chased. */
export const LaunchPreviewView = z
  .strictObject({
    refused: refusedField.meta({ description: 'Why the launch would be refused now; nothing would begin then' }),
    tasks: z.int().meta({ description: 'Of an each-unit task its shares' }),
    notices: z.int(),
    people: z.int().meta({ description: 'How many people would be told' }),
    units: z.array(z.strictObject({ unit: reference, tasks: z.int().meta({ description: 'That it leads' }), notices: z.int(), people: z.int() })).meta({
      description: 'Units that lead a task or are told something, most tasks first',
    }),
    ladders: z.array(ladderView).meta({ description: 'How the tasks will be chased, in words and as `ladders` of a launch takes it' }),
  })
  .meta({ id: 'LaunchPreview' });

interface Told {
  tasks: number;
  notices: number;
  readonly people: Set<string>;
}

function unitsOf({ processes }: Rehearsed, org: Org) {
  const units = new Map<string, Told>();
  const of = (unitId: string): Told => {
    const known = units.get(unitId) ?? { tasks: 0, notices: 0, people: new Set<string>() };
    units.set(unitId, known);
    return known;
  };
  for (const { type, state, notices } of processes) {
    if (type === 'task' && !isWhole(state as TaskState)) of((state as TaskState).leadUnitId).tasks += 1;
    for (const { draft } of notices) {
      for (const unitId of new Set(draft.to.map((to) => to.unitId))) of(unitId).notices += 1;
      for (const { unitId, personId } of draft.to) of(unitId).people.add(personId);
    }
  }
  return [...units]
    .map(([unitId, { tasks, notices, people }]) => ({ unit: unitRef(unitId, org), tasks, notices, people: people.size }))
    .toSorted((one, other) => other.tasks - one.tasks || other.notices - one.notices);
}

/** What was decided of a launch without doing it, for the office that would launch. */
export function presentLaunch(rehearsed: Rehearsed, language: Language) {
  const { refusal, processes, moment } = rehearsed;
  const drafts = processes.flatMap(({ notices }) => notices.map(({ draft }) => draft));
  const campaign = processes.find(({ type }) => type === 'campaign');
  return {
    refused: refusal ? presentRefused(refusal, language) : null,
    tasks: processes.filter(({ type, state }) => type === 'task' && !isWhole(state as TaskState)).length,
    notices: drafts.length,
    people: new Set(drafts.flatMap(({ to }) => to.map(({ personId }) => personId))).size,
    units: unitsOf(rehearsed, moment.org),
    ladders: campaign ? presentLadders((campaign.state as CampaignState).ladders, language, ['sign', 'task', 'review']) : [],
  };
}
