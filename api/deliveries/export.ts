import { channelName } from '../export/channels.ts';
import { column, minute, ordinal } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { presentParked } from './presenter.ts';

/** Parked messages: to whom and why they do not get through, not what they say. */
export const deliveryLayout: Layout<ReturnType<typeof presentParked>> = {
  name: { zh: '搁置的外发通知', en: 'Parked messages' },
  columns: [
    ordinal,
    column('收件人', 'To', 16, (row, { org, language }) => org.person(row.personId)?.name ?? row.outlet ?? channelName(row.channel, language)),
    column('方式', 'By', 14, (row, { language }) => channelName(row.channel, language)),
    column('通知数', 'Notices', 8, (row) => row.notices),
    column('发送次数', 'Attempts', 10, (row) => row.attempts),
    column('最近错误', 'Last error', 60, (row) => row.lastError),
    minute('开始失败', 'Failing since', (row) => row.failingSince),
    minute('生成时间', 'Made', (row) => row.createdAt),
  ],
};
