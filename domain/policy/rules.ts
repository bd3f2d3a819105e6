import type { ProcessType } from '../process/definition.ts';
import { bulletinRules } from './bulletin-rules.ts';
import { campaignRules } from './campaign-rules.ts';
import { caseRules } from './case-rules.ts';
import { registerRules } from './register-rules.ts';
import type { TypeRules } from './rule.ts';
import { taskRules } from './task-rules.ts';

/** The one table of rights: for every type of process who sees a record and who takes which step. The check, the query filter and the tests all read it. */
export const rules: Readonly<Record<ProcessType, TypeRules>> = { campaign: campaignRules, task: taskRules, case: caseRules, bulletin: bulletinRules, ...registerRules };
