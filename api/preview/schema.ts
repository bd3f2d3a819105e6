import { z } from 'zod';
import { reference } from '../http/reference.ts';

const time = z.string().meta({ format: 'date-time' });
const change = <T extends z.ZodType>(value: T) => z.strictObject({ before: value.nullable(), after: value.nullable() });

/** A text, a number, what is required, a unit or several. */
const changedValue = z.union([z.string(), z.number(), z.array(z.string()), reference, z.array(reference)]);
const noticeText = z.strictObject({ title: z.string(), why: z.string(), rule: z.string(), stops: z.string() });

const move = z.strictObject({
  type: z.string(),
  id: z.string().nullable().meta({ description: 'Null for what the command would make' }),
  number: z.string().nullable(),
  title: z.string(),
  facts: z.array(z.string()).meta({ description: 'What would be recorded, in order' }),
  stage: change(z.string()),
  lead: change(reference),
  dueOn: change(z.string()),
  changes: z
    .array(z.strictObject({ field: z.string(), name: z.string(), ...change(changedValue).shape }))
    .meta({ description: 'Each field whose text, units or dates would be another: as it stands and as it would be; empty for what the command would make' }),
  rungs: z
    .array(
      z.strictObject({
        deadline: z.string(),
        rung: z.string(),
        name: z.string().meta({ description: 'Deadline and rung in words' }),
        before: time.nullable(),
        after: time.nullable(),
        to: change(z.string()).meta({ description: 'Whom it tells, in words' }),
        atOnce: z.boolean().meta({ description: 'It comes as soon as the command is taken' }),
      }),
    )
    .meta({
      description: 'Rungs of chase ladders that would come at another moment, tell somebody else, come newly, or no more',
    }),
});
const left = z.array(z.strictObject({ number: z.string(), code: z.string(), detail: z.string() }));

/** What a re-plan did, as its preview showed it. */
export const RevisionView = z
  .strictObject({
    revision: z.int(),
    moves: z.array(move).meta({ description: 'Each task that it moved and that the asker sees, the first five hundred; of what it made `stage.before` is null' }),
    movesCount: z.int().meta({ description: 'How many tasks it moved, also those that the asker does not see' }),
    left: left.meta({ description: 'Tasks that it was for and that it left as they were, each with why' }),
  })
  .meta({ id: 'Revision' });

/** What a command would do. */
export const PreviewView = z
  .strictObject({
    refused: z
      .strictObject({ code: z.string(), detail: z.string(), items: z.array(z.record(z.string(), z.unknown())) })
      .nullable()
      .meta({
        description: 'Why the command would be refused now; nothing would happen then. Of a re-plan `moves` and `notices` are then what it would do without the changes in `left`',
      }),
    moves: z.array(move).meta({ description: 'Each process that would move, the first five hundred' }),
    movesCount: z.int(),
    left: left.meta({ description: 'Tasks that the command is for and that it would leave as they are, or for which it is refused, each with why; of a phase its name' }),
    notices: z
      .array(
        z.strictObject({
          kind: z.string(),
          title: z.string(),
          text: z.strictObject({ zh: noticeText, en: noticeText }).meta({ description: 'As its addressees will read it' }),
          dueAt: time.nullable(),
          to: z.array(z.strictObject({ unit: reference, post: z.string() })),
        }),
      )
      .meta({ description: 'Each notice that would be given at once, the first five hundred' }),
    noticesCount: z.int(),
    people: z.int().meta({ description: 'How many people would be told; each gets one mail, whatever the number of notices' }),
  })
  .meta({ id: 'Preview' });
