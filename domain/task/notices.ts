import { beijingDateOf } from '../calendar/beijing.ts';
import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, type Owed, rungAddressees, toDoers } from '../chase/notice.ts';
import { type Events, eventNotice as happened } from '../notice/event.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf, together, unitNamed } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import type { Instant } from '../process/time.ts';
import type { TaskContent } from './state.ts';

type Told = Pick<TaskContent, 'number' | 'content' | 'leadUnitId' | 'officeUnitId' | 'groupUnitId' | 'assignerUnitId' | 'source'>;

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
// A task outside any campaign is told of before it has its number.
const named = ({ number, content }: Told): Bilingual => ({ zh: `任务${number}“${short(content)}”`, en: `Task${number && ` ${number}`} “${short(content)}”` });

/** Who does the task: liaison officers of the lead unit, and of what the office leads itself, the office. */
export const toLead = (task: Told, world: World): readonly Addressee[] => toDoers([task.leadUnitId], task, world);
/** Who decides on the task: the office of the campaign, or for a share the liaison officers of the unit that broke the whole down. */
export const toOffice = (task: Told, world: World): readonly Addressee[] => toDoers([decidingUnit(task)], task, world);
const decidingUnit = (task: Told): string => task.assignerUnitId ?? task.officeUnitId;
/** The unit that is late by a deadline of this kind. */
const lateUnit = (task: Told, kind: string): string => (kind === 'review' ? decidingUnit(task) : kind === 'urgingNotice' ? task.officeUnitId : task.leadUnitId);

const owed: Readonly<Record<string, Pick<Owed, 'limit' | 'stops'>>> = {
  task: {
    limit: { zh: '完成时限', en: 'deadline' },
    stops: {
      zh: '提交验收后暂停，验收通过后终止；获准延期后按新时限重新计算。',
      en: 'Submitting pauses it, acceptance ends it; a granted extension starts it anew from the new date.',
    },
  },
  sign: { limit: { zh: '签收时限', en: 'limit for signing' }, stops: { zh: '签收，或说明理由退回。', en: 'Signing for receipt, or returning the task with a reason.' } },
  node: {
    limit: { zh: '节点时限', en: 'date of its next node' },
    stops: { zh: '登记完成该节点；提交验收后暂停。', en: 'Recording the node as done; submitting the task pauses it.' },
  },
  urgingNotice: {
    limit: { zh: '督办通知书签发时限', en: 'limit for signing the formal urging notice' },
    stops: { zh: '签发督办通知书，或说明理由不予签发。', en: 'Signing the formal urging notice, or declining it with a reason.' },
  },
  urgingAnswer: {
    limit: { zh: '督办通知书答复时限', en: 'limit for answering the formal urging notice' },
    stops: { zh: '书面答复督办通知书；提交验收后暂停。', en: 'Answering the formal urging notice; submitting the task pauses it.' },
  },
  review: { limit: { zh: '验收时限', en: 'limit for deciding on it' }, stops: { zh: '作出验收、退回补正或改派的决定。', en: 'Accepting, sending back or reassigning.' } },
};
const owedOf = (kind: string) => owed[kind] ?? { limit: { zh: '时限', en: 'deadline' }, stops: { zh: '办结。', en: 'Completing it.' } };

/** The notice of one rung: what, why, by which rule, what would stop it. None when nobody can be told. */
export function rungNotice(task: Told, struck: Strike, world: World): readonly NoticeDraft[] {
  const late = lateUnit(task, struck.deadline.kind);
  const unit = unitNamed(late, world);
  const { limit, stops } = owedOf(struck.deadline.kind);
  // Of a draft the office is told what it is to do itself.
  const said = { limit, stops: struck.rung.to === 'urgingNotice' ? owedOf('urgingNotice').stops : stops, subject: named(task), why: { of: { zh: unit, en: unit } } };
  return chaseNotice(struck, rungAddressees(struck.rung, [late], task, world), said, task, world);
}

const toDecide: Bilingual = { zh: '作出决定。', en: 'Deciding on it.' };

const events = {
  taskIssued: {
    zh: '新任务待签收',
    en: 'New task to sign for',
    why: { zh: '贵单位为本任务的牵头单位。', en: 'Your unit leads this task.' },
    stops: owedOf('sign').stops,
    words: { zh: '来源', en: 'Origin' },
  },
  taskReassigned: {
    zh: '任务改派，待签收',
    en: 'Task reassigned',
    why: { zh: '本任务改由贵单位牵头。', en: 'Your unit now leads it.' },
    stops: owedOf('sign').stops,
  },
  taskReassignedAway: {
    zh: '任务已改派其他单位',
    en: 'Task reassigned to another unit',
    why: { zh: '本任务已改派其他单位牵头，贵单位不再办理。', en: 'Another unit now leads it: the task is no longer yours.' },
  },
  taskReturned: {
    zh: '任务被退回，待改派',
    en: 'Task returned, to be reassigned',
    why: { zh: '牵头单位认为不属本单位职责。', en: 'The lead unit says the task is not its own.' },
    stops: { zh: '改派、退还原单位或取消。', en: 'Reassigning, sending back or cancelling it.' },
  },
  taskSubmitted: {
    zh: '任务待验收',
    en: 'Task to decide on',
    why: { zh: '牵头单位已提交，请验收。', en: 'The lead unit has submitted it; please decide.' },
    stops: owedOf('review').stops,
  },
  taskAccepted: { zh: '任务已验收', en: 'Task accepted', why: { zh: '本任务已验收通过。', en: 'It has been accepted.' } },
  taskSentBack: {
    zh: '任务退回补正',
    en: 'Task sent back',
    why: { zh: '经审核，本任务尚未达标。', en: 'The standard is not met yet.' },
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
  },
  acceptanceWithdrawnToWork: {
    zh: '验收撤回，重新办理',
    en: 'Acceptance withdrawn, to be worked on',
    why: { zh: '原验收有误，本任务未曾提交，由牵头单位办理。', en: 'The acceptance was mistaken; nothing was submitted, and the lead unit works on it.' },
    stops: { zh: '办理后提交并验收。', en: 'Doing the work, submitting it and being accepted.' },
  },
  extensionRequested: { zh: '延期申请待决定', en: 'Extension to decide on', why: { zh: '牵头单位申请延期。', en: 'The lead unit asks for an extension.' }, stops: toDecide },
  extensionGranted: {
    zh: '延期获准',
    en: 'Extension granted',
    why: { zh: '原时限保留在记录中，催办按新时限重新计算。', en: 'The old date stays on record; the ladder starts anew.' },
  },
  extensionRefused: { zh: '延期未获准', en: 'Extension refused', why: { zh: '时限不变。', en: 'The deadline stands.' } },
  extensionLapsed: {
    zh: '延期申请已失效',
    en: 'Extension request lapsed',
    why: {
      zh: '牵头单位已报送本期，所申请的延期不再需要决定。',
      en: 'The lead unit has reported on the period for which it asked for more time: there is nothing to decide on any more.',
    },
  },
  taskCancelled: { zh: '任务已取消', en: 'Task cancelled', why: { zh: '本任务已取消，不再办理。', en: 'The task was cancelled; nothing more is to be done.' } },
  dueCorrected: {
    zh: '任务时限更正',
    en: 'Task deadline corrected',
    why: { zh: '完成时限已更正，原时限保留在记录中。', en: 'The deadline was corrected; the old one stays on record.' },
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
    words: { zh: '答复', en: 'Answer' },
  },
} as const satisfies Events;

/** The notice of something that happened to a task; `reason` is what the person gave. None when nobody can be told. */
export const eventNotice = (
  kind: keyof typeof events,
  task: Told,
  to: readonly Addressee[],
  more: { readonly reason?: string; readonly dueAt?: Instant; readonly urgent?: boolean } = {},
): readonly NoticeDraft[] => happened(kind, events[kind], to, { about: named(task), rule: task.source, ...more });

/** What is said of a step withdrawn, by the type of its fact, to whoever was told of the step. A step of which nobody was told is withdrawn in silence. */
const withdrawals: Readonly<Record<string, Readonly<{ said: Events[string]; to: (task: Told, world: World) => readonly Addressee[] }>>> = {
  taskReturned: {
    said: {
      zh: '退回已撤回',
      en: 'Return withdrawn',
      why: { zh: '牵头单位已撤回退回，本任务仍由其办理，无需改派。', en: 'The lead unit has withdrawn its return: the task stays with it, and nothing is to be reassigned.' },
    },
    to: toOffice,
  },
  progressReported: {
    said: {
      zh: '填报已撤回，延期申请待决定',
      en: 'Report withdrawn, extension to decide on',
      why: {
        zh: '牵头单位已撤回本期填报，原延期申请恢复，请作决定。',
        en: 'The lead unit has withdrawn its report on the period: its request for more time awaits a decision again.',
      },
      stops: toDecide,
    },
    to: toOffice,
  },
  taskSubmitted: {
    said: {
      zh: '报送验收已撤回',
      en: 'Submission withdrawn',
      why: {
        zh: '牵头单位已撤回报送，本任务恢复办理，暂无需验收。',
        en: 'The lead unit has withdrawn its submission: it goes on working on the task, and there is nothing to decide on for now.',
      },
    },
    to: toOffice,
  },
  taskSentBack: {
    said: {
      zh: '退回补办已撤回',
      en: 'Send-back withdrawn',
      why: { zh: '退回补办的决定已撤回，本任务恢复为退回前的待决定状态。', en: 'The decision to send it back was withdrawn: the task awaits a decision again as before.' },
    },
    to: toLead,
  },
  extensionRequested: {
    said: {
      zh: '延期申请已撤回',
      en: 'Extension request withdrawn',
      why: { zh: '牵头单位已撤回延期申请，时限不变，无需再作决定。', en: 'The lead unit has withdrawn its request: the deadline stands, and there is nothing to decide on.' },
    },
    to: toOffice,
  },
};

/** The notice that a step was withdrawn, by the type of its fact: silence for one whose type has no words here, since nobody was told of it. Whether this report was told of, its caller knows. */
export function withdrawalNotice(step: string, task: Told, reason: string | undefined, world: World): readonly NoticeDraft[] {
  const withdrawal = withdrawals[step];
  return withdrawal ? happened('stepWithdrawn', withdrawal.said, withdrawal.to(task, world), { about: named(task), rule: task.source, reason }) : [];
}

/** Who receives a signed 督办通知书: the lead unit's manager in charge and liaison officers. */
export const toUrged = (task: Told, world: World): readonly Addressee[] => together(holdersOf('managerInCharge', [task.leadUnitId], world), toLead(task, world));

/** 督办〔2026〕3号. */
export const urgingNumber = (now: Instant, n: number): string => `督办〔${beijingDateOf(now).slice(0, 4)}〕${n}号`;
