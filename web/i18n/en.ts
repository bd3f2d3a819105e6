import { account } from './en/account.ts';
import { administration } from './en/administration.ts';
import { campaigns } from './en/campaigns.ts';
import { evaluation } from './en/evaluation.ts';
import { inspector } from './en/inspector.ts';
import { meetings } from './en/meetings.ts';
import { oversight } from './en/oversight.ts';
import { shell } from './en/shell.ts';
import { work } from './en/work.ts';
import type { zh } from './zh.ts';

type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** The same in English. */
export const en: Texts<typeof zh> & { readonly due: { readonly over_one: string; readonly left_one: string } } = {
  ...account,
  ...administration,
  ...campaigns,
  ...inspector,
  ...evaluation,
  ...meetings,
  ...oversight,
  ...shell,
  ...work,
};
