import type { ProcessType } from '../process/definition.ts';
import { bulletinRules } from './bulletin-rules.ts';
import { campaignRules } from './campaign-rules.ts';
import { caseRules } from './case-rules.ts';
import { consultationRules } from './consultation-rules.ts';
import { assessmentRules, evaluationRules } from './evaluation-rules.ts';
import { indicatorRules } from './indicator-rules.ts';
import { meetingRules } from './meeting-rules.ts';
import { registerRules } from './register-rules.ts';
import type { TypeRules } from './rule.ts';
import { supervisionRules } from './supervision-rules.ts';
import { surveyRules } from './survey-rules.ts';
import { taskRules } from './task-rules.ts';

/** The one table of rights: for every type of process who sees a record and who takes which step. The check, the query filter and the tests all read it. */
export const rules: Readonly<Record<ProcessType, TypeRules>> = {
  campaign: campaignRules,
  task: taskRules,
  case: caseRules,
  meeting: meetingRules,
  supervision: supervisionRules,
  indicator: indicatorRules,
  survey: surveyRules,
  evaluation: evaluationRules,
  assessment: assessmentRules,
  consultation: consultationRules,
  bulletin: bulletinRules,
  ...registerRules,
};
