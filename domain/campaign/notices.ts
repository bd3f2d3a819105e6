import { dueText } from '../calendar/due-text.ts';
import type { PlannedRung, Strike } from '../chase/deadline.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import type { World } from '../process/definition.ts';
import { rungKind } from '../task/notices.ts';
import type { Condition } from './condition.ts';
import { sourceOf } from './deadlines.ts';
import type { Revision } from './revision.ts';
import type { CampaignContent, CampaignState } from './state.ts';

type Told = Pick<CampaignContent, 'title' | 'documentNumber' | 'officeUnitId' | 'groupUnitId'>;

/** The office of the campaign. */
export const toOffice = (campaign: Told, world: World): readonly Addressee[] => world.org.addressees(campaign.officeUnitId, 'office', world.now);
/** The leading group's deputy chair. */
export const toGroup = (campaign: Told, world: World): readonly Addressee[] => world.org.addressees(campaign.groupUnitId, 'groupDeputy', world.now);

function rungAddressees(campaign: Told, rung: PlannedRung, world: World): readonly Addressee[] {
  switch (rung.to) {
    case 'managerInCharge':
      return world.org.addressees(campaign.officeUnitId, 'managerInCharge', world.now);
    case 'unitLeader':
      return world.org.addressees(campaign.officeUnitId, 'unitLeader', world.now);
    case 'groupDeputy':
      return toGroup(campaign, world);
    case 'leadingGroup':
      return world.org.addressees(campaign.groupUnitId, 'groupLeader', world.now);
    default:
      return toOffice(campaign, world);
  }
}

const owed: Readonly<Record<string, { readonly what: Bilingual; readonly stops: Bilingual }>> = {
  meeting: {
    what: { zh: '领导小组会议', en: 'the leading group’s meeting' },
    stops: { zh: '召开会议并登记会议纪要。', en: 'Holding the meeting and recording its minutes.' },
  },
  bulletin: {
    what: { zh: '通报', en: 'the bulletin' },
    stops: { zh: '拟稿、签发并印发通报。', en: 'Drafting, signing and issuing the bulletin.' },
  },
  supervision: {
    what: { zh: '督导检查', en: 'the supervision visit' },
    stops: { zh: '开展督导并登记。', en: 'Making the visit and recording it.' },
  },
};

/** What a rung of each kind is called. */
export const headings: Readonly<Record<string, Bilingual>> = {
  reminder: { zh: '提醒', en: 'Reminder' },
  overdueNotice: { zh: '超期提醒', en: 'Overdue' },
  escalation: { zh: '超期上报', en: 'Escalation' },
  leadingGroupEscalation: { zh: '报领导小组', en: 'To the leading group' },
};

/** The notice of one rung of a phase's end, a meeting or a supervision; for a phase it names what is missing. */
export function rungNotice(state: CampaignState, { deadline, rung }: Strike, missing: readonly Condition[], world: World): readonly NoticeDraft[] {
  const to = rungAddressees(state, rung, world);
  if (to.length === 0) return [];
  const kind = rungKind(rung);
  const heading = headings[kind] ?? { zh: '提醒', en: 'Notice' };
  const phase = state.phases[state.current];
  const due = dueText(deadline);
  const { what, stops } = owed[deadline.kind] ?? {
    what: { zh: `“${phase?.name ?? ''}”阶段`, en: `the phase “${phase?.name ?? ''}”` },
    stops: { zh: '补齐结束条件或签署例外，并关闭本阶段。', en: 'Meeting or overriding its conditions and closing the phase.' },
  };
  const lacking = missing.map((one) => one.label);
  return [
    {
      kind,
      deadline: deadline.seq,
      rung: rung.rung,
      to,
      title: {
        zh: `【${heading.zh}】${state.title}：${what.zh}${rung.before ? `将于${due}到期` : `已过${due}`}`,
        en: `${heading.en}: ${state.title}: ${what.en} ${rung.before ? `is due ${due}` : `was due ${due}`}`,
      },
      why:
        lacking.length > 0
          ? { zh: `尚缺：${lacking.map((label) => label.zh).join('、')}。`, en: `Still missing: ${lacking.map((label) => label.en).join('; ')}.` }
          : { zh: `${what.zh}的时限为${due}。`, en: `The date for ${what.en} is ${due}.` },
      rule: { zh: `${deadline.basis.rule.zh}；催办规则第“${rung.rung}”级`, en: `${deadline.basis.rule.en}; rung “${rung.rung}” of the chase ladder` },
      stops,
      dueAt: deadline.dueAt,
    },
  ];
}

const nothing: Bilingual = { zh: '仅供知悉，无需办理。', en: 'For information: nothing is asked.' };
const events = {
  campaignLaunched: { zh: '专项行动启动', en: 'Campaign launched', why: { zh: '领导小组办公室已启动并分解任务。', en: 'The office has launched it and issued its tasks.' } },
  phaseOpened: { zh: '进入新阶段', en: 'Next phase opened', why: { zh: '上一阶段结束条件已满足。', en: 'The conditions of the phase before are met.' } },
  workingGroupSet: {
    zh: '工作组调整',
    en: 'Working group set',
    why: { zh: '领导小组办公室确定了贵单位所在的专项工作组。', en: 'The office set the working group to which your unit belongs.' },
  },
  campaignSettled: { zh: '各阶段已关闭', en: 'All phases closed', why: { zh: '评估结果已登记，专项行动即将办结。', en: 'The result is recorded; the campaign is being closed.' } },
  campaignSuspended: {
    zh: '专项行动中止',
    en: 'Campaign suspended',
    why: { zh: '领导小组办公室决定中止，催办一并停止。', en: 'The office suspended it; nothing is chased meanwhile.' },
  },
  campaignResumed: { zh: '专项行动恢复', en: 'Campaign resumed', why: { zh: '领导小组办公室决定恢复。', en: 'The office resumed it.' } },
  campaignCancelled: {
    zh: '专项行动取消',
    en: 'Campaign cancelled',
    why: { zh: '领导小组办公室决定取消，未完成任务一并取消。', en: 'The office cancelled it, with its open tasks.' },
  },
  campaignClosed: { zh: '专项行动办结', en: 'Campaign closed', why: { zh: '全部阶段关闭，结果已登记。', en: 'All phases are closed and the result is recorded.' } },
} as const;

/** The notice of something that happened to a campaign. None when nobody can be told. */
export function campaignNotice(kind: keyof typeof events, campaign: Told, to: readonly Addressee[], reason?: string): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  const event = events[kind];
  return [
    {
      kind,
      to,
      title: { zh: `【${event.zh}】${campaign.title}`, en: `${event.en}: ${campaign.title}` },
      why: reason === undefined ? event.why : { zh: `${event.why.zh}理由：${reason}`, en: `${event.why.en} Reason: ${reason}` },
      rule: sourceOf(campaign),
      stops: nothing,
    },
  ];
}

/** One word to everybody whom a revision of the plan touches; what it means for each task is said by the task. */
export function revisionNotice(
  campaign: Told,
  { revision, reason, added, amended, cancelled }: Pick<Revision, 'revision' | 'reason' | 'added' | 'amended' | 'cancelled'>,
  to: readonly Addressee[],
): readonly NoticeDraft[] {
  if (to.length === 0) return [];
  return [
    {
      kind: 'planRevised',
      to,
      title: { zh: `【方案修订】${campaign.title}（第${revision}版）`, en: `Plan revised: ${campaign.title} (version ${revision})` },
      why: {
        zh: `新增${added.length}项、调整${amended.length}项、取消${cancelled.length}项任务。理由：${reason}`,
        en: `${added.length} tasks added, ${amended.length} changed, ${cancelled.length} cancelled. Reason: ${reason}`,
      },
      rule: sourceOf(campaign),
      stops: nothing,
    },
  ];
}
