import { beijingDateOf } from '../calendar/beijing.ts';
import { dueText } from '../calendar/due-text.ts';
import type { PlannedRung, Strike } from '../chase/deadline.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { Role } from '../process/actor.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import type { TaskContent } from './state.ts';

type Told = Pick<TaskContent, 'number' | 'content' | 'leadUnitId' | 'officeUnitId' | 'groupUnitId' | 'assignerUnitId' | 'source'>;

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
// A task outside any campaign is told of before it has its number.
const named = (task: Told): string => `任务${task.number}“${short(task.content)}”`;
const namedEn = (task: Told): string => `Task${task.number && ` ${task.number}`} “${short(task.content)}”`;

/** Everyone once, in order. */
export const together = (...groups: readonly (readonly Addressee[])[]): readonly Addressee[] => [...new Map(groups.flat().map((one) => [one.personId, one])).values()];

const posts = (world: World, unitId: string, role: Role): readonly Addressee[] => world.org.addressees(unitId, role, world.now);

/** Liaison officers of the lead unit. */
export const toLead = (task: Told, world: World): readonly Addressee[] => posts(world, task.leadUnitId, 'liaisonOfficer');
/** Who decides on the task: the office of the campaign, or for a share the liaison officers of the unit that broke the whole down. */
export const toOffice = (task: Told, world: World): readonly Addressee[] =>
  task.assignerUnitId === undefined ? posts(world, task.officeUnitId, 'office') : posts(world, task.assignerUnitId, 'liaisonOfficer');
const decidingUnit = (task: Told): string => task.assignerUnitId ?? task.officeUnitId;
/** The unit that is late by a deadline of this kind. */
const lateUnit = (task: Told, kind: string): string => (kind === 'review' ? decidingUnit(task) : kind === 'urgingNotice' ? task.officeUnitId : task.leadUnitId);

function rungAddressees(task: Told, kind: string, rung: PlannedRung, world: World): readonly Addressee[] {
  const late = lateUnit(task, kind);
  switch (rung.to) {
    case 'responsible':
      return kind === 'review' || kind === 'urgingNotice' ? toOffice(task, world) : toLead(task, world);
    case 'liaisonOfficer':
      return posts(world, late, 'liaisonOfficer');
    case 'managerInCharge':
      return posts(world, late, 'managerInCharge');
    case 'unitLeader':
      return posts(world, late, 'unitLeader');
    case 'office':
    case 'urgingNotice':
      return toOffice(task, world);
    case 'groupDeputy':
      return posts(world, task.groupUnitId, 'groupDeputy');
    case 'leadingGroup':
      return posts(world, task.groupUnitId, 'groupLeader');
  }
}

/** The kind of notice that a rung gives, by whom it tells. */
export function rungKind(rung: Pick<PlannedRung, 'to' | 'before'>): string {
  if (rung.before) return 'reminder';
  if (rung.to === 'urgingNotice') return 'urgingNoticeDrafted';
  if (rung.to === 'managerInCharge' || rung.to === 'unitLeader' || rung.to === 'groupDeputy') return 'escalation';
  return rung.to === 'leadingGroup' ? 'leadingGroupEscalation' : 'overdueNotice';
}

const owed: Readonly<Record<string, { readonly what: Bilingual; readonly stops: Bilingual }>> = {
  task: {
    what: { zh: '完成时限', en: 'deadline' },
    stops: {
      zh: '提交验收后暂停，验收通过后终止；获准延期后按新时限重新计算。',
      en: 'Submitting pauses it, acceptance ends it; a granted extension starts it anew from the new date.',
    },
  },
  sign: { what: { zh: '签收时限', en: 'limit for signing' }, stops: { zh: '签收，或说明理由退回。', en: 'Signing for receipt, or returning the task with a reason.' } },
  node: {
    what: { zh: '节点时限', en: 'date of its next node' },
    stops: { zh: '登记完成该节点；提交验收后暂停。', en: 'Recording the node as done; submitting the task pauses it.' },
  },
  urgingNotice: {
    what: { zh: '督办通知书签发时限', en: 'limit for signing the formal urging notice' },
    stops: { zh: '签发督办通知书，或说明理由不予签发。', en: 'Signing the formal urging notice, or declining it with a reason.' },
  },
  urgingAnswer: {
    what: { zh: '督办通知书答复时限', en: 'limit for answering the formal urging notice' },
    stops: { zh: '书面答复督办通知书；提交验收后暂停。', en: 'Answering the formal urging notice; submitting the task pauses it.' },
  },
  review: { what: { zh: '验收时限', en: 'limit for the office to decide' }, stops: { zh: '作出验收、退回补正或改派的决定。', en: 'Accepting, sending back or reassigning.' } },
};
const owedOf = (kind: string) => owed[kind] ?? { what: { zh: '时限', en: 'deadline' }, stops: { zh: '办结。', en: 'Completing it.' } };

const headings: Readonly<Record<string, Bilingual>> = {
  reminder: { zh: '催办', en: 'Reminder' },
  overdueNotice: { zh: '超期提醒', en: 'Overdue' },
  escalation: { zh: '超期上报', en: 'Escalation' },
  urgingNoticeDrafted: { zh: '督办通知书待签发', en: 'Formal urging notice to sign' },
  leadingGroupEscalation: { zh: '报领导小组', en: 'To the leading group' },
};

/** The notice of one rung: what, why, by which rule, what would stop it. None when nobody can be told. */
export function rungNotice(task: Told, { deadline, rung }: Strike, world: World): readonly NoticeDraft[] {
  const to = rungAddressees(task, deadline.kind, rung, world);
  if (to.length === 0) return [];
  const kind = rungKind(rung);
  const heading = headings[kind] ?? { zh: '催办', en: 'Chase' };
  const { what, stops } = owedOf(deadline.kind);
  const due = dueText(deadline);
  const unit = world.org.unit(lateUnit(task, deadline.kind));
  const lead = unit?.shortName ?? unit?.name ?? '';
  return [
    {
      kind,
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: {
        zh: `【${heading.zh}】${named(task)}${rung.before ? `将于${due}到期` : `已超过${what.zh}（${due}）`}`,
        en: `${heading.en}: ${namedEn(task)} ${rung.before ? `is due ${due}` : `is past its ${what.en} (${due})`}`,
      },
      why: rung.before
        ? { zh: `${lead}的${what.zh}为${due}，届时到期，目前尚未办结。`, en: `The ${what.en} of ${lead} falls due on ${due}.` }
        : { zh: `${lead}的${what.zh}为${due}，至今未办结。`, en: `The ${what.en} of ${lead} is ${due}, and it has not been met.` },
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops,
      dueAt: deadline.dueAt,
    },
  ];
}

interface Event {
  readonly zh: string;
  readonly en: string;
  readonly why: Bilingual;
  readonly stops: Bilingual;
}
const nothing: Bilingual = { zh: '仅供知悉，无需办理。', en: 'For information: nothing is asked.' };
const toDecide: Bilingual = { zh: '作出决定后终止。', en: 'Deciding on it.' };

const events = {
  taskIssued: { zh: '新任务待签收', en: 'New task to sign for', why: { zh: '贵单位为本任务的牵头单位。', en: 'Your unit leads this task.' }, stops: owedOf('sign').stops },
  taskReassigned: {
    zh: '任务改派贵单位，待签收',
    en: 'Task reassigned to your unit',
    why: { zh: '领导小组办公室将本任务改派贵单位牵头。', en: 'The office made your unit the lead.' },
    stops: owedOf('sign').stops,
  },
  taskReassignedAway: {
    zh: '任务已改派其他单位',
    en: 'Task reassigned to another unit',
    why: { zh: '领导小组办公室将本任务改派其他单位牵头，贵单位不再办理。', en: 'The office made another unit the lead: the task is no longer yours.' },
    stops: nothing,
  },
  taskReturned: {
    zh: '任务被退回，待改派',
    en: 'Task returned, to be reassigned',
    why: { zh: '牵头单位认为不属本单位职责。', en: 'The lead unit says the task is not its own.' },
    stops: { zh: '改派、退还原单位或取消。', en: 'Reassigning, sending back or cancelling it.' },
  },
  taskSubmitted: { zh: '任务待验收', en: 'Task to decide on', why: { zh: '牵头单位已提交。', en: 'The lead unit has submitted it.' }, stops: owedOf('review').stops },
  taskAccepted: { zh: '任务已验收', en: 'Task accepted', why: { zh: '领导小组办公室验收通过。', en: 'The office accepted it.' }, stops: nothing },
  taskSentBack: {
    zh: '任务退回补正',
    en: 'Task sent back',
    why: { zh: '领导小组办公室认为尚未达标。', en: 'The office finds the standard not met yet.' },
    stops: { zh: '补正后重新提交。', en: 'Putting it right and submitting again.' },
  },
  taskRelapsed: {
    zh: '任务反弹，重新办理',
    en: 'Task reopened after a relapse',
    why: { zh: '已验收的事项出现反弹。', en: 'What was accepted has relapsed.' },
    stops: { zh: '整改后重新提交并验收。', en: 'Putting it right, submitting and being accepted again.' },
  },
  acceptanceWithdrawn: {
    zh: '验收撤回',
    en: 'Acceptance withdrawn',
    why: { zh: '原验收有误，任务重新待验收。', en: 'The acceptance was mistaken; the submission awaits a decision again.' },
    stops: nothing,
  },
  extensionRequested: { zh: '延期申请待决定', en: 'Extension to decide on', why: { zh: '牵头单位申请延期。', en: 'The lead unit asks for an extension.' }, stops: toDecide },
  extensionGranted: {
    zh: '延期获准',
    en: 'Extension granted',
    why: { zh: '原时限保留在记录中，催办按新时限重新计算。', en: 'The old date stays on record; the ladder starts anew.' },
    stops: nothing,
  },
  extensionRefused: { zh: '延期未获准', en: 'Extension refused', why: { zh: '时限不变。', en: 'The deadline stands.' }, stops: nothing },
  taskCancelled: { zh: '任务已取消', en: 'Task cancelled', why: { zh: '领导小组办公室取消了本任务。', en: 'The office cancelled the task.' }, stops: nothing },
  dueCorrected: {
    zh: '任务时限更正',
    en: 'Task deadline corrected',
    why: { zh: '领导小组办公室更正了完成时限，原时限保留在记录中。', en: 'The office corrected the deadline; the old one stays on record.' },
    stops: nothing,
  },
  urgingNoticeSigned: {
    zh: '督办通知书',
    en: 'Formal urging notice',
    why: { zh: '任务超期，领导小组办公室签发督办通知书。', en: 'The task is overdue; the office has signed a formal urging notice.' },
    stops: owedOf('urgingAnswer').stops,
  },
  urgingNoticeAnswered: {
    zh: '督办通知书已答复',
    en: 'Formal urging notice answered',
    why: { zh: '牵头单位已书面答复。', en: 'The lead unit has answered in writing.' },
    stops: nothing,
  },
} as const satisfies Record<string, Event>;

/** The notice of something that happened to a task; `reason` is what the person gave. None when nobody can be told. */
export function eventNotice(
  kind: keyof typeof events,
  task: Told,
  to: readonly Addressee[],
  more: { readonly reason?: string; readonly dueAt?: Instant; readonly urgent?: boolean } = {},
): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  const event = events[kind];
  return [
    {
      kind,
      to,
      title: { zh: `【${event.zh}】${named(task)}`, en: `${event.en}: ${namedEn(task)}` },
      why: more.reason ? { zh: `${event.why.zh}理由：${more.reason}`, en: `${event.why.en} Reason: ${more.reason}` } : event.why,
      rule: task.source,
      stops: event.stops,
      ...(more.dueAt === undefined ? {} : { dueAt: more.dueAt }),
      ...(more.urgent ? { urgent: true } : {}),
    },
  ];
}

/** Who receives a signed 督办通知书: the lead unit's manager in charge and liaison officers. */
export const toUrged = (task: Told, world: World): readonly Addressee[] => together(posts(world, task.leadUnitId, 'managerInCharge'), toLead(task, world));

/** 督办〔2026〕3号. */
export const urgingNumber = (now: Instant, n: number): string => `督办〔${beijingDateOf(now).slice(0, 4)}〕${n}号`;
