import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../api/client.ts';
import type { components } from '../api/types.ts';

type Schemas = components['schemas'];

/** A ladder in words, of a campaign or of the product. */
export type LadderInWords = Pick<Schemas['CampaignRules']['ladders'][number], 'ladder' | 'name' | 'rungs'>;
export type CampaignRules = Schemas['CampaignRules'];

/** A campaign's chase rules in words, read again whenever the campaign moves. */
export const rulesOf = ({ id }: Pick<Schemas['CampaignItem'], 'id'>) =>
  queryOptions({ queryKey: ['campaigns', id, 'ladders'], queryFn: () => answered(api.GET('/api/v1/campaigns/{id}/ladders', { params: { path: { id } } })) });

/** The rules that hold where nobody has chosen others. */
export const defaultRules = queryOptions({ queryKey: ['ladders'], queryFn: () => answered(api.GET('/api/v1/ladders')) });
