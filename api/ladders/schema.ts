import { z } from 'zod';
import { ladder, period } from '../tasks/schema.ts';

/** A rung in words, and as a launch takes it. */
const rungView = z
  .strictObject({ ...ladder.element.shape, name: z.string(), when: z.string(), toName: z.string().meta({ description: 'Whom it tells, in words' }) })
  .meta({ id: 'Rung' });

/** A ladder in words: which deadline it chases, and its rungs. */
export const ladderView = z.strictObject({ ladder: z.string().meta({ description: 'Its name in `ladders`' }), name: z.string(), rungs: z.array(rungView) });

const limits = z
  .array(
    z.strictObject({
      part: z.enum(['limits', 'every']).meta({ description: 'The part of `ladders` in which it is set' }),
      limit: z.string().meta({ description: 'Its name in that part' }),
      name: z.string(),
      text: z.string(),
      period: period.nullable().meta({ description: 'How long, as `ladders` takes it; null for an interval of calendar months' }),
      months: z.int().nullable().meta({ description: 'Of an interval of calendar months how many' }),
      isDefault: z.boolean(),
    }),
  )
  .meta({ description: 'Limits that no plan names and how often meetings and visits are due, in words' });

/** The rules of this product, which hold where nobody has chosen others. */
export const DefaultLaddersView = z
  .strictObject({
    campaign: z.array(ladderView).meta({ description: 'Of a campaign, unless its launch brings others' }),
    limits,
    cases: z.array(ladderView.extend({ limit: z.string().nullable().meta({ description: 'How long, where no document names it' }), rule: z.string() })).meta({
      description: 'Of each deadline of a case, unless the case was opened with a ladder of its own',
    }),
  })
  .meta({ id: 'DefaultLadders' });

/** A campaign's rules beside those of the product. */
export const CampaignRulesView = z
  .strictObject({
    ladders: z.array(
      ladderView.extend({
        isDefault: z.boolean(),
        leftOut: z.array(rungView).meta({ description: 'Rungs of the default ladder that it does not have' }),
      }),
    ),
    limits,
  })
  .meta({ id: 'CampaignRules' });
