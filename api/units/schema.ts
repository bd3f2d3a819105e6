import { z } from 'zod';
import { unitKinds } from '../../domain/org/org.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { PreviewView } from '../preview/schema.ts';
import { allowedField, date, line, recordFields } from '../register/record.ts';

const name = line(100);
const shortName = line(40);
const aliases = z.array(line(100)).max(20).meta({ description: 'Other names that documents use' });

const successor = id.meta({ description: 'The living unit that takes over all open work' });
const ids = z.array(id).max(200);

/** A unit to register. */
export const NewUnit = z
  .strictObject({ name, shortName: shortName.optional(), aliases: aliases.optional(), kind: z.enum(unitKinds), parentId: id.optional(), from: date.optional() })
  .meta({ id: 'NewUnit' });

/** Steps on a unit. */
export const UnitCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('rename'), name, shortName: shortName.optional(), from: date.optional() }),
    z.strictObject({ type: z.literal('change'), shortName: shortName.optional(), aliases: aliases.optional() }),
    z.strictObject({ type: z.literal('move'), parentId: id, reason: line(500) }),
    z.strictObject({ type: z.literal('end'), on: date.optional(), successorId: id.optional() }),
    z.strictObject({ type: z.literal('merge'), successorId: successor, reason: line(500) }),
    z.strictObject({
      type: z.literal('split'),
      successorId: successor,
      parts: z
        .array(z.strictObject({ unitId: id, posts: ids, children: ids.meta({ description: 'Units below that go to this part' }) }))
        .min(1)
        .max(20)
        .meta({ description: 'Living units, registered before; what no part names goes to the successor' }),
      reason: line(500),
    }),
  ])
  .meta({ id: 'UnitCommand' });

/** What a step on a unit would do. */
export const UnitPreview = PreviewView.extend({
  openTasks: z.int().meta({ description: 'Open tasks that the unit leads: where it ends, its successor sees them, works on them and is chased' }),
  openCases: z.int().meta({ description: 'The same for open cases of an enforcement body' }),
  people: z.int().meta({ description: 'People who hold posts of the unit' }),
}).meta({ id: 'UnitPreview' });

const fields = {
  ...recordFields,
  name: z.string(),
  shortName: z.string().nullable(),
  aliases: z.array(z.string()),
  kind: z.enum(unitKinds),
  parent: reference.nullable(),
  from: z.string(),
  until: z.string().nullable(),
  successor: reference.nullable(),
};
/** A unit in a list. */
export const UnitItem = z.strictObject(fields).meta({ id: 'UnitItem' });
/** A unit with all its names and its next steps. */
export const UnitView = z
  .strictObject({
    ...fields,
    names: z.array(z.strictObject({ name: z.string(), from: z.string() })).meta({ description: 'Every name, oldest first; documents keep the name of their day' }),
    ...allowedField,
  })
  .meta({ id: 'Unit' });
