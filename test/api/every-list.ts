import type { District } from './export-district.ts';

type Who = keyof District['people'];
// biome-ignore lint/suspicious/noExplicitAny: items of every list
type Item = any;

/** How a list is asked for, and what tells its rows apart. */
export interface Tried {
  /** The column that tells the rows apart, and what stands in it for an item. */
  readonly column: string;
  readonly of: (item: Item) => unknown;
  readonly who: Who;
  /** The path with its record, in a district; without it the list's own path. */
  readonly at?: (district: District) => string;
  /** Whose list holds what must not stand in this one: the other district's (the default), another person's of this one, or nobody's, and why. */
  readonly hidden?: { readonly who: Who; readonly at?: (district: District) => string } | { readonly nothing: string };
  /** Filters that leave some rows and not all, in a district. */
  readonly filters?: readonly (string | ((district: District) => string))[];
}

/** The list's path in a district, and with each of its filters. */
export function pathsOf(list: string, { at = () => list, filters = [] }: Tried, district: District): readonly [string, ...string[]] {
  const path = at(district);
  const filtered = filters.map((filter) => `${path}${path.includes('?') ? '&' : '?'}${typeof filter === 'string' ? filter : filter(district)}`);
  return [path, ...filtered];
}

const everyone = { nothing: 'everyone signed in reads the same' };
const record = { nothing: 'a record is seen or not: whoever does not see it is answered 404, as the test of records asks' };
const facts = (who: Who, id: keyof District['ids']): Tried => ({
  column: '序号',
  of: (item) => item.seq,
  who,
  at: (district) => recordPath(id, district, 'facts'),
  hidden: record,
});
/** The path of a record of a district, and what lies below it. */
export const recordPath = (id: keyof District['ids'], district: District, things: string): string =>
  `/api/v1/${id === 'otherCampaign' ? 'campaign' : id}s/${district.ids[id]}/${things}`;
const inCampaign =
  (things: string, id: 'campaign' | 'otherCampaign' = 'campaign') =>
  (district: District): string =>
    recordPath(id, district, things);

/** What belongs to a campaign, of which that of another campaign is no part. */
const ofCampaign = (things: string, column: string, of: Tried['of']): Tried => ({
  column,
  of,
  who: 'office',
  at: inCampaign(things),
  hidden: { who: 'office', at: inCampaign(things, 'otherCampaign') },
});

/** Every list of the API, as somebody asks for it who sees at least two of its rows and not all there are. */
export const lists: Readonly<Record<string, Tried>> = {
  '/api/v1/notifications': { column: '标题', of: (item) => item.title, who: 'town', hidden: { who: 'school' } },
  '/api/v1/plans': { column: '名称', of: (item) => item.title, who: 'office' },
  '/api/v1/campaigns': { column: '名称', of: (item) => item.title, who: 'office', filters: ['q=%E4%BA%8C%E6%9C%9F'] },
  '/api/v1/campaigns/{id}/tasks': {
    column: '任务内容',
    of: (item) => item.content,
    who: 'town',
    at: inCampaign('tasks'),
    hidden: { who: 'school', at: inCampaign('tasks') },
    filters: ['overdue=true'],
  },
  '/api/v1/campaigns/{id}/facts': facts('office', 'campaign'),
  '/api/v1/tasks': { column: '任务内容', of: (item) => item.content, who: 'town', hidden: { who: 'school' }, filters: ['overdue=true', 'stage=submitted'] },
  '/api/v1/tasks/{id}/facts': facts('town', 'task'),
  '/api/v1/meetings': { column: '编号', of: (item) => item.number, who: 'office', filters: ['kind=office'] },
  '/api/v1/campaigns/{id}/meetings': { ...ofCampaign('meetings', '会议名称', (item) => item.title), filters: ['kind=office'] },
  '/api/v1/meetings/{id}/facts': facts('office', 'meeting'),
  '/api/v1/supervisions': { column: '编号', of: (item) => item.number, who: 'town', hidden: { who: 'school' }, filters: ['kind=selfCheck'] },
  '/api/v1/campaigns/{id}/supervisions': {
    column: '名称',
    of: (item) => item.title,
    who: 'town',
    at: inCampaign('supervisions'),
    hidden: { who: 'school', at: inCampaign('supervisions') },
  },
  '/api/v1/findings': { column: '内容', of: (item) => item.content, who: 'town', hidden: { who: 'school' }, filters: ['kind=praise'] },
  '/api/v1/supervisions/{id}/facts': facts('office', 'supervision'),
  '/api/v1/bulletins': { column: '标题', of: (item) => item.title, who: 'office', filters: ['kind=praise'] },
  '/api/v1/bulletins/{id}/facts': facts('office', 'bulletin'),
  '/api/v1/cases': { column: '案号', of: (item) => item.number, who: 'inspector', filters: ['source=randomDraw'] },
  '/api/v1/cases/{id}/facts': facts('inspector', 'case'),
  '/api/v1/indicators': { column: '指标', of: (item) => item.name, who: 'office', filters: ['q=%E5%AE%B6%E5%BA%AD'] },
  '/api/v1/campaigns/{id}/lights': ofCampaign('lights', '单位', (item) => item.unit.name),
  '/api/v1/campaigns/{id}/indicators': ofCampaign('indicators', '指标', (item) => item.name),
  '/api/v1/indicators/{id}/facts': facts('office', 'indicator'),
  '/api/v1/surveys': { column: '编号', of: (item) => item.number, who: 'office' },
  '/api/v1/campaigns/{id}/surveys': ofCampaign('surveys', '调查名称', (item) => item.name),
  '/api/v1/surveys/{id}/facts': facts('office', 'survey'),
  '/api/v1/evaluations': { column: '考评名称', of: (item) => item.title, who: 'office' },
  '/api/v1/evaluations/{id}/facts': facts('office', 'evaluation'),
  '/api/v1/assessments': { column: '单位', of: (item) => item.unit.name, who: 'office', filters: ['className=%E4%B9%A1%E9%95%87'] },
  '/api/v1/assessments/{id}/facts': facts('office', 'assessment'),
  '/api/v1/consultations': { column: '方案', of: (item) => item.title, who: 'town' },
  '/api/v1/consultations/{id}/facts': facts('office', 'consultation'),
  '/api/v1/figures/tasks': { column: '牵头单位', of: (item) => item.unit.name, who: 'office' },
  '/api/v1/figures/overdue-cases': { column: '执法机构', of: (item) => item.body.name, who: 'inspector' },
  '/api/v1/figures/units': { column: '单位', of: (item) => item.unit.name, who: 'office', at: () => '/api/v1/figures/units?from=2020-01-01&until=2099-12-31' },
  '/api/v1/parties': { column: '名称', of: (item) => item.name, who: 'inspector', hidden: { nothing: 'enforcement bodies read every party' }, filters: ['kind=clinic'] },
  '/api/v1/units': { column: '单位名称', of: (item) => item.name, who: 'admin', hidden: everyone, filters: ['kind=town'] },
  '/api/v1/people': { column: '姓名', of: (item) => item.name, who: 'admin', hidden: everyone },
  '/api/v1/posts': { column: '单位', of: (item) => item.unit.name, who: 'town', hidden: everyone, filters: ['role=inspector'] },
  '/api/v1/delegations': { column: '事由', of: (item) => item.reason, who: 'town', filters: ['inForce=true'] },
  '/api/v1/calendar/years': { column: '年份', of: (item) => item.year, who: 'town', hidden: everyone },
  '/api/v1/outlets': { column: '名称', of: (item) => item.name, who: 'office' },
  '/api/v1/deliveries': { column: '最近错误', of: (item) => item.lastError, who: 'admin', hidden: { nothing: 'administrators alone read them: others are answered 403' } },
  '/api/v1/chases': { column: '事由', of: (item) => item.why, who: 'office', filters: [({ ids }) => `campaignId=${ids.campaign}`] },
  '/api/v1/templates': { column: '模板名称', of: (item) => item.name, who: 'office', filters: ['kind=minutes'] },
  '/api/v1/templates/{id}/facts': facts('office', 'template'),
  '/api/v1/campaigns/{id}/archive': { column: '题名', of: (item) => item.title, who: 'office', at: inCampaign('archive'), hidden: record },
};
/** Lists that are no paper of an office. */
export const exceptions: Readonly<Record<string, string>> = {
  '/api/v1/tokens': 'one’s own API tokens: keys for programs, shown where they are made',
  '/api/v1/me/escalations': 'what reached oneself and is open at this moment: the chase ledger holds the notices for good, and is had as a file',
  '/api/v1/me/dues': 'what waits for oneself at this moment: gone once done, and each of it in a list that is had as a file',
};
