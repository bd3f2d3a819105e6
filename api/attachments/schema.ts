import { z } from 'zod';

/** A file as it may be named in `evidence`. */
export const Attachment = z
  .strictObject({
    id: z.string().meta({ description: 'Goes into `evidence: [id]` of a command' }),
    sha256: z.string().meta({ description: 'Of the bytes as uploaded, hexadecimal' }),
    size: z.int(),
    mediaType: z.string().meta({ description: 'By content' }),
    name: z.string(),
    unitId: z.string(),
    uploadedBy: z.string(),
    createdAt: z.string().meta({ format: 'date-time' }),
  })
  .meta({ id: 'Attachment' });

/** How an upload names its file. */
export const UploadQuery = z.strictObject({ name: z.string().max(1_000).optional().meta({ description: 'The file’s name, if not given by Content-Disposition' }) });
