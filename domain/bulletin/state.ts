import type { Bilingual } from '../notice/notice.ts';
import type { ProcessState } from '../process/definition.ts';
import type { ActorRef } from '../process/fact.ts';
import type { BeijingDate, Instant } from '../process/time.ts';
import type { UsedTemplate } from '../register/template.ts';
import type { KeptScan } from '../task/state.ts';
import type { BulletinFigures } from './figures.ts';

/** 拟稿、已签发、已印发、中止、撤回. */
export const bulletinStages = ['drafted', 'signed', 'issued', 'suspended', 'withdrawn'] as const;
export type BulletinStage = (typeof bulletinStages)[number];

/** 进展通报、通报批评、通报表扬. */
export const bulletinKinds = ['progress', 'criticism', 'praise'] as const;
export type BulletinKind = (typeof bulletinKinds)[number];

/** A part of the text under a heading of its own. */
export interface BulletinSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** What a bulletin says besides its figures, with the names of the day it was signed. */
export interface BulletinSigning {
  readonly number: string;
  readonly office: string;
  /** The body whose seal it bears in the office's stead (代章). */
  readonly sealedBy?: string;
  readonly on: BeijingDate;
  /** With which template it was signed; without one it has the layout of its own. */
  readonly template?: UsedTemplate;
}

/** What a bulletin is, as it was drafted. */
export interface BulletinContent {
  readonly campaignId: string;
  readonly officeUnitId: string;
  readonly groupUnitId: string;
  readonly memberUnitIds: readonly string[];
  readonly kind: BulletinKind;
  readonly title: string;
  /** The days it tells of, both included. */
  readonly from: BeijingDate;
  readonly until: BeijingDate;
  /** The document that orders the campaign. */
  readonly source: Bilingual;
}

export interface BulletinState extends ProcessState, BulletinContent {
  readonly figures: BulletinFigures;
  readonly sections: readonly BulletinSection[];
  /** The office has written the text itself: taking the figures anew leaves it alone. */
  readonly edited: boolean;
  readonly draftedAt: Instant;
  readonly signing?: BulletinSigning;
  readonly signedAt?: Instant;
  readonly signedBy?: ActorRef;
  /** Scans of the sealed paper, the one in force last. */
  readonly scans: readonly KeptScan[];
  readonly issuedAt?: Instant;
  readonly withdrawReason?: string;
  /** The stage to which a suspended bulletin returns. */
  readonly suspendedFrom?: BulletinStage;
  readonly suspendedAt?: Instant;
}
