import type { FactBase, RungReached } from '../process/fact.ts';
import type { BeijingDate } from '../process/time.ts';
import type { UrgingContent } from '../task/urging.ts';
import type { CampaignLadders, Every } from './ladders.ts';
import type { PhaseDates, Revision } from './revision.ts';
import type { Approval, CampaignContent, CampaignState, ConditionKey, GroupMember, PlannedPhase, PlannedVisit, Section } from './state.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

/** How a condition stood when its phase closed. */
export interface ConditionAtClose {
  readonly condition: ConditionKey;
  readonly by: 'held' | 'override';
}

export type CampaignFact =
  | (Fact<'campaignLaunched'> &
      CampaignContent & {
        readonly phases: readonly PlannedPhase[];
        readonly ladders: CampaignLadders;
        readonly dates: CampaignState['dates'];
        readonly taskCount: number;
        readonly indicatorCount?: number;
      })
  | (Fact<'phaseOpened'> & { readonly phase: number; readonly entersStage: true })
  | (Fact<'phaseClosed'> & { readonly phase: number; readonly by: 'date' | 'office' | 'history'; readonly conditions: readonly ConditionAtClose[] })
  | (Fact<'conditionConfirmed'> & {
      readonly phase: number;
      readonly condition: ConditionKey;
      readonly note: string;
      readonly on?: BeijingDate;
      readonly documentNumber?: string;
      readonly evidence: readonly string[];
    })
  | (Fact<'confirmationWithdrawn'> & { readonly phase: number; readonly condition: ConditionKey; readonly reason: string })
  | (Fact<'conditionOverridden'> & { readonly phase: number; readonly condition: ConditionKey; readonly reason: string })
  | (Fact<'approvalRecorded'> & Approval)
  | (Fact<'compositionSet'> & { readonly members: readonly GroupMember[]; readonly reason: string })
  | (Fact<'workingGroupSet'> & {
      readonly section: string;
      readonly leadUnitId: string;
      readonly memberUnitIds: readonly string[];
      readonly reason: string;
      readonly former: { readonly leadUnitId?: string; readonly memberUnitIds: readonly string[] };
    })
  /** Units that had none then. */
  | (Fact<'liaisonOfficersAsked'> & { readonly unitIds: readonly string[] })
  | (Fact<'liaisonOfficerNamed'> & { readonly unitId: string; readonly personId: string; readonly postId: string })
  | Fact<'liaisonOfficersComplete'>
  | (Fact<'resultRecorded'> & { readonly result: string; readonly score?: number; readonly note: string; readonly evidence: readonly string[] })
  | (Fact<'meetingRecorded'> & { readonly heldOn: BeijingDate; readonly minutes: string; readonly decisions: readonly string[]; readonly evidence: readonly string[] })
  | (Fact<'supervisionRecorded'> & { readonly heldOn: BeijingDate; readonly note: string; readonly evidence: readonly string[] })
  | (Fact<'visitsNoted'> & PlannedVisit)
  | (Fact<'taskAdded'> & { readonly taskId: string; readonly number: string; readonly count: number; readonly reason: string })
  | (Fact<'indicatorAdded'> & { readonly indicatorId: string; readonly number: string })
  | (Fact<'planRevised'> & Omit<Revision, 'at' | 'by'> & { readonly count: number; readonly phases: readonly PhaseDates[]; readonly sections: readonly Section[] })
  | (Fact<'tasksUrged'> & UrgingContent)
  | (Fact<'fieldCorrected'> & {
      readonly field: string;
      readonly value: string | number | readonly string[];
      readonly old: string | number | readonly string[] | null;
      readonly reason: string;
    })
  /** The whole of them, as they are from now on. */
  | (Fact<'laddersSet'> & { readonly ladders: CampaignLadders; readonly reason: string })
  | (Fact<'bulletinRhythmSet'> & { readonly every?: Every })
  | Fact<'bulletinNoted'>
  | (Fact<'campaignSettled'> & { readonly result?: string })
  | Fact<'campaignClosed'>
  | (Fact<'campaignSuspended'> & { readonly reason: string })
  | (Fact<'campaignResumed'> & { readonly mode: 'keep' | 'shift'; readonly days: number })
  | (Fact<'campaignCancelled'> & { readonly reason: string })
  | (Fact<'deadlinesRecomputed'> & { readonly calendarVersion: number })
  | RungReached;
export type CampaignFactOf<T extends CampaignFact['type']> = Extract<CampaignFact, { readonly type: T }>;
