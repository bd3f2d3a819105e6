import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, type Owed, rungAddressees } from '../chase/notice.ts';
import { type Events, eventNotice } from '../notice/event.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import { openFindings } from './rules.ts';
import type { SupervisionContent, SupervisionState } from './state.ts';

type Told = Pick<SupervisionContent, 'title' | 'officeUnitId' | 'groupUnitId' | 'source'>;

/** Liaison officers of these units. */
export const toUnits = (unitIds: readonly string[], world: World): readonly Addressee[] => holdersOf('liaisonOfficer', unitIds, world);
/** The office of the campaign. */
export const toOffice = (supervision: Pick<Told, 'officeUnitId'>, world: World): readonly Addressee[] => holdersOf('office', [supervision.officeUnitId], world);
/** Who may decide on an objection besides the office. */
export const toGroup = (supervision: Pick<Told, 'groupUnitId'>, world: World): readonly Addressee[] => holdersOf('groupDeputy', [supervision.groupUnitId], world);
/** The team itself, each in the first post held. */
export const toTeam = (team: readonly string[], world: World): readonly Addressee[] =>
  team.flatMap((personId) => {
    const [post] = world.org.postsOf(personId, world.now);
    return post ? [{ personId, postId: post.id, unitId: post.unitId }] : [];
  });

const reviewing: Bilingual = { zh: '由未参与检查的人员作出复核决定。', en: 'A decision by somebody who was not involved.' };

/** What is owed of a supervision: the visit, the settling of its findings, or the decision on an objection. */
function owedOf(state: SupervisionState, kind: string, world: World): Omit<Owed, 'subject'> & { readonly what?: Bilingual } {
  if (kind === 'visit') {
    return {
      limit: { zh: '开展时限', en: 'date' },
      why: { zh: '计划的检查尚未登记。', en: 'The visit that was planned is not recorded yet.' },
      stops: { zh: '登记检查情况，或改期、取消。', en: 'Recording the visit, postponing or cancelling it.' },
    };
  }
  const limit = { zh: '时限', en: 'date' };
  if (kind === 'settling') {
    const open = openFindings(state, world).map((finding) => finding.number);
    return {
      what: { zh: '问题整改销号', en: 'the settling of its findings' },
      limit,
      why: { zh: `第${open.join('、')}项问题尚未办结。`, en: `Findings ${open.join(', ')} are still open.` },
      stops: { zh: '各项问题的任务验收或取消。', en: 'Accepting or cancelling the tasks of its findings.' },
    };
  }
  const number = kind.replace('objection-', '');
  return {
    what: { zh: `第${number}项问题的异议复核`, en: `the decision on the objection to finding ${number}` },
    limit,
    why: { zh: '被检查单位提出的异议尚未复核。', en: 'The visited unit’s objection awaits a decision.' },
    stops: reviewing,
  };
}

/** The notice of one rung: what, why, by which rule, what would stop it. None when nobody can be told. */
export function rungNotice(state: SupervisionState, struck: Strike, world: World): readonly NoticeDraft[] {
  const { what, ...owed } = owedOf(state, struck.deadline.kind, world);
  const subject = { zh: `督导检查“${state.title}”${what ? `：${what.zh}` : ''}`, en: `supervision “${state.title}”${what ? `: ${what.en}` : ''}` };
  return chaseNotice(struck, rungAddressees(struck.rung, [state.officeUnitId], state, world), { ...owed, subject }, state, world);
}

const rectifying: Bilingual = {
  zh: '整改并通过验收；有异议的，在异议期内提出，异议期间整改时限照常计算。',
  en: 'Putting it right and being accepted. A unit may object in time; meanwhile the dates for putting it right run on.',
};
const events = {
  supervisionPlanned: { zh: '督导检查通知', en: 'Supervision visit planned', why: { zh: '领导小组办公室安排督导检查，请做好准备。', en: 'The office has planned a visit.' } },
  visitPostponed: { zh: '督导检查改期', en: 'Supervision visit moved', why: { zh: '检查日期有变更。', en: 'The date of the visit has changed.' } },
  supervisionCancelled: { zh: '督导检查取消', en: 'Supervision cancelled', why: { zh: '检查不再进行。', en: 'The visit is not made.' } },
  findingsMadeKnown: {
    zh: '督查意见',
    en: 'Findings of the supervision',
    why: { zh: '检查情况已经登记；发现问题的，已分解为任务。', en: 'The visit is recorded; problems, if any, have become tasks.' },
    stops: rectifying,
  },
  objectionRaised: {
    zh: '督查异议待复核',
    en: 'Objection to decide on',
    why: { zh: '被检查单位对督查问题提出异议，整改时限照常计算。', en: 'A visited unit objects to a finding; the dates for putting it right run on.' },
    stops: reviewing,
  },
  objectionUpheld: { zh: '督查意见维持', en: 'Finding upheld', why: { zh: '经复核，原意见维持。', en: 'After review the finding stands.' }, stops: rectifying },
  objectionChanged: {
    zh: '督查意见变更',
    en: 'Finding changed',
    why: { zh: '经复核，原意见变更，任务随之更正。', en: 'After review the finding is changed, and its task with it.' },
    stops: rectifying,
  },
  objectionWithdrawn: {
    zh: '督查意见撤销',
    en: 'Finding withdrawn',
    why: { zh: '经复核，原意见撤销，任务随之取消。', en: 'After review the finding is withdrawn, and its task is cancelled.' },
  },
  supervisionClosed: { zh: '督导检查办结', en: 'Supervision closed', why: { zh: '各项问题均已办结。', en: 'All findings are settled.' } },
} as const satisfies Events;

/** The notice of something that happened to a supervision; `about` names the day or the finding. None when nobody can be told. */
export function supervisionNotice(
  kind: keyof typeof events,
  supervision: Told,
  to: readonly Addressee[],
  { about, ...more }: { readonly about?: Bilingual; readonly reason?: string; readonly dueAt?: Instant } = {},
): readonly NoticeDraft[] {
  const { title } = supervision;
  return eventNotice(kind, events[kind], to, {
    about: { zh: `${title}${about ? `（${about.zh}）` : ''}`, en: `${title}${about ? ` (${about.en})` : ''}` },
    rule: supervision.source,
    ...more,
  });
}
