import { beijingDateOf } from '../calendar/beijing.ts';
import { dueText } from '../calendar/due-text.ts';
import type { Strike } from '../chase/deadline.ts';
import type { RungTarget } from '../chase/ladder.ts';
import { chaseRule } from '../chase/rungs.ts';
import { nothing } from '../notice/event.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf, together } from '../notice/told.ts';
import { standsFor } from '../policy/relation.ts';
import { peopleOf } from '../process/actor.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import type { LastStep } from '../process/withdrawing.ts';
import { deadlineNames } from './deadline-names.ts';
import { baseKind, type CaseState, type CloseGround, type DeadlineKind, decideKinds, officersOf, pendingExtension } from './state.ts';

/** What ends each chase. */
const stops: Readonly<Record<DeadlineKind, Bilingual>> = {
  inspect: { zh: '登记首次检查后停止。', en: 'Recording the first inspection stops it.' },
  measure: { zh: '责令改正、停业整改、约谈、批准延期或立案后停止。', en: 'An order, a suspension, a talk, an approved extension or filing the case stops it.' },
  rectify: {
    zh: '当事人提交整改情况或登记复查后停止；批准延期则按新期限重新计算。',
    en: 'A submission by the party or a recorded follow-up stops it; an approved extension starts it anew.',
  },
  suspension: { zh: '登记复查后停止。', en: 'A recorded follow-up stops it.' },
  followUp: { zh: '两名检查人员登记复查后停止。', en: 'A follow-up recorded by two inspectors stops it.' },
  decide: { zh: '批准或不批准后停止；申请因后续步骤失效时也停止。', en: 'Approving or refusing the request stops it; so does a later step that overtakes it.' },
  conclude: { zh: '登记处理决定后停止；批准延期则按新期限重新计算。', en: 'A recorded decision stops it; an approved extension starts it anew.' },
};

/** The inspectors who answer for the case now, else every inspector of the body. Who has left the body is not told. */
function responsible(state: CaseState, world: World): readonly Addressee[] {
  const found = officersOf(state).flatMap((personId) => postOf(state, personId, world) ?? []);
  return found.length > 0 ? found : holdersOf('inspector', [state.bodyUnitId], world);
}

function postOf(state: CaseState, personId: string, world: World): Addressee | undefined {
  if (world.org.person(personId)?.active !== true) return undefined;
  const bodies = [state.bodyUnitId, ...state.jointBodies];
  const posts = world.org.postsOf(personId, world.now).filter((post) => standsFor(post.unitId, world.org).some((unitId) => bodies.includes(unitId)));
  const post = posts.find((item) => item.role === 'inspector') ?? posts[0];
  return post && { personId, postId: post.id, unitId: post.unitId };
}

function addresseesOf(state: CaseState, to: RungTarget, world: World): readonly Addressee[] {
  if (to === 'responsible') return responsible(state, world);
  return holdersOf(to === 'liaisonOfficer' || to === 'unitLeader' ? to : 'managerInCharge', [state.bodyUnitId], world);
}

/** Who is told that a request lies: nobody of their own request, and never nobody. */
function tellOfRequest(state: CaseState, kind: string, to: RungTarget, world: World): readonly Addressee[] {
  const askedBy = (kind === decideKinds.close ? state.closeRequest?.askedBy : pendingExtension(state)?.askedBy) ?? [];
  const others = addresseesOf(state, to, world).filter((addressee) => !askedBy.includes(addressee.personId));
  return others.length > 0 ? others : deciders(state, askedBy, world);
}

/** Whoever decides a request in the acting body: its manager in charge; where that is the asker, its leader, else another inspector of the case. A request is never told to nobody. */
function deciders(state: CaseState, askedBy: readonly string[], world: World): readonly Addressee[] {
  const others = (addressees: readonly Addressee[]): readonly Addressee[] => addressees.filter((addressee) => !askedBy.includes(addressee.personId));
  const managers = holdersOf('managerInCharge', [state.bodyUnitId], world);
  const choices = [others(managers), others(holdersOf('unitLeader', [state.bodyUnitId], world)), others(responsible(state, world))];
  return choices.find((addressees) => addressees.length > 0) ?? managers;
}

/** The notice of a rung: a reminder before the due moment, an escalation after it. */
export function rungNotice(state: CaseState, struck: Strike, world: World): NoticeDraft {
  const { deadline, rung } = struck;
  const kind = baseKind(deadline.kind);
  const name = { zh: deadlineNames[kind].zh, en: `the ${deadlineNames[kind].en}` };
  const due = dueText(deadline);
  const { before } = rung;
  return {
    kind: before ? 'case.reminder' : 'case.overdue',
    deadline: deadline.seq,
    rung: rung.rung,
    to: kind === 'decide' ? tellOfRequest(state, deadline.kind, rung.to, world) : addresseesOf(state, rung.to, world),
    title: before
      ? { zh: `${state.number}：${name.zh}期限将于${due}届满`, en: `Case ${state.number}: the period for ${name.en} ends on ${due}` }
      : { zh: `${state.number}：${name.zh}已超期（应于${due}前完成）`, en: `Case ${state.number}: ${name.en} is overdue (was due ${due})` },
    why: before
      ? { zh: `期限即将届满，尚无“${name.zh}”的办理记录。`, en: `The period is about to end, and ${name.en} is not on record yet.` }
      : { zh: `期限已过，尚无“${name.zh}”的办理记录。`, en: `The deadline has passed, and ${name.en} is not on record.` },
    rule: chaseRule(struck),
    stops: stops[kind],
    dueAt: deadline.dueAt,
  };
}

interface Event extends Pick<NoticeDraft, 'why' | 'rule' | 'stops'> {
  /** What the title says after the number of the case. */
  readonly title: Bilingual;
}
const byAnother: Bilingual = { zh: '延期须由申请人以外的人决定', en: 'An extension is decided by another person than the one who asked' };
const byTwo: Bilingual = { zh: '误立、重复、当事人灭失的结案须两人确认', en: 'Closing for error, duplicate or a party gone takes two people' };
const deciding: Bilingual = { zh: '批准或不批准后停止。', en: 'Approving or refusing it stops this.' };

const notice = (kind: string, state: CaseState, { title, ...said }: Event, to: readonly Addressee[]): NoticeDraft => ({
  kind: `case.${kind}`,
  to,
  title: { zh: `${state.number}：${title.zh}`, en: `Case ${state.number}: ${title.en}` },
  ...said,
});
/** Those who asked, in the case's bodies, and those responsible. */
const toAskers = (state: CaseState, askedBy: readonly string[], world: World): readonly Addressee[] =>
  together(
    askedBy.flatMap((personId) => postOf(state, personId, world) ?? []),
    responsible(state, world),
  );
/** Those responsible and the manager in charge. */
const toBody = (state: CaseState, world: World): readonly Addressee[] => together(responsible(state, world), holdersOf('managerInCharge', [state.bodyUnitId], world));

/** Somebody asks for more time: the manager in charge is to decide. */
export const extensionAsked = (state: CaseState, { zh, en }: Bilingual, askedBy: readonly string[], world: World): NoticeDraft =>
  notice(
    'extensionRequested',
    state,
    {
      title: { zh: `申请延期${zh}，请决定`, en: `${en} more are asked for, please decide` },
      why: { zh: '办案人员申请延长期限；决定之前原期限照常计算。', en: 'The inspectors ask for more time; until it is decided the old deadline runs on.' },
      rule: byAnother,
      stops: deciding,
    },
    deciders(state, askedBy, world),
  );

/** The answer to a request for more time, to those who asked and those responsible. */
export function extensionDecided(state: CaseState, approved: boolean, dueAt: Instant | undefined, askedBy: readonly string[], world: World): NoticeDraft {
  const on = dueAt === undefined ? { zh: '', en: '' } : { zh: `，新期限${beijingDateOf(dueAt)}`, en: `, now due ${beijingDateOf(dueAt)}` };
  const event = {
    title: approved
      ? { zh: `延期已批准${on.zh}`, en: `the extension was approved${on.en}` }
      : { zh: '延期未获批准，原期限不变', en: 'the extension was refused, the deadline stands' },
    why: { zh: '您的案件的延期申请已有决定。', en: 'The request for more time in your case was decided.' },
    rule: byAnother,
    stops: nothing,
  };
  return { ...notice('extensionDecided', state, event, toAskers(state, askedBy, world)), ...(dueAt === undefined ? {} : { dueAt }) };
}

const grounds: Readonly<Record<CloseGround, Bilingual>> = {
  openedInError: { zh: '误立', en: 'opened in error' },
  duplicate: { zh: '重复立档', en: 'a duplicate' },
  partyGone: { zh: '当事人已不存在', en: 'party gone' },
};

/** Somebody asks to close without working the case: a second person is to decide. */
export const closeAsked = (state: CaseState, ground: CloseGround, askedBy: readonly string[], world: World): NoticeDraft =>
  notice(
    'closeRequested',
    state,
    {
      title: { zh: `申请以“${grounds[ground].zh}”结案，请决定`, en: `closing is asked for (${grounds[ground].en}), please decide` },
      why: { zh: '未经办理即结案，须由第二人批准；决定之前各项期限照常计算。', en: 'Closing a case that was not worked needs a second person; until then every deadline runs on.' },
      rule: byTwo,
      stops: deciding,
    },
    deciders(state, askedBy, world),
  );

/** A request that waited for a decision was withdrawn, by the type of its fact. */
const withdrawnRequests: Readonly<Record<string, Pick<Event, 'title' | 'why' | 'rule'>>> = {
  extensionRequested: {
    title: { zh: '延期申请已撤回', en: 'the request for more time was withdrawn' },
    why: { zh: '申请人撤回了延期申请，原期限不变，无需再作决定。', en: 'Whoever asked has withdrawn the request: the deadline stands, and there is nothing to decide on.' },
    rule: byAnother,
  },
  closingRequested: {
    title: { zh: '结案申请已撤回', en: 'the request to close was withdrawn' },
    why: { zh: '申请人撤回了结案申请，案件继续办理，无需再作决定。', en: 'Whoever asked has withdrawn the request: the case goes on, and there is nothing to decide on.' },
    rule: byTwo,
  },
};

/** A request was withdrawn: told to whoever was to decide on it. Nobody was told of a step that asks for no decision, nor is of its withdrawal. */
export function requestWithdrawn({ type, by }: LastStep, state: CaseState, world: World): readonly NoticeDraft[] {
  const request = withdrawnRequests[type];
  return request ? [notice('stepWithdrawn', state, { ...request, stops: nothing }, deciders(state, peopleOf(by), world))] : [];
}

/** The second person refused to close. */
export const closeRefused = (state: CaseState, askedBy: readonly string[], world: World): NoticeDraft =>
  notice(
    'closeRefused',
    state,
    {
      title: { zh: '结案申请未获批准，案件继续办理', en: 'closing was refused, the case goes on' },
      why: { zh: '结案申请已有决定。', en: 'The request to close was decided.' },
      rule: byTwo,
      stops: { zh: '继续办理，各项期限照常计算。', en: 'The case goes on, and its deadlines run on.' },
    },
    toAskers(state, askedBy, world),
  );

/** The case is closed: told to those responsible and to the manager in charge. */
export const caseClosedNotice = (state: CaseState, world: World): NoticeDraft =>
  notice(
    'closed',
    state,
    {
      title: { zh: '已结案', en: 'closed' },
      why: { zh: '全部步骤已完成，案件办结；各项期限随之终止。', en: 'Every step is done and the case is closed; all its deadlines have ended.' },
      rule: { zh: '结案后告知办案人员和分管领导', en: 'Closing is told to the inspectors and the manager in charge' },
      stops: { zh: '仅供知悉，无需办理；再次违法可重新启动。', en: 'For information; a relapse may reopen it.' },
    },
    toBody(state, world),
  );

/** A closed case runs again. */
export const caseReopenedNotice = (state: CaseState, world: World): NoticeDraft =>
  notice(
    'reopened',
    state,
    {
      title: { zh: '再次违法，重新启动', en: 'reopened after a relapse' },
      why: { zh: '结案后再次违法，原案号下开始新一轮检查。', en: 'A relapse after closing: a new episode begins under the same number.' },
      rule: { zh: '同一案号，新一轮办理', en: 'Same number, new episode' },
      stops: { zh: '登记首次检查后进入下一环节。', en: 'Recording the inspection leads on.' },
    },
    toBody(state, world),
  );
