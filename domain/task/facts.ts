import type { PlannedRung } from '../chase/deadline.ts';
import type { FactBase, RungReached, StepWithdrawn } from '../process/fact.ts';
import type { BeijingDate, Instant, Period } from '../process/time.ts';
import type { UsedTemplate } from '../register/template.ts';
import type { CorrectableField } from './commands.ts';
import type { TaskLadders } from './ladders.ts';
import type { TaskNode } from './nodes.ts';
import type { TaskPeriod } from './rhythm.ts';
import type { EvidencePiece, FormerDue, Scan, TaskContent, TaskDue, ToldRung } from './state.ts';
import type { UrgingContent } from './urging.ts';
import type { UrgingLetter } from './urging-letter.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

/** A fact that gives the task another due date; the former one is kept with the cause. */
export interface Redue {
  readonly due?: TaskDue;
  readonly dueCause?: FormerDue['cause'];
}

export type TaskFact =
  | (Fact<'taskIssued'> & TaskContent & { readonly due?: TaskDue; readonly period?: TaskPeriod; readonly history?: 'open' | 'accepted' })
  | Fact<'taskSigned'>
  | (Fact<'taskReturned'> & { readonly reason: string })
  /** `extensionLapsed`: a request for more time that awaited a decision was for the period that it answers. */
  | (Fact<'progressReported'> &
      Redue & {
        readonly extensionLapsed?: true;
        readonly progress: string;
        readonly percent?: number;
        readonly nothing?: true;
        readonly answered?: number;
        readonly late?: boolean;
        readonly period?: TaskPeriod;
      })
  | (Fact<'taskSubmitted'> & { readonly summary?: string; readonly evidence: readonly EvidencePiece[]; readonly late: boolean })
  | (Fact<'taskAccepted'> & { readonly note?: string; readonly late: boolean })
  | (Fact<'periodAccepted'> & Redue & { readonly note?: string; readonly late: boolean; readonly answered: number; readonly period: TaskPeriod })
  | (Fact<'taskSentBack'> & { readonly reason: string })
  | (Fact<'taskRelapsed'> & Redue & { readonly reason: string })
  /** With a date where nothing was ever submitted: its unit works on it again. */
  | (Fact<'acceptanceWithdrawn'> & Redue & { readonly reason: string })
  | (Fact<'extensionRequested'> & { readonly reason: string; readonly period?: Period; readonly dueOn?: BeijingDate; readonly afterDue: boolean })
  | (Fact<'extensionGranted'> & Redue & { readonly reason: string })
  | (Fact<'extensionRefused'> & { readonly reason: string })
  | (Fact<'taskReassigned'> & {
      readonly leadUnitId: string;
      readonly supportingUnitIds: readonly string[];
      readonly reason: string;
      readonly former: { readonly leadUnitId: string; readonly supportingUnitIds: readonly string[] };
    })
  | (Fact<'fieldCorrected'> &
      Redue & {
        readonly field: CorrectableField;
        readonly value: string | number | boolean | readonly string[];
        readonly old: string | number | boolean | readonly string[] | null;
        readonly reason: string;
      })
  | (Fact<'taskCancelled'> & { readonly reason: string })
  | (Fact<'taskConcluded'> & { readonly outcome: 'campaignClosed' | 'campaignCancelled'; readonly accepted: boolean })
  | (Fact<'sharesAdded'> & { readonly taskIds: readonly string[] })
  | (Fact<'taskRegrouped'> & { readonly sectionLeadUnitId: string; readonly groupMemberUnitIds?: readonly string[] })
  /** `told`: whom the rungs of the task's own deadline that were reached by then had told. `shelvedRungs`: what is left of the ladder that stands by for a withdrawn acceptance. */
  | (Fact<'laddersSet'> & {
      readonly ladders: TaskLadders;
      readonly due?: TaskDue;
      readonly nodes?: readonly TaskNode[];
      readonly told?: readonly ToldRung[];
      readonly shelvedRungs?: readonly PlannedRung[];
      readonly reason?: string;
    })
  | (Fact<'nodesPlanned'> & { readonly nodes: readonly TaskNode[] })
  | (Fact<'nodeCompleted'> & { readonly name: string; readonly late: boolean; readonly note?: string })
  | (Fact<'taskSuspended'> & { readonly reason: string })
  | (Fact<'taskResumed'> & Redue & { readonly mode: 'keep' | 'shift'; readonly nodes?: readonly TaskNode[] })
  | (Fact<'urgingNoticeDrafted'> & { readonly unitId: string; readonly deadline: number })
  | (Fact<'urgingNoticeSigned'> & { readonly number: string; readonly unitId: string; readonly letter?: UrgingLetter; readonly template?: UsedTemplate })
  | (Fact<'urgingNoticeDeclined'> & { readonly reason: string })
  | (Fact<'sealedNoticeAttached'> & Scan & { readonly reason?: string })
  | (Fact<'urgingNoticeAnswered'> & {
      readonly text: string;
      readonly evidence: readonly string[];
      readonly late: boolean;
      /** By when it was due; absent from answers given before it was kept. */
      readonly dueAt?: Instant;
    })
  | (Fact<'tasksUrged'> & UrgingContent)
  | (Fact<'deadlinesRecomputed'> & Redue & { readonly calendarVersion: number })
  | StepWithdrawn
  | RungReached;
export type TaskFactOf<T extends TaskFact['type']> = Extract<TaskFact, { readonly type: T }>;
