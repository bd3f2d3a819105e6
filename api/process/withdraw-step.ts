import { z } from 'zod';

/** 撤回: the same step on tasks and cases. */
export const withdrawStep = z.strictObject({ type: z.literal('withdrawStep'), reason: z.string().trim().min(1).max(1_000).optional().meta({ description: 'Why' }) }).meta({
  description:
    '撤回: the asker’s own last step, where it is one that may be withdrawn and nobody else, nor time, has acted since. All stands again as before it; whoever was told of it is told so',
});
