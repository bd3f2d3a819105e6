import type { CalendarChange } from '../chase/recount.ts';
import type { BeijingDate } from '../process/time.ts';
import type { BulletinKind, BulletinSection } from './state.ts';

/** A bulletin of a campaign, drafted from its records. */
export interface DraftBulletin {
  readonly type: 'draft';
  readonly campaignId: string;
  readonly kind: BulletinKind;
  readonly title: string;
  readonly from: BeijingDate;
  readonly until: BeijingDate;
}

/** What people may ask of a bulletin. */
export type BulletinPersonCommand =
  | { readonly type: 'edit'; readonly title?: string; readonly sections?: readonly BulletinSection[] }
  /** The figures as the records have them now. */
  | { readonly type: 'refresh' }
  /** `sealUnitId`: the body that seals it in the office's stead (代章). */
  | { readonly type: 'sign'; readonly sealUnitId?: string }
  | { readonly type: 'attachSealed'; readonly evidence: string; readonly reason?: string }
  | { readonly type: 'issue' }
  | { readonly type: 'withdraw'; readonly reason: string };
export type BulletinPersonCommandType = BulletinPersonCommand['type'];

/** What time, the calendar and the campaign ask of a bulletin. */
export type BulletinInwardCommand =
  | { readonly type: 'strike' }
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  | { readonly type: 'conclude'; readonly outcome: 'campaignClosed' | 'campaignCancelled' }
  | ({ readonly type: 'recompute' } & CalendarChange);

export type BulletinCommand = DraftBulletin | BulletinPersonCommand | BulletinInwardCommand;
export type BulletinCommandOf<T extends BulletinCommand['type']> = Extract<BulletinCommand, { readonly type: T }>;
