import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import { rungName } from '../../domain/chase/rungs.ts';
import { channelName } from '../export/channels.ts';
import { column, day, minute } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import { iso } from '../http/time.ts';
import { factName } from '../process/fact-names.ts';
import { type ChaseRow, chasedName, outcomeOf } from './presenter.ts';

const at = (moment: Date | number | null): string | null => (moment === null ? null : iso(Number(moment)));
const text = (moment: Date | number | null): string => at(moment)?.slice(0, 16).replace('T', ' ') ?? '';

const deliveryStates: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  pending: { zh: '待发送', en: 'waiting' },
  frozen: { zh: '待发送', en: 'waiting' },
  sent: { zh: '已发送', en: 'sent' },
  unknown: { zh: '送达不明', en: 'unknown' },
  failed: { zh: '发送失败', en: 'failed' },
  dropped: { zh: '未发送', en: 'not sent' },
};
const outcomes = { open: { zh: '未办结', en: 'open' }, paused: { zh: '暂停', en: 'paused' }, ended: { zh: '已终止', en: 'ended' } } as const;

/** 催办台账 as offices keep it. */
export const chaseLayout: Layout<ChaseRow> = {
  name: { zh: '催办台账', en: 'Chase ledger' },
  columns: [
    minute('时间', 'At', (row) => at(row.created_at)),
    column('单位', 'Unit', 22, (row, { org }) => org.unit(row.unit_id)?.name),
    column('收件人', 'To', 12, (row, { org }) => org.person(row.person_id)?.name),
    column('岗位', 'Post', 16, (row, { org }) => org.post(row.post_id)?.title),
    column('事项', 'Title', 50, (row, { language }) => row.title[language]),
    column('编号', 'Number', 16, (row) => row.process_number),
    column('时限种类', 'Deadline', 16, (row, { language }) => chasedName(row, language)),
    day('时限', 'Due', (row) => row.due_at && beijingDateOf(row.due_at.getTime())),
    column('级', 'Rung', 16, (row, { language }) => (row.is_rung ? rungName(row.rung)[language] : '')),
    column('事由', 'Why', 50, (row, { language }) => row.why[language]),
    column('依据', 'Rule', 36, (row, { language }) => row.rule[language]),
    column('如何停止', 'What stops it', 30, (row, { language }) => row.stops[language]),
    minute('已读时间', 'Read', (row) => at(row.read_at)),
    column('外发', 'Delivery', 24, (row, { language }) =>
      row.deliveries
        .map(({ channel, state, sentAt }) => [channelName(channel, language), deliveryStates[state]?.[language] ?? state, text(sentAt)].filter((part) => part !== '').join(' '))
        .join('\n'),
    ),
    column('后续', 'What came after', 30, (row, { language }) => {
      const state = outcomeOf(row);
      if (state === undefined) return '';
      return [outcomes[state][language], row.ended_type === null ? '' : factName(row.ended_type, language), text(row.ended_at)].filter((part) => part !== '').join(' ');
    }),
  ],
};
