import type { LaunchCampaign } from '../../domain/campaign/commands.ts';
import { type LaunchChoice, launchFromDraft } from '../../domain/campaign/launch.ts';
import { parsePlan } from '../../domain/plan/draft.ts';
import type { FilledDraft } from '../../domain/plan/fill.ts';
import { shownLines } from '../../domain/plan/shown.ts';
import type { PlanSource } from '../../domain/plan/source.ts';
import type { PlanUnit } from '../../domain/plan/unit.ts';
import type { World } from '../../domain/process/definition.ts';
import { campaignIdOf, roundIdsOf } from './store.ts';

type Known = Pick<World, 'org' | 'now'>;

/** The units that a plan may name: those that exist now. */
export const unitsOf = ({ org, now }: Known): readonly PlanUnit[] => org.units().filter(({ until }) => until === undefined || until > now);

/** A draft as it is kept: what a source says, with the units that exist now, beside the text that it was read from. */
export const draftOf = (source: PlanSource, world: Known) => ({ ...parsePlan(source, { units: unitsOf(world) }), source: shownLines(source) });

/** The launch of a draft and the campaign that it becomes: the same whether it is done or only looked at. */
export function launchOf(
  planId: string,
  content: FilledDraft,
  choice: LaunchChoice,
  world: Known & Pick<World, 'actor'>,
): { readonly id: string; readonly command: LaunchCampaign } {
  return { id: campaignIdOf(planId), command: { ...launchFromDraft(content, { ...choice, planId }, world), roundIds: roundIdsOf(planId) } };
}
