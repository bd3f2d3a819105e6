import type { Follow } from '../process/decision.ts';
import type { World } from '../process/definition.ts';
import type { CampaignState } from './state.ts';

type Taking = Pick<CampaignState, 'memberUnitIds' | 'sections'>;

/** Lead units of the campaign's sections, each once. */
export const groupLeadsOf = ({ sections }: Pick<CampaignState, 'sections'>): readonly string[] => [
  ...new Set(sections.flatMap(({ leadUnitId }) => (leadUnitId === undefined ? [] : [leadUnitId]))),
];

/** Who takes part has changed: what is seen by whoever sees the campaign hears of it in the same transaction. */
export const membersBelow = (campaign: Taking, world: World): readonly Follow[] =>
  world.attached.flatMap(({ type, state }): readonly Follow[] =>
    type === 'indicator' || type === 'survey'
      ? [{ type, id: state.id, command: { type: 'setMembers', memberUnitIds: campaign.memberUnitIds, groupLeadUnitIds: groupLeadsOf(campaign) } as Follow['command'] }]
      : [],
  );
