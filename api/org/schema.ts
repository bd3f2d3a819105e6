import { z } from 'zod';
import { reference } from '../http/reference.ts';

const count = z.strictObject({ made: z.int(), changed: z.int(), same: z.int() });

/** Whether to try only. */
export const ImportQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).optional().meta({ description: '`true`: says what the import would do, and does nothing' }) });

/** What an import did, or would do. */
export const ImportView = z
  .strictObject({
    dryRun: z.boolean(),
    id: z.string().nullable().meta({ description: 'The import’s record; null where nothing was to be done, or only tried' }),
    problems: z
      .array(
        z.strictObject({
          sheet: z.string(),
          row: z.int().meta({ description: 'As the spreadsheet numbers it; 0: the sheet as a whole' }),
          column: z.string(),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .meta({ description: 'Each cell that cannot be taken; with one of them nothing is imported' }),
    notes: z
      .array(
        z.strictObject({
          sheet: z.string(),
          row: z.int(),
          column: z.string(),
          named: z.string().meta({ description: 'As the cell has it' }),
          unit: reference.meta({ description: 'The unit that it is now' }),
          detail: z.string(),
        }),
      )
      .meta({
        description:
          'Rows that name a unit as it was called once, or one that ended into another: such a row of units changes nothing, other rows are taken for the unit that it is now',
      }),
    units: count,
    people: count,
    posts: count,
    parties: count,
    passwords: z
      .array(z.strictObject({ personId: z.string(), name: z.string(), username: z.string(), password: z.string() }))
      .meta({ description: 'First passwords of the people made: each opens one session within 72 hours, for its change; shown in this answer alone, for they are kept nowhere' }),
  })
  .meta({ id: 'OrgImport' });
