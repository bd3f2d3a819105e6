import { campaignRules } from './campaign-rules.ts';
import { evaluationRules } from './evaluation-rules.ts';
import { ledgerRules } from './ledger-rules.ts';
import { meetingRules } from './meeting-rules.ts';
import { preparationRules } from './preparation-rules.ts';
import type { Rule } from './rule.ts';
import { withdrawingRules } from './withdrawing-rules.ts';
import { workflowRules } from './workflow-rules.ts';

/** What an attack on the design found, and what was promised since: each with its test and a way to break it. */
export const rules: readonly Rule[] = [...workflowRules, ...ledgerRules, ...campaignRules, ...preparationRules, ...meetingRules, ...evaluationRules, ...withdrawingRules];
