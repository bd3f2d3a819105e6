import { account } from './zh/account.ts';
import { administration } from './zh/administration.ts';
import { campaigns } from './zh/campaigns.ts';
import { evaluation } from './zh/evaluation.ts';
import { inspector } from './zh/inspector.ts';
import { meetings } from './zh/meetings.ts';
import { oversight } from './zh/oversight.ts';
import { shell } from './zh/shell.ts';
import { work } from './zh/work.ts';

/** All Chinese texts of the console, by place. en.ts has the same keys, by its type. */
export const zh = { ...account, ...administration, ...campaigns, ...evaluation, ...inspector, ...meetings, ...oversight, ...shell, ...work } as const;
