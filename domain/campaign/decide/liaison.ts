import { beijingDateOf } from '../../calendar/beijing.ts';
import type { Due } from '../../calendar/calendar.ts';
import { planDeadline, type Strike } from '../../chase/deadline.ts';
import { periodsRefused } from '../../chase/periods.ts';
import { standsFor } from '../../policy/relation.ts';
import { accept, type Decision, type Follow, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { PostCommand } from '../../register/post.ts';
import type { CampaignCommandOf } from '../commands.ts';
import { sourceOf } from '../deadlines.ts';
import type { CampaignFact } from '../facts.ts';
import { defaultLiaisonLadder } from '../ladders.ts';
import { askedNotice, liaisonNotice, withoutLiaisonOfficer } from '../liaison.ts';
import type { CampaignState } from '../state.ts';

type Decided = Decision<CampaignFact>;

function dueAsked(state: CampaignState, { dueOn, duePeriod }: CampaignCommandOf<'askLiaisonOfficers'>, world: World): { readonly ok: true; readonly due: Due } | Refusal {
  const rule = { zh: `${sourceOf(state).zh}：确定联络员的时限`, en: `${sourceOf(state).en}: date for naming liaison officers` };
  if ((dueOn === undefined) === (duePeriod === undefined)) return refuse('campaign.due_needed');
  if (duePeriod) {
    return periodsRefused([duePeriod], world) ?? { ok: true, due: world.calendar.due(world.now, duePeriod, rule) };
  }
  const date = dueOn ?? '';
  if (date < beijingDateOf(world.now)) return refuse('campaign.date_past', { date });
  return { ok: true, due: world.calendar.dueOn(date, world.now, rule) };
}

/** 请各成员单位确定联络员: only the units that have none are told, and chased until the last has named one. Asking again sets another date. */
export function askLiaisonOfficers(state: CampaignState, command: CampaignCommandOf<'askLiaisonOfficers'>, world: World): Decided {
  const lacking = withoutLiaisonOfficer(state, world);
  const asked = dueAsked(state, command, world);
  if (!asked.ok) return asked;
  const spec = planDeadline('liaison', asked.due, state.ladders.liaison ?? defaultLiaisonLadder, world.calendar, world.now);
  return accept([{ type: 'liaisonOfficersAsked', unitIds: lacking, sets: [spec] }], { notices: askedNotice(state, lacking, asked.due.dueAt, world) });
}

/** A rung over the units without a liaison officer. The register may have filled the last post meanwhile: then the ladder ends and nobody is told. */
export function onLiaisonDue(state: CampaignState, struck: Strike, world: World): Decided {
  const lacking = withoutLiaisonOfficer(state, world);
  if (lacking.length === 0) return accept([{ type: 'liaisonOfficersComplete', clears: ['liaison'] }]);
  return accept([struck.fact], { notices: liaisonNotice(state, struck, lacking, world) });
}

/** The unit's liaison officer, named by its leader or manager in charge: the post is filled in the same transaction, made if there is none. */
export function nameLiaisonOfficer(state: CampaignState, { personId }: CampaignCommandOf<'nameLiaisonOfficer'>, world: World): Decided {
  const { unitId } = world.actor;
  if (unitId === undefined || !standsFor(unitId, world.org).some((id) => state.memberUnitIds.includes(id))) return refuse('policy.forbidden', { command: 'nameLiaisonOfficer' });
  const person = world.org.person(personId);
  if (!person) return refuse('person.unknown');
  if (!person.active) return refuse('person.inactive');
  if (!world.org.postsOf(personId, world.now).some((post) => post.unitId === unitId)) return refuse('campaign.person_elsewhere');
  const posts = world.org.postsIn(unitId, 'liaisonOfficer', world.now);
  if (posts.some((post) => post.personId === personId)) return refuse('post.already_held');
  const post = posts.find((one) => one.personId === undefined) ?? posts[0];
  const step: PostCommand = post ? { type: 'assign', personId } : { type: 'create', unitId, role: 'liaisonOfficer', title: '联络员', personId };
  const follow: Follow = { type: 'post', id: post?.id ?? world.newId(), command: step };
  const isLast = withoutLiaisonOfficer(state, world).every((lacking) => lacking === unitId);
  const clears = isLast && state.deadlines.some(({ kind }) => kind === 'liaison') ? { clears: ['liaison'] } : {};
  return accept([{ type: 'liaisonOfficerNamed', unitId, personId, postId: follow.id, ...clears }], { also: [follow] });
}
