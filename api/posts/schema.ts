import { z } from 'zod';
import { roles } from '../../domain/process/actor.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, date, line, recordFields } from '../register/record.ts';

/** A post to create, held or vacant. */
export const NewPost = z.strictObject({ unitId: id, role: z.enum(roles), title: line(60), from: date.optional(), personId: id.optional() }).meta({ id: 'NewPost' });

/** Steps on a post. */
export const PostCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('assign'), personId: id, from: date.optional() }),
    z.strictObject({ type: z.literal('vacate'), on: date.optional(), reason: line(500).optional() }),
    z.strictObject({ type: z.literal('setDeputy'), deputyPostId: id.nullable() }),
    z.strictObject({ type: z.literal('end'), on: date.optional() }),
  ])
  .meta({ id: 'PostCommand' });

const fields = {
  ...recordFields,
  title: z.string(),
  role: z.enum(roles),
  unit: reference,
  person: reference.nullable(),
  standIns: z.array(z.strictObject({ person: reference, post: reference, unit: reference })).meta({ description: 'Who is told while the post is vacant; empty while it is held' }),
  deputyPost: reference.nullable(),
  from: z.string(),
  until: z.string().nullable(),
};
/** A post in a list. */
export const PostItem = z.strictObject(fields).meta({ id: 'PostItem' });
/** A post with everyone who held it and its next steps. */
export const PostView = z
  .strictObject({ ...fields, tenures: z.array(z.strictObject({ person: reference, from: z.string(), until: z.string().nullable() })), ...allowedField })
  .meta({ id: 'Post' });
