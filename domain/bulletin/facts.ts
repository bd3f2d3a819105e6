import type { FactBase, RungReached } from '../process/fact.ts';
import type { Scan } from '../task/state.ts';
import type { BulletinFigures } from './figures.ts';
import type { BulletinContent, BulletinSection, BulletinSigning } from './state.ts';

interface Fact<T extends string> extends FactBase {
  readonly type: T;
}

export type BulletinFact =
  | (Fact<'bulletinDrafted'> & BulletinContent & { readonly figures: BulletinFigures; readonly sections: readonly BulletinSection[] })
  | (Fact<'bulletinEdited'> & { readonly title?: string; readonly sections?: readonly BulletinSection[] })
  | (Fact<'bulletinRefreshed'> & { readonly figures: BulletinFigures; readonly sections?: readonly BulletinSection[] })
  | (Fact<'bulletinSigned'> & BulletinSigning)
  | (Fact<'sealedBulletinAttached'> & Scan & { readonly reason?: string })
  /** `memberUnitIds`: the campaign’s members on that day; absent where they are those of the draft. */
  | (Fact<'bulletinIssued'> & { readonly memberUnitIds?: readonly string[] })
  | (Fact<'bulletinWithdrawn'> & { readonly reason: string })
  | (Fact<'bulletinConcluded'> & { readonly outcome: 'campaignClosed' | 'campaignCancelled' })
  | (Fact<'bulletinSuspended'> & { readonly reason: string })
  | (Fact<'bulletinResumed'> & { readonly mode: 'keep' | 'shift' })
  | (Fact<'deadlinesRecomputed'> & { readonly calendarVersion: number })
  | RungReached;
export type BulletinFactOf<T extends BulletinFact['type']> = Extract<BulletinFact, { readonly type: T }>;
