import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, rungAddressees } from '../chase/notice.ts';
import { eventNotice } from '../notice/event.ts';
import type { Addressee, NoticeDraft } from '../notice/notice.ts';
import { holdersOf, together } from '../notice/told.ts';
import { successorsOf } from '../org/org.ts';
import type { World } from '../process/definition.ts';
import type { PostState } from '../register/post.ts';
import { sourceOf } from './deadlines.ts';
import type { CampaignContent, CampaignState } from './state.ts';

/** A post that this very transaction fills is not in the org yet. */
const isFilledNow = (unitId: string, world: World): boolean =>
  [...world.processes.values()].some((process) => {
    const { role, unitId: of, personId } = process as Partial<PostState>;
    return role === 'liaisonOfficer' && of === unitId && personId !== undefined;
  });

/** Member units in which nobody holds the liaison officer's post, in the campaign's order; of a unit that was merged or split its successor is asked, and nobody of one that ended without any. */
export const withoutLiaisonOfficer = ({ memberUnitIds }: Pick<CampaignContent, 'memberUnitIds'>, world: World): readonly string[] =>
  successorsOf(memberUnitIds, world.org, world.now).filter(
    (unitId) => !world.org.postsIn(unitId, 'liaisonOfficer', world.now).some((post) => post.personId !== undefined) && !isFilledNow(unitId, world),
  );

/** Who answers for a unit that has no liaison officer: its leader and its manager in charge. */
const toHeads = (unitIds: readonly string[], world: World): readonly Addressee[] =>
  together(...unitIds.map((unitId) => together(holdersOf('unitLeader', [unitId], world), holdersOf('managerInCharge', [unitId], world))));

const stops = { zh: '在系统中指定本单位联络员。', en: 'Naming the unit’s liaison officer.' };
const namesOf = (unitIds: readonly string[], world: World): string => unitIds.map((unitId) => world.org.unit(unitId)?.name ?? '').join('、');
const asked = {
  zh: '请确定联络员',
  en: 'Name your liaison officer',
  why: { zh: '贵单位为成员单位，尚未确定联络员。', en: 'Your unit is a member and has no liaison officer yet.' },
  stops,
};

/** Each unit that lacks one is asked to name its liaison officer. */
export const askedNotice = (state: CampaignState, lacking: readonly string[], dueAt: number, world: World): readonly NoticeDraft[] =>
  eventNotice('liaisonOfficersAsked', asked, toHeads(lacking, world), { about: { zh: state.title, en: state.title }, rule: sourceOf(state), dueAt });

/** The notice of one rung: only to the units that still lack a liaison officer, or about them to the office. */
export function liaisonNotice(state: CampaignState, struck: Strike, lacking: readonly string[], world: World): readonly NoticeDraft[] {
  const { to } = struck.rung;
  const isToHeads = to === 'responsible' || to === 'liaisonOfficer' || to === 'unitLeader';
  const owed = {
    subject: { zh: `${state.title}：确定联络员`, en: `${state.title}: naming liaison officers` },
    limit: { zh: '时限', en: 'date' },
    why: { zh: `尚未确定联络员的单位：${namesOf(lacking, world)}。`, en: `Units without a liaison officer: ${lacking.length}.` },
    stops,
  };
  return chaseNotice(struck, isToHeads ? toHeads(lacking, world) : rungAddressees(struck.rung, lacking, state, world), owed, state, world);
}
