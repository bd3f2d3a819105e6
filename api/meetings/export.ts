import { column, day, due, ordinal } from '../export/columns.ts';
import type { Layout } from '../export/table.ts';
import type { ItemOf } from '../list/page.ts';
import type { listMeetings } from './list.ts';

/** 会议台账: meetings as offices list them. */
export const meetingLayout: Layout<ItemOf<typeof listMeetings>> = {
  name: { zh: '会议', en: 'Meetings' },
  columns: [
    ordinal,
    column('编号', 'Number', 24, (row) => row.number),
    column('会议名称', 'Title', 44, (row) => row.title),
    column('类别', 'Kind', 22, (row) => row.kindName),
    due('拟召开日期', 'Planned for', (row) => row),
    day('召开日期', 'Held', (row) => row.heldOn),
    column('地点', 'Place', 26, (row) => row.place),
    column('状态', 'Stage', 12, (row) => row.stageName),
    day('通知日期', 'Convened', (row) => row.convenedAt),
  ],
};
