import { beijingDateOf } from '../calendar/beijing.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { Org } from '../org/org.ts';
import type { Role } from '../process/actor.ts';
import type { Membership, World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';

const rule: Bilingual = {
  zh: '单位更名、合并、拆分，告知有关单位的联络员、主要负责人和所在专项行动的办公室',
  en: 'Of a unit renamed, merged or split its liaison officers and leaders hear, and the offices of the campaigns it is a member of',
};
const stops: Bilingual = { zh: '无需办理，请知悉。', en: 'Nothing to do: for information.' };
const told: readonly Role[] = ['liaisonOfficer', 'unitLeader'];
/** Campaigns that a notice names by title. */
const mostTitles = 3;

/** Whoever holds one of those posts in one of these units, each once; a vacancy is passed over, for nothing is to be done. */
function peopleOf(unitIds: readonly string[], org: Org, now: Instant): readonly Addressee[] {
  const held = unitIds
    .flatMap((unitId) => told.flatMap((role) => org.postsIn(unitId, role, now)))
    .flatMap(({ id, unitId, personId }): readonly Addressee[] => (personId !== undefined && org.person(personId)?.active ? [{ personId, postId: id, unitId }] : []));
  return [...new Map(held.map((one) => [one.personId, one])).values()];
}

function campaignsText(memberships: readonly Membership[]): Bilingual {
  const titles = memberships.slice(0, mostTitles).map(({ title }) => `《${title}》`);
  const more = memberships.length > mostTitles;
  return {
    zh: `涉及专项行动：${titles.join('、')}${more ? `等${memberships.length}项` : ''}。`,
    en: `Campaigns concerned: ${titles.join(', ')}${more ? ` and ${memberships.length - mostTitles} more` : ''}.`,
  };
}

/** One notice to the people of the units concerned, and one to each office with the campaigns it leads. */
function notices(kind: string, unitIds: readonly string[], title: Bilingual, why: Bilingual, { org, now, memberships = [] }: World): readonly NoticeDraft[] {
  const people = peopleOf(unitIds, org, now);
  const offices = [...new Set(memberships.map(({ officeUnitId }) => officeUnitId))];
  return [
    ...(people.length === 0 ? [] : [{ kind, to: people, title, why, rule, stops }]),
    ...offices.flatMap((officeUnitId): readonly NoticeDraft[] => {
      const to = org.addressees(officeUnitId, 'office', now);
      const campaigns = campaignsText(memberships.filter((one) => one.officeUnitId === officeUnitId));
      return to.length === 0
        ? []
        : [{ kind: `member${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, to, title, why: { zh: `${why.zh}${campaigns.zh}`, en: `${why.en} ${campaigns.en}` }, rule, stops }];
    }),
  ];
}

/** 更名: since when the unit bears its new name. */
export function renamedNotices({ id, name: former }: { readonly id: string; readonly name: string }, name: string, from: Instant, world: World): readonly NoticeDraft[] {
  const on = beijingDateOf(from);
  return notices(
    'unitRenamed',
    [id],
    { zh: `单位更名：${former}更名为${name}`, en: `${former} is now called ${name}` },
    { zh: `自${on}起使用新名称，此前的文件保留旧名。`, en: `It bears the new name from ${on} on; earlier documents keep the former one.` },
    world,
  );
}

/** 合并、拆分: into which units, the first of which takes over what is not given to another; `world.org` is the org after it. */
export function reorganisedNotices(former: string, unitIds: readonly string[], reason: string, world: World): readonly NoticeDraft[] {
  const names = unitIds.map((unitId) => world.org.unit(unitId)?.name ?? '');
  const isMerger = unitIds.length === 1;
  const all = names.join('、');
  return notices(
    isMerger ? 'unitMerged' : 'unitSplit',
    unitIds,
    isMerger
      ? { zh: `单位合并：${former}并入${all}`, en: `${former} has become part of ${all}` }
      : { zh: `单位拆分：${former}拆分为${all}`, en: `${former} has been split into ${all}` },
    {
      zh: `原因：${reason}。${isMerger ? '' : '未列明的'}岗位、人员和未办结的事项由${names[0]}承接，此前的文件保留原名。`,
      en: `Reason: ${reason}. ${names[0]} takes over its ${isMerger ? '' : 'other '}posts, people and open work; earlier documents keep the former name.`,
    },
    world,
  );
}
