import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Summary, SummaryPeriod } from '../campaigns/summary.ts';
import { dateInWords, type OfficialDocument } from './official.ts';

const ordinals = ['一', '二', '三', '四', '五', '六', '七'] as const;
/** Sections before those of single units. */
const general = 3;
const nameOf = (unitId: string, org: Org): string => org.unit(unitId)?.name ?? '';
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** 工作总结 drafted from records: numbers and dates that the ledger has, for a person to write on. It is a draft and has no number. */
export function workSummary(campaign: CampaignState, { sections, meetings, supervisions, overdue }: Summary, { from, until }: SummaryPeriod, org: Org): OfficialDocument {
  const counted = ({ figures }: Summary['sections'][number]): string => figures.map(({ label, value }) => `${label.zh}${value}项`).join('，');
  const held = (what: string, all: readonly { readonly heldOn: string }[]): string =>
    `${what}${all.length}次${all.length === 0 ? '' : `（${all.map(({ heldOn }) => dateInWords(heldOn)).join('、')}）`}`;
  const chapters: readonly (readonly string[])[] = [
    ...sections.slice(0, general).map((section) => [section.title.zh, `${counted(section)}。`]),
    ['会议、督查情况', `本期${held('召开领导小组会议', meetings)}，${held('开展督查', supervisions)}。`],
    ['各单位情况', ...sections.slice(general).map((section) => `${section.title.zh}：${counted(section)}。`)],
    [
      '存在的问题',
      ...(overdue.length === 0
        ? ['截至目前没有超期未办结的任务。']
        : overdue.map(
            ({ number, content, leadUnitId, due }) =>
              `任务${number}“${short(content)}”，牵头单位${nameOf(leadUnitId, org)}${due?.dueOn === undefined ? '' : `，应于${dateInWords(due.dueOn)}前完成`}，尚未办结。`,
          )),
    ],
    ['下一步打算', '（请补充）'],
  ];
  return {
    head: nameOf(campaign.officeUnitId, org),
    number: undefined,
    title: `${campaign.title}工作总结`,
    addressee: nameOf(campaign.groupUnitId, org),
    paragraphs: [
      `现将${dateInWords(from)}至${dateInWords(until)}工作情况报告如下：`,
      ...chapters.flatMap(([title = '', ...paragraphs], index) => [`${ordinals[index]}、${title}`, ...paragraphs]),
    ],
    signature: nameOf(campaign.officeUnitId, org),
    on: undefined,
  };
}
