import { assessmentRefusals } from './assessment/refusals.ts';
import { bulletinRefusals } from './bulletin/refusals.ts';
import { campaignRefusals } from './campaign/refusals.ts';
import { caseRefusals } from './case/refusals.ts';
import { consultationRefusals } from './consultation/refusals.ts';
import { evaluationRefusals } from './evaluation/refusals.ts';
import { indicatorRefusals } from './indicator/refusals.ts';
import { meetingRefusals } from './meeting/refusals.ts';
import { planRefusals } from './plan/refusals.ts';
import { policyRefusals } from './policy/refusals.ts';
import { kernelRefusals } from './process/refusals.ts';
import { registerRefusals } from './register/refusals.ts';
import { supervisionRefusals } from './supervision/refusals.ts';
import { surveyRefusals } from './survey/refusals.ts';
import { taskRefusals } from './task/refusals.ts';

/** Every refusal of a rule: a stable code, never reused, with its text in Chinese and English; `{name}` is filled from the refusal's params. */
export const refusals = {
  ...kernelRefusals,
  ...policyRefusals,
  ...registerRefusals,
  ...planRefusals,
  ...campaignRefusals,
  ...taskRefusals,
  ...caseRefusals,
  ...meetingRefusals,
  ...supervisionRefusals,
  ...indicatorRefusals,
  ...surveyRefusals,
  ...evaluationRefusals,
  ...assessmentRefusals,
  ...consultationRefusals,
  ...bulletinRefusals,
} as const;
export type RefusalCode = keyof typeof refusals;
