import type { Recorded } from '../process/fact.ts';
import type { BulletinFact, BulletinFactOf } from './facts.ts';
import type { BulletinStage, BulletinState } from './state.ts';

type Step<T extends BulletinFact['type']> = (state: BulletinState, fact: BulletinFactOf<T>, recorded: Recorded<BulletinFact>) => BulletinState;

/** A bulletin before its first fact. */
export const initial = (id: string): BulletinState => ({
  id,
  version: 0,
  stage: '',
  since: 0,
  deadlines: [],
  campaignId: '',
  officeUnitId: '',
  groupUnitId: '',
  memberUnitIds: [],
  kind: 'progress',
  title: '',
  from: '',
  until: '',
  source: { zh: '', en: '' },
  figures: { at: 0, tasks: 0, byStage: {}, overdue: [], units: [], urgingNotices: [] },
  sections: [],
  edited: false,
  draftedAt: 0,
  scans: [],
});

const steps: { readonly [T in BulletinFact['type']]: Step<T> } = {
  bulletinDrafted: (state, { type: _type, sets: _sets, ...content }, { at }) => ({ ...state, ...content, stage: 'drafted', draftedAt: at }),
  bulletinEdited: (state, { title = state.title, sections }) => ({ ...state, title, ...(sections ? { sections, edited: true } : {}) }),
  bulletinRefreshed: (state, { figures, sections = state.sections }) => ({ ...state, figures, sections }),
  bulletinSigned: (state, { type: _type, clears: _clears, sets: _sets, ...signing }, { at, actor }) => ({ ...state, stage: 'signed', signing, signedAt: at, signedBy: actor }),
  sealedBulletinAttached: (state, { type: _type, ...scan }, { at, actor }) => ({ ...state, scans: [...state.scans, { ...scan, at, by: actor }] }),
  bulletinIssued: (state, { memberUnitIds = state.memberUnitIds }, { at }) => ({ ...state, memberUnitIds, stage: 'issued', issuedAt: at }),
  bulletinWithdrawn: (state, { reason }) => ({ ...state, stage: 'withdrawn', withdrawReason: reason }),
  bulletinConcluded: (state, { outcome }) => ({ ...state, stage: 'withdrawn', withdrawReason: outcome }),
  bulletinSuspended: (state, _fact, { at }) => ({ ...state, stage: 'suspended', suspendedFrom: state.stage as BulletinStage, suspendedAt: at }),
  bulletinResumed: ({ suspendedFrom, suspendedAt: _at, ...state }) => ({ ...state, stage: suspendedFrom ?? 'drafted' }),
  deadlinesRecomputed: (state) => state,
  rungReached: (state) => state,
};

/** The bulletin after one more fact. */
export function evolve(state: BulletinState, recorded: Recorded<BulletinFact>): BulletinState {
  const step = steps[recorded.fact.type] as Step<BulletinFact['type']>;
  return step(state, recorded.fact, recorded);
}
