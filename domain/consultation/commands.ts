import type { CalendarChange } from '../chase/recount.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import type { ConsultationLadderChoice } from './ladders.ts';
import type { CommentDecision, ConsultationContent } from './state.ts';

/** An office asks units about a draft plan. Exactly one of `dueOn` and `duePeriod` is given. */
export interface OpenConsultation extends ConsultationContent {
  readonly type: 'open';
  readonly dueOn?: BeijingDate;
  readonly duePeriod?: Period;
  readonly ladders?: ConsultationLadderChoice;
  /** The ids that the rounds of this plan have, in order: one at a time may be open. */
  readonly roundIds: readonly string[];
  /** The id of the campaign that the plan becomes: once it is launched nobody is asked about the draft any more. */
  readonly launchedAs: string;
}

/** What people may ask of a round. */
export type ConsultationPersonCommand =
  | { readonly type: 'comment'; readonly text: string; readonly taskNumber?: string; readonly proposal?: string }
  /** 无意见: an answer too. */
  | { readonly type: 'agree' }
  | { readonly type: 'answerComment'; readonly comment: number; readonly decision: CommentDecision; readonly reason?: string }
  | { readonly type: 'extend'; readonly dueOn?: BeijingDate; readonly duePeriod?: Period; readonly reason: string }
  | { readonly type: 'endCollecting' }
  | { readonly type: 'close' }
  | { readonly type: 'cancel'; readonly reason: string };
export type ConsultationPersonCommandType = ConsultationPersonCommand['type'];

/** `strike` is time's, `recompute` the calendar's. */
export type ConsultationCommand = OpenConsultation | ConsultationPersonCommand | { readonly type: 'strike' } | ({ readonly type: 'recompute' } & CalendarChange);
export type ConsultationCommandOf<T extends ConsultationCommand['type']> = Extract<ConsultationCommand, { readonly type: T }>;
