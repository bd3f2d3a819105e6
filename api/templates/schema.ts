import { z } from 'zod';
import { documentKinds } from '../../domain/register/placeholders.ts';
import { pageQuery } from '../http/keyset.ts';
import { id } from '../http/params.ts';
import { reference } from '../http/reference.ts';
import { allowedField, line, recordFields } from '../register/record.ts';

const kind = z.enum(documentKinds).meta({ description: '督办通知书、通报、会议纪要、工作总结' });
const attachment = id.meta({ description: 'The uploaded .docx with names in double braces where values stand (docs/api.md names them)' });
const reason = line(500);

/** A template to put in force. */
export const NewTemplate = z
  .strictObject({ unitId: id.optional().meta({ description: 'Whose template it is; without it: the unit of the asker’s post' }), kind, name: line(100), attachment })
  .meta({ id: 'NewTemplate' });

/** A file to be seen with invented data before it is put in force. */
export const TemplateTrial = z.strictObject({ kind, attachment }).meta({ id: 'TemplateTrial' });

/** Steps on a template. */
export const TemplateCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('revise'), attachment, reason }).meta({ description: 'From now on documents are signed with this file; what was signed stays as it is' }),
    z.strictObject({ type: z.literal('retire'), reason }).meta({ description: 'From now on documents are signed in the layout of their own; what was signed stays as it is' }),
  ])
  .meta({ id: 'TemplateCommand' });

const fields = {
  ...recordFields,
  unit: reference,
  kind: z.enum(documentKinds),
  name: z.string(),
  inForce: z.boolean(),
  editions: z
    .array(z.strictObject({ edition: z.int(), attachment: z.string(), sha256: z.string(), at: z.string().meta({ format: 'date-time' }) }))
    .meta({ description: '版次: every file that was in force, the last one last' }),
};
/** A template in a list. */
export const TemplateItem = z.strictObject(fields).meta({ id: 'TemplateItem' });
/** A template with next steps. */
export const TemplateView = z.strictObject({ ...fields, ...allowedField }).meta({ id: 'Template' });

/** Filters of the list of templates. */
export const TemplateQuery = z.strictObject({ ...pageQuery, kind: kind.optional() });
/** Which edition a sample is of. */
export const SampleQuery = z.strictObject({
  edition: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .transform(Number)
    .optional()
    .meta({ description: 'Without it the last one', override: { type: 'integer', minimum: 1, maximum: 99_999, pattern: undefined } }),
});
/** The kind of document that a path names. */
export const starterParams = z.strictObject({ kind: z.enum(documentKinds) });
