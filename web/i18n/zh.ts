import { administration } from './zh/administration.ts';
import { campaigns } from './zh/campaigns.ts';
import { drafts } from './zh/drafts.ts';
import { evaluation } from './zh/evaluation.ts';
import { meetings } from './zh/meetings.ts';
import { shell } from './zh/shell.ts';
import { work } from './zh/work.ts';

/** All Chinese texts of the console, by place. en.ts has the same keys, by its type. */
export const zh = { ...administration, ...campaigns, ...drafts, ...evaluation, ...meetings, ...shell, ...work } as const;
