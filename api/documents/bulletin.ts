import { rankOf } from '../../domain/bulletin/figures.ts';
import type { BulletinState, bulletinKinds } from '../../domain/bulletin/state.ts';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { dateInWords, type OfficialDocument, type OfficialTable } from './official.ts';
import { ordinal } from './ordinal.ts';

const heads: Readonly<Record<(typeof bulletinKinds)[number], string>> = { progress: '进展通报', criticism: '通报批评', praise: '通报表扬' };

function tables({ figures }: BulletinState): readonly OfficialTable[] {
  const at = dateInWords(beijingDateOf(figures.at));
  return [
    {
      caption: `附表1  各单位完成情况（截至${at}）`,
      columns: ['排名', '单位', '任务', '已验收', '超期', '完成率'],
      widths: [10, 40, 12, 12, 12, 14],
      rows: figures.units.map((one) => [
        String(rankOf(one, figures.units)),
        one.unit,
        String(one.tasks - one.cancelled),
        String(one.accepted),
        String(one.overdue),
        one.percent === undefined ? '—' : `${one.percent}%`,
      ]),
    },
    ...(figures.overdue.length === 0
      ? []
      : [
          {
            caption: `附表2  超期任务（截至${at}）`,
            columns: ['序号', '任务', '牵头单位', '完成时限', '超期天数'],
            widths: [15, 33, 22, 18, 12],
            rows: figures.overdue.map(({ number, content, unit, due, daysLate }) => [number, content, unit, due, String(daysLate)]),
          },
        ]),
  ];
}

/** 通报 in full, its ranking and its overdue tasks as tables; unsigned it is a draft. */
export function bulletinDocument(state: BulletinState, { office, signer }: { readonly office: string; readonly signer?: string | undefined }): OfficialDocument {
  const { signing, sections, title, kind } = state;
  return {
    head: signing?.office ?? office,
    number: signing?.number,
    title,
    name: heads[kind],
    addressee: '各有关单位',
    paragraphs: [],
    sections: sections.map(({ heading, paragraphs }, index) => ({ heading: `${ordinal(index)}、${heading}`, paragraphs })),
    tables: tables(state),
    signature: signing?.office ?? office,
    ...(signing?.sealedBy === undefined ? {} : { sealedBy: signing.sealedBy }),
    on: signing && dateInWords(signing.on),
    ...(signer === undefined ? {} : { signer }),
  };
}
