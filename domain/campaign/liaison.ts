import { dueText } from '../calendar/due-text.ts';
import type { Strike } from '../chase/deadline.ts';
import type { Addressee, NoticeDraft } from '../notice/notice.ts';
import { successorOf } from '../org/org.ts';
import type { World } from '../process/definition.ts';
import type { PostState } from '../register/post.ts';
import { rungKind, together } from '../task/notices.ts';
import { sourceOf } from './deadlines.ts';
import { headings, toGroup, toOffice } from './notices.ts';
import type { CampaignContent, CampaignState } from './state.ts';

/** A post that this very transaction fills is not in the org yet. */
const isFilledNow = (unitId: string, world: World): boolean =>
  [...world.processes.values()].some((process) => {
    const { role, unitId: of, personId } = process as Partial<PostState>;
    return role === 'liaisonOfficer' && of === unitId && personId !== undefined;
  });

/** Member units in which nobody holds the liaison officer's post, in the campaign's order; of a unit that was merged or split its successor is asked. */
export const withoutLiaisonOfficer = ({ memberUnitIds }: Pick<CampaignContent, 'memberUnitIds'>, world: World): readonly string[] =>
  [...new Set(memberUnitIds.map((unitId) => successorOf(unitId, world.org, world.now)))].filter(
    (unitId) => !world.org.postsIn(unitId, 'liaisonOfficer', world.now).some((post) => post.personId !== undefined) && !isFilledNow(unitId, world),
  );

/** Who answers for a unit that has no liaison officer: its leader and its manager in charge. */
const toHeads = (unitIds: readonly string[], world: World): readonly Addressee[] =>
  together(...unitIds.map((unitId) => together(world.org.addressees(unitId, 'unitLeader', world.now), world.org.addressees(unitId, 'managerInCharge', world.now))));

function rungAddressees(state: CampaignState, { rung }: Strike, lacking: readonly string[], world: World): readonly Addressee[] {
  switch (rung.to) {
    case 'office':
    case 'urgingNotice':
      return toOffice(state, world);
    case 'groupDeputy':
      return toGroup(state, world);
    case 'leadingGroup':
      return world.org.addressees(state.groupUnitId, 'groupLeader', world.now);
    case 'managerInCharge':
      return together(...lacking.map((unitId) => world.org.addressees(unitId, 'managerInCharge', world.now)));
    default:
      return toHeads(lacking, world);
  }
}

const stops = { zh: '在系统中指定本单位联络员。', en: 'Naming the unit’s liaison officer.' };
const namesOf = (unitIds: readonly string[], world: World): string => unitIds.map((unitId) => world.org.unit(unitId)?.name ?? '').join('、');

/** Each unit that lacks one is asked to name its liaison officer. */
export function askedNotice(state: CampaignState, lacking: readonly string[], dueAt: number, world: World): readonly NoticeDraft[] {
  const to = toHeads(lacking, world);
  if (to.length === 0) return [];
  return [
    {
      kind: 'liaisonOfficersAsked',
      to,
      title: { zh: `【请确定联络员】${state.title}`, en: `Name your liaison officer: ${state.title}` },
      why: { zh: '贵单位为成员单位，尚未确定联络员。', en: 'Your unit is a member and has no liaison officer yet.' },
      rule: sourceOf(state),
      stops,
      dueAt,
    },
  ];
}

/** The notice of one rung: only to the units that still lack a liaison officer, or about them to the office. */
export function liaisonNotice(state: CampaignState, struck: Strike, lacking: readonly string[], world: World): readonly NoticeDraft[] {
  const to = rungAddressees(state, struck, lacking, world);
  if (to.length === 0) return [];
  const { deadline, rung } = struck;
  const kind = rungKind(rung);
  const heading = headings[kind] ?? { zh: '提醒', en: 'Notice' };
  const due = dueText(deadline);
  return [
    {
      kind,
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: {
        zh: `【${heading.zh}】${state.title}：确定联络员${rung.before ? `将于${due}到期` : `已过${due}`}`,
        en: `${heading.en}: ${state.title}: naming liaison officers ${rung.before ? `is due ${due}` : `was due ${due}`}`,
      },
      why: { zh: `尚未确定联络员的单位：${namesOf(lacking, world)}。`, en: `Units without a liaison officer: ${lacking.length}.` },
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops,
      dueAt: deadline.dueAt,
    },
  ];
}
