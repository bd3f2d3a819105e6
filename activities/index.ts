import type { Nudger } from '../engine/nudger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createAssessmentActivities } from './assessment.ts';
import { createBellActivities } from './bell.ts';
import { createBulletinActivities } from './bulletin.ts';
import { createCampaignActivities } from './campaign.ts';
import { createCaseActivities } from './case.ts';
import type { Channel } from './channel/channel.ts';
import { createConsultationActivities } from './consultation.ts';
import { createDeliveryActivities, type DeliveryOptions } from './delivery.ts';
import { createEvaluationActivities } from './evaluation.ts';
import { createIndicatorActivities } from './indicator.ts';
import { createLook } from './look.ts';
import { createMeetingActivities } from './meeting.ts';
import { createSupervisionActivities } from './supervision.ts';
import { createSurveyActivities } from './survey.ts';
import { createSweepActivities } from './sweep.ts';
import { createTaskActivities } from './task.ts';

export interface ActivityDependencies {
  readonly ledger: Ledger;
  readonly nudger: Nudger;
  readonly channels: readonly Channel[];
  readonly delivery?: DeliveryOptions;
}

/** All that workflows may ask to be done, bound to one ledger. */
export const createActivities = ({ ledger, nudger, channels, delivery }: ActivityDependencies) => ({
  ...createLook(ledger),
  ...createCaseActivities(ledger),
  ...createTaskActivities(ledger),
  ...createCampaignActivities(ledger, nudger),
  ...createMeetingActivities(ledger),
  ...createSupervisionActivities(ledger),
  ...createIndicatorActivities(ledger),
  ...createSurveyActivities(ledger),
  ...createEvaluationActivities(ledger),
  ...createAssessmentActivities(ledger),
  ...createConsultationActivities(ledger),
  ...createBulletinActivities(ledger),
  ...createBellActivities(ledger),
  ...createSweepActivities(ledger, nudger),
  ...createDeliveryActivities(ledger, channels, delivery),
});
