import { dueText } from '../calendar/due-text.ts';
import type { PlannedRung, Strike } from '../chase/deadline.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { Role } from '../process/actor.ts';
import type { World } from '../process/definition.ts';
import { rungKind, together } from '../task/notices.ts';
import { openFindings } from './rules.ts';
import type { SupervisionContent, SupervisionState } from './state.ts';

type Told = Pick<SupervisionContent, 'title' | 'officeUnitId' | 'groupUnitId' | 'source'>;

const posts = (world: World, unitId: string, role: Role): readonly Addressee[] => world.org.addressees(unitId, role, world.now);

/** Liaison officers of these units. */
export const toUnits = (unitIds: readonly string[], world: World): readonly Addressee[] => together(...unitIds.map((unitId) => posts(world, unitId, 'liaisonOfficer')));
/** The office of the campaign. */
export const toOffice = (supervision: Pick<Told, 'officeUnitId'>, world: World): readonly Addressee[] => posts(world, supervision.officeUnitId, 'office');
/** Who may decide on an objection besides the office. */
export const toGroup = (supervision: Pick<Told, 'groupUnitId'>, world: World): readonly Addressee[] => posts(world, supervision.groupUnitId, 'groupDeputy');
/** The team itself, each in the first post held. */
export const toTeam = (team: readonly string[], world: World): readonly Addressee[] =>
  team.flatMap((personId) => {
    const [post] = world.org.postsOf(personId, world.now);
    return post ? [{ personId, postId: post.id, unitId: post.unitId }] : [];
  });

function rungAddressees(state: SupervisionState, rung: PlannedRung, world: World): readonly Addressee[] {
  switch (rung.to) {
    case 'managerInCharge':
    case 'unitLeader':
      return posts(world, state.officeUnitId, rung.to);
    case 'groupDeputy':
      return toGroup(state, world);
    case 'leadingGroup':
      return posts(world, state.groupUnitId, 'groupLeader');
    default:
      return toOffice(state, world);
  }
}

interface Owed {
  readonly what: Bilingual;
  readonly why: Bilingual;
  readonly stops: Bilingual;
}

function owedOf(state: SupervisionState, kind: string, world: World): Owed | undefined {
  if (kind === 'visit') {
    return {
      what: { zh: '督导检查', en: 'the visit' },
      why: { zh: '计划的检查尚未登记。', en: 'The visit that was planned is not recorded yet.' },
      stops: { zh: '登记检查情况，或改期、取消。', en: 'Recording the visit, postponing or cancelling it.' },
    };
  }
  if (kind === 'settling') {
    const open = openFindings(state, world).map((finding) => finding.number);
    return {
      what: { zh: '问题整改销号', en: 'the settling of its findings' },
      why: { zh: `第${open.join('、')}项问题尚未办结。`, en: `Findings ${open.join(', ')} are still open.` },
      stops: { zh: '各项问题的任务验收或取消。', en: 'Accepting or cancelling the tasks of its findings.' },
    };
  }
  const number = kind.replace('objection-', '');
  return {
    what: { zh: `第${number}项问题的异议复核`, en: `the decision on the objection to finding ${number}` },
    why: { zh: '被检查单位提出的异议尚未复核。', en: 'The visited unit’s objection awaits a decision.' },
    stops: { zh: '由未参与检查的人员作出复核决定。', en: 'A decision by somebody who was not involved.' },
  };
}

const headings: Readonly<Record<string, Bilingual>> = {
  reminder: { zh: '提醒', en: 'Reminder' },
  overdueNotice: { zh: '超期提醒', en: 'Overdue' },
  escalation: { zh: '超期上报', en: 'Escalation' },
  leadingGroupEscalation: { zh: '报领导小组', en: 'To the leading group' },
};

/** The notice of one rung: what, why, by which rule, what would stop it. None when nobody can be told. */
export function rungNotice(state: SupervisionState, { deadline, rung }: Strike, world: World): readonly NoticeDraft[] {
  const to = rungAddressees(state, rung, world);
  const about = owedOf(state, deadline.kind, world);
  if (to.length === 0 || !about) return [];
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
        zh: `【${heading.zh}】督导检查“${state.title}”：${about.what.zh}${rung.before ? `将于${due}到期` : `已过${due}`}`,
        en: `${heading.en}: supervision “${state.title}”: ${about.what.en} ${rung.before ? `is due ${due}` : `was due ${due}`}`,
      },
      why: about.why,
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops: about.stops,
      dueAt: deadline.dueAt,
    },
  ];
}

const nothing: Bilingual = { zh: '仅供知悉，无需办理。', en: 'For information: nothing is asked.' };
const rectifying: Bilingual = {
  zh: '整改并通过验收；有异议的，在异议期内提出，异议期间整改时限照常计算。',
  en: 'Putting it right and being accepted. A unit may object in time; meanwhile the dates for putting it right run on.',
};
const events = {
  supervisionPlanned: { zh: '督导检查通知', en: 'Supervision visit planned', why: { zh: '领导小组办公室安排督导检查。', en: 'The office has planned a visit.' }, stops: nothing },
  visitPostponed: { zh: '督导检查改期', en: 'Supervision visit moved', why: { zh: '检查日期有变更。', en: 'The date of the visit has changed.' }, stops: nothing },
  supervisionCancelled: { zh: '督导检查取消', en: 'Supervision cancelled', why: { zh: '检查不再进行。', en: 'The visit is not made.' }, stops: nothing },
  findingsMadeKnown: {
    zh: '督查意见',
    en: 'Findings of the supervision',
    why: { zh: '检查情况已经登记，问题已分解为任务。', en: 'The visit is recorded; problems have become tasks.' },
    stops: rectifying,
  },
  objectionRaised: {
    zh: '督查异议待复核',
    en: 'Objection to decide on',
    why: { zh: '被检查单位对督查问题提出异议，整改时限照常计算。', en: 'A visited unit objects to a finding; the dates for putting it right run on.' },
    stops: { zh: '由未参与检查的人员作出复核决定。', en: 'A decision by somebody who was not involved.' },
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
    stops: nothing,
  },
  supervisionClosed: { zh: '督导检查办结', en: 'Supervision closed', why: { zh: '各项问题均已办结。', en: 'All findings are settled.' }, stops: nothing },
} as const satisfies Record<string, { readonly zh: string; readonly en: string; readonly why: Bilingual; readonly stops: Bilingual }>;

/** The notice of something that happened to a supervision; `about` names the day or the finding. None when nobody can be told. */
export function supervisionNotice(
  kind: keyof typeof events,
  supervision: Told,
  to: readonly Addressee[],
  { about, reason, dueAt }: { readonly about?: Bilingual; readonly reason?: string; readonly dueAt?: number } = {},
): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  const event = events[kind];
  return [
    {
      kind,
      to,
      title: { zh: `【${event.zh}】${supervision.title}${about ? `（${about.zh}）` : ''}`, en: `${event.en}: ${supervision.title}${about ? ` (${about.en})` : ''}` },
      why: reason === undefined ? event.why : { zh: `${event.why.zh}理由：${reason}`, en: `${event.why.en} Reason: ${reason}` },
      rule: supervision.source,
      stops: event.stops,
      ...(dueAt === undefined ? {} : { dueAt }),
    },
  ];
}
