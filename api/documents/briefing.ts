import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Briefing } from '../reports/briefing.ts';
import { dateInWords, type OfficialDocument } from './official.ts';
import { ordinal } from './ordinal.ts';

/** 简报 drafted from records on one page. Its number (期号) is the office's to give: there is room for it. */
export function briefingDocument(campaign: CampaignState, { from, until, sections }: Briefing, org: Org): OfficialDocument {
  const office = org.unit(campaign.officeUnitId)?.name ?? '';
  return {
    head: office,
    number: undefined,
    numberToFill: '第　　　期',
    title: `${campaign.title}工作简报`,
    name: '工作简报',
    addressee: org.unit(campaign.groupUnitId)?.name ?? '',
    isCompact: true,
    paragraphs: [
      `${dateInWords(from)}至${dateInWords(until)}工作情况：`,
      ...sections.map(({ title, sentences }, index) => `${ordinal(index)}、${title.zh}。${sentences.join('')}`),
    ],
    signature: office,
    on: undefined,
  };
}
