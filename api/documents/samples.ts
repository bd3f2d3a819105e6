import { type DocumentKind, placeholdersOf, written } from '../../domain/register/placeholders.ts';
import type { OfficialDocument, OfficialTable } from './official.ts';
import type { Said } from './ooxml/fill.ts';

const office = '云山区健康促进工作领导小组办公室';
const said = (...texts: readonly string[]): readonly Said[] => texts.map((text) => ({ text }));

const table: OfficialTable = {
  caption: '附表1  各单位完成情况（截至2026年6月30日）',
  columns: ['排名', '单位', '任务', '已验收', '超期', '完成率'],
  widths: [10, 40, 12, 12, 12, 14],
  rows: [
    ['1', '云山区教育局', '8', '8', '0', '100%'],
    ['2', '云山区住房和城乡建设局', '6', '3', '1', '50%'],
  ],
};

/** A document of each kind with invented data, so that an office sees what a template makes before it is used. */
export const samples: Readonly<Record<DocumentKind, OfficialDocument>> = {
  urgingNotice: {
    head: office,
    number: '督办〔2026〕1号',
    title: '督办通知书',
    addressee: '云山区住房和城乡建设局',
    paragraphs: [
      '根据《云山区健康促进区创建实施方案》，你单位牵头办理任务12“建成健康主题公园3个”，工作标准为“设有健康步道和宣传栏”，应于2026年5月31日前完成。截至2026年6月30日，该任务已超期30日，仍未办结。',
      '现予督办。请立即组织办理，并于2026年7月7日前将办理情况书面报领导小组办公室。',
    ],
    signature: office,
    sealedBy: '云山区卫生健康委员会',
    on: '2026年6月30日',
    signer: '（签发人姓名）',
    particulars: { task: '12', matter: '建成健康主题公园3个', standard: '设有健康步道和宣传栏', due: '2026年5月31日', daysLate: '30', answerOn: '2026年7月7日' },
  },
  bulletin: {
    head: office,
    number: '通报〔2026〕1号',
    title: '关于2026年上半年任务进展情况的通报',
    name: '进展通报',
    addressee: '各有关单位',
    paragraphs: [],
    sections: [
      { heading: '一、总体情况', paragraphs: ['截至2026年6月30日，14项任务中已验收11项，超期1项。'] },
      { heading: '二、下一步要求', paragraphs: ['请各单位对照时限抓好落实。'] },
    ],
    tables: [table],
    signature: office,
    sealedBy: '云山区卫生健康委员会',
    on: '2026年7月3日',
    signer: '（签发人姓名）',
  },
  minutes: {
    head: office,
    number: '会议〔2026〕1号',
    title: '会议纪要',
    addressee: '云山区教育局、云山区住房和城乡建设局',
    paragraphs: [
      '会议：上半年工作推进会（领导小组会议）',
      '时间：2026年6月30日　地点：区政府三楼会议室',
      '会议听取了上半年工作情况汇报。',
      '会议议定以下事项：',
      '1．建成健康主题公园3个。由云山区住房和城乡建设局牵头，2026年8月31日前完成。',
    ],
    signature: office,
    on: '2026年7月1日',
    particulars: {
      meeting: '上半年工作推进会（领导小组会议）',
      heldOn: '2026年6月30日',
      place: '区政府三楼会议室',
      present: '云山区教育局、云山区住房和城乡建设局（代）',
      absent: '无',
      agenda: '（1）上半年工作情况；（2）下半年工作安排',
      record: said('会议听取了上半年工作情况汇报。'),
      decisions: said('1．建成健康主题公园3个。由云山区住房和城乡建设局牵头，2026年8月31日前完成。'),
    },
  },
  workSummary: {
    head: office,
    number: undefined,
    title: '云山区健康促进区创建工作总结',
    addressee: '云山区健康促进工作领导小组',
    paragraphs: ['现将2026年1月1日至2026年6月30日工作情况报告如下：', '一、任务完成情况', '已验收11项，在办3项。', '二、下一步打算', '（请补充）'],
    tables: [table],
    signature: office,
    on: undefined,
  },
};

/** An issuer of up to 20 characters stands on one line. */
const starterAxis = 11;

/** Our own layout with the names in braces where the values stand: what an office begins its own template with. */
export function starter(kind: DocumentKind): OfficialDocument {
  const has = placeholdersOf(kind);
  const place = (one: (typeof has)[number]): string => (has.includes(one) ? written(one) : '');
  return {
    head: place('issuer'),
    number: place('number'),
    title: place('title'),
    addressee: place('addressee'),
    paragraphs: [place('body')],
    ...(has.includes('heading') ? { sections: [{ heading: place('heading'), paragraphs: [] }] } : {}),
    ...(has.includes('tables') ? { tables: [{ caption: place('tables'), columns: [], widths: [], rows: [] }] } : {}),
    signature: place('signature'),
    axis: starterAxis,
    ...(has.includes('seal') ? { sealedBy: place('seal') } : {}),
    on: has.includes('date') ? place('date') : undefined,
    ...(has.includes('signer') ? { signer: place('signer') } : {}),
  };
}
