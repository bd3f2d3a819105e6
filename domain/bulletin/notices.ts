import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, type Owed, rungAddressees } from '../chase/notice.ts';
import { type Events, eventNotice } from '../notice/event.ts';
import type { Addressee, NoticeDraft } from '../notice/notice.ts';
import { holdersOf, together } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import type { BulletinState } from './state.ts';

const owed: Readonly<Record<string, Pick<Owed, 'limit' | 'stops'>>> = {
  signing: { limit: { zh: '签发时限', en: 'limit for signing' }, stops: { zh: '签发，或说明理由撤回。', en: 'Signing the bulletin, or withdrawing it with a reason.' } },
  issuing: { limit: { zh: '印发时限', en: 'limit for issuing' }, stops: { zh: '印发，或说明理由撤回。', en: 'Issuing the bulletin, or withdrawing it with a reason.' } },
};

/** The notice of one rung: the office is late with its own bulletin. None when nobody can be told. */
export function rungNotice(state: BulletinState, struck: Strike, world: World): readonly NoticeDraft[] {
  const about = owed[struck.deadline.kind];
  if (!about) return [];
  const said = { ...about, subject: { zh: `通报《${state.title}》`, en: `bulletin “${state.title}”` }, why: { of: { zh: '通报', en: 'The bulletin' } } };
  return chaseNotice(struck, rungAddressees(struck.rung, [state.officeUnitId], state, world), said, state, world);
}

/** Everybody who hears of an issued bulletin: the liaison officers of the member units and of those it tells of, and the deputy chair. */
const toReaders = (state: BulletinState, world: World): readonly Addressee[] =>
  together(holdersOf('liaisonOfficer', [...state.memberUnitIds, ...state.figures.units.map(({ unitId }) => unitId)], world), holdersOf('groupDeputy', [state.groupUnitId], world));

const events = {
  bulletinIssued: { zh: '通报', en: 'Bulletin', why: { zh: '领导小组办公室印发通报，请阅知。', en: 'The office has issued a bulletin.' } },
  bulletinWithdrawn: { zh: '通报撤回', en: 'Bulletin withdrawn', why: { zh: '领导小组办公室撤回已印发的通报。', en: 'The office has withdrawn a bulletin that it had issued.' } },
} as const satisfies Events;

/** The notice of something that happened to a bulletin. None when nobody can be told. */
export function bulletinNotice(kind: keyof typeof events, state: BulletinState, world: World, reason?: string): readonly NoticeDraft[] {
  const number = state.signing?.number ?? '';
  const about = { zh: `${number}《${state.title}》`, en: `${number} “${state.title}”` };
  return eventNotice(kind, events[kind], toReaders(state, world), { about, rule: state.source, reason });
}
