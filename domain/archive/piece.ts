import type { AssessmentState } from '../assessment/state.ts';
import type { BulletinState } from '../bulletin/state.ts';
import type { CampaignState } from '../campaign/state.ts';
import type { ConsultationState } from '../consultation/state.ts';
import type { EvaluationState } from '../evaluation/state.ts';
import type { IndicatorState } from '../indicator/state.ts';
import type { MeetingState } from '../meeting/state.ts';
import type { Instant } from '../process/time.ts';
import type { SupervisionState } from '../supervision/state.ts';
import type { SurveyState } from '../survey/state.ts';
import type { PhaseKind, TaskState } from '../task/state.ts';

/** A document that the records themselves make. */
export type ArchivedDocument =
  /** The plan with its tasks as it was launched, and as each later version left it. */
  | { readonly kind: 'plan'; readonly revision: number; readonly at: Instant }
  | { readonly kind: 'consultation'; readonly consultationId: string }
  | { readonly kind: 'urgingNotice'; readonly taskId: string }
  | { readonly kind: 'minutes'; readonly meetingId: string }
  | { readonly kind: 'findings'; readonly supervisionId: string }
  | { readonly kind: 'bulletin'; readonly bulletinId: string }
  | { readonly kind: 'survey'; readonly surveyId: string }
  | { readonly kind: 'scores'; readonly evaluationId: string }
  /** All indicators: baseline, target, the value reached and what it was judged by. */
  | { readonly kind: 'indicators' }
  /** Everything that the campaign made, piece or no piece. */
  | { readonly kind: 'overview' };

/** One piece of a campaign's archive, with where it belongs: its folders from the outside in. */
export interface ArchivePiece {
  readonly folders: readonly string[];
  readonly phase?: PhaseKind;
  readonly task?: { readonly id: string; readonly number: string };
  /** The process that it came from, besides the task. */
  readonly processId?: string;
  /** Item of the standard that it proves. */
  readonly item?: string;
  /** Who is answerable for it (责任者). */
  readonly unitId: string;
  readonly at?: Instant;
  readonly documentNumber?: string;
  /** What the index says of it besides. */
  readonly remark?: string;
  readonly source: { readonly attachmentId: string } | { readonly document: ArchivedDocument };
}

/** All that an archive is made of. */
export interface ArchiveRecords {
  readonly campaign: CampaignState;
  /** Rounds in which units were asked about one of its plans. */
  readonly consultations: readonly ConsultationState[];
  /** In the plan's order. */
  readonly tasks: readonly TaskState[];
  readonly meetings: readonly MeetingState[];
  readonly supervisions: readonly SupervisionState[];
  readonly bulletins: readonly BulletinState[];
  readonly surveys: readonly SurveyState[];
  readonly indicators: readonly IndicatorState[];
  readonly evaluations: readonly EvaluationState[];
  readonly assessments: readonly AssessmentState[];
  /** Every attachment that a fact of the campaign or of a process below it names. */
  readonly uses: readonly { readonly attachmentId: string; readonly unitId: string }[];
}

/** A text that names a folder, cut to what one reads at a glance. */
export const short = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

/** The phase to which something of a moment belongs: the last that had opened by then, by its index; the first for what lies before all of them. */
export const phaseAt = ({ phases }: Pick<CampaignState, 'phases'>, at: Instant): number =>
  Math.max(
    0,
    phases.findLastIndex(({ openedAt }) => openedAt !== undefined && openedAt <= at),
  );
