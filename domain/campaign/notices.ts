import type { Strike } from '../chase/deadline.ts';
import { chaseNotice, type Owed, rungAddressees } from '../chase/notice.ts';
import { type Events, eventNotice } from '../notice/event.ts';
import type { Addressee, Bilingual, NoticeDraft } from '../notice/notice.ts';
import { holdersOf } from '../notice/told.ts';
import type { World } from '../process/definition.ts';
import type { Condition } from './condition.ts';
import { sourceOf } from './deadlines.ts';
import type { Revision } from './revision.ts';
import type { CampaignContent, CampaignState } from './state.ts';

type Told = Pick<CampaignContent, 'title' | 'documentNumber' | 'officeUnitId' | 'groupUnitId'>;

/** The office of the campaign. */
export const toOffice = (campaign: Told, world: World): readonly Addressee[] => holdersOf('office', [campaign.officeUnitId], world);
/** The leading group's deputy chair. */
export const toGroup = (campaign: Told, world: World): readonly Addressee[] => holdersOf('groupDeputy', [campaign.groupUnitId], world);

const owed: Readonly<Record<string, Pick<Owed, 'limit' | 'stops'> & { readonly what: Bilingual }>> = {
  meeting: {
    what: { zh: '领导小组会议', en: 'the leading group’s meeting' },
    limit: { zh: '召开时限', en: 'date' },
    stops: { zh: '召开会议并登记会议纪要。', en: 'Holding the meeting and recording its minutes.' },
  },
  bulletin: {
    what: { zh: '通报', en: 'the bulletin' },
    limit: { zh: '印发时限', en: 'date' },
    stops: { zh: '拟稿、签发并印发通报。', en: 'Drafting, signing and issuing the bulletin.' },
  },
  supervision: {
    what: { zh: '督导检查', en: 'the supervision visit' },
    limit: { zh: '开展时限', en: 'date' },
    stops: { zh: '开展督导并登记。', en: 'Making the visit and recording it.' },
  },
};

/** The notice of one rung of a phase's end, a meeting, a bulletin or a supervision; for a phase it names what is missing. */
export function rungNotice(state: CampaignState, struck: Strike, missing: readonly Condition[], world: World): readonly NoticeDraft[] {
  const phase = state.phases[state.current]?.name ?? '';
  const { what, limit, stops } = owed[struck.deadline.kind] ?? {
    what: { zh: `“${phase}”阶段`, en: `the phase “${phase}”` },
    limit: { zh: '结束时限', en: 'date' },
    stops: { zh: '补齐结束条件或签署例外，并关闭本阶段。', en: 'Meeting or overriding its conditions and closing the phase.' },
  };
  const lacking = missing.map((one) => one.label);
  const said = {
    subject: { zh: `${state.title}：${what.zh}`, en: `${state.title}: ${what.en}` },
    limit,
    why: lacking.length > 0 ? { zh: `尚缺：${lacking.map(({ zh }) => zh).join('、')}。`, en: `Still missing: ${lacking.map(({ en }) => en).join('; ')}.` } : { of: what },
    stops,
  };
  return chaseNotice(struck, rungAddressees(struck.rung, [state.officeUnitId], state, world), said, state, world);
}

const events = {
  campaignLaunched: { zh: '专项行动启动', en: 'Campaign launched', why: { zh: '领导小组办公室已启动并分解任务。', en: 'The office has launched it and issued its tasks.' } },
  phaseOpened: { zh: '进入新阶段', en: 'Next phase opened', why: { zh: '上一阶段已经关闭。', en: 'The phase before is closed.' } },
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
} as const satisfies Events;

/** The notice of something that happened to a campaign, of the phase that opens where one does. None when nobody can be told. */
export function campaignNotice(kind: keyof typeof events, campaign: Told, to: readonly Addressee[], reason?: string, phase?: string): readonly NoticeDraft[] {
  const { title } = campaign;
  const about = phase === undefined ? { zh: title, en: title } : { zh: `${title}：${phase}`, en: `${title}: ${phase}` };
  return eventNotice(kind, events[kind], to, { about, rule: sourceOf(campaign), reason });
}

/** One word to everybody whom a revision of the plan touches; what it means for each task is said by the task. */
export function revisionNotice(
  campaign: Told,
  { revision, reason, added, amended, cancelled }: Pick<Revision, 'revision' | 'reason' | 'added' | 'amended' | 'cancelled'>,
  to: readonly Addressee[],
): readonly NoticeDraft[] {
  const revised = {
    zh: '方案修订',
    en: 'Plan revised',
    why: {
      zh: `新增${added.length}项、调整${amended.length}项、取消${cancelled.length}项任务。`,
      en: `${added.length} tasks added, ${amended.length} changed, ${cancelled.length} cancelled.`,
    },
  };
  const about = { zh: `${campaign.title}（第${revision}版）`, en: `${campaign.title} (version ${revision})` };
  return eventNotice('planRevised', revised, to, { about, rule: sourceOf(campaign), reason });
}
